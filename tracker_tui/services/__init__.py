"""Use cases: one short function each, the only code that changes data."""
