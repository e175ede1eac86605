"""The lines that print whatever is broken, and the words of self-harm: needs nothing else of the program."""
