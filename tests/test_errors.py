"""Each expected problem is one sentence that says what is wrong, where, and what to do next."""

from __future__ import annotations

import errno

import pytest

from isocourse import errors
from isocourse.errors import reason

FILE = "/home/pat/course.toml"
SENTENCES: list[tuple[errors.IsocourseError, int, str]] = [
    (errors.NoCourse(FILE), 1, f"No course yet at {FILE}. Begin one: isocourse start"),
    (
        errors.CourseOpen(FILE),
        1,
        f"A course is open already at {FILE}. Change it: isocourse set. End it: isocourse finish. Nothing changed.",
    ),
    (errors.UnknownEntry("1a2b"), 1, "No entry has the id '1a2b'. See the ids: isocourse history"),
    (
        errors.UnknownEntry("1", "More than one entry begins with"),
        1,
        "More than one entry begins with '1'. See the ids: isocourse history",
    ),
    (
        errors.NoRuleSet("1999-01-01", "2006-03-01"),
        1,
        "No iPLEDGE rules are known for 1999-01-01: they are known from 2006-03-01 on. Check the date.",
    ),
    (
        errors.RecordBroken(FILE, "it is no table"),
        3,
        f"The record {FILE} cannot be read: it is no table. It was left as it is. Look closer: isocourse verify",
    ),
    (
        errors.RecordNewer(FILE, 9, 1),
        3,
        f"The record {FILE} was made by a newer isocourse (schema 9; this one reads up to 1). It was left as it is."
        " Update isocourse, then try again.",
    ),
    (
        errors.RecordRefused(FILE, "it is a folder"),
        3,
        f"The record {FILE} cannot be opened: it is a folder. Nothing was changed. Use another file: --file PATH",
    ),
    (
        errors.NotSaved(FILE, "no space left on device"),
        3,
        f"Not saved: no space left on device. The record {FILE} is as it was before.",
    ),
    (
        errors.RecordBusy(FILE, 10),
        3,
        f"Not saved: another isocourse has held the record {FILE} for 10 seconds. Close it, or bring a stopped one back"
        " with fg, then try again. The record is as it was before.",
    ),
    (
        errors.RecordCutShort(FILE, "it is empty"),
        3,
        f"The record {FILE} is cut short: it is empty. Nothing was read from it or written to it. See what is missing:"
        " isocourse verify",
    ),
    (
        errors.DiskUnconfirmed(FILE, "the disk did not confirm it"),
        75,
        f"Saved in {FILE}, but the disk did not confirm it. Look that it is there: isocourse verify",
    ),
    (errors.BadValue("x"), 2, "x"),
    (errors.Conflict("x"), 1, "x"),
    (errors.ContentBroken("x"), 70, "x"),
]


@pytest.mark.parametrize(("problem", "code", "sentence"), SENTENCES, ids=lambda given: type(given).__name__)
def test_every_problem_has_its_sentence_and_exit_code(problem: errors.IsocourseError, code: int, sentence: str) -> None:
    """A problem tells what is wrong, where and what to do, and ends the run with its own code."""
    assert str(problem) == sentence
    assert problem.exit_code == code


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(errno.EACCES, "Permission denied"), "permission denied"),
        (OSError("no number"), "the path cannot be used"),
        (ValueError("embedded null byte"), "the path cannot be used"),
        (MemoryError(), "not enough memory"),
    ],
)
def test_what_the_system_says_fits_into_a_sentence(problem: BaseException, said: str) -> None:
    """The reason begins small, and there is always one."""
    assert reason(problem) == said
