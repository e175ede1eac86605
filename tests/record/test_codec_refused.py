from __future__ import annotations

import re
import time

import pytest

from isocourse.course import entries as model
from isocourse.course.entries import Note, Record
from isocourse.errors import BadValue, Misfit, RecordBroken, RecordNewer
from isocourse.record.codec import State, _refuse_circles, parse, serialise
from isocourse.record.kinds import KINDS
from records import (
    BYTES,
    COURSE,
    entry,
    read,
    refusal,
    with_line,
)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(
            with_line('mood = "low"'),
            "entry[0].mood: not a key that is known here (the entry that begins on line 5)",
            id="unknown key",
        ),
        pytest.param(
            BYTES.replace(b'"moderate"', b'"awful"'),
            "entry[1].severity: must be one of: mild, moderate, severe (the entry that begins on line 15)",
            id="unknown choice",
        ),
        pytest.param(
            BYTES.replace(b'kind = "settings"', b'kind = "setting"'),
            f"entry[0].kind: must be one of: {', '.join(KINDS)} (the entry that begins on line 5)",
            id="unknown kind",
        ),
        pytest.param(
            BYTES.replace(b"planned_weeks = 20", b'planned_weeks = "20"'),
            "entry[0].planned_weeks: must be a whole number from 1 to 104 (the entry that begins on line 5)",
            id="wrong type",
        ),
        pytest.param(
            BYTES.replace(b"00000014", b"00000000"),
            "entry[1].id: entry[0] has the id 00000000 already (the entry that begins on line 15)",
            id="double id",
        ),
        pytest.param(
            BYTES.replace(b'"00000014"', b'"ZZ"'),
            "entry[1].id: must be an id: 4 to 32 characters of 0-9 and a-f (the entry that begins on line 15)",
            id="no id",
        ),
        pytest.param(
            BYTES.replace(b"\non = 2026-11-22", b""),
            "entry[1].on: missing (the entry that begins on line 15)",
            id="missing key",
        ),
        pytest.param(
            BYTES.replace(b"on = 2026-11-22", b"on = 1926-11-22"),
            "entry[1].on: must be a date from 2000 to 2100, like 2026-11-22 (the entry that begins on line 15)",
            id="another century",
        ),
        pytest.param(
            BYTES.replace(b"T18:03:11-06:00\non = 2026-11-22", b"T18:03:11\non = 2026-11-22"),
            "entry[1].recorded: must be a time with its offset, like 2026-11-22T20:15:04-06:00"
            " (the entry that begins on line 15)",
            id="no offset",
        ),
        pytest.param(
            BYTES.replace(b'words = "lips', b"words = lips"),
            "line 22, column 9: Invalid value",
            id="no quotes",
        ),
        pytest.param(BYTES.replace(b"schema = 1\n", b""), "schema: missing", id="no schema"),
        pytest.param(
            BYTES.replace(b"schema = 1", b"schema = 0"), "schema: must be a whole number from 1 to 9999", id="schema 0"
        ),
        pytest.param(BYTES.replace(b'course = "c41d7be0"\n', b""), "course: missing", id="no course"),
        pytest.param(
            BYTES.replace(b"schema", b"entry = 3\nschema").replace(b"[[entry]]", b"[[x]]"),
            "entry: must be a list of tables",
            id="entry is a number",
        ),
        pytest.param(
            BYTES.replace(b"schema = 1", b"schema = 1\nowner = 3"), "owner: not a key that is known here", id="top key"
        ),
        pytest.param(
            BYTES.replace(b"lips cracked", b"caf\xe9"),
            "line 22: these bytes are not UTF-8 text; save it as UTF-8",
            id="latin-1",
        ),
        pytest.param(
            BYTES.replace(b'"lips cracked', b'"""lips cracked'), "at its end: Unterminated string", id="stray quotes"
        ),
    ],
)
def test_a_record_that_is_wrong_is_refused_with_the_place(data: bytes, what: str) -> None:
    """A mistake is told in one sentence with its place, and nothing is read."""
    assert re.sub(r"column \d+", "column 0", refusal(data)) == re.sub(r"column \d+", "column 0", what)


