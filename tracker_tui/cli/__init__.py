"""Commands: parse the words, call a service, print."""
