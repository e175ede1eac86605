"""What the oracle found: one minimal history for each difference in which the program was wrong."""

from __future__ import annotations

from patient import Patient

NEGATIVE = "done test --result negative --setting medical --specimen"


def papers(patient: Patient, day: str) -> None:
    """What is recorded by a date alone before a first pick-up."""
    patient.at(day)
    for step in ("enrolled", "consent", "counselled", "not-breast-feeding"):
        patient.must(f"done {step}")


def step(patient: Patient, name: str) -> dict[str, str | None]:
    """Return one step of the checklist."""
    steps = {one["id"]: one for one in patient.must("checklist --json").json["steps"]}
    return dict(steps[name])


def test_a_date_from_the_pharmacy_makes_no_window_where_no_test_counts(patient: Patient) -> None:
    """No counted or pending specimen: no window and no day to collect by, whatever date was given (D11)."""
    start = "start --category can-become-pregnant --zone America/Chicago --weeks 20"
    patient.at("2026-11-20").must(f"{start} --fills-before 1 --last-fill 2026-11-19 --yes")
    patient.must("done contraception --form iud --form condom --yes")
    patient.must("done authorization --until 2026-11-30 --yes")
    assert patient.must("checklist --json").json["window"] is None
    assert step(patient, "fill")["last_safe_day"] is None
    assert "by Mon Nov 30" not in patient.must("checklist").out


def test_a_date_that_passed_closes_no_window_where_no_test_counts(patient: Patient) -> None:
    """Without a counted test the verdict is not_ready, never window_closed."""
    start = "start --category can-become-pregnant --zone America/Chicago --weeks 20"
    patient.at("2026-11-20").must(f"{start} --fills-before 1 --last-fill 2026-11-19 --yes")
    patient.must("done authorization --until 2026-11-24 --yes")
    assert patient.at("2026-11-26").must("checklist --json").json["verdict"] == "not_ready"


def test_a_new_pair_of_forms_has_its_own_first_day(patient: Patient) -> None:
    """The month is counted from the first day of the two forms that stand (D4), not of those before them."""
    patient.at("2026-10-01").must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    papers(patient, "2026-10-01")
    patient.must("done contraception --form iud --form condom --yes")
    patient.at("2026-11-16").must(f"{NEGATIVE} 2026-11-16")
    patient.at("2026-12-10").must("done contraception --form patch --form diaphragm --yes")
    patient.at("2026-12-16").must(f"{NEGATIVE} 2026-12-16 --yes")
    patient.must("done confirmation --yes")
    patient.must("done questions --yes")
    found = patient.must("checklist --json").json
    assert found["verdict"] == "not_ready"


def test_no_pair_is_said_to_be_in_use_since_before_it_was_begun(patient: Patient) -> None:
    """A line such as "since 1 October, patch + diaphragm" is untrue where another pair was used until 10 December."""
    patient.at("2026-10-01").must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    patient.must("done contraception --form iud --form condom --yes")
    patient.at("2026-12-10").must("done contraception --form patch --form diaphragm --yes")
    assert "since Thu Oct 1, 2026, patch" not in patient.must("checklist").out


def test_the_second_test_after_a_contact_also_waits_for_the_first(patient: Patient) -> None:
    """Before the first prescription `not_before` is the later of the chain's day (D10) and the 30 days of D4."""
    patient.at("2026-11-20").must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    papers(patient, "2026-11-20")
    patient.at("2026-11-24").must("log unprotected sex --on 2026-11-24")
    patient.must("done contraception --form iud --form condom --yes")
    patient.at("2026-12-20").must(f"{NEGATIVE} 2026-12-20 --yes")
    assert step(patient, "test")["not_before"] == "2027-01-19"


def test_the_test_after_a_missed_first_window_also_needs_the_month(patient: Patient) -> None:
    """From 15 November 2026 a test after a missed first window counts after a month of prevention (D4)."""
    patient.at("2026-10-01").must("start --category can-become-pregnant --zone America/Chicago --weeks 20")
    patient.must(f"{NEGATIVE} 2026-10-01 --yes")
    patient.at("2026-10-20").must(f"{NEGATIVE} 2026-10-20 --yes")
    patient.at("2026-11-05").must("done contraception --form iud --form condom --yes")
    patient.at("2026-11-18")
    assert step(patient, "test")["not_before"] == "2026-12-05"


def test_a_chain_that_is_done_stays_done(patient: Patient) -> None:
    """The chain after a contact ends with its last test (D10): a later change of birth control brings nothing back."""
    start = "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-11-20"
    patient.at("2026-11-20").must(f"{start} --fills-before 1 --last-fill 2026-11-19 --yes")
    contact = patient.at("2026-11-25").must("log unprotected sex --json").json["id"]
    patient.must("done contraception --form iud --form condom --yes")
    patient.at("2026-12-14").must(f"{NEGATIVE} 2026-12-14 --yes")
    patient.at("2026-12-28").must(f"{NEGATIVE} 2026-12-28 --yes")
    patient.must(f"done cleared {contact} --yes")
    patient.at("2026-12-29").must("done fill --days 30 --yes")
    patient.at("2027-01-10").must("done contraception --form patch --form diaphragm --yes")
    assert "test-after-contact" not in {one["id"] for one in patient.must("checklist --json").json["steps"]}
