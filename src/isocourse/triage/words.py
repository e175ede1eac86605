"""What a patient typed, as words that the vocabulary knows: folded, split, stemmed, and mended where misspelled.

Pure and linear: every step looks at a word once, and asks dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isocourse.named import NamedTuple
from isocourse.triage.knowledge import Language
from isocourse.typed import Final

WEAK: Final = 1
STRONG: Final = 2
SHORTEST_TO_MEND: Final = 5
SHORTEST_SKELETON: Final = 5
SHORTEST_BASE: Final = 3
MOST_APART: Final = 3
LONGEST: Final = 40

_MARKS: Final = {",": WEAK, ".": STRONG}
# "does not move" is read as "doesnt move", which most of the words are written for
_SHORTER: Final = {"can": "cant", "could": "couldnt", "does": "doesnt", "would": "wouldnt", "do": "dont"}
NUMBER: Final = "NUM"
_POINT: Final = re.compile(r"(?<=\d)\.(?=\d)")  # a decimal point ends no sentence
_OUT_OF_TEN: Final = re.compile(r"(?<=\d)/10(?![\d/])")
_ANSWERED: Final = re.compile(r"\?\s*(?=(?:no|nope|none|nah|never|nil)\b)")
# Of a text of several lines; compiled when there is one.
_BROKEN: Final = r"(?<!\n)\n(?![ \t]*(?:\n|[-*\u2022\u00b7\u2013\u2014]|\d+[.)]|$))"
_EMPTY: Final = r"\n[ \t]+(?=\n)"
_ENDINGS: Final = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ings", ("", "e")),
    ("ing", ("", "e")),
    ("in", ("", "e")),
    ("ness", ("", "y")),
    ("s", ("",)),
    ("es", ("",)),
    ("d", ("",)),
    ("ed", ("",)),
    ("ly", ("",)),
)


class Typed(NamedTuple):
    """The words as typed (folded), and the strength of the break before each: 0, WEAK (a comma) or STRONG (a stop)."""

    words: list[str]
    breaks: list[int]


class _Fold(dict[int, str]):
    """What each character becomes; the ones never seen before are looked at once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = _kind(char)
        if kind[0] in "LN":
            folded = char
        elif kind[0] == "M" or kind in {"Cf", "Sk"}:
            folded = ""
        elif kind == "So":
            folded = f" {char} "
        else:
            folded = " "
        self[code] = folded
        return folded


def _kind(char: str) -> str:
    """Return the Unicode category of a character, as far as it matters here."""
    if char.isascii():
        return "L" if char.isalnum() else "Sk" if char == "^" else "Zs"
    import unicodedata  # most words are plain, and the tables take a megabyte

    return unicodedata.category(char)


def _decomposed(text: str) -> str:
    """Return text with accents apart from their letters."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFKD", text)


_FOLD: Final = _Fold()
_FOLD.update({ord(char): "" for char in "'’‘`´ʼ*"})  # the quotes that keyboards make
_FOLD.update({ord(char): " . " for char in ".!?;\n\r"})
_FOLD.update({ord(char): " , " for char in ",/()[]:|=–—"})  # dashes that stand for a pause
_FOLD.update({ord(char): " and " for char in "&+"})
_FOLD[ord("%")] = " percent "


def joined(text: str) -> str:
    """Return a text whose single line breaks are blanks: a phrase may go on in the next line.

    An empty line, or one that begins with a bullet or a number, begins another phrase.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_BROKEN, " ", re.sub(_EMPTY, "\n", lines)) if "\n" in lines else lines


def split(text: str) -> Typed:
    """Return the words of a text in lower case without accents, apostrophes or marks.

    A dash between blanks and two or more full stops are a pause, not an end; so is a question mark before its answer.
    """
    folded = _ANSWERED.sub(" , ", _POINT.sub(" ", _decomposed(text).lower()))
    folded = _OUT_OF_TEN.sub(" out of 10", folded).replace("- ", " , ").replace("--", " , ")
    while "..." in folded:
        folded = folded.replace("...", "..")
    words: list[str] = []
    breaks: list[int] = []
    pending = 0
    for piece in folded.replace("..", " , ").translate(_FOLD).split():
        mark = _MARKS.get(piece)
        if piece == "not" and words and not pending and words[-1] in _SHORTER:
            words[-1] = _SHORTER[words[-1]]
        elif mark is None:
            words.append(piece[:LONGEST])
            breaks.append(pending)
            pending = 0
        else:
            pending = max(pending, mark)
    return Typed(words, breaks)


