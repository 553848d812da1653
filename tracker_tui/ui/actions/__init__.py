"""The actions of each scope, a file each."""
