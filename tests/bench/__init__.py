"""How fast the program is, as multiples of a Python that does nothing: `make bench`."""
