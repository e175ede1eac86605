"""Plain text that is safe to print: cleaned, wrapped, and in letters that the terminal has."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache

from isocourse.typed import Final

_PLAINER: Final = str.maketrans(
    {
        "·": "-",
        "×": "x",
        "–": "-",
        "—": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "█": "#",
        "░": ".",
    }
    | dict(zip("▁▂▃▄▅▆▇▒", "__===##+", strict=True))
)
COLUMN: Final = "\t"
_GLUE: Final = "\N{NO-BREAK SPACE}"
# A path as `paths.shell` writes it: one word, or in quotes.
_PATH: Final = r"(?:\$?'[^']*'(?:\"'\"'[^']*')*|/[^\s']+)"
_COMMAND: Final = (  # compiled when the first line is too long: most answers have none
    r"\(entry [0-9a-f]{4,32}\)|"
    rf"(?:isocourse [a-z-]+|\b(?:cp|chmod [0-9a-z-]+)(?= {_PATH}))"
    rf"(?: (?:--[a-z-]+|[A-Z]{{2,}}|[0-9a-f]{{4,32}}\b|(?<=done )[a-z-]+|&& cp(?= )|{_PATH}))*"
)
_BEGINS: Final = ("(entry ", "isocourse ", "cp ", "chmod ")  # of what _COMMAND finds
_COLOUR: Final = r"((?:\x1b\[[0-9a-f]{12};\d{1,2}m)+)"  # compiled, as all here, when a text has some
_PAINT: Final = "\N{NULL}"
# What arrow keys, colours and titles send: a whole sequence says nothing that was meant.
_ESCAPES: Final = r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1bO[A-Z]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)"
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(text: str) -> str:
    """Return a patient's text with a blank for all that moves the cursor, hides, reorders or links."""
    if text.isprintable():
        return text
    import unicodedata  # a megabyte, and hardly ever needed

    return "".join(" " if unicodedata.category(letter) in _UNSEEN else letter for letter in text)


def without_escapes(text: str) -> str:
    """Return typed text without the sequences that keys and screens send."""
    return text if text.isprintable() else re.sub(_ESCAPES, "", text)


def as_text(argument: str) -> str:
    """Return an argument whose bytes were no text in this locale as UTF-8, with a mark for what is no text at all."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(argument).decode("utf-8", "replace")
        except UnicodeEncodeError:
            return argument.encode("utf-8", "replace").decode()
    return argument


def visible(text: str) -> str:
    """Return text on one line with an escape for all that is not seen: a path has to be found again."""
    if text.isprintable():
        return text
    line = text.replace("\n", " ")
    return "".join(ascii(one)[1:-1] if cleaned != one else one for one, cleaned in zip(line, clean(line), strict=True))


def painted(styled: str) -> str:
    """Return text that this program has coloured, its colour codes marked as the program's own for this run.

    The last door lets no other codes out. The text in it has to be clean, or a patient's codes would be marked too.
    """
    return re.sub(r"\x1b\[(\d{1,2}(?:;\d{1,2})*)m", _marked, styled)


def _marked(codes: re.Match[str]) -> str:
    return "".join(f"\x1b[{_mark()};{code}m" for code in codes[1].split(";"))


@lru_cache(maxsize=1)
def _mark() -> str:
    """Return what no text from outside can know."""
    return os.urandom(6).hex()


def printable(text: str, *, colours: bool = False) -> str:
    """Return text on its way out with nothing unseen in it but line ends, and our own colours where they are shown.

    The last door, for all that is printed and asked: patients' text is cleaned where it is put into a line, so that it
    stays on that line; what was forgotten there stops here.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    if not colours:
        return "\n".join(map(clean, text.split("\n")))
    pieces = re.split(rf"\x1b\[{_mark()};(\d{{1,2}})m", text)
    kept = ["\n".join(map(clean, part.split("\n"))) for part in pieces[::2]]
    codes = [*(f"\x1b[{code}m" for code in pieces[1::2]), ""]
    return "".join(one for pair in zip(kept, codes, strict=True) for one in pair)


def encodable(text: str, encoding: str | None) -> str:
    """Return text that a stream of this encoding can print: plainer letters first, `?` where there is none."""
    name = encoding or "ascii"
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return text.translate(_PLAINER).encode(name, "replace").decode(name)
    except LookupError:
        return encodable(text, "ascii")
    return text


def wrap(line: str, width: int, *, hang: int = 2) -> list[str]:
    """Break one line at blanks to at most `width` columns; following lines keep its indent and `hang` more.

    A command that can be typed stays on one line. What stands after a COLUMN goes below when it does not fit beside.
    """
    if "\x1b" in line and (colours := re.findall(_COLOUR, line)):
        if len(re.sub(_COLOUR, "", line).replace(COLUMN, "")) <= width:  # as it was drawn
            return [line.replace(COLUMN, "")]
        return _repainted(wrap(re.sub(_COLOUR, _PAINT, line), width, hang=hang), colours)
    left, column, right = line.partition(COLUMN)
    if len(left) + len(right) <= width:
        return [left + right]
    indent = " " * (len(line) - len(line.lstrip()))
    if column:
        return [*wrap(left.rstrip(), width), *wrap(f"{indent}    {right}", width, hang=0)]
    if any(begins in line for begins in _BEGINS):
        line = re.sub(_COMMAND, lambda command: command[0].replace(" ", _GLUE), line)
    return [piece.replace(_GLUE, " ") for piece in _broken(line, width, indent + " " * hang)]


def _broken(line: str, width: int, indent: str) -> list[str]:
    """Break a line at blanks, as `textwrap` does, which would take a fiftieth of a command to load."""
    pieces: list[str] = []
    piece, blanks = "", 0
    for word in line.split(" "):
        if word:
            if len(piece) + blanks + len(word) <= width:
                piece += " " * blanks + word
            else:
                pieces += [piece] if piece else []
                piece = (indent if pieces else "") + word
            blanks = 0
        blanks += 1
    return [*pieces, piece or line]


def _repainted(pieces: list[str], colours: list[str]) -> list[str]:
    """Put the colours back in order, which took one column each while the line was wrapped."""
    left = iter(colours)
    return [re.sub(_PAINT, lambda _: next(left, " "), piece) for piece in pieces]


def wrap_all(lines: Iterable[str], width: int) -> str:
    """Return lines wrapped and joined, with a line end."""
    return "".join(piece + "\n" for line in lines for piece in (wrap(line, width) if line else [""]))


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return `1 step`, `2 steps`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
