"""Documents and rows out: values -> bytes."""
