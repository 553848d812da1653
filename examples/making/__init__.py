"""How the example studio is made: the stage, the parties, the days, the occasions, the books."""
