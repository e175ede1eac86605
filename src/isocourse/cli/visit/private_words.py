"""Whether a patient's own words are about pregnancy, birth control or sex."""

from __future__ import annotations

import re
from functools import lru_cache

from isocourse.agenda.alarms import REPRODUCTIVE
from isocourse.cli.hearing.assessment import hear
from isocourse.cli.hearing.effects import knowledge
from isocourse.content.visit import visit


@lru_cache(maxsize=4096)
def is_private(words: str) -> bool:
    """Say whether words are, by what is heard in them or by how one of them begins."""
    stems = "|".join(map(re.escape, visit().private))
    if re.search(rf"\b(?:{stems})", words.lower()):
        return True
    signs = knowledge().signs
    return any(signs[one.sign].effect in REPRODUCTIVE for one in hear(words).signs if one.sign in signs)
