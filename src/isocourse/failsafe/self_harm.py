"""Words that may be about suicide or self-harm.

Standard library only. It is better to show the crisis lines once too often than once too little: so denied, remembered
and other people's suicide count as well, and only plain idioms are let pass. A rule is looked at only where one of its
`stems` occurs, so that other words cost nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from isocourse.failsafe.self_harm_words import RULES

_QUOTES = dict.fromkeys(map(ord, "'’‘`´"))  # those that keyboards make


@lru_cache(maxsize=8)  # a phrase is asked about more than once
def mentions_self_harm(text: str) -> bool:
    """Say whether words may be about suicide or self-harm."""
    plain = _plain(text)
    for rule in RULES:
        for stem in rule.stems:
            if stem in plain:
                if re.search(rf"\b(?:{'|'.join(rule.ways)})\b", plain):
                    return True
                break
    return False


def _plain(text: str) -> str:
    """Return lower-case words with single blanks between them: no accents, apostrophes, hidden or stretched letters."""
    if not text.isascii():
        import unicodedata  # most words are plain

        letters = unicodedata.normalize("NFKD", text)
        text = "".join(one for one in letters if unicodedata.category(one) not in {"Mn", "Cf"})
    plain = text.lower().translate(_QUOTES)
    plain = re.sub(r"[\W_]+", " ", plain)
    plain = re.sub(r"([a-z])\1{2,}", r"\1", plain)
    return re.sub(r"\b(?:[a-z] ){2,}[a-z]\b", lambda spelled: spelled[0].replace(" ", ""), plain).strip()
