"""From the words of the language (`en/words/*.toml`) to the lexicon and the rules that the program loads.

A file of words may say `whole` (concepts whose expressions are more than their words: "not sure" is no "not"),
`mend = false` (no misspelling is taken for its words), `plain` (ordinary words that are no misspelling), and which
words need no explaining: `ordinary` and `quiet` (concepts), and beside something that was understood `beside` and
`quiet_beside`; `always` are words that need one wherever they stand. It has
`[concepts]`: a name in capitals and what people say for it, with commas between; and `[means]`, `[says]` and
`[may_mean]`: for a sign the lines that say it, from the surest to the least sure.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from compiling.sources import source
from isocourse.content import FOLDER
from isocourse.content.checkout import WORDS
from isocourse.content.head import reviewed
from isocourse.errors import Misfit
from isocourse.fields import Table, flag, text
from isocourse.triage.knowledge import Rule
from isocourse.triage.matching import GAP, OWN
from isocourse.triage.nearest import BETWEEN
from isocourse.triage.pieces import WHOLE
from isocourse.triage.slips import SHORTEST, slot
from isocourse.triage.unexplained import ALWAYS, BESIDE, QUIET, QUIET_BESIDE
from isocourse.triage.words import NUMBER, SHORTEST_TO_MEND, bases

FOREIGN: Final = "foreign.toml"
SAID: Final = Path(__file__).resolve().parents[2] / "tests" / "phrases" / "said.csv"
REACH: Final = 6
LONG: Final = 8  # a word of an expression is only mended where hardly an ordinary word is one letter away
SECTIONS: Final = (("means", 0.92), ("says", 0.85), ("may_mean", 0.55))


def word_files() -> list[str]:
    """Return the names of the files of words, in order."""
    folder = os.path.join(FOLDER, WORDS)  # noqa: PTH118 - the folder is one of text paths
    return [f"{WORDS}/{name}" for name in sorted(os.listdir(folder)) if name.endswith(".toml")]  # noqa: PTH208 - the same


def language(signs: Collection[str], urgent: Collection[str]) -> dict[str, object]:
    """Return the lexicon, the rules and what finds them; `urgent` are the signs that need a doctor today."""
    concepts: dict[str, str] = {}
    plain: set[str] = set()
    mend: set[str] = set()
    whole: set[str] = set()
    easy: dict[str, str] = {}
    quiet: list[str] = []
    quiet_beside: list[str] = []
    said: list[tuple[str, str, float, str]] = []
    for name in word_files():
        table = source(name)
        reviewed(table)
        plain.update((table.maybe("plain", text) or "").split())
        easy.update((word.replace("_", " "), "") for word in (table.maybe("ordinary", text) or "").split())
        easy.update(dict.fromkeys((table.maybe("beside", text) or "").split(), BESIDE))
        easy.update(dict.fromkeys((table.maybe("always", text) or "").split(), ALWAYS))
        quiet += (table.maybe("quiet", text) or "").split()
        quiet_beside += (table.maybe("quiet_beside", text) or "").split()
        mendable = table.maybe("mend", flag) is not False
        whole.update((table.maybe("whole", text) or "").split())
        for concept, words in _texts_of(table, "concepts"):
            concepts[concept] = f"{concepts[concept]}, {words}" if concept in concepts else words
            if mendable:
                mend.update(_mendable(words))
        for key, weight in SECTIONS:
            for sign, lines in _texts_of(table, key):
                if sign not in {*signs, *OWN}:
                    raise Misfit(f"{name}.{key}.{sign}: no such sign")
                said += [(sign, line.strip(), weight, name) for line in lines.splitlines() if line.strip()]
        table.close()
    for key, names in (("whole", whole), ("quiet", quiet), ("quiet_beside", quiet_beside)):
        if unknown := set(names) - concepts.keys():
            raise Misfit(f"{WORDS}: {key} names no concept: {sorted(unknown)}")
    easy.update({QUIET: " ".join(quiet), QUIET_BESIDE: " ".join(quiet_beside)})
    lexicon = _lexicon(concepts, whole)
    rules = [_rule(sign, line, weight, f"{name}: {line!r}", concepts) for sign, line, weight, name in said]
    _add_literals(rules, lexicon)
    return {
        "lexicon": dict(sorted(lexicon.items())),
        "starts": _starts(lexicon),
        "examples": examples(),
        "dangers": _dangers(rules, lexicon, urgent),
        "easy": dict(sorted(easy.items())),
        "plain": sorted(plain - lexicon.keys()),
        "mend": sorted(word for word in mend if len(word) >= SHORTEST_TO_MEND and word.isalpha()),
        "rules": [_flat(rule) for rule in rules],
        "anchors": _anchors(rules),
    }


def _texts_of(table: Table, key: str) -> Iterator[tuple[str, str]]:
    """Yield the names in a part of a file, each with its text; an error says the file, the part and the name."""
    part = Table(table.maybe(key, _table) or {}, f"{table.where}.{key}")
    for name in part:
        yield name, part.take(name, text)


def foreign() -> tuple[dict[str, str], dict[str, str]]:
    """Return the small words of other languages with the names of those, and what is said in each of them."""
    head = source(FOREIGN)
    reviewed(head)
    says: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for name, data in head.take("languages", _table).items():
        table = Table(_table(data), f"{FOREIGN}.languages.{name}")
        says[name] = table.take("says", text)
        for word in table.take("words", text).split():
            words.setdefault(word, []).append(name)
        table.close()
    head.close()
    return {word: " ".join(names) for word, names in sorted(words.items())}, says


def examples() -> dict[str, str]:
    """Return for each effect our own phrases that are labelled with it; none where the tests did not come along."""
    found: dict[str, list[str]] = {}
    if not SAID.exists():
        return {}
    with SAID.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["effect"] not in {"other", "none"} and row["negated"] == "false":
                found.setdefault(row["effect"], []).append(" ".join(row["phrase"].split()))
    return {effect: BETWEEN.join(phrases) for effect, phrases in found.items()}


def _flat(rule: Rule) -> list[object]:
    items = ["|".join(sorted(item)) for item in rule.items]
    return [rule.sign, rule.weight, int(rule.ordered), rule.reach, items, "|".join(sorted(rule.without))]


def _words(listed: str) -> list[str]:
    """Return the words and expressions of a list with commas."""
    return [" ".join(word.split()) for word in listed.split(",") if word.strip()]


def _mendable(listed: str) -> Iterator[str]:
    """Yield the words that a misspelling is taken for: single ones, and the long ones of expressions."""
    for phrase in _words(listed):
        yield from (part for part in phrase.split() if part == phrase or len(part) >= LONG)


def _lexicon(concepts: Mapping[str, str], whole: Collection[str]) -> dict[str, str]:
    """Return for each word and expression its concepts, separated by blanks; parts of expressions are words too.

    An expression of a concept in `whole` carries a mark: its words lose what they mean alone.
    """
    found: dict[str, list[str]] = {}
    for concept, words in concepts.items():
        for key in _words(words):
            if concept not in found.setdefault(key, []):
                found[key].append(concept)
    lexicon = {key: " ".join(names) for key, names in found.items()}
    for key, names in found.items():
        if " " in key and any(name in whole for name in names):
            lexicon[key] += f" {WHOLE}"
    for key in list(lexicon):
        if " " in key:
            for part in key.split():
                _add_word(part, lexicon)
    return lexicon


def _add_word(word: str, lexicon: dict[str, str]) -> None:
    """Add a word that has no concept of its own; as a form of a known word it means the same."""
    if word not in lexicon:
        base = next((base for base in bases(word) if lexicon.get(base)), None)
        lexicon[word] = f"{base} {lexicon[base]}" if base else ""


def _add_literals(rules: Iterable[Rule], lexicon: dict[str, str]) -> None:
    for rule in rules:
        for word in sorted({word for item in (*rule.items, rule.without) for word in item}):
            if "_" in word and not word.isupper():
                _add_phrase(word, lexicon)
            elif word != GAP and not word.isupper():
                _add_word(word, lexicon)


def _add_phrase(phrase: str, lexicon: dict[str, str]) -> None:
    """Add words of a rule that belong together ("left_eye"). They keep the meaning that each has alone."""
    key = phrase.replace("_", " ")
    lexicon[key] = f"{phrase} {lexicon.get(key, '')}".strip()
    for part in key.split():
        _add_word(part, lexicon)


def _rule(sign: str, line: str, weight: float, where: str, concepts: Mapping[str, str]) -> Rule:
    """Read one line: "A + B|C" near each other, "word word ... word" in order, "!X" not near, "@9" the reach."""
    marks = [word for word in line.split() if word[0] in "@!"]
    said = " ".join(word for word in line.split() if word[0] not in "@!")
    reach = next((int(word[1:]) for word in marks if word[0] == "@"), REACH)
    without = "|".join(word[1:] for word in marks if word[0] == "!")
    near = " + " in said or " " not in said
    items = [item.replace(" ", "_") for item in said.split(" + ")] if near else said.split()
    for word in "|".join([*items, *filter(None, [without])]).split("|"):
        if word != GAP and word.isupper() and word not in concepts and word != NUMBER:
            raise Misfit(f"{where}: no concept {word}")
        if not word or (not word.isupper() and word != word.lower()):
            raise Misfit(f"{where}: concepts are in capitals, words in small letters")
    if near and GAP in said:
        raise Misfit(f"{where}: a line has either plus signs or gaps")
    return Rule(
        sign=sign,
        weight=weight,
        ordered=not near,
        reach=reach,
        items=tuple(frozenset(item.split("|")) for item in items),
        without=frozenset(without.split("|")) if without else frozenset(),
    )


def _dangers(rules: Iterable[Rule], lexicon: Mapping[str, str], urgent: Collection[str]) -> dict[str, str]:
    """Return the words that an urgent sign can be told with, by their slot: what a misspelled one may have been."""
    symbols = {word for rule in rules if rule.sign in urgent for item in rule.items for word in item}
    keys = [key for key, names in lexicon.items() if key in symbols or not symbols.isdisjoint(names.split())]
    words = sorted({word for key in keys for word in key.split() if len(word) > SHORTEST and word.isalpha()})
    slots: dict[str, list[str]] = {}
    for word in words:
        slots.setdefault(slot(word), []).append(word)
    return {place: " ".join(several) for place, several in sorted(slots.items())}


def _starts(lexicon: Mapping[str, str]) -> dict[str, int]:
    starts: dict[str, int] = {}
    for key in sorted(lexicon):
        first, *others = key.split()
        if others:
            starts[first] = max(starts.get(first, 0), len(others) + 1)
    return starts


def _anchors(rules: Iterable[Rule]) -> dict[str, list[int]]:
    """Return for each word or concept the rules to look at when it is heard: each rule stands under its rarest item."""
    rules = list(rules)
    common = Counter(word for rule in rules for item in rule.items for word in item)
    anchors: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        items = [sorted(item) for item in rule.items if GAP not in item]
        for word in min(items, key=lambda words: sum(common[word] for word in words)):
            anchors.setdefault(word, []).append(number)
    return dict(sorted(anchors.items()))


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Misfit("must be a table")
    return value
