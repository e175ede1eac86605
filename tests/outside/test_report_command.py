"""`report`: one page, the same figures everywhere, nothing from outside, and only what was asked for."""

from __future__ import annotations

import html
import re
import shutil
import stat
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from isocourse.content.visit import visit
from patient import Patient, Result
from visits import START, full

KEYS = {
    "schema", "as_of", "since", "until", "first", "dose", "supply", "effects", "looked_for", "mood", "labs", "gaps",
    "questions", "reproductive",
}  # fmt: skip
DOSE = {
    "prescribed", "product", "taken", "assumed", "missed", "reasons", "mg", "mg_per_kg", "weight_kg", "weight_on",
}  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "rect", "text"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "text"}:
            assert self.open.pop() == tag


def said(result: Result) -> str:
    """Return what was printed, without the breaks between lines."""
    return " ".join(result.out.split())


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return every tag of a page with its attributes; each that is opened is closed."""
    parser = _Tags()
    parser.feed(page)
    assert parser.open == []
    return parser.tags


@pytest.fixture
def visited(patient: Patient) -> Patient:
    """A patient with a full course."""
    return full(patient)


def test_json_holds_the_contract(visited: Patient) -> None:
    """Every key of the contract is there, on one line of ASCII, and unknown is null."""
    result = visited.must("report --json")
    found = result.json
    assert result.out.isascii()
    assert set(found) >= KEYS
    assert set(found["dose"]) >= DOSE
    assert (found["since"], found["until"], found["reproductive"]) == ("2026-10-05", "2026-11-22", False)
    assert found["dose"]["reasons"] == ["forgot", "fever"]
    assert (found["dose"]["missed"], found["dose"]["product"]) == (2, "Claravis")
    lips = next(row for row in found["effects"] if row["effect"] == "dry-lips")
    assert (lips["days"], lips["worst"], lips["weeks"]) == (3, "moderate", [5, 6, 8])


def test_the_sums_are_those_of_status(visited: Patient) -> None:
    """Milligrams and mg/kg are the status page's, whatever the sheet covers."""
    doses = visited.must("status --json").json["doses"]
    for line in ("report --json", "report --json --since 2026-11-01"):
        found = visited.must(line).json["dose"]
        assert found["mg"] == doses["mg_taken"] + doses["mg_assumed"]
        assert found["mg_per_kg"] == doses["mg_per_kg"]


def test_an_empty_course_shows_nothing_as_known(patient: Patient) -> None:
    """Without a dose, a weight or a lab the sheet says unknown, never 0 or none."""
    patient.must("start --category cannot-become-pregnant --zone America/Chicago --weeks 20")
    found = patient.must("report --json").json
    assert found["week"] is None
    assert [found["dose"][key] for key in ("prescribed", "taken", "mg", "mg_per_kg", "weight_kg")] == [None] * 5
    assert found["supply"] == {"days_left": None, "runs_out": None}
    assert len(found["looked_for"]) == 12
    text = patient.must("report --text").out
    assert "Week not known" in text
    assert "nothing is known of them" in text


def test_doses_of_a_supply_that_nobody_knows_are_not_zero(patient: Patient) -> None:
    """Before a first pick-up is recorded, what was assumed is unknown: null, and a question mark."""
    patient.must(START)
    assert patient.must("report --json").json["dose"]["assumed"] is None
    assert "? assumed" in patient.must("report --text").out


def test_a_change_of_dose_is_told_with_its_day(visited: Patient) -> None:
    """What was prescribed earlier in the time of the sheet stands beside what is prescribed now, and only then."""
    assert "Earlier:" not in said(visited.must("report --text"))
    visited.must("regimen --mg 20 --times 2 --on 2026-11-10")
    visited.must("regimen --mg 30 --times 2 --on 2026-11-10")
    text = said(visited.must("report --text"))
    assert "Earlier: from Mon Sep 7, 2026 Claravis, 40 mg x 2 = 80 mg a day." in text, text[300:900]
    assert "Prescribed: Claravis, 30 mg x 2" in text
    assert "20 mg x 2" not in text  # never in force: the later word of the same day holds
    assert "Earlier:" not in said(visited.must("report --text --since 2026-11-11"))


