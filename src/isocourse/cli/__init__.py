"""The command line: each module reads arguments, calls one core function and renders the result."""

from typing import Final

SAVED: Final = "isocourse.saved"  # the note of one run that the record changed, and in which word: `Saved`, `Deleted`
