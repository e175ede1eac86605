from __future__ import annotations

import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from isocourse import content
from isocourse.failsafe import emergency

EMERGENCY, STOP, TODAY, NUMBERS, END = emergency.WARNINGS.split("\n\n")
BLOCKS = {("emergency", True): EMERGENCY, ("call_today", True): STOP, ("call_today", False): TODAY}

# Every documented effect that asks for a call or an ambulance: the words that must stand in the block of its urgency.
EFFECT_WORDS = {
    "severe-headache-vision": "A headache that is bad, or goes on for days, or comes with blurred vision, dizziness",
    "vision-change": "Any change of vision",
    "night-vision": "worse vision in the dark (do not drive at dusk or night)",
    "depression-mood": "Low mood",
    "suicidal-thoughts": "Thoughts of suicide or of hurting yourself",
    "psychosis": "Hearing, seeing or believing things that are not real",
    "abdominal-pain-severe": "Bad belly",
    "liver-jaundice": "Yellow skin or eyes, dark urine",
    "bowel-bleeding-diarrhoea": "diarrhea",
    "rash-mild": "A new rash",
    "rash-severe": "Blisters, peeling skin, or sores in the mouth, nose or eyes",
    "allergic-reaction": "Swollen face, lips or tongue; hives; trouble breathing",
    "hearing-change": "Worse hearing, or ringing in the ears",
    "muscle-breakdown": "Muscle weakness",
    "chest-breathing": "Chest pain",
    "stroke-seizure": "A seizure; face drooping; one side weak or numb; trouble speaking",
    "possible-pregnancy": "Any chance that you are pregnant",
    "blood-sugar": "Very thirsty and passing a lot of water",
    "low-blood-cells": "Feeling faint",
}

# Every sign whose own urgency asks for a call or an ambulance.
SIGN_WORDS = {
    "lips-swollen": "lips",
    "eye-pain": "painful or always dry eyes",
    "nosebleed-heavy": "Bleeding that does not stop",
    "sun-severe": "quick or severe sunburn",
    "bad-headache": "A headache that is bad",
    "worst-headache": "worst headache of your life",
    "vision-loss": "Sudden loss of vision",
    "double-vision": "Any change of vision",
    "crying": "crying",
    "anger": "anger",
    "anxiety": "anxiety",
    "lost-interest": "lost interest",
    "withdrawal": "pulling away from people",
    "worthless": "feeling worthless",
    "mood-swings": "Low mood",
    "self-harm": "hurting yourself",
    "suicide": "suicide",
    "overdose": "Too many capsules",
    "too-many-capsules": "Too many capsules, or capsules in a child, a pet or another person",
    "voices": "Hearing, seeing",
    "paranoia": "believing things that are not real",
    "dangerous-impulses": "dangerous impulses",
    "pancreas-pain": "Severe belly pain, perhaps through to the back",
    "vomiting-persistent": "vomiting again and again",
    "vomiting-blood": "Vomiting blood",
    "diarrhoea": "diarrhea",
    "bowel-blood": "blood in the stool",
    "bowel-blood-heavy": "heavy bleeding from the bowel",
    "heartburn-severe": "new or worse heartburn that stays",
    "swallowing-pain": "pain on swallowing",
    "yellow-skin": "Yellow skin or eyes",
    "dark-urine": "dark urine",
    "liver-pain": "pain under the right ribs",
    "fever": "Fever",
    "blisters": "Blisters",
    "skin-sheets": "peeling skin",
    "mouth-sores": "sores in the mouth, nose or eyes",
    "leg-bruises": "red patches or bruises on the legs",
    "hives": "hives",
    "swollen-face": "Swollen face, lips or tongue",
    "infection-spreading": "a skin infection that spreads",
    "flare-fever": "painful acne with open sores",
    "weakness": "Muscle weakness",
    "weakness-dark-urine": "Dark urine together with weak or aching muscles",
    "fracture": "A broken bone",
    "chest-pain": "Chest pain",
    "breathless": "trouble breathing",
    "palpitations": "A racing or odd heartbeat",
    "seizure": "A seizure",
    "stroke-sign": "face drooping; one side weak or numb; trouble speaking",
    "fainted": "Fainting",
    "faint": "Feeling faint",
    "bleeding-emergency": "Bleeding that does not stop",
    "pregnant": "Any chance that you are pregnant",
    "late-period": "late period",
    "unprotected": "unprotected sex, a method that failed",
    "miscarriage": "Any chance that you are pregnant",
    "mini-pill": "The mini-pill as birth control",
    "birth-control-ending": "birth control that you are about to stop",
    "breast-feeding": "Breast-feeding",
    "blood-given": "Blood given",
    "capsules-shared": "Capsules shared with somebody",
    "double-dose": "One double dose by mistake",
    "tetracycline": "a tetracycline antibiotic",
    "st-johns-wort": "St John's wort",
    "vitamin-a": "vitamin A",
    "dizziness": "Dizziness",
    "red-eyes": "red or inflamed eyes",
    "eye-infection": "red or inflamed eyes",
    "headache-lasting": "goes on for days",
    "sick-repeated": "nausea or vomiting again and again",
    "sleep-lasting": "Trouble sleeping",
    "appetite-lasting": "a change of appetite",
    "energy-lasting": "no energy",
    "concentration-lasting": "trouble concentrating: for weeks",
    "pregnant-bleeding": "Pregnant, with heavy bleeding or severe pain",
}

