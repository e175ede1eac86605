"""The command line: each module reads arguments, calls one core function and renders the result."""


class Run:
    """One command line being answered: the record that it names before the command, and whether that has changed."""

    __slots__ = ("file", "saved")

    def __init__(self, file: str | None = None) -> None:
        self.file = file
        self.saved = ""  # in which word it is told: `Saved`, `Deleted`
