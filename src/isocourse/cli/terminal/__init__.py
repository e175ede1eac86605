"""The streams: how wide, which colours, what goes to standard error, and what a person types."""
