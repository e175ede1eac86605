"""What people call the commands. Needs nothing that can break: it is looked at before anything else is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from isocourse.typed import Final

SYNONYMS: Final = {
    **dict.fromkeys(("edit", "correct", "change", "modify", "amend"), "fix"),
    **dict.fromkeys(("list", "ls", "entries", "search", "find"), "history"),
    **dict.fromkeys(("begin", "init", "new", "setup"), "start"),
    **dict.fromkeys(("add", "symptom", "symptoms"), "log"),
    **dict.fromkeys(("check", "ready", "month", "ipledge"), "checklist"),
    **dict.fromkeys(("today", "overview"), "status"),
    **dict.fromkeys(("visit", "sheet", "print"), "report"),
    **dict.fromkeys(("next", "ahead"), "plan"),
    **dict.fromkeys(("charts", "graph", "plot"), "chart"),
    **dict.fromkeys(("man", "docs"), "manual"),
    **dict.fromkeys(("topics", "learn", "info"), "guide"),
    **dict.fromkeys(("demo", "tutorial"), "tour"),
    **dict.fromkeys(("alarms", "danger", "redflags"), "warnings"),
    **dict.fromkeys(("labs", "blood"), "lab"),
    **dict.fromkeys(("notes",), "note"),
    **dict.fromkeys(("config", "settings"), "set"),
    **dict.fromkeys(("end", "stop"), "finish"),
}
# What can mean two things, or deletes for good: said, not done.
BOTH: Final = {
    **dict.fromkeys(
        ("delete", "remove", "rm", "erase"),
        "An entry is taken back with: isocourse undo. The whole record is deleted with: isocourse forget.",
    ),
    **dict.fromkeys(
        ("remind", "reminder", "reminders", "alarm"),
        "Reminders: isocourse setup-reminders (your shell says what is due), isocourse calendar (a file for a calendar)"
        " or isocourse due (now).",
    ),
    **dict.fromkeys(
        ("backup", "save"),
        "The whole record in one file: isocourse export json --to FILE. It comes back with: isocourse import.",
    ),
}
_SHORTEST: Final = 2


def command_meant(word: str, rest: Sequence[str], known: Iterable[str]) -> str:
    """Return the command that a word means; the word itself where it means none.

    The beginning of a name counts only where no more words follow: `not breathing` is no `note`. So do the synonyms,
    but for `log`, whose words are heard, and for those that are typed with an entry's id or a search.
    """
    plain = word.lower()
    names = list(known)
    if plain in names:
        return plain
    alone = not rest or rest[0].startswith("-")
    meant = SYNONYMS.get(plain)
    if meant is not None and (alone or meant in {"log", "fix", "history", "guide"}):
        return meant
    begins = [name for name in names if len(plain) >= _SHORTEST and name.startswith(plain)]
    return begins[0] if alone and len(begins) == 1 else word
