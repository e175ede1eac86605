"""The few lines that must print whatever is broken.

Constant ASCII text and the standard library only: no record, no content file, no terminal, no import that can fail.
This is the one module that may hold medical sentences; a test ties them to `content/`. Sources: the rows of the fact
sheet behind `content/red_flags.toml` and `content/effects.toml`, shown by `isocourse warnings --why`.
"""

from __future__ import annotations

import re
import sys

CRISIS = """\
You matter. Help is there right now, day and night:
  988   call or text (US, free; veterans press 1, Spanish press 2)
        or chat at 988lifeline.org
  911   if you are in danger now. Try not to be alone.
Take no more capsules, and tell your doctor today.
Outside the US: call your local emergency number.
"""

EMERGENCY_LINE = (
    "In an emergency call 911. Thoughts of suicide: call or text 988. Every warning sign: isocourse warnings"
)

WARNINGS = """\
EMERGENCY: 911 or the emergency department, now. Take no more capsules.
  * Thoughts of suicide or of hurting yourself: call or text 988
    (US, any time). In danger now: 911. Do not stay alone.
  * Hearing, seeing or believing things that are not real.
  * Swollen face, lips or tongue; hives; trouble breathing.
  * Blisters, peeling skin, or sores in the mouth, nose or eyes.
  * Severe belly pain, perhaps through to the back, or vomiting
    that does not stop.
  * Chest pain, fainting, hard breathing, or heavy bleeding.
  * A seizure; face drooping; one side weak or numb; trouble speaking.
  * Sudden loss of sight, or the worst headache of your life.
  * Weak muscles together with dark urine.
  * Pregnant, with heavy bleeding or severe pain.

CALL YOUR DOCTOR TODAY. Take no more capsules until you have spoken.
  * Any chance that you are pregnant: late period, unprotected sex,
    a method that failed or was stopped, a test not clearly negative.
    Ask about emergency contraception: it works best early.
  * Low mood, crying, lost interest, anger, feeling worthless,
    pulling away from people. Family may notice it first.
  * A bad headache, or a headache with blurred sight, dizziness,
    nausea or vomiting.
  * Any change of sight, worse sight in the dark (do not drive at
    dusk or night), painful or always dry eyes.
  * A new rash; red patches or bruises on the legs; a rash with fever.
  * Yellow skin or eyes, dark urine.
  * Bad belly or bowel pain, blood in the stool, severe diarrhea,
    pain on swallowing, new or worse heartburn that stays.
  * Muscle weakness.
  * Worse hearing, or ringing in the ears.

CALL YOUR DOCTOR TODAY
  * Very thirsty and passing a lot of water.
  * Faint, weak or breathless, fever, a sore throat that stays.
  * A broken bone. A quick or severe sunburn.
  * Sudden painful acne with open sores and fever.

NUMBERS (US)
  911              emergency
  988              suicide and crisis line, call or text
  1-800-222-1222   Poison Help (too many capsules)
  1-866-495-0654   iPLEDGE; report a pregnancy
  1-800-FDA-1088   FDA MedWatch, report a side effect

This list is not complete, and no clinician has reviewed it yet. If
something worries you and is not here, call your doctor or pharmacist.
"""

SHORT_LIST = """\
  911 now: trouble breathing, swollen face or tongue, chest pain,
    severe belly pain, blisters or peeling skin, a seizure, one side
    weak, sudden loss of sight, seeing or hearing what is not real,
    thoughts of suicide (988).
  Call today: low mood or anger, bad headache, change of sight or
    night sight, new rash, yellow skin or dark urine, blood in the
    stool, weak muscles, ringing ears, any chance of pregnancy.
  All of them: isocourse warnings
"""