def test_doses_assumed_after_a_stop_sign_are_told(visited: Patient) -> None:
    """Nobody said that capsules went on after a sign that stops them: the sheet says so, and how many it counts."""
    assert "not known whether they were taken" not in said(visited.must("report --text"))
    visited("log I want to die --on 2026-11-19")
    text = said(visited.must("report --text"))
    assert re.search(r"Of the assumed, [1-9] are after a sign that stops capsules", text)


def test_the_same_figures_in_text_and_on_the_page(visited: Patient) -> None:
    """Each sentence of the text stands on the page as well, and what both show is in the JSON."""
    text = visited.must("report --text").out
    page = re.sub(r"<[^>]+>", " ", visited.must("report --to -").out)
    page = " ".join(html.unescape(page).split())
    found = visited.must("report --json").json
    for said in (
        "Week 11 of 20, day 77", "Prescribed: Claravis, 40 mg", "Missed: Tue Oct 20 (forgot), Wed Oct 21 (fever).",
        f"{found['dose']['mg_per_kg']:g} mg/kg", "last weight 70 kg on Mon Sep 7, 2026", "Last visit Mon Oct 5, 2026",
        visit().told,
    ):  # fmt: skip
        assert said in page, said
        assert said in " ".join(text.split()), said


def test_text_fits_sixty_columns(visited: Patient) -> None:
    """No line of the text is longer, whatever a patient typed."""
    visited.must("note --question", "w" * 300 + " why? " + "\u202e evil \x1b[31m")
    out = visited.must("report --text").out
    assert max(map(len, out.splitlines())) <= 60
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_an_old_sign_is_told_with_its_age(visited: Patient) -> None:
    """A sign of weeks ago that nobody cleared is no call of today: the sheet says how old it is."""
    visited.must("log low mood --on 2026-11-02")
    told = " ".join(visited.must("report --text").out.split())
    assert "! CALL, 20 days ago, not cleared: low mood" in told
    assert "CALL TODAY" not in told
    assert "Mon Nov 2, 2026" in told


def test_open_signs_stand_first(visited: Patient) -> None:
    """An open sign is the first thing on every form of the sheet, an emergency before a call."""
    visited.must("log low mood")
    visited.must("mood --answers 0,0,0,0,0,0,0,0,1")
    found = visited.must("report --json").json["first"]
    assert [sign["urgency"] for sign in found] == ["emergency", "call_today"]
    text = visited.must("report --text").out
    assert text.index("! EMERGENCY") < text.index("! CALL TODAY") < text.index("WHERE THE COURSE STANDS")
    page = visited.must("report --to -").out
    assert page.index("EMERGENCY") < page.index("Where the course stands")


def test_an_open_reproductive_sign_is_shown_without_its_name(visited: Patient) -> None:
    """It holds its place, and neither its name nor the patient's words are on the sheet."""
    visited.must("log my period is late and I am scared")
    for line in ("report --json", "report --text", "report --to -"):
        out = visited.must(line).out
        assert "an open sign that needs a call" in out
        assert not re.search("period|pregnan|scared", out), line
    assert visited.must("report --json").json["first"][0]["effect"] is None
    told = visited.must("report --json --include-reproductive").json
    assert told["first"][0]["effect"] == "possible-pregnancy"
    assert told["tests"][0]["result"] == "negative"
    assert told["forms"][0]["forms"] == ["iud", "condom"]


def test_private_words_stay_out(visited: Patient) -> None:
    """A reason that speaks of pregnancy or sex is not on the sheet unless it was asked for."""
    visited.must("dose missed --on 2026-11-15 --reason", "my period came late")
    assert "period" not in visited.must("report --text").out.replace("Side effects, ", "")
    assert "my period came late" in visited.must("report --text --include-reproductive").out


