"""The commands before the pharmacy."""