_SELF_HARM = (
    r"su+i+ci+d\w*|sucid\w*|suisid\w*|suicd\w*|kms|unalive\w*",
    r"kill\w*\s+(?:my\s*self|me\s+self)|off(?:ing)?\s+myself|hang(?:ing)?\s+myself|shoot(?:ing)?\s+myself",
    r"(?:end|ending|ended)\s+(?:it|it\s+all|everything|my\s+(?:own\s+)?life|things)",
    r"(?:take|taking|took)\s+my\s+own\s+life|taking\s+my\s+life|take\s+my\s+life",
    r"(?:want|wants|wanted|wanting|wanna|wish|wished|wishing|rather|ready|prefer|going|gonna|hope|hoping)\s+"
    r"(?:\w+\s+){0,4}?(?:die|dead|died|disappear)(?!\s+(?:down|of|from|laughing|for|to))",
    r"(?:dont|do\s+not|didnt|did\s+not|no\s+longer|not)\s+(?:want|wanna|care)\s+(?:to\s+|if\s+i\s+|whether\s+i\s+)?"
    r"(?:\w+\s+)?(?:live|lived|be\s+here|be\s+alive|exist|wake\s+up|go\s+on\s+living|die|died)",
    r"(?:better\s+off|happier)\s+(?:without\s+me|dead|if\s+i)|world\s+without\s+me",
    r"(?:hurt|hurting|harm|harming|cut|cutting|injure|injuring|burn|burning|starve|poison)\s+my\s*self(?!\s+shav)",
    r"self\s*harm\w*|self\s*injur\w*|selfharm\w*",
    r"(?:not|never|dont|didnt|without)\s+(?:wanna\s+|want\s+to\s+)?(?:wake|waking)\s+up(?:\s+again)?",
    r"(?:no|not|isnt|nothing|any)\s+(?:a\s+)?(?:reason|point|worth|to)\s+(?:\w+\s+){0,2}?(?:live|living|live\s+for|"
    r"being\s+alive|staying\s+alive|carrying\s+on)",
    r"life\s+(?:is\s+not|isnt|not|wasnt)\s+worth|tired\s+of\s+(?:living|being\s+alive|life)|done\s+with\s+life",
    r"(?:swallow|take|taking|took)\s+(?:all|the\s+whole|every)\s+(?:\w+\s+){0,3}?(?:pills|capsules|tablets|bottle|pack)",
    r"overdos\w+|jump(?:ing)?\s+(?:off|in\s+front)|last\s+day\s+(?:of\s+my\s+life|on\s+earth)",
    r"(?:cant|cannot)\s+(?:go\s+on|live\s+like\s+this)|do\s+myself\s+in|top\s+myself",
)

_spoken = False


def mentions_self_harm(text: str) -> bool:
    """Say whether words may be about suicide or self-harm. Denied or not, the crisis lines are then shown."""
    plain = re.sub(r"['’‘`]", "", text.lower())  # noqa: RUF001 - the quotes that keyboards make
    plain = re.sub(r"[^\w]+|_", " ", plain)
    return re.search(rf"\b(?:{'|'.join(_SELF_HARM)})\b", plain) is not None


def say(text: str, *, to_stderr: bool = False) -> bool:
    """Print constant ASCII text at once, on the other stream where one is closed or full. True when it was printed."""
    streams = (sys.stderr, sys.stdout) if to_stderr else (sys.stdout, sys.stderr)
    for stream in streams:
        try:
            stream.write(text if text.endswith("\n") else text + "\n")
            stream.flush()
        except (AttributeError, OSError, ValueError):
            continue
        return True
    return False


def heed(text: str, *, json: bool = False) -> bool:
    """Print the crisis lines, once a run, when words may be about self-harm; with JSON on standard error."""
    return mentions_self_harm(text) and speak(json=json)


def speak(*, json: bool = False) -> bool:
    """Print the crisis lines, unless this run has printed them."""
    global _spoken  # noqa: PLW0603 - the lines are printed once a run, whoever hears the words first
    _spoken = _spoken or say(CRISIS, to_stderr=json)
    return _spoken


def reset() -> None:
    """Forget that the crisis lines were printed: a new run begins."""
    global _spoken  # noqa: PLW0603 - as above
    _spoken = False