def test_nothing_typed_is_markup(visited: Patient) -> None:
    """Angle brackets, quotes and ampersands of a patient's are text, wherever they stand."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"
    visited.must("note --question", evil)
    visited.must("lab", evil[:100], "1", "<b>")
    visited.must("log --severity severe --on 2026-11-20", f"blorp {evil}")
    visited.must("dose missed --on 2026-11-19 --reason", evil)
    page = visited.must("report --to - --name", f"Pat {evil}").out
    names = {tag for tag, _ in tags(page)}
    assert not names & {"script", "img", "b"}
    assert "onerror=alert" not in re.sub(r">[^<]*<", "><", page)
    assert evil in html.unescape(page)


def test_the_page_takes_nothing_from_outside(visited: Patient) -> None:
    """No script, no link, no address but that of SVG's own name, and a policy that forbids the rest."""
    page = visited.must("report --to -").out
    found = tags(page)
    policy = next(attrs["content"] for tag, attrs in found if attrs.get("http-equiv") == "Content-Security-Policy")
    assert (policy or "").startswith("default-src 'none'; style-src 'sha256-")
    assert not {"src", "href", "style", "onload"} & {name for _, attrs in found for name in attrs}
    assert not {"script", "link", "iframe", "object", "form", "base"} & {tag for tag, _ in found}
    assert set(re.findall(r"https?://[^\s\"']+", page)) <= {"http://www.w3.org/2000/svg"}
    assert "url(" not in page
    assert "@import" not in page
    assert len(page.encode()) < 60_000
    assert ("html", {"lang": "en"}) in found


def test_the_picture_says_itself_in_words(visited: Patient) -> None:
    """The trend has a title and a description in words; worst and weeks stand in the table above it too."""
    page = visited.must("report --to -").out
    words = re.search(r"<desc[^>]*>([^<]+)</desc>", page)
    assert words
    assert "week 5 moderate" in words[1]


def test_what_was_looked_for_and_not_logged(visited: Patient) -> None:
    """Thirteen things are asked about; what was not logged is named as such, and not as absent."""
    assert len(visit().questions) == 13
    found = visited.must("report --json").json
    assert "night-vision" in found["looked_for"]
    assert "dry-lips" not in found["looked_for"]
    assert "depression-mood" not in found["looked_for"]  # mood swings were logged
    text = " ".join(visited.must("report --text").out.split())
    assert "nothing logged (that is not the same as not there):" in text
    assert "Mood swings: 1 day" in text
    assert "low mood, depression" in text


def test_questions_stand_until_the_next_visit(visited: Patient) -> None:
    """A question kept before a visit is off the sheet after it; one kept later is on it."""
    visited.must("note --question Can I wear lenses?")
    visited.must("note just a note")
    assert visited.must("report --json").json["questions"] == ["Can I wear lenses?"]
    visited.must("done visit")
    assert visited.must("report --json").json["questions"] == []
    visited.must("note --question When is the next test?")
    assert visited.must("report --json").json["questions"] == ["When is the next test?"]


def test_since_and_for(visited: Patient) -> None:
    """`--since` chooses the first day, `--for` the visit's; a first day after the last one is refused."""
    assert visited.must("report --json --since 2026-11-01").json["since"] == "2026-11-01"
    found = visited.must("report --json --for 2026-12-01").json
    assert (found["visit"], found["until"]) == ("2026-12-01", "2026-11-22")
    assert "for the visit on Tue Dec 1, 2026" in visited.must("report --text --for 2026-12-01").out.replace("\n  ", " ")
    past = visited.must("report --json --for 2026-10-16").json
    assert past["until"] == "2026-10-16"
    assert [row["days"] for row in past["effects"]] == [2]
    for line in ("report --since 2026-12-24", "report --since 2026-11-10 --for 2026-11-01", "report --since banana"):
        result = visited(line)
        assert result.code in {1, 2}
        assert "--since" in result.err


def test_the_first_capsule_begins_the_first_sheet(patient: Patient) -> None:
    """Without a visit the sheet begins with the first capsule."""
    patient.must(START)
    assert patient.must("report --json").json["since"] == "2026-09-07"


