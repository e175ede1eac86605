"""The commands that look after the record."""
