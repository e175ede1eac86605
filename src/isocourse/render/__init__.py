"""Finished results as words for a terminal, and as JSON. Nothing is decided here."""
