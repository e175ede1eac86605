"""The forms of a word, made when the words are compiled: `~lick` is lick, licks, licked, licking; `lip(s)` lip, lips.

What no rule makes stands in `en/words/forms.toml`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from compiling.sources import source
from isocourse.content.head import reviewed
from isocourse.fields import text

FORMS: Final = "en/words/forms.toml"
VERB: Final = "~"
NOUN: Final = "(s)"
_VOWELS: Final = "aeiou"
_HISSING: Final = ("s", "x", "z", "ch", "sh")


class Forms(NamedTuple):
    """The words that are irregular, and those whose last letter doubles ("dropped")."""

    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, str]
    doubled: frozenset[str]


@lru_cache(maxsize=1)
def irregular() -> Forms:
    """Return what stands in the file of forms."""
    table = source(FORMS)
    reviewed(table)
    verbs = [tuple(line.split()) for line in table.take("verbs", text).splitlines() if line.strip()]
    nouns = (line.split() for line in table.take("nouns", text).splitlines() if line.strip())
    doubled = frozenset(table.take("doubled", text).split())
    table.close()
    return Forms({forms[0]: forms for forms in verbs}, dict(nouns), doubled)


def forms(word: str) -> tuple[str, ...]:
    """Return a word with all its forms, where it may have a mark ("~lick", "lip(s)"), the word itself first."""
    if word.startswith(VERB):
        return verb(word.removeprefix(VERB))
    if word.endswith(NOUN):
        one = word.removesuffix(NOUN)
        return one, plural(one)
    return (word,)


def plural(noun: str) -> str:
    """Return what several of something are called."""
    several = irregular().nouns.get(noun)
    if several is not None:
        return several
    return _with_s(noun)


def verb(base: str) -> tuple[str, ...]:
    """Return the forms of a verb: base, he, did, doing."""
    known = irregular().verbs.get(base)
    if known is not None:
        return known
    stem = f"{base}{base[-1]}" if base in irregular().doubled else base
    if base.endswith("e"):
        past, doing = f"{base}d", f"{base if base.endswith(('ee', 'ye', 'oe')) else base[:-1]}ing"
        if base.endswith("ie"):
            doing = f"{base[:-2]}ying"
    elif _ends_in_y(base):
        past, doing = f"{base[:-1]}ied", f"{base}ing"
    else:
        past, doing = f"{stem}ed", f"{stem}ing"
    return base, _with_s(base), past, doing


def _with_s(word: str) -> str:
    if _ends_in_y(word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_HISSING) else f"{word}s"


def _ends_in_y(word: str) -> bool:
    """Say whether a word ends in y after a consonant."""
    return word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS
