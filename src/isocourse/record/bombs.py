"""What must not reach the TOML parser: bytes that are no text, and keys and tables that would eat the machine.

A key of 20,000 dotted parts (a file of 40 KB) takes the standard parser 1.5 GB, a megabyte of table headers 300 MB; a
record needs keys of one part and one kind of table.
"""

from __future__ import annotations

import re

from isocourse.errors import Misfit
from isocourse.typed import Final

MOST_PARTS: Final = 32
MOST_TABLES: Final = 100
MOST_DOTTED: Final = 1000
_ENTRY: Final = "[[entry]]"
_BEFORE_TABLES: Final = ("[", " ", "\t")


def decode(data: bytes) -> str:
    """Return the bytes as text; a byte-order mark is dropped."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise Misfit(f"line {line}: these bytes are not UTF-8 text; save it as UTF-8") from None


def refuse_monsters(text: str) -> None:
    """Refuse keys and tables that no record has; what stands inside strings and comments is nobody's business."""
    if not _suspicious(text):
        return
    bare = _quoted().sub(_blank, text)
    if long_key := _dotted(MOST_PARTS).search(bare):
        line = bare.count("\n", 0, long_key.start()) + 1
        raise Misfit(f"line {line}: a key with more than {MOST_PARTS} dotted parts")
    if len(_dotted(2).findall(bare)) > MOST_DOTTED:
        raise Misfit(f"more than {MOST_DOTTED} dotted keys")
    if sum(_is_odd_table(line) for line in bare.split("\n")) > MOST_TABLES:
        raise Misfit(f"more than {MOST_TABLES} tables that are no [[entry]]")


def _suspicious(text: str) -> bool:
    """Look at the dots and brackets alone, which is quick and true of almost every record."""
    lines = text.split("\n")
    dotted = [dots for line in lines if (dots := line.count(".")) > 1]
    if len(dotted) > MOST_DOTTED or any(dots >= MOST_PARTS for dots in dotted):
        return True
    return sum(_is_odd_table(line) for line in lines if line[:1] in _BEFORE_TABLES and line != _ENTRY) > MOST_TABLES


def _is_odd_table(line: str) -> bool:
    return line.lstrip(" \t").startswith("[") and line.rstrip() != _ENTRY


def _blank(quoted: re.Match[str]) -> str:
    return "q" + "\n" * quoted[0].count("\n")


def _quoted() -> re.Pattern[str]:
    """Match what TOML reads as one string or comment; possessive, so that no input makes it slow."""
    return re.compile(
        r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}+(?!"))*+"{3,5}+'
        r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}+"
        r'|"(?:[^"\\\n]++|\\.)*+"'
        r"|'[^'\n]*+'"
        r"|#[^\n]*+"
    )


def _dotted(dots: int) -> re.Pattern[str]:
    """Match a key with at least so many dots."""
    return re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{dots}}}")