def test_the_file_is_ours_alone_and_remembered(visited: Patient) -> None:
    """Mode 0600, named by `privacy`, deleted by `forget`, and written anew where it is unchanged."""
    path = visited.home / "visit.html"
    visited.must(f"report --to {path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    visited.must("log dry eyes")
    visited.must(f"report --to {path} --a4")
    assert "size:A4" in path.read_text(encoding="utf-8")
    assert str(path) in visited.must("privacy").out
    assert f"Deleted: {path}" in said(visited("forget --yes"))
    assert not path.exists()


def test_a_file_that_was_changed_is_named_by_forget_and_stays(visited: Patient) -> None:
    """What somebody wrote into a sheet is theirs: `forget` says where it is."""
    path = visited.home / "visit.html"
    visited.must(f"report --to {path}")
    path.write_text("mine", encoding="utf-8")
    assert visited(f"report --to {path}").code == 3
    assert f"Still there, it was changed since isocourse wrote it: {path}" in said(visited("forget --yes"))
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["foreign.html", "link.html", "none/visit.html", "course.toml", "course.toml.tmp"])
def test_where_nothing_is_written(visited: Patient, name: str) -> None:
    """A foreign file, a link, a missing folder and the record's own names are refused, and nothing has changed."""
    (visited.home / "foreign.html").write_text("a novel", encoding="utf-8")
    (visited.home / "link.html").symlink_to(visited.home / "aim.html")
    before = visited.file.read_bytes()
    assert visited(f"report --to {visited.home / name}").code == 3
    assert visited.file.read_bytes() == before
    assert (visited.home / "foreign.html").read_text(encoding="utf-8") == "a novel"
    assert not (visited.home / "aim.html").exists()


def test_a_record_that_cannot_remember_leaves_no_file(visited: Patient) -> None:
    """Where the record cannot be written, the sheet does not stay: nobody would know of it."""
    folder = visited.home / "out"
    folder.mkdir()
    visited.file.chmod(0o600)
    lock = Path(f"{visited.file}.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    assert visited(f"report --to {folder / 'visit.html'}").code == 3
    assert list(folder.iterdir()) == []


def test_no_course(patient: Patient) -> None:
    """Without a record there is no sheet."""
    assert patient("report").code == 1


def test_at_a_terminal_the_sheet_is_text(visited: Patient) -> None:
    """Through a pipe goes the page; `--text` is the text everywhere."""
    assert visited.must("report").out.startswith("<!DOCTYPE html>")
    assert visited.must("report --text").out.startswith("Visit sheet")


def crowd(patient: Patient) -> None:
    """Log a great deal: every question, more effects, many questions, long words."""
    for number, slug in enumerate(
        (
            "dry-eyes", "dry-skin", "headache", "night-vision", "rash-mild", "photosensitivity", "fatigue", "itching",
            "infection-nails-skin", "thinning-hair", "hearing-change", "sleep-trouble", "acne-flare", "blood-sugar",
            "low-blood-cells", "fragile-skin-healing", "dry-mouth", "nausea-vomiting",
        )
    ):  # fmt: skip
        patient.must(f"log --effect {slug} --severity severe --on 2026-{10 + number % 2}-{1 + number:02}")
    for number in range(6):
        patient.must("note --question", f"Question {number}: {'what about this and that ' * 5}?")
        patient.must("log --severity severe --on 2026-11-15", f"blorp {number} {'zzz ' * 60}")
        patient.must(f"lab value{number} {number} mg/dL --high 3 --on 2026-11-0{number + 1}")


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("paper", ["", "--a4"])
def test_it_prints_on_one_tagged_page(visited: Patient, many: bool, paper: str) -> None:  # noqa: FBT001 - a parameter of the test
    """A browser makes one page of it, tagged for screen readers, also of a diary that is full."""
    if many:
        crowd(visited)
    page, printed = visited.home / "visit.html", visited.home / "visit.pdf"
    visited.must(f"report --to {page} {paper}")
    line = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*line, f"--print-to-pdf={printed}", page.as_uri()], check=True, capture_output=True, timeout=120)
    data = printed.read_bytes()
    assert b"/StructTreeRoot" in data
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", data)) == 1