# Every combination that asks for more than its parts do alone.
FLAG_WORDS = {
    "headache-with-signs": "comes with blurred vision, dizziness, nausea or vomiting",
    "headache-with-lost-sight": "Sudden loss of vision",
    "headache-with-stiff-neck-or-fever": "a stiff neck or fever",
    "bad-belly-pain-and-vomiting": "bad belly pain with vomiting",
    "rash-with-fever-or-sores": "a rash with fever",
    "rash-with-red-eyes": "red eyes with rash or fever",
    "rash-with-painful-eyes": "red eyes with rash",
    "weak-with-dark-urine": "Dark urine together with weak",
    "aches-with-dark-urine": "Dark urine together with weak or aching muscles",
    "pregnant-with-bleeding-or-pain": "Pregnant, with heavy bleeding or severe pain",
    "itching-with-swelling": "Swollen face",
    "rash-with-swelling": "Swollen face",
    "swelling-with-hard-breathing": "trouble breathing",
    "bowel-with-heavy-bleeding": "heavy bleeding from the bowel",
    "weak-and-breathless": "trouble breathing",
    "thirst-and-urine": "Very thirsty and passing a lot of water",
}


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(content.FOLDER) / name).read_text(encoding="utf-8"))


def _said(block: str) -> str:
    return re.sub(r"\s+", " ", block)


def _alarms() -> Iterator[tuple[str, str, bool, dict[str, str]]]:
    """Yield what the content asks a call or an ambulance for: slug, urgency, stop, where its words are."""
    effects = _content("en/effects.toml")["effects"]
    for slug, effect in effects.items():
        yield slug, effect["urgency"], effect["stop"], EFFECT_WORDS
    for slug, sign in _content("en/signs.toml")["signs"].items():
        effect = effects[sign["effect"]]
        if not sign.get("vague"):  # it names nothing, and its answer points at the whole list
            yield slug, sign.get("urgency", effect["urgency"]), sign.get("stop", effect["stop"]), SIGN_WORDS
    for flag in _content("en/red_flags.toml")["red_flag"]:
        if flag["urgency"] == "emergency" or flag["slug"] in FLAG_WORDS:
            yield flag["slug"], flag["urgency"], flag["stop"], FLAG_WORDS


ALARMS = [(f"{slug}", urgency, stop, words) for slug, urgency, stop, words in _alarms() if (urgency, True) in BLOCKS]


