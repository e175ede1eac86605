"""The commands of a course's life: dose, regimen, weight, lab, note, pause, resume, finish."""

from __future__ import annotations

import re
import shlex

import pytest

from command import Command
from patient import Patient

COURSE = (
    "--category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-12 --doses exceptions"
    " --product Claravis --mg 40 --times 2 --weight 70"
)

MISSING = "isocourse: {} is missing. Without a terminal it has to be given\n"


@pytest.fixture
def command(patient: Patient) -> Command:
    """Return the command on a course of ten days, at noon on Sunday 22 November 2026 in Chicago."""
    made = Command(patient)
    made.good("start", *shlex.split(COURSE))
    made.good("done", "fill", "--days", "30", "--on", "2026-11-12")
    return made


def kinds(command: Command, kind: str) -> int:
    """Return how many entries of a kind hold."""
    return len(command.good("history", "--kind", kind, "--json").json["entries"])


# --- dose -------------------------------------------------------------------------------------------------------------


def test_missed_dose_is_skipped(command: Command) -> None:
    """A missed dose is kept with its reason, and the rule is printed: skip it, never two together."""
    answer = command.good("dose", "missed", "--on", "yesterday", "--reason", "fell asleep")
    assert "dose missed: fell asleep - Sat Nov 21, 2026" in answer.text
    assert "Skip the missed dose. Never take two doses together." in answer.text


@pytest.mark.parametrize("argv", [["dose", "taken"], ["resume"], ["finish", "--last-capsule", "today"]])
def test_an_open_emergency_is_one_wherever_it_is_named(command: Command, argv: list[str]) -> None:
    """An emergency that is still open is told with 911 and 988, not as something for the doctor's office."""
    command.good("pause")
    command("log", "chest pain")
    answer = command(*argv)
    assert answer.code == 0
    assert (
        "EMERGENCY, logged on Sun Nov 22, 2026: chest pain or trouble breathing. If it is still so: 911 now"
        in answer.text
    )
    assert "Open warning sign" not in answer.text


def test_reason_is_asked_at_a_terminal(command: Command) -> None:
    """At a terminal the reason of a missed dose is asked, and Enter leaves it out."""
    assert "dose missed: slept in -" in command("dose", "missed", answers=["slept in", ""]).text
    assert "dose missed -" in command("dose", "missed", answers=["", ""]).text


def test_the_day_of_a_missed_dose_is_asked_at_a_terminal(command: Command) -> None:
    """A missed dose is often told the day after: the day is asked where it was not said, and Enter is today."""
    assert "dose missed - Sat Nov 21, 2026" in command("dose", "missed", answers=["", "someday", "yesterday"]).text
    assert "dose missed - Sun Nov 22, 2026" in command("dose", "missed", answers=["", ""]).text
    answer = command("dose", "missed", "--on", "2026-11-20", answers=[""])
    assert "Which day" not in answer.err
    assert "dose missed - Fri Nov 20, 2026" in answer.text


@pytest.mark.parametrize(("given", "kept"), [("morning", "08:00"), ("Evening", "20:00")])
def test_morning_and_evening_are_times(command: Command, given: str, kept: str) -> None:
    """The half of a day can be said in a word, and what is kept for it is shown."""
    assert f"dose taken at {kept}" in command.good("dose", "taken", "--at", given, "--on", "yesterday").text


def test_a_half_of_today_that_has_not_come_is_refused(command: Command) -> None:
    """No dose is kept for a time to come: at noon the evening counts from now, and the morning has been."""
    assert "dose taken at 12:00" in command.good("dose", "taken", "--at", "evening").text


def test_what_happened_is_asked_or_an_error(command: Command) -> None:
    """Bare `dose` asks at a terminal, again after an answer it cannot read, and is an error without one."""
    answer = command("dose", answers=["swallowed", "taken"])
    assert (answer.code, kinds(command, "dose")) == (0, 1)
    assert "Type 1, 2 or 3" in answer.err
    answer = command("dose")
    assert (answer.code, answer.err) == (2, MISSING.format("WHAT"))


@pytest.mark.parametrize("options", [[], ["--yes"]])
def test_second_dose_is_never_added_without_a_person(command: Command, options: list[str]) -> None:
    """Without a terminal a second dose in the same half day is shown and refused; `--yes` never adds it."""
    first = command.good("dose", "taken", "--at", "8:00").text.rpartition("(")[2]
    answer = command("dose", "taken", "--at", "11:59 am", *options)
    assert answer.code == 1
    assert f"there is: dose taken at 08:00 ({first}. Nothing was saved." in answer.err
    assert kinds(command, "dose") == 1


@pytest.mark.parametrize(("said", "code", "doses"), [("y", 0, 2), ("n", 1, 1), ("", 1, 1)])
def test_second_dose_is_confirmed_at_a_terminal(command: Command, said: str, code: int, doses: int) -> None:
    """At a terminal a second dose is shown and recorded only after a yes, `--yes` or not."""
    command.good("dose", "taken", "--at", "8:00")
    answer = command("dose", "taken", "--at", "9:00", "--yes", answers=[said])
    assert "Already recorded for the same half of Sun Nov 22, 2026: dose taken at 08:00" in answer.text
    assert (answer.code, kinds(command, "dose")) == (code, doses)


def test_doses_of_both_halves_are_no_second_dose(command: Command) -> None:
    """A dose before noon and one from noon on need no confirmation."""
    command.good("dose", "taken", "--at", "11:59")
    command.good("dose", "taken", "--at", "12:00")
    assert command.good("status", "--json").json["doses"]["taken"] == 2


def test_dose_without_a_time_on_another_day(command: Command) -> None:
    """For another day a second dose without a time could lie in the same half, so it needs a time or a person."""
    command.good("dose", "taken", "--on", "yesterday")
    assert command("dose", "taken", "--on", "yesterday").code == 1
    assert command("dose", "taken", "--on", "yesterday", "--at", "20:00").code == 1
    command.good("dose", "taken", "--on", "2 days ago", "--at", "8am")
    command.good("dose", "taken", "--on", "2 days ago", "--at", "8pm")


def test_extra_dose_says_whom_to_call_first(command: Command) -> None:
    """A dose beyond the plan prints Poison Help and 988 before it is recorded, and a check for pregnancy."""
    command.good("dose", "taken", "--at", "8:00")
    text = command.good("dose", "extra", "--at", "9:00").text
    assert text.index("1-800-222-1222") < text.index("988") < text.index("Recorded: dose extra")
    assert "pregnancy has to be checked for" in text
    assert command("dose", "extra", "--at", "9:30", "--yes").code == 1
    assert kinds(command, "dose") == 2


def test_extra_dose_without_pregnancy(command: Command) -> None:
    """People who cannot become pregnant are not told about pregnancy."""
    command.good("set", "--category", "cannot-become-pregnant", "--on", "2026-11-12")
    assert "pregnan" not in command.good("dose", "extra").text


def test_help_numbers_come_without_a_record(command: Command) -> None:
    """An extra dose without a record still says whom to call, and then that there is no course."""
    answer = command("--file", str(command.patient.home / "none.toml"), "dose", "extra")
    assert "1-800-222-1222" in answer.out
    assert answer.code == 1
    assert "No course yet" in answer.err


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--at", "13:01"], "--at: 13:01 today has not come yet (it is 12:00)"),
        (["--at", "25:00"], "--at: '25:00' is not a time like 21:30 or 9:30 pm"),
        (["--at", "8"], "--at: '8' is not a time like 21:30 or 9:30 pm"),
        (["--at", "13 pm"], "--at: '13 pm' is not a time like 21:30 or 9:30 pm"),
        (["--mg", "40,5"], "--mg: write '40,5' with a point, like 40.5"),
        (["--mg", "0"], "--mg: '0' is not a number from 1 to 200"),
        (["--mg", "150+60"], "--mg: '150+60' is more than 200 mg, which is not taken for one dose"),
        (["--on", "2026-11-23"], "lies in the future"),
    ],
)
def test_bad_values_of_a_dose(command: Command, options: list[str], complaint: str) -> None:
    """A value that cannot be read is told with what would be right, and nothing is saved."""
    before = command.patient.file.read_bytes()
    answer = command("dose", "taken", *options)
    assert answer.code == 2
    assert complaint in answer.err
    assert command.patient.file.read_bytes() == before


def test_capsules_swallowed_together_are_added(command: Command) -> None:
    """Capsules of mixed strengths swallowed as one dose are added up."""
    command.good("dose", "taken", "--mg", "40+20")
    assert command.good("status", "--json").json["doses"]["mg_taken"] == 60


def test_what_does_not_fit_is_said(command: Command) -> None:
    """A dose in a pause, before the first capsule or beyond the plan is kept, with the command that would say so."""
    assert "isocourse set --started" in command.good("dose", "taken", "--on", "2026-11-11").text
    command.good("pause", "--on", "2026-11-20")
    assert "isocourse resume --on DATE" in command.good("dose", "taken", "--on", "2026-11-20").text
    command.good("dose", "missed", "--on", "2026-11-13")
    command.good("dose", "missed", "--on", "2026-11-13")
    text = command.good("dose", "taken", "--on", "2026-11-13").text
    assert "That day now has 3 entries for 2 doses planned. One of them wrong? isocourse undo ID" in text
    assert "1-800-222-1222" not in text  # two were missed and one was swallowed: that is not too many


def test_more_swallowed_than_planned_names_poison_help(command: Command) -> None:
    """A third dose swallowed on a day with two is kept, with the number to call."""
    for time in ("08:00", "13:00"):
        assert "1-800-222-1222" not in command.good("dose", "taken", "--on", "2026-11-13", "--at", time).text
    text = command("dose", "taken", "--on", "2026-11-13", "--at", "09:00", answers=["y"]).text
    assert "That day now has 3 entries for 2 doses planned. One of them wrong? isocourse undo ID" in text
    assert "More than planned: Poison Help can say what to do, 1-800-222-1222" in text


def test_dose_with_an_open_warning_is_told_to_stop(command: Command) -> None:
    """A dose taken while a stop-and-call sign is open is recorded, below the line that says to take no more."""
    command.good("log", "very", "bad", "headache", "and", "blurred", "vision")
    text = command.good("dose", "taken").text
    assert text.startswith("Open warning sign: ")
    assert text.index("Take no more capsules until you have spoken to your doctor") < text.index("Recorded: dose taken")
    assert "Open warning sign" not in command.good("dose", "missed", "--on", "yesterday").text


@pytest.mark.parametrize("argv", [["dose", "missed", "--reason"], ["pause", "--reason"], ["note"]])
def test_warning_signs_in_any_words_are_answered_first(command: Command, argv: list[str]) -> None:
    """A warning sign in a reason or a note is answered like one that was logged, before it is kept."""
    text = command.good(*argv, "very bad headache and blurred vision").text
    assert text.index("CALL YOUR DOCTOR TODAY") < text.index("isocourse log") < text.index("Recorded:")


def test_doses_after_the_end_are_refused(command: Command) -> None:
    """After the last capsule no dose is recorded, because later dates rest on that day; earlier days still are."""
    command.good("finish", "--last-capsule", "2026-11-20")
    answer = command("dose", "taken")
    assert answer.code == 1
    assert "the last capsule was on Fri Nov 20, 2026. Nothing was saved. Not so? isocourse undo" in answer.err
    command.good("dose", "taken", "--on", "2026-11-19")


# --- regimen, weight --------------------------------------------------------------------------------------------------


def test_dose_change_is_echoed(command: Command) -> None:
    """A dose change echoes the day's sum, keeps the product, and says what food it needs."""
    text = command.good("regimen", "--mg", "40+20", "--times", "2", "--on", "yesterday").text
    assert "Your dose from Sat Nov 21, 2026: Claravis, 60 mg x 2 = 120 mg a day" in text
    assert "Take it with food" in text
    assert "swapped" not in text


def test_another_product_is_not_the_same(command: Command) -> None:
    """A change of product keeps the dose and says that products cannot be swapped."""
    text = command.good("regimen", "--product", "Absorica LD").text
    assert "Absorica LD, 40 mg x 2 = 80 mg a day" in text
    assert "cannot be swapped for one another" in text
    assert "With or without food." in text


def test_doses_a_day_are_said_with_the_mg(command: Command) -> None:
    """New milligrams without the doses a day are asked for at a terminal, and an error without one."""
    assert command("regimen", "--mg", "80").err == MISSING.format("--times")
    assert "80 mg x 1 = 80 mg a day" in command("regimen", "--mg", "80", answers=["1"]).text
    assert "40 mg x 1 = 40 mg a day" in command("regimen", answers=["40", "1"]).text


def test_pattern_is_kept_as_words(command: Command) -> None:
    """A pattern keeps its words and leaves the milligrams unknown; with a number beside it, it is refused."""
    text = command.good("regimen", "--pattern", "40 and 20 in turn", "--times", "1", "--on", "2026-11-20").text
    assert "Claravis, 40 and 20 in turn (mg a day not known)" in text
    assert command.good("status", "--json").json["doses"]["mg_assumed"] is None
    assert "give --mg or --pattern, not both" in command("regimen", "--pattern", "x", "--mg", "40").err


