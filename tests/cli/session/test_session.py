"""The desk: what comes in on standard input, and what goes out, whatever the streams are."""

from __future__ import annotations

import datetime as dt
import io
import sys
from typing import Any

import pytest

from isocourse.cli import Run
from isocourse.cli.session.session import Session
from isocourse.errors import BadValue, RecordError


def at_desk(**more: Any) -> Session:  # noqa: ANN401 - handed on
    """Return a desk without a command."""
    return Session(Run("before.toml"), **more)


class _Broken(io.StringIO):
    """A stream that fails."""

    def read(self, *_: object) -> str:
        raise OSError(5, "Input/output error")

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("file", "used"), [(None, "before.toml"), ("after.toml", "after.toml"), ("", "")])
def test_the_file_after_the_command_wins(file: str | None, used: str) -> None:
    """`--file` after the command is used, an empty one too (it is refused later); else the one before it."""
    assert at_desk(file=file).option == used


def test_words_from_standard_input_are_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes are read as UTF-8 whatever the machine speaks; what is no text becomes a question mark."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"caf\xc3\xa9 \xff"), encoding="ascii"))
    assert at_desk().words(["-"], "") == "caf\u00e9 \ufffd"


def test_standard_input_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed standard input is empty; one that fails is told."""
    monkeypatch.setattr(sys, "stdin", None)
    assert at_desk().words(["-"], "") == ""
    monkeypatch.setattr(sys, "stdin", _Broken())
    with pytest.raises(BadValue, match=r"^Standard input cannot be read \(input/output error\)$"):
        at_desk().words(["-"], "")


@pytest.mark.parametrize("problem", [AttributeError, OSError, ValueError])
def test_a_stream_that_cannot_be_set_up_is_read_as_it_is(
    problem: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where standard input takes no settings it is read as it comes."""

    class Stubborn(io.StringIO):
        def reconfigure(self, **_: object) -> None:
            raise problem

    monkeypatch.setattr(sys, "stdin", Stubborn("words"))
    assert at_desk().words(["-"], "") == "words"


@pytest.mark.parametrize("stream", [None, _Broken()])
def test_an_answer_that_cannot_be_printed_is_told(stream: io.StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a closed or full standard output the run ends with one sentence, and the stream is given up."""
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(RecordError) as caught:
        at_desk().say(["words"])
    assert str(caught.value) == "The answer could not be printed: standard output is closed or full."
    assert sys.stdout is None


def test_an_answer_is_printed_in_letters_that_the_stream_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the stream has no letters for is replaced, and what a patient typed stays on its line."""
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr("isocourse.cli.terminal.screen.columns", lambda: 80)
    at_desk().say(["40 \u00d7\n2 \u75db"])
    assert screen.buffer.getvalue() == b"40 x 2 ?\n"


@pytest.mark.parametrize(("json", "name"), [(False, "stdout"), (True, "stderr")])
def test_what_is_urgent_goes_where_json_is_not(json: bool, name: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a parameter of the test
    """An alarm is printed on standard output, beside JSON on standard error, in letters that the stream has."""
    streams = {
        one: io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for one in ("stdout", "stderr")
    }
    streams["stdout" if json else "stderr"].reconfigure(encoding="utf-8")
    for one, stream in streams.items():
        monkeypatch.setattr(sys, one, stream)
    at_desk(json=json).say_first(["call \u00d7 \u75db"])
    assert {one: stream.buffer.getvalue() for one, stream in streams.items()} == {
        "stdout": b"",
        "stderr": b"",
        name: b"call x ?\n",
    }


def test_json_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates are ISO 8601, letters beyond ASCII are escaped, and what is no number or no JSON is refused."""
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    at_desk().say_json({"a": dt.date(2026, 11, 22), "b": dt.time(9), "c": "\u75db"})
    assert screen.getvalue() == '{"a": "2026-11-22", "b": "09:00:00", "c": "\\u75db"}\n'
    with pytest.raises(ValueError, match="not JSON compliant"):
        at_desk().say_json({"a": float("nan")})
    with pytest.raises(TypeError, match="set"):
        at_desk().say_json({"a": set()})
