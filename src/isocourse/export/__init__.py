"""Files for other programs, made from finished results. Pure: no file is opened here."""
