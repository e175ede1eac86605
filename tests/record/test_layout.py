"""The quick reader says what the standard parser says, or nothing."""

from __future__ import annotations

import datetime as dt
import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.course import entries as model
from isocourse.course.entries import Body, Entry, Record
from isocourse.errors import Misfit, RecordError
from isocourse.record import codec, layout, seal
from isocourse.record.codec import State, parse, serialise
from records import COURSE, ENTRIES, LIPS, RECORD, RECORDS, SETTINGS, entry

MUTANTS = int(os.environ.get("LAYOUT_MUTANTS", "2000"))  # a release asks for 100,000
SUITE = os.environ.get("TOML_SUITE")  # the folder `tests` of toml-lang/toml-test
BODIES: tuple[Body, ...] = (
    SETTINGS,
    LIPS._replace(note='a "quote", a \\ and\na new line: café', signs=("dry-lips", "x"), stop_capsules=True),
    model.Lab(name="ALT", value=-0.5, unit="U/L", low=1e-05, high=40),
    model.Dose(status=model.DoseStatus.TAKEN, at=dt.time(21, 30), mg=40),
    model.Dose(status=model.DoseStatus.TAKEN, at=dt.time(21, 30), mg=40),
    model.Mood(answers=(1, None), difficulty=0),
    model.PregnancyTest(specimen_date=dt.date(2026, 11, 20), result=model.TestResult.NEGATIVE),
    model.Resume(),
    model.Retraction(target="00000003"),
)
EVERY = Record(COURSE, tuple(entry(n, body, replaces="00000001" if n == 7 else None) for n, body in enumerate(BODIES)))
# What else TOML allows, what it does not, and what only looks as it would be written.
VALUES = (
    *("+1", "-1", "1_0", "01", "0x1f", "0b1", "1.0", "1.50", "1e5", "1E5", "5e-06", "-0.0", "-0", "inf", "-inf"),
    *("nan", "9" * 30, "9" * 5000, "1e400", "1.", ".5", "\uff11", "true ", "True", "false", "truefalse", "null", ""),
    *(" ", "'", '"', "''", "'x'", '""', '""""""', '"""x"""', "'''x'''", '"x', '"""', '"\\t"', '"\\u0041"'),
    *('"\\x41"', '"\\e"', '"\\n"', '"\\\\"', '"\\\\\\n"', '"\\\\n"', '"\\"', '"\\\\""', '"a\\"b"', '"a"b"', '"a" "b"'),
    *('"x" # y', '"x"\t', '"\t"', '"\x7f"', '"\x00"', '"\r"', '"\u2028"', '"\x85"', '"\ufeff"', '"\U0001f600"'),
    *('"[[entry]]"', '"mild"', '"taken"', "2026-11-02", "2026-1-2", "20261102", "2026-W45-1", "2026-306"),
    *("2026-02-30", "0000-01-01", "1999-12-31", "2026-11-02T18:03:11-06:00", "2026-11-02 18:03:11-06:00"),
    *("2026-11-02t18:03:11z", "2026-11-02T18:03:11Z", "2026-11-02T18:03:11.5-06:00", "2026-11-02T18:03:11"),
    *("2026-11-02T18:03:11.500000-06:00", "2026-11-02T18:03:11.0000001-06:00", "2026-11-02T18:03:11,500000-06:00"),
    *("2026-11-02T18:03:11-06:00:30", "2026-11-02T18:03:11-24:00", "2026-11-02T18:03:60-06:00"),
    *("2026-11-02T18:03:11+05:75", "2026-11-02T24:00:00-06:00"),
    *("2026-11-02T18:03:11-00:00", "2026-11-02T18:03:11+00:00", "08:00", "08:00:00", "08:00:00.5"),
    *("08:00:00.500000", "08:00:00+01:00", "T08:00:00", "24:00:00", "0\uff18:00:00", "[]", "[ ]", '["a"]'),
    *('[\n    "a",\n]', '[\n    "a"\n]', '[\n    "a", "b",\n]', '[\n"a",\n]', "[\n]", "[", "]", "[\n    1,\n]"),
    *('[\n    "a",\n    1,\n]', "[\n    [],\n]", '[\n    "a",', "[\n    ,\n]", "{}", "{a = 1}", "a", "#"),
)


