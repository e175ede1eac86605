"""What must not reach the TOML parser: bytes that are no text, and keys that would eat the machine.

A key of 20,000 dotted parts (a file of 40 KB) takes the standard parser 1.5 GB; no record needs more than one part.
"""

from __future__ import annotations

import re
from typing import Final

from isocourse.errors import Misfit

MOST_PARTS: Final = 32


def decode(data: bytes) -> str:
    """Return the bytes as text; a byte-order mark is dropped."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise Misfit(f"line {line}: these bytes are not UTF-8 text; save it as UTF-8") from None


def refuse_long_keys(text: str) -> None:
    """Refuse a key of more than `MOST_PARTS` dotted parts; dots inside strings and comments are nobody's business."""
    if all(line.count(".") < MOST_PARTS for line in text.split("\n")):
        return
    bare = _quoted().sub(_blank, text)
    if long_key := _long_key().search(bare):
        line = bare.count("\n", 0, long_key.start()) + 1
        raise Misfit(f"line {line}: a key with more than {MOST_PARTS} dotted parts")


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


def _long_key() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}")
