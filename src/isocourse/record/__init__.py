"""One file on disk: what may stand in it, how it is read, kept whole, locked, joined and deleted."""