class Vocabulary:
    """The language's words, able to find a typed word among them. What was found once is remembered."""

    def __init__(self, language: Language) -> None:
        self._lexicon = language.lexicon
        self._plain = language.plain
        self._mendable = language.mend
        self._found: dict[str, str] = {}
        self._mended: set[str] = set()
        self._by_start: dict[str, list[str]] = {}
        self._by_end: dict[str, list[str]] = {}
        self._bones: dict[str, str] = {}

    def find(self, word: str) -> str:
        """Return the word of the vocabulary that was meant, or the word itself."""
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = self._look(word)
        return found

    def symbols(self, word: str) -> tuple[str, ...]:
        """Return a found word and the concepts that it stands for."""
        concepts = self._lexicon.get(word, "").split()
        return (word, *concepts, NUMBER) if _is_number(word) else (word, *concepts)

    def is_mended(self, word: str) -> bool:
        """Say whether a typed word was only found as a misspelling."""
        self.find(word)
        return word in self._mended

    def _look(self, word: str) -> str:
        if word in self._lexicon or word in self._plain:
            return word
        squeezed = _squeeze(word, 2)
        for candidate in dict.fromkeys((squeezed, _squeeze(word, 1) if squeezed != word else word)):
            for form in (candidate, *bases(candidate)):
                if form in self._lexicon:
                    return form
        meant = self._mend(squeezed) if self._may_be_a_slip(squeezed) else None
        if meant is not None:
            self._mended.add(word)
        return meant or word

    def _may_be_a_slip(self, word: str) -> bool:
        """Say whether a word is long enough to guess at, in our letters, and no form of an ordinary word."""
        ours = len(word) >= SHORTEST_TO_MEND and word.isascii() and word.isalpha()
        return ours and not any(base in self._plain for base in bases(word))

    def _mend(self, word: str) -> str | None:
        """Return the word of the vocabulary that is one slip away, or that has the same consonants."""
        if not self._by_start:
            for known in self._mendable.split():
                self._by_start.setdefault(known[:2], []).append(known)
                self._by_end.setdefault(known[-3:], []).append(known)
        alike = self._by_start.get(word[:2], [])
        for known in (*alike, *self._by_end.get(word[-3:], [])):
            if -2 < len(known) - len(word) < 2 and one_slip(word, known):  # noqa: PLR2004 - one letter more or less
                return known
        bones = _skeleton(word)
        if len(bones) < SHORTEST_SKELETON:
            return None
        near = (known for known in alike if abs(len(known) - len(word)) < MOST_APART)
        return next((known for known in near if self._bones_of(known) == bones), None)

    def _bones_of(self, known: str) -> str:
        bones = self._bones.get(known)
        if bones is None:
            bones = self._bones[known] = _skeleton(known)
        return bones


def _is_number(word: str) -> bool:
    """Say whether a word is a number, with a unit perhaps: "40", "40mg", "2nd"."""
    at = next((at for at, char in enumerate(word) if not char.isdecimal()), len(word))
    return at > 0 and (at == len(word) or word[at:].isalpha())


def _squeeze(word: str, most: int) -> str:
    """Return the word with no letter more than `most` times in a row; digits stay."""
    kept: list[str] = []
    for char in word:
        if len(kept) < most or char.isdecimal() or any(char != before for before in kept[-most:]):
            kept.append(char)
    return "".join(kept)


def bases(word: str) -> Iterator[str]:
    """Yield what the word may be a form of: without s, ing, ed and the like."""
    for ending, repairs in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 1:
            yield from (stem + repair for repair in repairs if len(stem + repair) >= SHORTEST_BASE)
            if ending in {"ing", "d", "ed", "in"} and stem[-1] == stem[-2] and len(stem) > SHORTEST_BASE:
                yield stem[:-1]


def one_slip(left: str, right: str) -> bool:
    """Say whether one letter added, lost, changed or swapped with its neighbour turns one word into the other."""
    same = 0
    shortest = min(len(left), len(right))
    while same < shortest and left[same] == right[same]:
        same += 1
    if len(left) == len(right):
        swapped = left[same : same + 2] == right[same : same + 2][::-1] and left[same + 2 :] == right[same + 2 :]
        return left[same + 1 :] == right[same + 1 :] or swapped
    if len(left) > len(right):
        return left[same + 1 :] == right[same:]
    return left[same:] == right[same + 1 :]


def _skeleton(word: str) -> str:
    """Return the consonants of a word, doubles once: what survives most misspellings."""
    bones = "".join(char for char in word if char not in "aeiouyh")
    return _squeeze(bones, 1)