def test_regimen_after_the_end_is_refused(command: Command) -> None:
    """A dose cannot be prescribed for days after the last capsule."""
    command.good("finish", "--last-capsule", "yesterday")
    assert command("regimen", "--mg", "40", "--times", "1").code == 1


@pytest.mark.parametrize(("kg", "code"), [("70.5", 0), ("70,5", 2), ("19", 2), ("401", 2), ("154lb", 0), ("154 st", 2)])
def test_weight(command: Command, kg: str, code: int) -> None:
    """A weight is a number of kilograms with a point, or of pounds that are named."""
    assert command("weight", kg).code == code


def test_weight_is_asked(command: Command) -> None:
    """Bare `weight` asks at a terminal."""
    assert "weight 71 kg" in command("weight", answers=["71", "kg"]).text
    assert "weight 70.3 kg" in command("weight", "155", answers=["stone", "lb"]).text
    assert command("weight").code == 2


# --- lab, note --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "outside"),
    [
        (["triglycerides", "151", "mg/dL", "--high", "150"], True),
        (["triglycerides", "150", "mg/dL", "--high", "150"], False),
        (["ALT", "6.9", "U/L", "--low", "7", "--high", "56"], True),
        (["ALT", "7", "U/L", "--low", "7", "--high", "56"], False),
        (["ALT", "999", "U/L"], False),
    ],
)
def test_lab_is_shown_with_its_own_range(command: Command, argv: list[str], *, outside: bool) -> None:
    """A value outside the lab's own range is said to be that and no more; otherwise nothing is said."""
    text = command.good("lab", *argv).text
    assert ("outside the range on your report" in text) is outside
    assert ("Share it with your doctor" in text) is outside
    assert "ok" not in text.lower().split()


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        (["ALT", "31"], "UNIT is missing"),
        (["ALT"], "VALUE is missing"),
        ([], "NAME is missing"),
        (["ALT", "31,5", "U/L"], "write '31,5' with a point"),
        (["ALT", "31U/L", "x"], "a number and a unit of its own, like 180 mg/dL"),
        (["ALT", "many", "U/L"], "'many' is not a number like 180 or 0.8"),
        (["ALT", "31", ""], "UNIT: give 1 to 200 letters"),
        (["ALT", "31", "U/L", "--low", "56", "--high", "7"], "--low: 56 is more than --high 7"),
    ],
)
def test_bad_values_of_a_lab(command: Command, argv: list[str], complaint: str) -> None:
    """A lab value needs a name, a number with a point and a unit; each refusal says what would be right."""
    answer = command("lab", *argv)
    assert answer.code == 2
    assert complaint in answer.err


def test_lab_is_asked(command: Command) -> None:
    """What a lab value lacks is asked at a terminal."""
    assert "ALT 31 U/L" in command("lab", answers=["ALT", "31", "U/L"]).text


def test_note_is_kept(command: Command) -> None:
    """A note is kept in its own words, from the arguments, a pipe or a terminal."""
    assert "note: slept badly" in command.good("note", "slept", "badly").text
    assert "note: from a pipe" in command("note", "-", stdin="from a pipe\n").text
    assert "note: typed" in command("note", answers=["typed"]).text
    assert command("note", " ").code == 2
    assert kinds(command, "note") == 3


@pytest.mark.parametrize(
    ("words", "hinted"),
    [
        ("my lips are dry", True),
        ("slept badly", True),
        ("ask about lip balm", False),
        ("bring the insurance card", False),
        ("no headache", False),
    ],
)
def test_a_note_names_log_where_it_tells_of_a_side_effect(command: Command, words: str, *, hinted: bool) -> None:
    """Where a note belongs is said only where a sign was heard in it."""
    assert ("A side effect belongs in: isocourse log" in command.good("note", words).text) is hinted


@pytest.mark.parametrize(
    "argv",
    [
        ["note", "-"],
        ["pause", "--reason", "-"],
        ["finish", "--last-capsule", "today", "--reason", "-"],
        ["dose", "missed", "--reason", "-"],
    ],
)
def test_self_harm_in_any_words_prints_the_crisis_lines_first(command: Command, argv: list[str]) -> None:
    """Words of self-harm anywhere print the crisis lines above everything, and are kept."""
    answer = command(*argv, stdin="I want to end my life")
    assert answer.out.startswith("You matter.")
    assert answer.code == 0


# --- pause, resume, finish --------------------------------------------------------------------------------------------


