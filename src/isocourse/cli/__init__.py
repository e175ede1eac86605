"""The command line: each module reads arguments, calls one core function and renders the result."""
