"""Foreign formats in: bytes to neutral entries and problems; no disk, one file per format."""
