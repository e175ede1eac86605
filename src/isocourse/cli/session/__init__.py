"""One run of a command: the record, the moment, and what is asked and answered."""