def test_no_words_of_the_patient_are_in_a_refusal() -> None:
    """The sentence about a broken text names its place, never the text."""
    data = BYTES.replace(b'"lips cracked and bleeding"', b'["lips cracked and bleeding"]')
    assert refusal(data).startswith("entry[1].words: must be text in quotes")


def test_no_line_is_named_where_texts_run_over_lines() -> None:
    """In a file with texts over several lines, headers cannot be counted by their look, so no line is told."""
    data = BYTES.replace(b'"America/Chicago"', b'"""\n[[entry]]\n"""').replace(b'"moderate"', b'"x"')
    assert refusal(data) == "entry[1].severity: must be one of: mild, moderate, severe"


def test_a_newer_record_is_refused_and_says_so() -> None:
    """A record of a later schema is left alone, whatever else is in it."""
    with pytest.raises(RecordNewer) as caught:
        read(with_line("mood = 3").replace(b"schema = 1", b"schema = 2"))
    assert str(caught.value) == (
        "The record course.toml was made by a newer isocourse (schema 2; this one reads up to 1)."
        " It was left as it is. Update isocourse, then try again."
    )
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("links", [{1: 1}, {1: 2, 2: 1}, {1: 2, 2: 3, 3: 1}])
def test_entries_that_replace_each_other_in_a_circle_are_refused(links: dict[int, int]) -> None:
    """A circle of replacements would hide every entry in it, so it is refused."""
    ids = {n: f"{n:08x}" for n in range(1, 4)}
    entries = tuple(entry(n, Note(text="x"), replaces=ids[links[n]] if n in links else None) for n in ids)
    with pytest.raises(BadValue, match=r"entry 00000001: its `replaces` leads back to itself"):
        serialise(Record(course=COURSE, entries=entries))


def test_a_chain_of_replacements_and_a_dangling_target_are_fine() -> None:
    """Replacements of replacements are read, and so is a pointer to an entry that is not (or no longer) there."""
    chain = [entry(n, Note(text="x"), replaces=f"{n - 1:08x}") for n in range(1, 5)]
    record = Record(course=COURSE, entries=(*chain, entry(9, model.Retraction(target="ffffffff"))))
    assert read(serialise(record)).record == record


@pytest.mark.parametrize("turned", [False, True])
def test_circles_are_looked_for_in_one_walk(*, turned: bool) -> None:
    """A chain of thirty thousand corrections, from either end, is no circle; closed, it is one."""
    chain = [entry(1, Note(text="a"))]
    chain += [entry(1, Note(text="a"), replaces=f"{n - 1:08x}")._replace(id=f"{n:08x}") for n in range(2, 30_001)]
    begun = time.process_time()
    _refuse_circles(reversed(chain) if turned else chain)
    chain[0] = chain[0]._replace(replaces=chain[-1].id)
    with pytest.raises(Misfit, match="leads back to itself"):
        _refuse_circles(reversed(chain) if turned else chain)
    assert time.process_time() - begun < 5


CONFLICT = """\
<<<<<<< HEAD
words = "of this side"
=======
words = "of the other"
>>>>>>> theirs
"""


@pytest.mark.parametrize("sealed", [True, False])
def test_both_sides_of_a_git_conflict_are_told_with_the_way_out(*, sealed: bool) -> None:
    """A record that git could not join is told with its line and the three commands that join both sides."""
    text = BYTES.decode().replace('words = "lips cracked and bleeding"\n', CONFLICT)
    data = text if sealed else text[: text.rindex("# 2 entries")]
    with pytest.raises(RecordBroken) as caught:
        parse(data.encode(), "/home/pat/my course.toml")
    assert str(caught.value) == (
        "The record /home/pat/my course.toml cannot be read: git has left both sides of a conflict in it, from line 22"
        " on. It was left as it is. Join them, in its folder: git checkout --ours 'my course.toml';"
        " git show :3:./'my course.toml' > theirs.toml; isocourse merge theirs.toml --file 'my course.toml'"
    )


def test_words_that_look_like_a_conflict_are_words() -> None:
    """A text in which such a line stands is a text."""
    text = BYTES.decode().replace('"lips cracked and bleeding"', "'''\n<<<<<<< HEAD\n'''")
    assert read(text.encode()).state is State.EDITED
