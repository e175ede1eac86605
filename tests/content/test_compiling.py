from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import compiling
from compiling.shelving import shelved
from compiling.triage import compiled, with_what_is_said
from isocourse import content
from isocourse.content import triage
from isocourse.content.shelves import END, HEAD, Shelves, index, is_whole
from isocourse.errors import ContentBroken, Misfit


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Return what the TOML compiles to now."""
    return compiling.files()


@pytest.mark.parametrize("name", [content.QUICK, content.TOPICS, triage.FACTS, triage.LANGUAGE])
def test_the_compiled_facts_are_those_of_the_toml(name: str, files: dict[str, str]) -> None:
    """What the program reads is what the TOML says today."""
    assert Path(content.FOLDER, name).read_text(encoding="utf-8") == files[name]


@pytest.mark.parametrize("name", [*compiling.QUICK_FILES, *compiling.inside("en/topics")])
def test_a_quick_file_reads_as_its_toml(name: str) -> None:
    """Read from JSON, a file of facts is the same as read from its TOML, dates included."""
    assert vars(content.load(name))["_left"] == content.read_toml(name)


def test_without_the_json_the_toml_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick form is a convenience: where it is missing, the TOML answers."""
    (tmp_path / "us").mkdir(exist_ok=True)
    (tmp_path / "us/steps.toml").write_text('a = "of the TOML"\n', encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", str(tmp_path))
    assert vars(content.load("us/steps.toml"))["_left"] == {"a": "of the TOML"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": 1}', '{"a": {"review_due": 1}}', '{"a": {"review_due": "soon"}}']
)
def test_damaged_json_is_said_so(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in the quick file, the fault has a sentence."""
    (tmp_path / content.QUICK).write_text(text, encoding="ascii")
    monkeypatch.setattr(content, "FOLDER", str(tmp_path))
    with pytest.raises(ContentBroken, match=r"\(quick\.json\) are damaged\. Install it again\."):
        content.load("us/steps.toml")


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"reviewed": []}', '{"effects": 3, "reviewed": 4}'])
def test_damaged_facts_of_triage_are_said_so(text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing or damaged facts of triage are told in one sentence."""
    if text is not None:
        (tmp_path / triage.FACTS).write_text(text, encoding="ascii")
    monkeypatch.setattr(content, "FOLDER", str(tmp_path))
    with pytest.raises(ContentBroken, match=r"\(triage\.json\) are damaged\. Install it again\."):
        triage.knowledge()


@pytest.mark.parametrize("text", [None, "", HEAD.decode(), END.decode(), HEAD.decode() + "lexicon ab\tabdomen=BEL"])
def test_damaged_words_are_said_so(text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing or damaged words are told in one sentence, when they are needed."""
    knowledge = triage.knowledge()
    if text is not None:
        (tmp_path / triage.LANGUAGE).write_text(text, encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", str(tmp_path))
    triage.language.cache_clear()
    try:
        with pytest.raises(ContentBroken, match=r"\(language\.txt\) are damaged\. Install it again\."):
            assert knowledge.language
    finally:
        triage.language.cache_clear()


def test_the_language_unpacks_to_what_was_compiled() -> None:
    """Shelves and lines give back every word, expression and rule that the TOML compiles to."""
    source: Any = compiled()["language"]
    language: Any = triage.knowledge().language
    assert dict(language.lexicon) == source["lexicon"]
    assert dict(language.starts) == source["starts"]
    assert {word: [int(n) for n in rules] for word, rules in language.anchors.items()} == source["anchors"]
    assert sorted(language.plain) == source["plain"]
    assert language.mend.split() == source["mend"]
    assert [language.rules[str(n)].split(";")[0] for n in range(len(source["rules"]))] == [
        r[0] for r in source["rules"]
    ]
    assert len(language.rules) == len(source["rules"])


def test_shelves_are_the_dictionaries() -> None:
    """A word is found in its dictionary alone, with its value; another is not there, or has no shelf."""
    words = {"a": "1", "ab": "2 = two", "abc": "3", "abd e": "", "b": "4", "🤮": "5", "🤮é": "6"}
    data = shelved({"words": words, "numbers": {"ab": "7"}, "none": {}}).encode()
    shelves = Shelves(data, index(data), "words", str)
    assert is_whole(data)
    assert dict(shelves) == words
    assert len(shelves) == len(words)
    assert shelves["🤮"] == "5"
    assert dict(Shelves(data, index(data), "numbers", int)) == {"ab": 7}
    assert not dict(Shelves(data, index(data), "none", str))


@pytest.mark.parametrize("word", ["zz", "abx", "", "a\tab", "a\n", "\t", "ab=2", "\udc80"])
def test_a_word_that_is_not_on_a_shelf_is_not_found(word: str) -> None:
    """Whatever a person types, marks of the file included, it is a word or it is not there."""
    data = shelved({"words": {"a": "1", "ab": "2", "🤮": "5"}}).encode()
    shelves = Shelves(data, index(data), "words", str)
    assert word not in shelves
    assert shelves.get(word) is None


@pytest.mark.parametrize("words", [{"a=b": ""}, {"a\tb": ""}, {"a": "b\tc"}, {"a": "b\nc"}])
def test_no_word_breaks_a_shelf(words: dict[str, str]) -> None:
    """A mark of the file inside a word would make two words of it, so it is refused when compiling."""
    with pytest.raises(Misfit, match="no word can hold"):
        shelved({"words": words})


def test_a_sign_may_say_what_another_says() -> None:
    """`said_as` takes the lines of another sign; what says nothing, or lines of its own beside it, are refused."""
    written = {"tired": {"tell": ["Rest."]}, "well": {}}
    assert with_what_is_said("x", {"name": "x", "said_as": "tired"}, written) == {"name": "x", "tell": ["Rest."]}
    for data in ({"said_as": "well"}, {"said_as": "nobody"}, {"said_as": "tired", "tell": ["Sleep."]}):
        with pytest.raises(Misfit, match=r"signs\.x\.said_as: must name a sign"):
            with_what_is_said("x", data, written)


@pytest.mark.parametrize("path", sorted(Path(content.FOLDER).rglob("*.toml")), ids=lambda path: path.stem)
def test_what_a_reviewer_reads_has_no_long_lines(path: Path) -> None:
    """No line of the content is longer than 200 characters, so any window shows it; cards stay as they are."""
    if "words" not in path.parts:
        assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 200] == []
