"""Reading in what other programs wrote: bytes in, rows out. Pure but for the XML parser; nothing is saved here."""
