"""The sheet for a doctor's visit: what is on it as data, then as HTML, text and JSON."""
