"""What leaves a record and what comes in, over records and bytes of every kind."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from isocourse.bring_in import backup as bring_back
from isocourse.bring_in import detect
from isocourse.bring_in.rows import Unreadable, Wish
from isocourse.content.mood import questions
from isocourse.course.entries import HandedOut, Record
from isocourse.course.standing import view
from isocourse.errors import BadValue
from isocourse.export.backup import as_json
from isocourse.export.fhir.bundle import as_fhir
from isocourse.export.fhir.resources import Words
from isocourse.export.table import FORMULA, as_csv
from isocourse.export.visit.html import as_html
from isocourse.export.visit.parts import Block, Table
from isocourse.export.visit.text import WIDTH, as_text
from isocourse.record.codec import serialise
from isocourse.render.text import clean
from records import CHICAGO, RECORDS

TODAY = dt.date(2026, 11, 22)
WORDS = Words(effect_name=str, items=questions().items, choices=questions().choices)
WISH = Wish(zone=CHICAGO, today=TODAY, medicines=("isotretinoin",), times=2)


@settings(max_examples=150, deadline=None)
@given(RECORDS)
def test_a_backup_is_the_record(record: Record) -> None:
    """Whatever a record holds, its backup reads back as the same entries; only where files lie is not in it."""
    try:
        serialise(record)
    except BadValue:  # no record that can be there
        reject()
    kept = tuple(entry for entry in record.entries if not isinstance(entry.body, HandedOut))
    assert bring_back.read(json.loads(as_json(record))) == record._replace(entries=kept)


@settings(max_examples=150, deadline=None)
@given(RECORDS)
def test_no_cell_of_any_record_is_a_formula(record: Record) -> None:
    """No cell begins as a formula does, and the table has as many columns in each row as in its head."""
    import csv  # noqa: PLC0415 - only here

    rows = list(csv.reader(as_csv(view(record).entries).splitlines(keepends=True)))
    assert {len(row) for row in rows} == {12}
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_the_bundle_of_any_record_passes_the_models(record: Record) -> None:
    """Whatever a record holds, FHIR's own models take its Bundle, and it is the same a second time."""
    models = pytest.importorskip("fhir.resources.R4B.bundle")
    course = view(record)
    text = as_fhir(course, course.entries, TODAY, CHICAGO, WORDS)
    assert text.isascii()
    assert text == as_fhir(course, course.entries, TODAY, CHICAGO, WORDS)
    models.Bundle.model_validate(json.loads(text))
    assert "" not in _strings(json.loads(text))


def _strings(value: object) -> list[str]:
    """Return every text in a JSON value: no string of FHIR is empty."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _strings(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in _strings(inner)]
    return [value] if isinstance(value, str) else []


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_noise_is_refused_and_nothing_else(data: bytes) -> None:
    """Bytes that nobody wrote are refused in one sentence; a reader that is told their kind never fails otherwise."""
    with suppress(Unreadable):
        detect.source_of(data)
    for source in ("medtimer", "isotretinoin-tracker", "apple-health", "csv"):
        try:
            detect.read(source, data, WISH)
        except Unreadable:
            continue


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_KEYS = ("doses", "weights", "missedDates", "labs", "settings", "entries", "course", "schema")


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=5), st.sampled_from(["isocourse", "isotretinoin-tracker"])
)
def test_json_of_the_right_name_with_anything_in_it(inside: dict[str, object], app: str) -> None:
    """A file that names its program and holds nonsense is refused, or its rows are; nothing breaks."""
    data = json.dumps({"app": app, **inside}).encode()
    try:
        if app == "isocourse":
            bring_back.read(detect.document(data))
        else:
            detect.read(app, data, WISH)
    except Unreadable:
        return


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=4))
def test_any_words_are_only_words(words: list[str]) -> None:
    """On the page nothing typed becomes markup; in the text no line is too long, and nothing unseen is left."""
    assert as_html(words[0], _parts(words), None, "x").count("<") == as_html("x", _parts(["x"]), None, "x").count(
        "<"
    ) + 2 * 5 * (len(words) - 1)
    text = as_text(words[0], _parts(words), words[-1])
    assert all(len(line) <= WIDTH and clean(line) == line for line in text.split("\n"))


def _parts(words: list[str]) -> list[Block]:
    """Return blocks with the words in every place; each word more makes five elements more."""
    rows = tuple((word, word) for word in words[:1])
    table = Table(("What", "Day"), rows, tuple(words))
    lines = tuple(words)
    return [Block("Title", lines, table, after=lines, quotes=lines), Block("Signs", lines, quotes=lines, urgent=True)]