@pytest.mark.parametrize(("slug", "urgency", "stop", "words"), ALARMS, ids=[one[0] for one in ALARMS])
def test_every_alarm_of_the_content_is_in_the_list(
    slug: str, urgency: str, *, stop: bool, words: dict[str, str]
) -> None:
    """What the content says to call about stands in the constant list, in the block of its urgency and in no other."""
    assert slug in words, f"{slug}: say in this test which words of emergency.WARNINGS stand for it"
    block = BLOCKS[urgency, stop]
    assert words[slug] in _said(block)
    assert not [one for one in BLOCKS.values() if one is not block and f"* {words[slug]}" in _said(one)]


@pytest.mark.parametrize("words", [EFFECT_WORDS, SIGN_WORDS, FLAG_WORDS], ids=["effects", "signs", "red flags"])
def test_no_word_is_kept_for_a_slug_that_went(words: dict[str, str]) -> None:
    """A slug that the content no longer knows leaves this test too."""
    assert set(words) <= {one[0] for one in ALARMS}


def test_the_blocks_say_what_to_do() -> None:
    """Each block begins with what to do, and whether to stop the capsules."""
    assert _said(EMERGENCY).startswith("EMERGENCY: 911 or the emergency department, now. Take no more capsules.")
    assert _said(STOP).startswith("CALL YOUR DOCTOR TODAY. Take no more capsules until you have spoken.")
    assert TODAY.startswith("CALL YOUR DOCTOR TODAY\n")


@pytest.mark.parametrize(
    ("number", "means"),
    [
        ("911", "emergency"),
        ("988", "suicide and crisis line, call or text"),
        ("1-800-222-1222", "Poison Help"),
        ("1-866-495-0654", "iPLEDGE; report a pregnancy"),
        ("1-800-FDA-1088", "FDA MedWatch, report a side effect"),
    ],
)
def test_numbers(number: str, means: str) -> None:
    """The five US numbers stand in the list, each beside what it is for."""
    assert re.search(rf"^  {re.escape(number)} +{re.escape(means)}", NUMBERS, re.MULTILINE)


def test_no_other_number() -> None:
    """No telephone number stands anywhere that is not one of the five."""
    texts = emergency.WARNINGS + emergency.CRISIS + emergency.SHORT_LIST + emergency.EMERGENCY_LINE
    assert set(re.findall(r"\d[\d-]+(?:FDA-\d+)?", texts)) == {
        "911", "988", "1-800-222-1222", "1-866-495-0654", "1-800-FDA-1088",
    }  # fmt: skip


def test_the_list_says_what_it_is_not() -> None:
    """The list says that it is not complete, that no clinician has reviewed it, and whom to ask."""
    assert "not complete" in END
    assert "no clinician has reviewed it yet" in _said(END)
    assert "call your doctor or pharmacist" in _said(END)


def test_crisis_lines() -> None:
    """The crisis lines are six short lines: 988 first, 911, not alone, no capsules, and what to do outside the US."""
    first, *_, last = lines = emergency.CRISIS.splitlines()
    assert first == "You matter. Help is there right now, day and night:"
    assert lines[1].startswith("  988   call or text (US, free; Spanish: press 2")
    assert "988lifeline.org" in lines[2]
    assert lines[3] == "  911   if you are in danger now. Try not to be alone."
    assert lines[4:6] == ["If it is about you: take no more capsules, and tell your", "doctor today."]
    assert last == "Outside the US: call your local emergency number."


def test_the_short_list_names_the_worst() -> None:
    """The short list names the signs for 911 and for a call today, and where all of them are."""
    now, today = _said(emergency.SHORT_LIST).split("Call today:")
    assert now.strip().startswith("911 now: trouble breathing, swollen face or tongue, chest pain, severe belly pain")
    assert "thoughts of suicide (988)" in now
    assert all(word in today for word in ("low mood", "bad headache", "new rash", "yellow skin", "chance of pregnancy"))
    assert today.endswith("All of them: isocourse warnings ")


