from __future__ import annotations

import hashlib
import random
import re
import sys
import time

import pytest

from isocourse.course.entries import Note
from isocourse.record import seal
from isocourse.record.codec import Reading, State
from isocourse.record.seal import find
from records import (
    BYTES,
    LONG,
    RECORD,
    outcome,
    read,
    refusal,
)


def test_a_record_that_nobody_touched_is_whole() -> None:
    """What was written is read as whole, with the entries found and promised."""
    assert read(BYTES) == Reading(RECORD, State.WHOLE, 2, 2, ())


ANOTHER = b"""
[[entry]]
id = "abcd"
kind = "note"
recorded = 2026-11-23T08:00:00-06:00
on = 2026-11-23
text = "typed by hand"
"""


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(BYTES + ANOTHER, 3, id="an entry below the last line"),
        pytest.param(BYTES.replace(b"# 2 entries", ANOTHER + b"# 2 entries"), 3, id="an entry above it"),
        pytest.param(BYTES.replace(b"moderate", b"severe"), 2, id="another value"),
        pytest.param(BYTES + b"\n", 2, id="an empty line at the end"),
        pytest.param(BYTES.rstrip(b"\n"), 2, id="no line end at the end"),
        pytest.param(BYTES.replace(b"\n", b"\r\n"), 2, id="line ends of Windows"),
        pytest.param(b"\xef\xbb\xbf" + BYTES, 2, id="a byte-order mark"),
        pytest.param(BYTES.replace(b"# 2 entries", b"# 1 entries"), 2, id="a smaller promise"),
        pytest.param(BYTES + BYTES[BYTES.rindex(b"# ") :], 2, id="the last line twice"),
        pytest.param(b"# 9 entries, sha256 " + b"0" * 64 + b"\n" + BYTES, 2, id="an older last line further up"),
    ],
)
def test_a_record_edited_by_hand_is_read(data: bytes, found: int) -> None:
    """Changes by hand are read and told apart, as long as there are as many entries as the last seal promises."""
    reading = read(data)
    assert (reading.state, reading.found, reading.problems) == (State.EDITED, found, ())


def test_entries_typed_below_the_last_line_count() -> None:
    """An entry below the seal is part of the record."""
    assert read(BYTES + ANOTHER).record.entries[2].body == Note(text="typed by hand")


@pytest.mark.parametrize(
    ("data", "found", "promised", "problems"),
    [
        pytest.param(b"", 0, None, ["it is empty"], id="empty"),
        pytest.param(b"\n \r\n", 0, None, ["it is empty"], id="blank"),
        pytest.param(b"\0" * 512, 0, None, ["it is empty"], id="zero bytes after a power cut"),
        pytest.param(
            BYTES.replace(b"# 2 entries", b"# 3 entries"),
            2,
            3,
            ["it holds 2 of the 3 entries that its last line tells of"],
            id="a larger promise",
        ),
        pytest.param(
            BYTES[: BYTES.rindex(b"# ")],
            2,
            None,
            ["its last line, which tells how many entries it had, is missing"],
            id="no last line",
        ),
        pytest.param(
            BYTES[: BYTES.index(b"cracked")],
            1,
            None,
            [
                "its last line, which tells how many entries it had, is missing",
                "its last entry cannot be read (in the middle)",
            ],
            id="in the middle of a word",
        ),
        pytest.param(
            BYTES[: BYTES.index(b"effect")],
            1,
            None,
            [
                "its last line, which tells how many entries it had, is missing",
                "its last entry cannot be read (entry[1].effect: missing)",
            ],
            id="in the middle of an entry",
        ),
    ],
)
def test_a_record_that_lost_its_end_is_cut_short(
    data: bytes, found: int, promised: int | None, problems: list[str]
) -> None:
    """Fewer entries than promised, or no seal: cut short, with what is left and what is wrong."""
    reading = read(data)
    assert (reading.state, reading.found, reading.promised) == (State.CUT_SHORT, found, promised)
    assert [re.sub(r"(line \d+, column|at its end).*\)", "in the middle)", one) for one in reading.problems] == problems
    assert reading.record.entries == RECORD.entries[:found]


def test_a_cut_inside_the_head_is_refused() -> None:
    """Where not even the course can be read, the sentence says that the end is missing too."""
    assert refusal(BYTES[: BYTES.index(b"7be0")]).endswith("its last line is missing too, so it may be cut short")


def test_a_mistake_further_up_in_a_record_without_its_end_is_told() -> None:
    """Only a last entry is given up; a mistake above it is refused."""
    data = BYTES[: BYTES.rindex(b"# ")].replace(b"planned_weeks = 20", b"planned_weeks = 200")
    assert refusal(data).startswith("entry[0].planned_weeks: must be a whole number from 1 to 104")


def test_no_beginning_of_a_record_is_taken_for_the_whole() -> None:
    """Cut at any byte, a record is cut short or refused; only without its last line end it counts as edited."""
    outcomes = [outcome(LONG[:end]) for end in range(len(LONG))]
    assert State.WHOLE not in outcomes
    assert outcomes.index(State.EDITED) == len(LONG) - 1


def test_no_flipped_bit_goes_unnoticed() -> None:
    """Fifteen hundred records with one wrong bit: none is read as whole."""
    chance = random.Random(20261122)  # noqa: S311 - the same bits in every run
    for _ in range(1500):
        place = chance.randrange(len(LONG))
        flipped = bytearray(LONG)
        flipped[place] ^= 1 << chance.randrange(8)
        assert outcome(bytes(flipped)) is not State.WHOLE


@pytest.mark.parametrize("missing", [(), ("_sha2",), ("_sha2", "_sha256")])
def test_the_hash_is_the_standard_one_wherever_it_comes_from(
    missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever module of Python the hash is taken from, it is SHA-256."""
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    seal.hasher.cache_clear()
    try:
        assert seal.hasher()(b"diary").hexdigest() == hashlib.sha256(b"diary").hexdigest()
    finally:
        seal.hasher.cache_clear()


@pytest.mark.parametrize("blanks", ["  ", "\t", "    \t ", " " * 80])
def test_a_seal_that_an_editor_indented_is_found(blanks: str) -> None:
    """A formatter that indents the last line edits the record; it does not cut it short."""
    text = BYTES.decode()
    reading = read(text.replace("# 2 entries", f"{blanks}# 2 entries").encode())
    assert (reading.state, reading.found, reading.promised) == (State.EDITED, 2, 2)


@pytest.mark.parametrize("before", ["x", "  x ", '"', "#", "=" * 200, " " * 200])
def test_words_that_look_like_a_seal_are_none(before: str) -> None:
    """Only what stands alone on its line seals a record."""
    line = f"{before}# 7 entries, sha256 {'0' * 64}\n".encode()
    assert find(line) is None


@pytest.mark.parametrize("line", [b"#\n", b"# 5 entries, sha256 x\n", b"# 5 entries, sha256 ", b" " * 50 + b"#\n"])
def test_a_million_comments_are_looked_through_once(line: bytes) -> None:
    """However many comments stand in a record of the greatest size, the seal is found at once."""
    data = BYTES[: BYTES.rindex(b"# 2")] + line * (4_000_000 // len(line))
    begun = time.process_time()
    assert find(data) is None
    assert time.process_time() - begun < 3
