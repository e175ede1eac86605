"""What a shell can complete: the commands, their options, and the values that are known beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isocourse.cli.reading.command_line import Told, commands
from isocourse.named import NamedTuple
from isocourse.typed import Final

_DAYS: Final = ("today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATED: Final = ("--on", "--since", "--until", "--as-of", "--started", "--last-fill", "--specimen", "--last-capsule")
FILES: Final = ("--file", "--to")  # options that name a file
TAKE_FILES: Final = ("merge", "score", "import")  # commands that name a file
_SHELLS: Final = ("bash", "zsh", "fish", "powershell")


class Completed(NamedTuple):
    """One command: what may stand behind it."""

    name: str
    line: str
    options: tuple[str, ...]
    valued: tuple[str, ...]  # options that take a value
    words: tuple[str, ...]


class Shelf(NamedTuple):
    """All of it: the commands, and the values of options."""

    commands: tuple[Completed, ...]
    values: Mapping[str, Sequence[str]]
    globals: tuple[str, ...] = ("--file", "--plain", "--no-pager", "--version", "--help")

    @property
    def valued(self) -> tuple[str, ...]:
        """The options that take a value."""
        return tuple(sorted({"--file", *(option for one in self.commands for option in one.valued)}))


def shelf() -> Shelf:
    """Return everything that can be completed."""
    words = _words()
    found = [_completed(told, words.get(told.name, ())) for told in commands()]
    return Shelf(tuple(found), _values())


def _completed(told: Told, words: Sequence[str]) -> Completed:
    return Completed(told.name, told.line, told.options, told.valued, tuple(words))


def _words() -> dict[str, Sequence[str]]:
    """Return what may stand behind a command without an option."""
    from isocourse.cli.pharmacy.step_details import step_names  # only this command describes the others
    from isocourse.content.guide import entries

    return {
        "done": step_names(),
        "guide": [entry.slug for entry in entries()],
        "chart": ("effects", "doses", "mg"),
        "dose": ("taken", "missed", "extra"),
        "completion": _SHELLS,
        "export": ("csv", "json", "fhir"),
    }


def _values() -> dict[str, Sequence[str]]:
    """Return the values of options that are known beforehand."""
    from isocourse.cli.hearing.assessment import documented
    from isocourse.cli.pharmacy.step_details import step_names
    from isocourse.cli.record.history import EVERYDAY
    from isocourse.content.rules import forms
    from isocourse.content.zones import table
    from isocourse.record.kinds import KINDS

    known = forms()
    return {
        **dict.fromkeys(_DATED, _DAYS),
        "--severity": ("mild", "moderate", "severe"),
        "--result": ("negative", "positive", "pending"),
        "--setting": ("medical", "home"),
        "--category": ("can-become-pregnant", "cannot-become-pregnant"),
        "--doses": ("each", "exceptions"),
        "--times": ("1", "2"),
        "--at": ("morning", "evening"),
        "--what": ("taken", "missed", "extra"),
        "--last": ("7d", "2w", "4w"),
        "--step": step_names(),
        "--form": (*known.primary, *known.barrier),
        "--effect": documented(),
        "--kind": sorted({*KINDS, *(name for name in EVERYDAY if " " not in name)}),
        "--zone": sorted({zone for zones in table()[0].values() for zone in zones}),
    }
