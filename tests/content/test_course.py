"""What the program says about doses, pauses and the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from isocourse import content
from isocourse.content.course import course_facts
from isocourse.content.mood import questions
from isocourse.content.plan import plan_facts
from isocourse.content.privacy import privacy
from isocourse.content.program import program
from isocourse.content.rules import forms, rulebook
from isocourse.content.sources import sources
from isocourse.content.visit import visit
from isocourse.errors import ContentBroken
from isocourse.reviewed import Confidence

FACTS = course_facts()


@pytest.mark.parametrize(("number", "months"), [("procedures-months", 6), ("second-course-months", 2)])
def test_months_after_the_last_capsule(number: str, months: int) -> None:
    """Six months for procedures, two before a second course (rules D9 and D8)."""
    assert FACTS.numbers[number].value == months


@pytest.mark.parametrize(
    ("product", "food"),
    [
        ("Claravis", "Take it with food"),
        ("isotretinoin, Amneal", "Take it with food"),
        ("ACCUTANE 40 mg", "Take it with food"),
        ("Absorica", "With or without food"),
        ("absorica ld", "With or without food"),
        ("Absorica (isotretinoin)", "With or without food"),
        ("Epuris", "does not know that product"),
        ("Claravisx", "does not know that product"),
        ("", "does not know that product"),
        (None, "does not know that product"),
    ],
)
def test_food_by_product(product: str | None, food: str) -> None:
    """Generics are taken with food, Absorica with or without it, and of other names nothing is claimed."""
    assert food in FACTS.food(product).text


def test_missed_dose_is_never_doubled() -> None:
    """The rule for a missed dose is the label's alone: skip it, and never two together."""
    line = FACTS.lines["missed"]
    assert (line.text, line.sources) == ("Skip the missed dose. Never take two doses together.", ("S09",))
    assert not any("remember" in one.text for one in FACTS.lines.values())


def test_every_sentence_has_a_source() -> None:
    """Each sentence has a source, and one that rests on background knowledge alone says that it is unconfirmed."""
    for key, line in [*FACTS.lines.items(), *((food.products[0], food.line) for food in FACTS.foods)]:
        assert line.sources, key
        assert ("K" in line.sources) == (line.confidence is Confidence.UNCONFIRMED), key


def test_no_date_is_a_permission() -> None:
    """Every duty after the last capsule says `not before`, `until` or `never before`, and none says `may`."""
    for key in ("contraception", "test-month", "breast-feeding", "blood", "procedures", "second-course"):
        text = FACTS.say(key, date="Fri Jan 15, 2027")
        assert any(words in text for words in ("not before", "until at least", "never before"))
        assert " may " not in text


def test_figures_are_no_goal() -> None:
    """The figures that people meet come with their sources and are no goal."""
    line = FACTS.lines["figures"]
    assert "not a goal" in line.text
    assert set(line.sources) == {"S75", "S76"}


READERS: dict[str, Callable[[], object]] = {
    "en/course.toml": course_facts,
    "en/mood.toml": questions.__wrapped__,
    "en/plan.toml": plan_facts,
    "en/privacy.toml": privacy,
    "en/program.toml": program,
    "en/visit.toml": visit.__wrapped__,
    "sources.toml": sources,
    "us/contraception.toml": forms,
    "us/rules/R6.toml": rulebook,
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", ["", "x = 1\n", "last_reviewed = 2026-11-22\nreview_due = 2027-05-22\n", "not toml ["])
def test_damaged_facts_are_said_to_be(text: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A damaged file of facts is an error that says so, whichever file it is."""
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", str(tmp_path))
    with pytest.raises(ContentBroken, match=r"are damaged\. Install it again\."):
        READERS[name]()
