"""`history` with words, `fix` of any field, `undo` that says the verdict and can be undone."""

from __future__ import annotations

import pytest

from patient import Patient

CAN = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-10-26 --fills-before 1"
    " --last-fill 2026-10-25"
)


@pytest.fixture
def begun(patient: Patient) -> Patient:
    """A course in its second month."""
    patient.must(CAN)
    return patient


def _last(patient: Patient) -> dict[str, object]:
    found: list[dict[str, object]] = patient.must("history --json").json["entries"]
    return max(found, key=lambda one: str(one["recorded"]))


def test_history_searches(begun: Patient) -> None:
    """Words search names, words and notes; a span counts back from today; kinds have everyday names."""
    begun.must("log my lips are cracked --on 2026-11-10")
    begun.must("log nosebleed --on yesterday --note 'after the gym'")
    assert "my lips are cracked" in begun.must("history lips").out
    assert "nosebleed" not in begun.must("history lips").out
    assert "nosebleed" in begun.must("history gym --last 7d").out
    assert "lips" not in begun.must("history --last 7d").out
    assert len(begun.must("history --last 2w --kind 'side effects'", columns=120).out.splitlines()) == 2
    assert begun("history --last 3x").err == "isocourse: --last: '3x' is not a time like 7d or 2w\n"


FIXES = [
    ("dose taken --at 8:00", "--mg 40", "mg", 40),
    ("dose taken --at 8:00", "--at 9:00", "at", "09:00:00"),
    ("dose missed --reason ill", "--reason unknown", "reason", None),
    ("lab ALT 31 U/L", "--value 130", "value", 130),
    ("weight 70", "--weight 155lb", "kg", 70.3),
    ("done contraception --form iud --form condom", "--form patch --form condom", "forms", ["patch", "condom"]),
    ("done fill --days 30", "--days 28", "days", 28),
    ("done authorization --until 2026-11-26", "--until 2026-11-25", "until", "2026-11-25"),
    ("done home-tests --allowed", "--allowed no", "allowed", False),
    ("done consent", "--step counselled", "step", "counselled"),
    ("regimen --mg 40 --times 2", "--times 1", "times", 1),
    ("pause --reason ill", "--reason travel", "reason", "travel"),
    ("note words", "--text 'other words'", "text", "other words"),
    ("set --weeks 18", "--weeks 16", "planned_weeks", 16),
    ("log dry lips", "--words nosebleed", "effect", "dry-nose-nosebleed"),
]


@pytest.mark.parametrize(("made", "given", "field", "value"), FIXES)
def test_any_field_can_be_corrected(begun: Patient, made: str, given: str, field: str, value: object) -> None:
    """Each field of each kind of entry is corrected by the option it is entered with, and the verdict is said."""
    begun.must(made)
    before = _last(begun)
    said = begun.must(f"fix {before['id']} {given}").out
    now = _last(begun)
    assert (now["replaces"], now["kind"], now.get(field)) == (before["id"], before["kind"], value)
    assert any(word in said for word in ("READY", "TOO LATE", "STOP"))


def test_the_first_entry_can_be_corrected(begun: Patient) -> None:
    """The settings that opened the course can be corrected, and stay the ones that opened it."""
    first = begun.must("history --json").json["entries"][0]["id"]
    begun.must("set --doctor 'Dr Kim' --on 2026-10-30")
    begun.must(f"fix {first} --weeks 16")
    assert "week 4 of 16" in begun.must("status").out
    assert begun.must("checklist --json --as-of 2026-10-20").json["category"] == "can_become_pregnant"


def test_a_correction_can_raise_the_alarm(begun: Patient) -> None:
    """Corrected words are judged anew, and an alarm in them is printed first."""
    begun.must("log dry lips")
    assert begun.must(f"fix {_last(begun)['id']} --words 'chest pain'").out.startswith("EMERGENCY: call 911")
    assert "STOP" in begun.must("checklist").out


def test_fix_without_an_id(begun: Patient) -> None:
    """At a terminal the last ten are there to pick from; the field and what is right are asked, again if need be."""
    begun.must("lab ALT 31 U/L")
    said = begun("fix", stdin="9\n1\nvalue\nmany\n130\n", terminal=True)
    assert said.code == 0
    assert "Corrected: ALT 130 U/L" in said.out
    assert "Give a number, 1 to 2" in said.err
    assert begun("fix").code == 2


def _undo_named(said: str) -> str:
    return " ".join(said.split()).partition("Not that? isocourse undo ")[2].split(".")[0]


def test_an_undo_says_the_verdict_and_can_be_undone(begun: Patient) -> None:
    """Taking back says what the verdict is now; taking that back brings the entry back, with its warning."""
    begun.must("done test --specimen yesterday --result positive --setting clinic")
    said = begun.must("undo").out
    assert "NOT READY: 4 steps left." in said
    said = begun.must(f"undo {_undo_named(said)}").out
    plain = " ".join(said.split())
    assert "Counts again: pregnancy test positive" in plain
    assert "It is a positive test" in plain
    assert "STOP. Take no more capsules" in plain
    assert begun("checklist --exit-code").code == 20
    assert "NOT READY" in begun.must(f"undo {_undo_named(said)}").out


def test_undo_at_a_terminal_picks(begun: Patient) -> None:
    """At a terminal the last ten are numbered; Enter takes back the last that holds."""
    begun.must("note first")
    begun.must("note second")
    assert "Taken back: note: first" in begun("undo", stdin="2\n", terminal=True).out
    assert "Taken back: note: second" in begun("undo", stdin="\n", terminal=True).out
