"""The program's door: `tracker-tui` and `python -m tracker_tui`."""

from __future__ import annotations

import sys

from tracker_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
