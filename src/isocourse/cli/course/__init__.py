"""The commands of the course."""
