"""What begins a course: its settings, what is asked for them, and the new record."""
