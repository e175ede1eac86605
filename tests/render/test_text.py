from __future__ import annotations

import re
import textwrap
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from isocourse.render.text import COLUMN, clean, encodable, painted, plural, printable, visible, wrap, wrap_all

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
ALL_UNSEEN = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) in {"Cc", "Cf", "Zl", "Zp"}]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def test_every_unseen_letter_becomes_a_blank() -> None:
    """Every control, format, line and paragraph separator of Unicode becomes one blank."""
    assert len(ALL_UNSEEN) > 200
    assert clean("".join(ALL_UNSEEN)) == " " * len(ALL_UNSEEN)


@given(st.text(max_size=80))
def test_clean_changes_nothing_else(text: str) -> None:
    """Cleaning keeps the length, keeps every letter that can be seen, and is done after one pass."""
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    for before, after in zip(text, cleaned, strict=True):
        assert after == (" " if unicodedata.category(before) in UNSEEN else before)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("nasty", "shown"),
    [
        ("\x1b[31mred\x1b[0m", " [31mred [0m"),
        ("\x1b]8;;http://x\x07link\x1b]8;;\x07", " ]8;;http://x link ]8;; "),
        ("\x1b]0;title\x9c", " ]0;title "),
        ("\x9b2J", " 2J"),
        ("abc\u202edef", "abc def"),
        ("zero\u200bwidth\ufeff", "zero width "),
        ("one\ntwo\rthree\u2028four\u2029five\x0bsix\x0cseven\x85eight", "one two three four five six seven eight"),
        ("[bold]not markup[/bold] [link=x]", "[bold]not markup[/bold] [link=x]"),
        ("caf\u00e9 \u75db\u3044 \u0631\u0623\u0633", "caf\u00e9 \u75db\u3044 \u0631\u0623\u0633"),
        ("tab\there", "tab here"),
        ("plain", "plain"),
    ],
)
def test_clean(nasty: str, shown: str) -> None:
    """What moves the cursor, hides, reorders or links is taken out, and the words stay readable."""
    assert clean(nasty) == shown


def test_printable_is_the_last_door() -> None:
    """Text on its way out keeps its line ends and nothing else that is unseen; colours only where they are shown."""
    text = "a\x1b[31m\x1b[1mb\x1b[0m\n\x1b]0;t\x07c\td\u202e\n"
    assert printable(text) == "a [31m [1mb [0m\n ]0;t c d \n"
    assert printable(text, colours=True) == printable(text)
    assert printable(painted(text), colours=True) == "a\x1b[31m\x1b[1mb\x1b[0m\n ]0;t c d \n"
    assert "\x1b" not in printable(painted(text))
    assert printable("plain\n\nlines\n") == "plain\n\nlines\n"


@given(WORDS)
def test_printable_never_lets_control_through(text: str) -> None:
    """Whatever comes, the last door lets line ends through and no other control or format character."""
    assert all(unicodedata.category(one) not in UNSEEN for one in printable(text) if one != "\n")


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "40 mg \u00d7 2 \u00b7 caf\u00e9 \u75db"),
        ("cp1252", "40 mg x 2 - caf\u00e9 ?"),
        ("ascii", "40 mg x 2 - caf? ?"),
        (None, "40 mg x 2 - caf? ?"),
        ("no-such-encoding", "40 mg x 2 - caf? ?"),
    ],
)
def test_encodable(encoding: str | None, shown: str) -> None:
    """Letters that a stream lacks become plainer ones, and a question mark only where there is none."""
    assert encodable("40 mg \u00d7 2 \u00b7 caf\u00e9 \u75db", encoding) == shown


@given(st.text(max_size=50), st.sampled_from(["utf-8", "ascii", "cp1252", "utf-16", "latin-1", "cp037"]))
def test_encodable_can_be_encoded(text: str, encoding: str) -> None:
    """Whatever the text and the stream, what comes back can be printed there."""
    encodable(text, encoding).encode(encoding)


