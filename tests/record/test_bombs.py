from __future__ import annotations

import random
import re
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.course.entries import Note, Record
from isocourse.record.codec import State, serialise
from records import (
    BYTES,
    COURSE,
    LONG,
    entry,
    outcome,
    read,
    refusal,
    with_line,
)


def raw(value: str, key: str = "planned_weeks") -> bytes:
    """Return the sample record with one value replaced by this TOML."""
    return re.sub(rb"%s = .*" % key.encode(), f"{key} = {value}".encode(), BYTES)


HOSTILE = {
    "a key of a hundred thousand parts": b"a." * 100_000 + b"a = 1\n" + BYTES,
    "the same in quotes": b'"a".' * 50_000 + b'"a" = 1\n' + BYTES,
    "the same as a header": b"[" + b"a." * 50_000 + b"a]\n" + BYTES,
    "the same in an inline table after quotes": b'x = ["""\n""", {' + b"a." * 50_000 + b'a = 1}, ""]\n' + BYTES,
    "the same behind an apostrophe": b'x = [\n"it\'s", {' + b"a." * 50_000 + b"a = 1}, 'x']\n" + BYTES,
    "33 parts with blanks": b" . ".join([b"a"] * 33) + b" = 1\n" + BYTES,
    "five thousand lists in lists": raw("[" * 5000),
    "five thousand closed lists": raw("[" * 5000 + "]" * 5000),
    "five thousand tables in tables": raw("{a=" * 5000 + "1" + "}" * 5000),
    "a number of 4301 digits": raw("1" * 4301),
    "a number of a million digits": raw("1" * 1_000_000),
    "a hex number of a million digits": raw("0x" + "f" * 1_000_000),
    "inf": raw("inf"),
    "nan": raw("nan"),
    "1e400": raw("1e400"),
    "minus zero": raw("-0"),
    "true": raw("true"),
    "a date in year 1": raw("0001-01-01", "on"),
    "a date in year 9999": raw("9999-12-31", "on"),
    "a time in year 1 with an offset": raw("0001-01-01T00:00:00+14:00", "recorded"),
    "a time in year 9999 with an offset": raw("9999-12-31T23:59:59-14:00", "recorded"),
    "the 30th of February": raw("2026-02-30", "on"),
    "a double key": raw("20\nplanned_weeks = 20"),
    "a double table": BYTES + b"[schema]\n",
    "a dotted key into an entry": BYTES + b"[entry.more]\nx = 1\n",
    "entry as an inline list": b"entry = [{}]\n" + BYTES,
    "utf-16": BYTES.decode().encode("utf-16"),
    "a zero byte": BYTES.replace(b"lips", b"li\0ps"),
    "a lone carriage return": BYTES.replace(b"\n", b"\r"),
    "a bell in a text": BYTES.replace(b"lips", b"li\x07ps"),
    "a surrogate escape": BYTES.replace(b"lips", b"\\ud800"),
    "an overlong byte": BYTES.replace(b"lips", b"\xc0\xaf"),
    "a text of 4001 characters": raw('"' + "x" * 4001 + '"', "words"),
    "twenty thousand empty entries": b"[[entry]]\n" * 20_000 + BYTES,
    "twenty thousand keys": b"".join(b"k%d = 1\n" % n for n in range(20_000)) + BYTES,
    "a hundred thousand lists": raw("[" + "[]," * 100_000 + "]"),
    "fifty thousand tables": b"".join(b"[t%d]\n" % n for n in range(50_000)) + BYTES,
    "twenty thousand dotted keys": b"".join(b"a%d.b.c = 1\n" % n for n in range(20_000)) + BYTES,
    "a forged seal": BYTES.replace(b"entries, sha256", b"entries, sha512"),
    "json": b'{"schema": 1}',
    "a shell script": b"#!/bin/sh\nrm -rf ~\n",
    "half a megabyte of noise": random.Random(1).randbytes(500_000),  # noqa: S311 - no secret
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_record_is_refused_quickly(name: str) -> None:
    """Each hostile file ends in one refusal (or counts as cut short): no other error, no hang, no flood of memory."""
    tracemalloc.start()
    begun = time.process_time()
    try:
        state = outcome(HOSTILE[name])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert state in {None, State.CUT_SHORT}
    assert time.process_time() - begun < 60  # a bound on a hang, not a measurement: tracing memory is slow
    assert peak < 250e6


@pytest.mark.parametrize(
    "line",
    [
        'note = "' + "a." * 60 + '"',
        "note = '" + "a." * 60 + "'",
        'note = """\n' + "a." * 60 + '\n"quoted" ""twice"" \\" end"""',
        "note = '''\n" + "a." * 60 + "\nit's'''",
        "# " + "a." * 60,
        'note = "# ' + "a." * 60 + '\\" a.a.a"',
    ],
)
def test_dots_in_texts_and_comments_are_no_keys(line: str) -> None:
    """A text or a comment may hold as many dots as it likes."""
    assert outcome(with_line(line, after='severity = "moderate"')) is State.EDITED


def test_a_key_of_32_parts_reaches_the_parser() -> None:
    """The guard is for monsters only: a shorter dotted key is told as the unknown key it is."""
    data = b".".join([b"a"] * 32) + b" = 1\n" + BYTES
    assert refusal(data) == "a: not a key that is known here"
    assert refusal(b"\n\na." + data) == "line 3: a key with more than 32 dotted parts"


def test_a_few_tables_and_dotted_keys_reach_the_parser() -> None:
    """A hundred tables or a thousand dotted keys are told as the unknown keys they are; one more is a monster."""
    tables = b"".join(b"[t%d]\n" % n for n in range(100))
    assert refusal(BYTES + tables) == "t0: not a key that is known here"
    assert refusal(BYTES + tables + b"[u]\n") == "more than 100 tables that are no [[entry]]"
    dotted = b"".join(b"a.b.c%d = 1\n" % n for n in range(1000))
    assert refusal(dotted + BYTES) == "a: not a key that is known here"
    assert refusal(b"a.b.c = 1\n" + dotted + BYTES) == "more than 1000 dotted keys"


def test_many_notes_with_dots_and_brackets_are_no_monsters() -> None:
    """Thousands of lines of text with dots and brackets in them are read."""
    record = Record(course=COURSE, entries=tuple(entry(n, Note(text="well... [sic] a.b.c")) for n in range(1200)))
    assert read(serialise(record)).state is State.WHOLE
    lines = "\n".join(["[x.y.z] ..."] * 300).encode()
    assert outcome(BYTES.replace(b'"lips cracked and bleeding"', b'"""' + lines + b'"""')) is State.EDITED


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_mangled_record_ends_in_another_error(data: st.DataObject) -> None:
    """Bytes cut out, put in or repeated anywhere: it is read or refused, without any other error, and never whole."""
    start = data.draw(st.integers(0, len(LONG)))
    end = data.draw(st.integers(start, min(len(LONG), start + 40)))
    put = data.draw(st.binary(max_size=8) | st.sampled_from([b"[[entry]]\n", b'"""', b"'''", b"\\", b"# ", LONG[:200]]))
    mangled = LONG[:start] + put + LONG[end:]
    assert mangled == LONG or outcome(mangled) is not State.WHOLE


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab.=\"'[]{}#\n\\ 01-:T", max_size=60))
def test_no_text_of_toml_letters_ends_in_another_error(text: str) -> None:
    """Any mixture of the characters that mean something in TOML is refused or cut short."""
    assert outcome(text.encode()) in {None, State.CUT_SHORT}
