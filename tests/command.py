"""A patient's commands word by word, with the answers that a person gives at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from patient import Patient


class Answer(NamedTuple):
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str
    json: Any

    @property
    def text(self) -> str:
        """What was printed to standard output, on one line."""
        return " ".join(self.out.split())


class Command:
    """The command of one patient."""

    def __init__(self, patient: Patient) -> None:
        self.patient = patient

    def __call__(self, *argv: str, answers: Sequence[str] | None = None, stdin: str = "") -> Answer:
        """Run one command line; with `answers` a person at a terminal gives them."""
        given = stdin if answers is None else "".join(f"{answer}\n" for answer in answers)
        result = self.patient(argv[0], *argv[1:], stdin=given, terminal=answers is not None, columns=100)
        return Answer(
            result.code, result.out, result.err, result.json if "--json" in argv and not result.code else None
        )

    def good(self, *argv: str) -> Answer:
        """Run one command line that must succeed."""
        answer = self(*argv)
        assert answer.code == 0, (argv, answer)
        return answer
