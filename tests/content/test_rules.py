"""The rules as data: complete, without gap or overlap, and holding the numbers that were read in the sources."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import isocourse
from isocourse.cli.pharmacy.done import done
from isocourse.cli.pharmacy.step_details import step_names
from isocourse.content import facts as read_facts
from isocourse.content import rules as content
from isocourse.content.guide import entries, read
from isocourse.content.plan import plan_facts
from isocourse.content.rules import rulebook
from isocourse.content.sources import sources
from isocourse.course.entries import Category, StepId
from isocourse.errors import ContentBroken, NoRuleSet
from isocourse.fields import Table
from isocourse.ipledge.contraception import HOLDS
from isocourse.ipledge.rulebook import MovingHoliday, Per, Sentence, StepText
from isocourse.reviewed import Confidence

BOOK = rulebook()
KNOWN_SOURCES = {*sources(), "K"}
BY_ID = {rules.id: rules for rules in BOOK.rule_sets}
R2, R4, R6 = READ = tuple(
    BY_ID[name] for name in ("R2_2007_categories", "R4_2021_gender_neutral", "R6_2026_modification")
)
FOLDER = Path(isocourse.__file__).parent
CONTRACT = (Path(__file__).parent.parent.parent / "docs" / "contract.md").read_text(encoding="utf-8")
ONE_DAY = dt.timedelta(days=1)
REVIEWED, DUE = dt.date(2026, 11, 22), dt.date(2027, 5, 22)
REVIEWED_AGAIN = dt.date(2026, 11, 28)


def test_each_day_has_one_rule_set() -> None:
    """From 2 December 2007 on every day has exactly one rule-set: each holds until the day before the next begins."""
    starts = {rules.effective_from: rules for rules in BOOK.rule_sets}
    assert len(starts) == len(BOOK.rule_sets)
    assert {dt.date(2007, 12, 2): R2, dt.date(2021, 12, 13): R4, dt.date(2026, 11, 15): R6}.items() <= starts.items()
    date, holds = dt.date(2007, 12, 2), R2
    while date.year <= 2040:
        holds = starts.get(date, holds)
        assert BOOK.on(date) is holds
        date += ONE_DAY


def test_a_day_before_the_first_rules_is_an_error_that_says_from_when_they_are_known() -> None:
    """There is no silent default for a date that no rules cover."""
    with pytest.raises(NoRuleSet) as refused:
        BOOK.on(dt.date(2007, 12, 1))
    assert "2007-12-01" in str(refused.value)
    assert "2007-12-02" in str(refused.value)


def test_the_numbers_are_those_that_were_read() -> None:
    """Windows, waits, gaps and the month are the numbers of docs/facts.md, for each rule-set."""
    for rules in READ:
        assert (rules.can.window_from, rules.can.window_days) == ("specimen", 7)
        assert (rules.can.forms, rules.can.warn_from_day) == (2, 4)
        assert (rules.month_days, rules.max_supply_days, rules.zone) == (30, 30, "America/New_York")
    assert [rules.can.first_missed_wait_days for rules in READ] == [19, 19, 0]
    assert [rules.can.pretreatment_gap_days for rules in READ] == [19, 19, 30]
    assert [rules.can.prevention_before_second_test for rules in READ] == [False, False, True]
    assert [rules.can.contact_test_days for rules in READ] == [0, 0, 19]
    assert [rules.can.home_tests for rules in READ] == [False, True, True]
    assert [rules.cannot.window_from for rules in READ] == ["visit", "visit", None]
    assert [rules.cannot.window_days for rules in READ] == [30, 30, 0]


def test_the_steps_of_each_phase() -> None:
    """Each category has the steps of the contract in each phase; those of the new rules ask nothing monthly of some."""
    before = (
        "enrolled consent counselled contraception not-breast-feeding test confirmation questions authorization fill"
    )
    monthly = "test contraception confirmation questions authorization fill"
    for rules in READ:
        assert " ".join(rules.can.steps["before"]) == before
        assert " ".join(rules.can.steps["monthly"]) == monthly
        assert rules.can.steps["after"] == ("test",)
        assert rules.cannot.steps["after"] == ()
    assert " ".join(R6.cannot.steps["before"]) == "enrolled consent counselled authorization fill"
    assert " ".join(R6.cannot.steps["monthly"]) == "authorization fill"
    assert " ".join(R4.cannot.steps["monthly"]) == "visit authorization fill"


def test_the_rules_of_a_category_are_its_own() -> None:
    """Asking for a category gives the part written for it."""
    assert R6.of(Category.CAN_BECOME_PREGNANT) is R6.can
    assert R6.of(Category.CANNOT_BECOME_PREGNANT) is R6.cannot


def test_every_rule_set_says_when_it_was_reviewed_and_how_sure_it_is() -> None:
    """Review dates, confidence and known sources stand on each rule-set; the newest cites the labels first."""
    for rules in READ:
        assert (rules.last_reviewed, rules.review_due) == (REVIEWED_AGAIN if rules is R6 else REVIEWED, DUE)
    for rules in BOOK.rule_sets:
        assert rules.last_reviewed < rules.review_due
        assert rules.sources
        assert set(rules.sources) <= KNOWN_SOURCES
    assert R6.sources[:2] == ("S121", "S122")
    assert R6.confidence is Confidence.HIGH
    assert {"S01", "S02", "S03"} <= set(R6.sources)


def test_every_file_of_rules_is_read() -> None:
    """No rule-set lies in the folder unread, and each has its file's name."""
    assert {path.stem for path in (FOLDER / "content" / "us" / "rules").glob("*.toml")} == {
        r.id for r in BOOK.rule_sets
    }