@given(st.lists(st.text("abc.", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(12, 100))
def test_wrap_keeps_words_and_width(words: list[str], width: int) -> None:
    """A line is broken at blanks only, keeps every word in order, and fits the width."""
    line = "  " + " ".join(words)
    pieces = wrap(line, width)
    assert " ".join(pieces).split() == words
    assert all(len(piece) <= width or len(piece.split()) == 1 for piece in pieces)
    assert all(piece.startswith("    ") for piece in pieces[1:])


def test_wrap_keeps_commands_whole() -> None:
    """A command that can be typed is not broken over two lines."""
    line = "Change the day from which it holds with this: isocourse set --doctor-phone NUMBER"
    assert wrap(line, 60)[-1].strip() == "isocourse set --doctor-phone NUMBER"


def test_wrap_does_not_count_colours() -> None:
    """Colours take no room: a painted line breaks where the plain one does."""
    line = "\x1b[31m\x1b[1mEMERGENCY: call 911 or go to the emergency department now.\x1b[0m Take no more capsules."
    plain = re.sub(r"\x1b\[\d+m", "", line)
    pieces = [printable(piece, colours=True) for piece in wrap(painted(line), 60)]
    assert [re.sub(r"\x1b\[\d+m", "", piece) for piece in pieces] == wrap(plain, 60)
    assert "".join(re.findall(r"\x1b\[\d+m", "".join(pieces))) == "\x1b[31m\x1b[1m\x1b[0m"
    short = painted("\x1b[31mshort\x1b[0m")
    assert wrap(short, 60) == [short]
    assert wrap(painted("\x1b[31mone\0two\x1b[0m"), 60)


@pytest.mark.parametrize(
    "command",
    [
        """isocourse merge '/home/anna/course (Anna'"'"'s conflicted copy 2026-11-22).toml'""",
        "isocourse merge $'/home/anna/a\\\\x20b.toml'",
        "cp '/home/a b/c.toml' '/home/a b/c.toml.damaged' && cp '/home/a b/c.toml.previous' '/home/a b/c.toml'",
        "chmod 600 '/home/a b/course.toml'",
    ],
)
def test_wrap_keeps_a_quoted_path_whole(command: str) -> None:
    """A path in quotes is not broken at a blank: the line end would become part of the name when it is pasted."""
    assert wrap(f"A second copy of the record lies beside it. Join the two: {command}", 40)[-1].strip() == command


@given(WORDS)
def test_visible_is_one_line_and_hides_nothing(text: str) -> None:
    """What is not seen becomes an escape, what is seen stays as it is."""
    shown = visible(text)
    assert not {unicodedata.category(one) for one in shown} & UNSEEN
    assert visible("a\x1b[8m\u202eb\r") == "a\\x1b[8m\\u202eb\\r"
    assert visible(shown) == shown


def test_wrap_columns() -> None:
    """What stands after a column goes below, indented, when it does not fit beside."""
    line = f"  [ ] step{COLUMN} by Wed Nov 25"
    assert wrap(line, 40) == ["  [ ] step by Wed Nov 25"]
    assert wrap(line, 20) == ["  [ ] step", "       by Wed Nov 25"]


@given(st.lists(st.text("abc-é,", max_size=12), min_size=1, max_size=12), st.integers(4, 40))
def test_wrap_breaks_as_the_standard_library_does(words: list[str], width: int) -> None:
    """Lines are broken where `textwrap` breaks them, however many blanks stand between and before the words."""
    line = " ".join(words)
    assume(len(line) > width)
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    theirs = textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    assume(len(indent) < width)
    assert wrap(line, width) == (theirs or [line])


def test_wrap_all_keeps_empty_lines() -> None:
    """Empty lines stay, and each line ends with a line end."""
    assert wrap_all(["one", "", "two"], 60) == "one\n\ntwo\n"
    assert wrap_all([], 60) == ""


@given(st.lists(WORDS), st.integers(40, 100))
def test_wrap_all_never_fails(lines: list[str], width: int) -> None:
    """Any text can be wrapped, and ends with a line end."""
    assume(lines)
    assert wrap_all(lines, width).endswith("\n")


@pytest.mark.parametrize(("count", "said"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps")])
def test_plural(count: int, said: str) -> None:
    """One is one, everything else is many."""
    assert plural(count, "step") == said
    assert plural(count, "entry", "entries").startswith(str(count))
