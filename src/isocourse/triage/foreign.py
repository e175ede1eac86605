"""Words that are not English: what a word or two seem to say in them is no reason to be calm.

Pure. Two different small words of another language, one longer word that English has not, or as many unknown words as
known ones, make a text one that was not understood: what was heard in it counts only where it needs a call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from isocourse.triage.knowledge import Language
from isocourse.triage.words import Vocabulary, bases
from isocourse.typed import Final

UNKNOWN: Final = "unknown"  # in the place of a language
ENOUGH: Final = 2
LONGER: Final = 6  # letters of a word that is no slip of an English one ("capsulas")


def language_of(words: Sequence[str], vocabulary: Vocabulary, language: Language) -> str | None:
    """Return the other language that words are in, UNKNOWN where it is none that has a list, None for English."""
    told: Counter[str] = Counter()
    for word in dict.fromkeys(words):
        if names := language.foreign.get(word, "").split():
            alone = len(word) >= LONGER and word not in language.lexicon and word not in language.plain
            told.update(dict.fromkeys(names, ENOUGH if alone else 1))
    if told and (first := told.most_common(1)[0])[1] >= ENOUGH:
        return first[0]
    unknown = [word for word in words if not _known(word, vocabulary, language)]
    odd = len(unknown) >= ENOUGH or any(not word.isascii() for word in unknown)
    return UNKNOWN if odd and len(unknown) * 2 >= len(words) else None


def _known(word: str, vocabulary: Vocabulary, language: Language) -> bool:
    """Say whether a word is one of the vocabulary, a slip of one, an ordinary word or a number."""
    found = vocabulary.find(word)
    return (
        found in language.lexicon
        or found in language.plain
        or found[0].isdecimal()
        or any(base in language.plain or base in language.lexicon for base in bases(found))
    )