def above(record: Record) -> bytes:
    """Return what stands above the seal."""
    data = serialise(record)
    return data[: data.rindex(b"# ")]


def same(data: bytes) -> bool:
    """Check that the quick reader agrees or is silent; return whether it spoke."""
    found = layout.read(data)
    if found is not None:
        assert repr(found) == repr(codec._read_toml(data))  # noqa: SLF001 - values of two types are different here
    return found is not None


def test_a_record_of_every_shape_is_read_quickly() -> None:
    """Texts with quotes and new lines, lists, numbers, days, times and empty bodies need no other parser."""
    assert layout.read(above(EVERY)) == EVERY
    assert layout.read(above(Record(COURSE))) == Record(COURSE)


@settings(max_examples=300)
@given(RECORDS)
def test_the_quick_reader_agrees_on_every_record(record: Record) -> None:
    """Any record that is written is read the same way by both; only control characters need the standard parser."""
    data = above(record)
    assert same(data) or b"\\u00" in data or b"\\b" in data or b"\\f" in data or b"\\r" in data


@pytest.mark.parametrize("record", [RECORD, EVERY], ids=["short", "every shape"])
def test_every_beginning_of_a_record_is_read_the_same(record: Record) -> None:
    """Wherever a record is cut, the quick reader says what the standard parser says, or nothing."""
    data = above(record)
    spoken = [n for n in range(len(data) + 1) if same(data[:n])]
    assert len(data) in spoken
    assert len(spoken) < len(data) / 4


@pytest.mark.parametrize("value", VALUES)
def test_every_value_in_every_place_is_read_the_same(value: str) -> None:
    """Each way to write a value, good or bad, in the place of each value of a record."""
    lines = above(EVERY).decode().split("\n")
    for number, line in enumerate(lines):
        key, equals, _ = line.partition(" = ")
        placed = f"{key} = {value}" if equals else f"    {value}," if line.startswith("    ") else value
        same("\n".join([*lines[:number], placed, *lines[number + 1 :]]).encode("utf-8", "surrogatepass"))


def test_a_touch_of_an_editor_is_left_to_the_standard_parser() -> None:
    """A comment, a blank, another order, another schema, a key twice or an unknown one: the quick reader is silent."""
    text = above(RECORD).decode()
    touched = [
        *(text.replace("1\n", new, 1) for new in ("1\r\n", "1 \n", "1\n\n", "1\n# mine\n")),
        *(text.replace("planned_weeks = 20", new) for new in ("planned_weeks=20", "planned_weeks = 20 # weeks")),
        *(text.replace("planned_weeks = 20", new) for new in ("planned_weeks = 20\nplanned_weeks = 20", "weeks = 20")),
        *(text.replace("schema = 1", new) for new in ("schema = 2", "schema = 1.0", 'schema = 1\nx = "y"', "")),
        text.replace("[[entry]]", "[[ entry ]]", 1),
        text.replace('kind = "settings"\n', "", 1),
        text.replace("effect = ", "# effect = ", 1),
        text.replace("id = ", "kind = ", 1),
        text.removesuffix("\n"),
        "\ufeff" + text,
    ]
    assert [one for one in touched if one == text or layout.read(one.encode()) is not None] == []