def test_every_step_has_a_title_and_a_source() -> None:
    """Each step that a rule-set names, and each that can be recorded, is called something on the screen."""
    assert set(BOOK.steps) >= EVERY_STEP
    assert {step.value for step in StepId} <= set(BOOK.steps)
    for step in BOOK.steps.values():
        assert step.title
        assert step.sources
        assert set(step.sources) <= KNOWN_SOURCES
    assert {step.id for step in BOOK.steps.values() if step.optional} == {"authorization", "visit"}


EVERY_STEP = {
    s for rules in BOOK.rule_sets for of in (rules.can, rules.cannot) for ids in of.steps.values() for s in ids
}


def test_every_step_can_be_recorded_planned_and_read_about() -> None:
    """A step of the rules is one that `done` takes and names, with words in en/plan.toml and in docs/contract.md."""
    assert set(step_names()) >= EVERY_STEP
    assert EVERY_STEP - {"authorization"} <= set(plan_facts().steps)
    for page in (done.__doc__ or "", CONTRACT):
        assert [step for step in sorted(EVERY_STEP) if not re.search(rf"(?<![\w-]){step}(?![\w-])", page)] == []


def test_a_monthly_step_is_never_done_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that ask every month for what us/steps.toml calls once a course, or does not know, are refused by name."""
    steps = list(BOOK.steps.values())
    once = [step._replace(per=Per.COURSE) if step.id == "questions" else step for step in steps]
    without = [step for step in steps if step.id != "questions"]
    for instead, why in (
        (once, r"monthly: questions is due once a course"),
        (without, r"questions is not in us/steps"),
    ):

        def facts(name: str, take: Any, instead: list[StepText] = instead) -> Any:  # noqa: ANN401 - as the real one
            return instead if name == "us/steps.toml" else read_facts(name, take)

        monkeypatch.setattr(content, "facts", facts)
        with pytest.raises(ContentBroken, match=why):
            rulebook()


CODE = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))


@pytest.mark.parametrize("sentence", BOOK.sentences.values(), ids=list(BOOK.sentences))
def test_every_sentence_is_said_somewhere_and_has_its_source(sentence: Sentence) -> None:
    """No sentence lies unused; each has known sources, and no line is pasted so long that nobody reads it."""
    assert f'"{sentence.id}"' in CODE or f"'{sentence.id}'" in CODE
    assert sentence.sources
    assert set(sentence.sources) <= KNOWN_SOURCES
    assert sentence.text[0].isupper() or sentence.text.startswith("{") or sentence.id.startswith("next-")
    assert len(sentence.text) < 400


def test_every_sentence_that_the_code_says_exists() -> None:
    """A misspelt sentence would fail a patient at the pharmacy."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    said = set(re.findall(r'\b(?:book\.say|notice|Notice)\(\s*"([a-z-]+)"', source))
    assert said
    assert said | HOLDS <= set(BOOK.sentences)