SHORT_NOW = {
    "trouble breathing": "breathless", "swollen face or tongue": "swollen-face", "chest pain": "chest-pain",
    "severe belly pain": "pancreas-pain", "blisters": "blisters", "peeling skin": "skin-sheets", "a seizure": "seizure",
    "one side weak": "stroke-sign", "sudden loss of vision": "vision-loss", "not real": "voices",
    "thoughts of suicide (988)": "suicide", "Too many capsules: Poison Help first": "too-many-capsules",
}  # fmt: skip
SHORT_TODAY = {
    "low mood": "depression-mood", "anger": "anger", "bad headache": "bad-headache", "dizziness": "dizziness",
    "change of vision": "vision-change", "night vision": "night-vision", "red eyes": "red-eyes",
    "new rash": "rash-mild",
    "yellow skin": "yellow-skin", "dark urine": "dark-urine", "blood in the stool": "bowel-blood",
    "weak muscles": "weakness", "ringing ears": "hearing-change", "any chance of pregnancy": "possible-pregnancy",
}  # fmt: skip


def test_the_short_list_is_as_urgent_as_its_signs() -> None:
    """Each sign of the short list stands under the urgency that it has by itself."""
    effects, signs = _content("en/effects.toml")["effects"], _content("en/signs.toml")["signs"]
    now, today = _said(emergency.SHORT_LIST).split("Call today:")
    for said, words, urgency in ((now, SHORT_NOW, "emergency"), (today, SHORT_TODAY, "call_today")):
        for word, slug in words.items():
            assert word in said
            sign = signs.get(slug, {"effect": slug})
            assert sign.get("urgency", effects[sign["effect"]]["urgency"]) == urgency


@pytest.mark.parametrize("name", ["WARNINGS", "CRISIS", "SHORT_LIST"])
def test_fits_anywhere(name: str) -> None:
    """The constant texts are ASCII, without control characters, and no line is longer than 60 columns."""
    text = getattr(emergency, name)
    assert text.isascii()
    assert text.endswith("\n")
    assert all(line.isprintable() and len(line) <= 60 for line in text.splitlines())


class _Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device", text)


def _streams(monkeypatch: pytest.MonkeyPatch, out: object, err: object) -> None:
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)


@pytest.mark.parametrize("broken", [None, _Broken(), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")])
def test_say_changes_the_stream(monkeypatch: pytest.MonkeyPatch, broken: io.TextIOBase | None) -> None:
    """Where one stream is missing, full or closed, the other one gets the words."""
    if isinstance(broken, io.TextIOWrapper):
        broken.close()
    other = io.StringIO()
    _streams(monkeypatch, broken, other)
    assert emergency.say("words")
    assert other.getvalue() == "words\n"
    _streams(monkeypatch, other, broken)
    assert emergency.say("again\n", to_stderr=True)
    assert other.getvalue() == "words\nagain\n"


def test_say_prefers_its_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words go to standard output, or to standard error when asked, and only there."""
    out, err = io.StringIO(), io.StringIO()
    _streams(monkeypatch, out, err)
    assert emergency.say("one")
    assert emergency.say("two", to_stderr=True)
    assert (out.getvalue(), err.getvalue()) == ("one\n", "two\n")


def test_say_admits_defeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no stream left the answer is False, without an exception."""
    _streams(monkeypatch, None, _Broken())
    assert not emergency.say("words")


def test_crisis_lines_once_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The crisis lines are printed once a run, and again in the next one."""
    out, err = io.StringIO(), io.StringIO()
    _streams(monkeypatch, out, err)
    emergency.reset()
    assert not emergency.heed("my lips are dry")
    assert emergency.heed("i want to die")
    assert emergency.heed("i want to die")
    assert emergency.speak(json=True)
    assert (out.getvalue(), err.getvalue()) == (emergency.CRISIS, "")
    emergency.reset()
    assert emergency.heed("i want to die", json=True)
    assert err.getvalue() == emergency.CRISIS
    emergency.reset()


def test_crisis_lines_are_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that could not be printed count as not printed, so the next chance is taken."""
    emergency.reset()
    _streams(monkeypatch, None, None)
    assert not emergency.speak()
    out = io.StringIO()
    _streams(monkeypatch, out, None)
    assert emergency.speak()
    assert out.getvalue() == emergency.CRISIS
    emergency.reset()
