"""The demo: the program's main job, done on a throwaway copy of the example studio."""

from __future__ import annotations

EXAMPLE_NOW = "2026-11-20T16:30:00+01:00"
"""The moment at which the example studio stands; nothing in it is later."""