def mutant(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Return a record with one to three lines or pieces deleted, doubled, moved or taken from elsewhere."""
    for _ in range(dice.randint(1, 3)):
        if dice.random() < 0.6:
            lines = data.split(b"\n")
            at = dice.randrange(len(lines))
            new = dice.choice((dice.choice(lines), dice.choice(other.split(b"\n")), dice.choice(VALUES).encode()))
            lines[at : at + dice.choice((0, 1, 1, 2))] = dice.choice(([], [new], [new], [lines[at], new]))
            data = b"\n".join(lines)
        else:
            at = dice.randrange(len(data) + 1)
            new = dice.choice(
                (b"", b'"', b"\\", b" ", b"\n", b"1", b"0", b"-", b"#", b"=", bytes([dice.randrange(256)]))
            )
            data = data[:at] + new + data[at + dice.choice((0, 1, 1, 3)) :]
    return data


def outcome(data: bytes) -> object:
    """Return how a record was read, or why not."""
    try:
        return repr(parse(data, "course.toml"))
    except RecordError as problem:
        return str(problem)


def test_mutants_are_read_as_without_the_quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed record, sealed as if nothing had happened, ends the same with and without the quick reader."""
    dice = random.Random(20261129)  # noqa: S311 - to be repeated
    good, plain = above(EVERY), above(RECORD)
    made = [mutant(dice.choice((good, plain)), good, dice) for _ in range(MUTANTS)]
    data = [seal.sealed(one, b"", dice.choice((2, 9, 9))) for one in made]
    spoken = sum(same(one) for one in made)
    assert MUTANTS / 50 < spoken < MUTANTS / 2
    quick = [outcome(one) for one in data]
    monkeypatch.setattr(layout, "read", lambda _: None)
    assert quick == [outcome(one) for one in data]


@settings(max_examples=60)
@given(RECORDS, st.lists(ENTRIES, max_size=3), st.data())
def test_ids_and_circles_are_looked_at_either_way(record: Record, more: list[Entry], data: st.DataObject) -> None:
    """An id that is there twice, and corrections in a circle, are refused with the same words."""
    known = [one.id for one in record.entries]
    ids = st.sampled_from(known or ["0000"])
    again = [one._replace(id=data.draw(ids), replaces=data.draw(ids)) for one in more]
    made = Record(COURSE, (*record.entries, *again))
    sealed = layout.render(made)
    with pytest.MonkeyPatch.context() as patch:
        quick = outcome(sealed)
        patch.setattr(layout, "read", lambda _: None)
        assert quick == outcome(sealed)


@pytest.mark.skipif(SUITE is None, reason="TOML_SUITE is not set: the public test suite of TOML is no part of this")
def test_the_public_suite_of_toml_is_read_the_same() -> None:
    """Each file of the suite by itself, and each of its lines in the place of each line of a record."""
    lines = above(EVERY).split(b"\n")
    files = sorted(Path(SUITE or "").rglob("*.toml"))
    assert len(files) > 500
    found: set[bytes] = set()
    for data in [file.read_bytes() for file in files]:
        assert not same(data)
        found.update(data.split(b"\n"))
    values = {line.partition(b"=")[2].strip() for line in found}
    for new in found | values:
        for number, line in enumerate(lines):
            key, equals, _ = line.partition(b" = ")
            for placed in {new, key + equals + new}:
                same(b"\n".join([*lines[:number], placed, *lines[number + 1 :]]))


def test_only_an_unbroken_seal_vouches_for_the_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that was changed, or whose seal is missing, is for the standard parser, whatever it looks like."""
    asked: list[bytes] = []
    monkeypatch.setattr(layout, "read", asked.append)
    data = serialise(RECORD)
    del asked[:]
    for changed in (data.replace(b"moderate", b"severe"), data + b"\n", data[: data.rindex(b"# ")]):
        assert parse(changed, "course.toml").state is not State.WHOLE
    assert asked == []
    assert parse(data, "course.toml").state is State.WHOLE
    assert asked == [data[: data.rindex(b"# ")]]


def test_what_no_record_says_is_refused_by_neither() -> None:
    """A surrogate that was written as bytes is no text for either."""
    data = above(RECORD).replace(b"cracked", b"\xed\xa0\x80")
    assert layout.read(data) is None
    with pytest.raises(Misfit):
        codec._read_toml(data)  # noqa: SLF001 - what stands behind the quick reader
