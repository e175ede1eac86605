"""How the sentences on the screens read: grade by file, US spelling."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading_grade import grade

ENGLISH = Path(__file__).parent.parent.parent / "src" / "isocourse" / "content" / "en"
SCREENS = ("checklist", "course", "effects", "plan", "privacy", "program", "signs")
_BRITISH = re.compile(
    r"\b(counsell|programme|colour|flavour|favour|behaviour|neighbour|centre|licence|tumour|labell|cancell|travell"
    r"|(?:recogn|author|moistur|organ|real|apolog)is(?:e|ing|ation)|oestrogen|diarrhoea(?!\w*['\"-])|anaemia|grey\b)",
    re.IGNORECASE,
)
_SLUG = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b|\bcounselled\b|bowel-bleeding-diarrhoea")


def _sentences(node: object, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, inside in node.items():
            yield from _sentences(inside, name)
    elif isinstance(node, list):
        for inside in node:
            yield from _sentences(inside, key)
    elif isinstance(node, str) and " " in node and node.endswith((".", "?", "!")):
        yield re.sub(r"isocourse [a-z -]+[A-Z]*|\{[a-z:]+\}", "it", node)


def _of(path: Path) -> list[str]:
    return list(_sentences(tomllib.loads(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", SCREENS)
def test_screens_are_read_at_grade_six(name: str) -> None:
    """What a screen says has a Flesch-Kincaid grade of 6 at most: the sixth school year reads it."""
    found = _of(ENGLISH / f"{name}.toml")
    assert found
    assert grade(" ".join(found)) <= 6


@pytest.mark.parametrize("path", sorted(ENGLISH.rglob("*.toml")), ids=lambda path: path.stem)
def test_spelling_is_that_of_the_us(path: Path) -> None:
    """Sentences are spelled as in the US; what patients say, and names of things, stay as they are."""
    if "words" in path.parts:
        return
    wrong = [one for one in _of(path) if _BRITISH.search(_SLUG.sub("", one))]
    assert not wrong