def test_the_code_holds_no_number_of_the_rules() -> None:
    """Days of windows, waits and months are in the rules: a change of the rules is a change of data."""
    for path in (FOLDER / "ipledge").glob("*.py"):
        code = "\n".join(line.split("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
        code = re.sub(r'""".*?"""', "", code, flags=re.DOTALL)
        assert not re.search(r"\b(19|30|28|1[013-8]|2[0-24-9])\b", code), path


def test_a_sentence_fills_its_blanks() -> None:
    """Blanks in braces are filled, and a sentence without blanks stands as it is."""
    assert "Thu Nov 26, 2026" in BOOK.say("closed", date=dt.date(2026, 11, 26))
    for sentence in BOOK.sentences.values():
        blanks = {name for _, name, _, _ in Formatter().parse(sentence.text) if name}
        days = {name for name in blanks if f"{{{name}:" in sentence.text}
        values = {name: dt.date(2026, 11, 26) if name in days else "XX" for name in blanks}
        filled = BOOK.say(sentence.id, **values)
        assert "{" not in filled


OF_ITS_DAY = {"ipledge-changes"}  # a topic about one day, which its title names; a line of history names its year


def test_no_sentence_holds_a_number_of_days_of_the_rules() -> None:
    """Days of windows, waits, gaps and supply are blanks in the checklist and in the topics about iPLEDGE."""
    told = {f"en/checklist.toml {one.id}": one.text for one in BOOK.sentences.values()}
    for listed in entries():
        if listed.group == "iPLEDGE" and listed.slug not in OF_ITS_DAY:
            told |= {f"en/topics/{listed.slug}.toml {line.text}": line.text for line in read(listed).lines}
    numbers = {
        str(n) for rules in BOOK.rule_sets for n in (rules.month_days, rules.max_supply_days, *rules.can[2:])
    } | {str(rules.cannot.window_days) for rules in BOOK.rule_sets}
    numbers -= {"0", "1", "2", "None", "True", "False"}
    assert {"7", "19", "30"} <= numbers
    told = {where: text for where, text in told.items() if not re.search(r"\b20\d\d\b", text)}
    assert [where for where, text in told.items() if numbers & set(re.findall(r"\b(\d+)[ -]days?\b", text))] == []


def test_a_caveat_speaks_of_its_own_rules() -> None:
    """A day that a caveat names as their beginning is the day from which its rules hold."""
    for rules in BOOK.rule_sets:
        began = f"{rules.effective_from:%B} {rules.effective_from.day}, {rules.effective_from.year}"
        assert rules.caveat is None or began in rules.caveat


def test_eleven_holidays() -> None:
    """The eleven federal holidays are listed once each."""
    assert len(BOOK.holidays) == len({holiday.name for holiday in BOOK.holidays}) == 11
    moving = [holiday for holiday in BOOK.holidays if isinstance(holiday, MovingHoliday)]
    assert {holiday.nth for holiday in moving} <= {-1, 1, 2, 3, 4}
    assert {holiday.weekday for holiday in moving} <= set(range(7))


def rule_table(**changes: object) -> dict[str, object]:
    """A rule-set as it is read from its file, with changes."""
    import tomllib  # noqa: PLC0415 - only here

    path = FOLDER / "content" / "us" / "rules" / "R6_2026_modification.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, value in changes.items():
        target, _, inner = key.partition("__")
        if inner:
            data[target][inner] = value
        elif value is None:
            del data[key]
        else:
            data[key] = value
    return data


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"surprise": 1}, "surprise"),
        ({"can__surprise": 1}, "surprise"),
        ({"effective_from": None}, "effective_from"),
        ({"effective_from": "2026-11-15"}, "effective_from"),
        ({"review_due": None}, "review_due"),
        ({"confidence": "sure"}, "confidence"),
        ({"can__window_days": -1}, "window_days"),
        ({"can__window_days": "7"}, "window_days"),
        ({"sources": "S01"}, "sources"),
    ],
)
def test_a_slip_in_a_rule_file_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, object], message: str
) -> None:
    """An unknown key, a missing one or a value of the wrong kind never passes for a rule."""
    monkeypatch.setattr("isocourse.content.load", lambda name: Table(rule_table(**changes), name))
    with pytest.raises(ContentBroken, match=message):
        content.rulebook()
