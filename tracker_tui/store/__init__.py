"""The disk: the files of a workspace, read, changed all or none, and undone."""
