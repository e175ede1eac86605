"""Every expected problem: each error makes its own sentence and owns its exit code.

A sentence says what is wrong, where, and what to do next. It never holds a patient's words.
"""

from __future__ import annotations


class IsocourseError(Exception):
    """An expected problem, told in one sentence on standard error."""

    exit_code = 1


class NoCourse(IsocourseError):
    """There is no record yet."""

    def __init__(self, path: str, elsewhere: str | None = None) -> None:
        there = f" There is a record in the usual place: isocourse --file {elsewhere} status" if elsewhere else ""
        super().__init__(f"No course yet at {path}. Begin one: isocourse start{'.' if there else ''}{there}")


class CourseOpen(IsocourseError):
    """A course is already open in this record."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"A course is open already at {path}. Change it: isocourse set. End it: isocourse finish. Nothing changed."
        )


class UnknownEntry(IsocourseError):
    """No live entry has this id."""

    def __init__(self, given: str, why: str = "No entry has the id") -> None:
        super().__init__(f"{why} {given!r}. See the ids: isocourse history")


class Conflict(IsocourseError):
    """What was asked for does not fit the record."""


class NoRuleSet(IsocourseError):
    """No iPLEDGE rule-set covers the date of an event."""

    def __init__(self, on: str, first: str) -> None:
        super().__init__(f"No iPLEDGE rules are known for {on}: they are known from {first} on. Check the date.")


class BadValue(IsocourseError):
    """A value on the command line cannot be read."""

    exit_code = 2


class Meant(BadValue):
    """A value that has one reading, which is asked back at a terminal and refused elsewhere."""

    def __init__(self, sentence: str, reading: str) -> None:
        super().__init__(sentence)
        self.reading = reading


class Misfit(ValueError):
    """A value in a TOML table is not what it must be; the table adds the path."""


class WrongUsage(IsocourseError):
    """A command line that cannot be read."""

    exit_code = 2


class NoSuchCommand(WrongUsage):
    """A first word that is no command, and nothing that people call one."""


class RecordError(IsocourseError):
    """The record, its lock or the output failed before anything was saved: it is unchanged."""

    exit_code = 3


LOOK_CLOSER = "Look closer: isocourse verify"


class OutputFailed(RecordError):
    """Standard output is closed or full: the answer was not seen, or not all of it."""

    def __init__(self) -> None:
        super().__init__("The answer could not be printed: standard output is closed or full.")


class RecordBroken(RecordError):
    """The record cannot be read as a record."""

    def __init__(self, path: str, what: str, then: str = LOOK_CLOSER) -> None:
        super().__init__(f"The record {path} cannot be read: {what}. It was left as it is. {then}")
        self.what = what
        self.then = then


class RecordNewer(RecordError):
    """The record was made by a newer version of the program."""

    def __init__(self, path: str, schema: int, known: int) -> None:
        super().__init__(
            f"The record {path} was made by a newer isocourse (schema {schema}; this one reads up to {known})."
            " It was left as it is. Update isocourse, then try again."
        )


class RecordRefused(RecordError):
    """The record, or something in its way, is not a file that may be opened."""

    def __init__(self, path: str, why: str, then: str = "Use another file: --file PATH") -> None:
        super().__init__(f"The record {path} cannot be opened: {why}. Nothing was changed. {then}")


class NotSaved(RecordError):
    """Something failed before the new version took the place of the old one."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"Not saved: {why}. The record {path} is as it was before.")


class NotWritten(RecordError):
    """A file to take along was not written, and what was there is as it was."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"Not written: {path}: {why}. Nothing was changed. Name another file: --to FILE")


class NotOurs(NotWritten):
    """Something that is not of our making stands where the file would be written."""


class Overtaken(NotSaved):
    """Another window was quicker, or took the lock's place: whoever makes the change may begin again."""


class RecordSupplanted(RecordError):
    """Another program's file stands where the new version was put."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Not saved: another program took {path} away, or put its own file there, at the same moment."
            " Look at it: isocourse verify. Then try again."
        )


class RecordBusy(RecordError):
    """Another process holds the lock and makes no progress."""

    def __init__(self, path: str, seconds: int) -> None:
        super().__init__(
            f"Not saved: another isocourse has held the record {path} for {seconds} seconds. Close it, or bring a"
            " stopped one back with fg, then try again. The record is as it was before."
        )


class RecordCutShort(RecordError):
    """The record ends before its own count of entries says it does."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(
            f"The record {path} is cut short: {what}. Nothing was read from it or written to it."
            " See what is missing: isocourse verify"
        )


class Stopped(Exception):
    """The person left at a question: by Ctrl-C, or because there is nothing more to read."""


class ContentBroken(IsocourseError):
    """The facts that come with the program are missing or damaged: a fault of the installation."""

    exit_code = 70


class SavedUnconfirmed(IsocourseError):
    """The entry was saved, and something after it failed."""

    exit_code = 75


class DiskUnconfirmed(SavedUnconfirmed):
    """The new version is in place, and the disk did not say that it will keep it."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"Saved in {path}, but {why}. Look that it is there: isocourse verify")


def reason(problem: BaseException) -> str:
    """Return what the system says is wrong, to be put into a sentence."""
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror[:1].lower() + problem.strerror[1:]
    return "not enough memory" if isinstance(problem, MemoryError) else "the path cannot be used"
