"""The commands, a file for each noun; `tracker_tui.cli.registry` says which holds which."""
