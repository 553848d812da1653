"""What things are and the rules they follow: pure values and functions, no disk, no clock."""