def test_pause_and_resume(command: Command) -> None:
    """A pause is opened and closed once each; birth control and the blood ban go on in it."""
    text = command.good("pause", "--reason", "stomach bug", "--on", "2026-11-18").text
    assert "paused: stomach bug - Wed Nov 18, 2026" in text
    assert "Two forms of birth control go on without a break" in text
    assert command("pause").code == 1
    command.good("resume", "--on", "2026-11-20")
    assert command("resume").code == 1
    assert command.good("status", "--json").json["doses"]["assumed"] == 2 * (6 + 2)


def test_pause_for_people_who_cannot_become_pregnant(command: Command) -> None:
    """Birth control is not spoken of where it does not apply."""
    command.good("set", "--category", "cannot-become-pregnant", "--on", "2026-11-12")
    text = command.good("pause").text
    assert "birth control" not in text
    assert "No blood donation" in text


def test_resuming_with_a_positive_test_is_told_to_stop(command: Command) -> None:
    """With a positive test on record, resuming says first to take no more capsules."""
    command.good("pause", "--on", "yesterday")
    command("done", "test", "--specimen", "yesterday", "--result", "positive", "--setting", "medical")
    text = command.good("resume").text
    assert text.startswith("Open warning sign: positive pregnancy test. Take no more capsules")


def test_finish_asks_for_the_last_capsule(command: Command) -> None:
    """The day of the last capsule is asked at a terminal, and without one its option has to be given."""
    answer = command("finish")
    assert (answer.code, answer.err) == (
        2,
        MISSING.format("--last-capsule"),
    )
    assert "last capsule Sat Nov 21, 2026" in command("finish", answers=["yesterday"]).text


@pytest.mark.parametrize("option", ["--on", "--last-capsule"])
def test_finish_says_what_stays_due(command: Command, option: str) -> None:
    """The end prints every date as the earliest one, counted from the last capsule, and asks for the prescriber."""
    text = command.good("finish", option, "2026-11-20", "--stopped-early", "--reason", "moving house").text
    assert "course ended, stopped early, last capsule Fri Nov 20, 2026: moving house" in text
    for line in (
        "two forms go on until at least Sun Dec 20, 2026. Then, after your negative test, ask your prescriber",
        "Pregnancy test: one now",
        "one more on Sun Dec 20, 2026 or soon after, never before",
        "Breast-feeding: not before Sun Dec 20, 2026",
        "Giving blood: not before Sun Dec 20, 2026",
        "not before Thu May 20, 2027",
        "A second course, if one is ever needed: not before Wed Jan 20, 2027",
        "These are the earliest days, not permissions. Ask your prescriber.",
    ):
        assert line in text


def test_finish_fits_the_record(command: Command) -> None:
    """A last capsule before the first one, before a dose that was taken, after today, or a second end are refused."""
    command.good("dose", "taken", "--on", "2026-11-20")
    assert "The first capsule is recorded for Thu Nov 12, 2026" in command("finish", "--on", "2026-11-11").err
    assert "A dose is recorded for Fri Nov 20, 2026, after that day" in command("finish", "--on", "2026-11-19").err
    assert command("finish", "--on", "2026-11-23").code == 2
    assert command("finish", "--last-capsule", "2026-11-21", "--on", "2026-11-20").code == 2
    command.good("finish", "--last-capsule", "2026-11-20", "--on", "2026-11-21")
    assert command("finish", "--on", "2026-11-21").code == 1
    assert command("pause").code == 1
    assert command("resume").code == 1


@pytest.mark.parametrize("name", ["dose", "regimen", "weight", "lab", "note", "pause", "resume", "finish", "chart"])
def test_every_command_has_help(command: Command, name: str) -> None:
    """Each command explains itself."""
    assert command.good(name, "--help").out.startswith("Usage: isocourse")


def test_after_a_contact_every_page_says_the_same_day(patient: Patient) -> None:
    """Two forms go on until the later day, by finish, plan and checklist alike: the month after the contact."""
    patient.at("2026-11-01").must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    patient.must("done contraception --form iud --form condom --on 2026-09-01")
    patient.at("2026-12-10").must("log the condom broke")
    pages = [patient.must("finish --last-capsule 2026-12-01").out]
    pages += [patient.must(line).out for line in ("plan", "checklist")]
    for page in pages:
        assert "Jan 10, 2027" in page
        assert not re.search(r"[Tt]wo forms[^.]*until at least Fri Jan 1, 2027", " ".join(page.split()))
