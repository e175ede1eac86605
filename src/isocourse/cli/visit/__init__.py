"""The commands for a visit: what is handed to a doctor, or to another program."""
