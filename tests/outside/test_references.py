"""No comment, test or page points at a document, a rule or a file that is not there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "isocourse"
FACTS = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
WORDS = PACKAGE / "content" / "en" / "words"
SOURCES = tomllib.loads((PACKAGE / "content" / "sources.toml").read_text(encoding="utf-8"))["sources"]

RULES = set(re.findall(r"^\*\*(D\d+), ", FACTS, re.MULTILINE)) | set(re.findall(r"^\| (U\d+) \|", FACTS, re.MULTILINE))
SECTIONS = set(re.findall(r"^#+ (\d+(?:\.\d+)?)\.? ", FACTS, re.MULTILINE)) | set(
    re.findall(r"^\*\*(0\.\d)\*\* ", FACTS, re.MULTILINE)
)
RULE = re.compile(r"\b([DU]\d{1,2})\b")
SECTION = re.compile(r"\bfacts (\d+(?:\.\d+)?)")
PAGE = re.compile(r"\b((?:docs/)?[\w-]+\.md)\b")
OLD = re.compile(r"fact sheet|\bcontract\.md section|(?<!docs/)\b(?:reliability|perf|style)\.md")
OF_PATIENTS = {"notes.md"}  # files of a patient's in the tests
CITED = re.compile(r"\bS\d{2,3}[a-z]?\b")
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)(?:::\w+)?`")


def _texts() -> Iterator[tuple[str, str]]:
    """Yield the text of every file in which comments stand."""
    for folder in ("src", "tests", "scripts", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".toml", ".csv"} and WORDS not in path.parents and path != Path(__file__):
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


TEXTS = dict(_texts())


def _missing(pattern: re.Pattern[str], there: set[str]) -> list[tuple[str, str]]:
    return [(name, found) for name, text in TEXTS.items() for found in pattern.findall(text) if found not in there]


def test_every_rule_that_is_named_is_in_the_facts() -> None:
    """D1 to D11 and U1 to U18, wherever a comment names them, have a place in docs/facts.md."""
    assert {f"D{n}" for n in range(1, 12)} | {f"U{n}" for n in range(1, 19)} == RULES
    assert _missing(RULE, RULES) == []


def test_every_section_that_is_named_is_in_the_facts() -> None:
    """A comment that says `facts 2.6` finds that section in docs/facts.md."""
    assert _missing(SECTION, SECTIONS) == []


def test_every_page_that_is_named_is_there() -> None:
    """A page that a comment names lies in the repository; what comments call the contract is docs/contract.md."""
    pages = {str(page.relative_to(ROOT)) for page in PAGES} | {page.name for page in PAGES}
    assert [(name, found) for name, found in _missing(PAGE, pages) if found not in OF_PATIENTS] == []
    assert {"docs/contract.md", "docs/facts.md", "docs/json.md", "docs/design.md"} <= pages


def test_no_comment_names_a_document_of_another_place() -> None:
    """Nothing points at a document by a name that it does not have here."""
    assert _missing(OLD, set()) == []


def test_every_source_of_the_facts_is_known() -> None:
    """A source that docs/facts.md cites is in sources.toml; where that has an address, the page has it too."""
    cited = set(CITED.findall(FACTS))
    assert cited - set(SOURCES) == set()
    assert [name for name in sorted(cited) if SOURCES[name].get("link", "") not in FACTS] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_on_a_page_exists(page: Path) -> None:
    """A path that a page names in backticks exists: from the root, the package, its content, the tests or the page."""
    roots = (ROOT, PACKAGE, PACKAGE / "content", PACKAGE / "content" / "en", ROOT / "tests", page.parent)
    said = set(PATH.findall(page.read_text(encoding="utf-8")))
    assert [path for path in sorted(said) if not any((root / path).exists() for root in roots)] == []


def test_every_name_in_contributing_is_there() -> None:
    """A file or a name of the code that CONTRIBUTING has in backticks is in the repository."""
    said = re.findall(r"`([A-Za-z_][\w.-]*)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    files = {name for name in said if re.search(r"\.(?:py|toml|csv|md|txt|json)$", name)}
    known = {path.name for folder in ("src", "tests", "scripts", "docs") for path in (ROOT / folder).rglob("*.*")}
    assert sorted(files - known - {path.name for path in ROOT.iterdir()}) == []
    code = "\n".join(TEXTS.values())
    names = {name for name in said if re.fullmatch(r"[A-Z]+[a-z]\w+|[A-Z_]{6,}|[a-z]+_[a-z_]+", name)}
    assert sorted(name for name in names if not re.search(rf"\b{name}\b", code)) == []
