"""A second implementation of the rules, written apart from the program."""
