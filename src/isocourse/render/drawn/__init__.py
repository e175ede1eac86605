"""What is drawn for a person who looks at a terminal in colour; the same is told in plain words elsewhere.

The library `rich` is loaded in this room alone, and nothing of it before a person looks.
"""
