"""The list of sources, and what every file of facts owes to it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from isocourse import content
from isocourse.content.sources import KINDS, sources
from isocourse.errors import ContentBroken

FOLDER = Path(content.FOLDER)
NOT_MEDICAL = {"privacy.toml", "zones.toml"}  # what the program does with files, and names of places: nothing to cite
FILES = sorted(path for path in FOLDER.rglob("*.toml") if path.name not in NOT_MEDICAL)
CITING = [path for path in FILES if path.name != "sources.toml"]
HEAD = 'last_reviewed = 2026-11-22\nreview_due = 2027-05-22\nconfidence = "high"\njurisdiction = "US"\n'


def cited(value: object) -> Iterator[str]:
    """Yield every id in every `sources` list inside a parsed file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "sources" and isinstance(inner, list):
                yield from inner
            else:
                yield from cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from cited(inner)


def cited_by(path: Path) -> set[str]:
    """Return the ids that one file cites."""
    return set(cited(tomllib.loads(path.read_text(encoding="utf-8"))))


def name(path: Path) -> str:
    """Return a file's name inside the content folder, for the test's id."""
    return path.relative_to(FOLDER).as_posix()


def test_every_source_says_what_it_is() -> None:
    """Each source has its own id, a title that is a sentence's worth of words, and a known kind."""
    known = sources()
    assert len(known) > 1
    for key, source in known.items():
        assert source.id == key
        assert len(source.title.split()) > 2
        assert source.kind in KINDS


def test_links_are_listed_below_their_source() -> None:
    """A source with an address is listed with it on a line of its own, whole, so that it can be copied."""
    known = sources()
    assert known["S121"].lines() == [
        f"  S121: {known['S121'].title} (primary)",
        "      https://dailymed.nlm.nih.gov/dailymed/lookup.cfm?setid=a31fd109-d0fd-4ab9-ba98-a3d64333c18d",
    ]
    assert known["K"].lines() == ["  K: General background knowledge; no source was read (background)"]


def test_titles_tell_sources_apart() -> None:
    """No two sources have the same title."""
    titles = [source.title for source in sources().values()]
    assert len(set(titles)) == len(titles)


def test_background_knowledge_is_one_source() -> None:
    """K, and only K, is background: general knowledge for which nothing was read."""
    assert [key for key, source in sources().items() if source.kind == "background"] == ["K"]


@pytest.mark.parametrize("path", CITING, ids=name)
def test_every_cited_source_exists(path: Path) -> None:
    """A file of facts cites at least one source, and only ids that are on the list."""
    ids = cited_by(path)
    assert ids - sources().keys() == set()
    assert ids or "sources" not in path.read_text(encoding="utf-8")


def test_every_source_is_cited() -> None:
    """A source that no file of facts cites does not belong on the list."""
    used = set().union(*(cited_by(path) for path in CITING))
    assert sources().keys() - used == set()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_file_says_when_it_was_reviewed(path: Path) -> None:
    """The head of every file of facts holds its review days, how sure it is, and the country."""
    head = tomllib.loads(path.read_text(encoding="utf-8"))
    assert head["last_reviewed"] < head["review_due"]
    assert head["confidence"] in {"high", "medium", "low", "unconfirmed"}
    assert head["jurisdiction"] == "US"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (HEAD, "sources.toml.sources: missing"),
        (HEAD + "sources = 3", "sources.toml.sources: must be a table"),
        (HEAD + "[sources]\nS1 = 3", "sources.toml.sources.S1: must be a table"),
        (HEAD + '[sources]\nS1 = { kind = "primary" }', "sources.toml.sources.S1.title: missing"),
        (
            HEAD + '[sources]\nS1 = { kind = "hearsay", title = "A" }',
            "sources.toml.sources.S1.kind: must be one of: primary, secondary, background",
        ),
        (
            HEAD + '[sources]\nS1 = { kind = "primary", title = "A", link = "example.org" }',
            "sources.toml.sources.S1.link: must be an https address",
        ),
        (
            HEAD + '[sources]\nS1 = { kind = "primary", title = "A", url = "" }',
            "sources.toml.sources.S1.url: not a key that is known here",
        ),
        (HEAD + "other = 1\n[sources]", "sources.toml.other: not a key that is known here"),
        (HEAD.replace("2027", "2026"), "sources.toml.review_due: must be after last_reviewed"),
        (HEAD.replace("last_reviewed = 2026-11-22\n", ""), "sources.toml.last_reviewed: missing"),
        (HEAD.replace('"high"', '"sure"'), "must be one of: high, medium, low, unconfirmed"),
        (HEAD.replace('jurisdiction = "US"', ""), "sources.toml.jurisdiction: missing"),
        (HEAD + '[sources]\nS1 = { kind = "primary", title = "A" }\nS1 = { kind = "primary", title = "B" }', "damaged"),
    ],
)
def test_a_damaged_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, fault: str) -> None:
    """A list of sources that is not what it must be, or has an id twice, is refused with the place."""
    (tmp_path / "sources.toml").write_text(body, encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", str(tmp_path))
    with pytest.raises(ContentBroken, match=r"Install it again\.") as caught:
        sources()
    assert fault in str(caught.value)
