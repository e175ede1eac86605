"""Understanding a patient: own words or a named effect, to what it is, how urgent, and why.

Pure: no file, clock or terminal. `hear` turns words into signs, `assess` signs into an answer, `open_warnings` looks at
what was logged. What they know is data (`isocourse.content.triage`).
"""

from __future__ import annotations

from isocourse.triage.assess import Assessment, EffectMatch, OpenWarning, assess, named, open_warnings
from isocourse.triage.hearing import Heard, HeardSign, Listener, hear
from isocourse.triage.scope import State

__all__ = [
    "Assessment",
    "EffectMatch",
    "Heard",
    "HeardSign",
    "Listener",
    "OpenWarning",
    "State",
    "assess",
    "hear",
    "named",
    "open_warnings",
]
