"""A course with something of everything in it, for the tests of the sheet and of what leaves the record."""

from __future__ import annotations

from patient import Patient

START = (
    "start --category can-become-pregnant --zone America/Chicago --weeks 20 --started 2026-09-07 --mg 40 --times 2"
    " --weight 70 --doses exceptions --product Claravis"
)
LINES = (
    "done visit --on 2026-10-05",
    "done fill --days 30 --on 2026-09-06 --yes",
    "done fill --days 30 --on 2026-10-06 --yes",
    "done fill --days 30 --on 2026-11-05 --capsules 60 --yes",
    "done test --specimen 2026-11-04 --result negative --setting medical",
    "done contraception --form iud --form condom --on 2026-08-01",
    "log my lips are cracked --severity moderate --on 2026-10-08",
    "log dry lips --severity mild --on 2026-10-15",
    "log dry lips --on 2026-10-29",
    "log nosebleed --severity mild --on 2026-11-02",
    "log back pain --severity moderate --on 2026-11-10",
    "log I am a bit moody --severity mild --on 2026-11-11",
    "log xyzzy blorp --on 2026-11-12",
    "dose missed --on 2026-10-20 --reason forgot",
    "dose missed --on 2026-10-21 --reason fever",
    "dose taken --on 2026-11-20 --at 08:30 --mg 40",
    "lab triglycerides 180 mg/dL --high 150 --on 2026-10-03",
    "lab triglycerides 140 mg/dL --high 150 --on 2026-11-03",
    "lab ALT 31 U/L --low 7 --high 56 --on 2026-11-03",
    "lab 'vitamin D' 31 ng/mL --on 2026-11-03",
    "mood --answers 1,1 --on 2026-11-01",
)


def full(patient: Patient) -> Patient:
    """Return the patient with that course, on Sunday 22 November 2026."""
    return patient.begin(f"2026-11-22 {line}" for line in (START, *LINES))
