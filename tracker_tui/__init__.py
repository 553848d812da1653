"""Hours of several clients, tracked in a terminal, and the invoices that follow from them."""

__version__ = "0.1.0"
