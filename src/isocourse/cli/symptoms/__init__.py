"""The commands for when something feels wrong."""
