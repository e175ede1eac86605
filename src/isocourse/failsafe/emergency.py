"""The few lines that must print whatever is broken.

Constant ASCII text and the standard library only: no record, no content file, no terminal, no import that can fail.
This is the one module that may hold medical sentences; a test ties them to `content/`. Sources: the rows of the fact
sheet behind `content/red_flags.toml` and `content/effects.toml`, shown by `isocourse warnings --why`.
"""

from __future__ import annotations

import sys

from isocourse.failsafe.self_harm import mentions_self_harm

__all__ = [
    "CRISIS",
    "EMERGENCY_LINE",
    "NOT_JUDGED",
    "SHORT_LIST",
    "WARNINGS",
    "heed",
    "mentions_self_harm",
    "reset",
    "say",
    "show",
    "show_warnings",
    "speak",
]

CRISIS = """\
You matter. Help is there right now, day and night:
  988   call or text (US, free; Spanish: press 2,
        veterans: press 1), or chat at 988lifeline.org
  911   if you are in danger now. Try not to be alone.
If it is about you: take no more capsules, and tell your
doctor today.
Outside the US: call your local emergency number.
"""

EMERGENCY_LINE = (
    "In an emergency call 911. Thoughts of suicide: call or text 988. Every warning sign: isocourse warnings"
)

WARNINGS = """\
EMERGENCY: 911 or the emergency department, now.
Take no more capsules.
  * Thoughts of suicide or of hurting yourself: call or text
    988 (US, any time). In danger now: 911. Do not be alone.
  * Hearing, seeing or believing things that are not real;
    acting on dangerous impulses.
  * Swollen face, lips or tongue; hives; trouble breathing.
  * Blisters, peeling skin, or sores in the mouth, nose or
    eyes; a rash with fever; red eyes with rash or fever.
  * Severe belly pain, perhaps through to the back; bad
    belly pain with vomiting. Vomiting blood.
  * Chest pain. Fainting.
  * Bleeding that does not stop; heavy bleeding from the
    bowel.
  * A seizure; face drooping; one side weak or numb; trouble
    speaking.
  * Sudden loss of vision, or the worst headache of your
    life.
  * Dark urine together with weak or aching muscles.
  * Pregnant, with heavy bleeding or severe pain.
  * Too many capsules, or capsules in a child, a pet or
    another person: Poison Help first, 1-800-222-1222.

CALL YOUR DOCTOR TODAY.
Take no more capsules until you have spoken.
  * Any chance that you are pregnant: late period,
    unprotected sex, a method that failed or was stopped, a
    test that is not clearly negative. After such sex ask
    about emergency contraception: it works best early.
  * The mini-pill as birth control; birth control that you
    are about to stop.
  * Low mood, crying, anxiety, lost interest, anger, feeling
    worthless, pulling away from people. Family may notice
    it first.
  * Trouble sleeping, a change of appetite, no energy or
    trouble concentrating: for weeks, or severe, or two of
    them together.
  * A headache that is bad, or goes on for days, or comes
    with blurred vision, dizziness, nausea or vomiting, a
    stiff neck or fever.
  * Dizziness. Feeling faint.
  * Any change of vision; worse vision in the dark (do not
    drive at dusk or night); red or inflamed eyes; painful
    or always dry eyes.
  * A new rash; red patches or bruises on the legs.
  * Yellow skin or eyes, dark urine, pain under the right
    ribs.
  * Bad belly or bowel pain; nausea or vomiting again and
    again; blood in the stool; diarrhea; pain on swallowing;
    new or worse heartburn that stays.
  * Muscle weakness. A racing or odd heartbeat.
  * Worse hearing, or ringing in the ears.
  * Fever. A sore throat that is severe.
  * Tiredness, aches or nausea, when it is severe.
  * One double dose by mistake: Poison Help first,
    1-800-222-1222.

CALL YOUR DOCTOR TODAY
  * Very thirsty and passing a lot of water.
  * A broken bone. A quick or severe sunburn.
  * Sudden painful acne with open sores; a skin infection
    that spreads.
  * Breast-feeding. Blood given. Capsules shared with
    somebody.
  * St John's wort, vitamin A or a tetracycline antibiotic
    together with isotretinoin.

NUMBERS (US)
  911              emergency
  988              suicide and crisis line, call or text
  1-800-222-1222   Poison Help (too many capsules)
  1-866-495-0654   iPLEDGE; report a pregnancy
  1-800-FDA-1088   FDA MedWatch, report a side effect

This list is not complete, and no clinician has reviewed it
yet. If something worries you and is not here, call your
doctor or pharmacist.
"""

SHORT_LIST = """\
  911 now: trouble breathing, swollen face or tongue, chest
    pain, severe belly pain, blisters or peeling skin, a
    seizure, one side weak, sudden loss of vision, seeing or
    hearing what is not real, thoughts of suicide (988).
  Too many capsules: Poison Help first, 1-800-222-1222.
  Call today: low mood or anger, bad headache, dizziness,
    change of vision or night vision, red eyes, new rash,
    yellow skin or dark urine, blood in the stool, weak
    muscles, ringing ears, any chance of pregnancy.
  All of them: isocourse warnings
"""

NOT_JUDGED = "Your words could not be judged. Look whether it is one of these:\n"

_spoken = False


def say(text: str, *, to_stderr: bool = False) -> bool:
    """Print text at once, on the other stream where one is closed or full. True when it was printed.

    A stream that failed is given up: otherwise the interpreter fails on it once more when it ends.
    """
    for name in ("stderr", "stdout") if to_stderr else ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            stream.write(text if text.endswith("\n") else text + "\n")
            stream.flush()
        except (AttributeError, OSError, ValueError):
            setattr(sys, name, None)
            continue
        return True
    return False


def show(text: str, *, to_stderr: bool = False) -> bool:
    """Print one of these texts, broken anew where the terminal is narrower than it. True when it was printed."""
    try:
        from isocourse.failsafe.poster import narrowed  # a fault of the layout must not silence the text

        fitted = narrowed(text, sys.stderr if to_stderr else sys.stdout)
    except Exception:  # noqa: BLE001 - as above
        fitted = text
    return say(fitted, to_stderr=to_stderr)


def show_warnings() -> bool:
    """Print the warning signs, laid out for the terminal where there is one. True when they were printed."""
    try:
        from isocourse.failsafe.poster import at_terminal  # a fault of the layout must not silence the signs

        text = at_terminal(WARNINGS)
    except Exception:  # noqa: BLE001 - as above
        text = WARNINGS
    return say(text)


def heed(text: str, *, json: bool = False) -> bool:
    """Print the crisis lines, once a run, when words may be about self-harm; with JSON on standard error."""
    return mentions_self_harm(text) and speak(json=json)


def speak(*, json: bool = False) -> bool:
    """Print the crisis lines, unless this run has printed them."""
    global _spoken  # noqa: PLW0603 - the lines are printed once a run, whoever hears the words first
    _spoken = _spoken or show(CRISIS, to_stderr=json)
    return _spoken


def reset() -> None:
    """Forget that the crisis lines were printed: a new run begins."""
    global _spoken  # noqa: PLW0603 - as above
    _spoken = False
