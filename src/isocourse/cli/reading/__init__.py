"""The commands that are there to read."""
