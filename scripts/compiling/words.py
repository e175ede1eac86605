"""From the words of the language (`en/words/*.toml`) to the lexicon and the rules that the program loads.

A file of words may say `whole` (concepts whose expressions are more than their words: "not sure" is no "not"),
`steering` (concepts that take no meaning from the forms that they list),
`mend = false` (no misspelling is taken for its words), `plain` (ordinary words that are no misspelling), and which
words need no explaining: `ordinary` and `quiet` (concepts), and beside something that was understood `beside` and
`quiet_beside`; `always` are words that need one wherever they stand. It has
`[concepts]`: a name in capitals and what people say for it (`lists.py`); and cards: the ways to say a sign
(`cards.py`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from compiling.cards import Card, cards_of
from compiling.forms import FORMS
from compiling.lists import Made
from compiling.sources import source
from isocourse.content import FOLDER
from isocourse.content.checkout import WORDS
from isocourse.content.head import reviewed
from isocourse.errors import Misfit
from isocourse.fields import Table, flag, text
from isocourse.triage.knowledge import Rule
from isocourse.triage.matching import GAP, OWN
from isocourse.triage.pieces import WHOLE
from isocourse.triage.slips import SHORTEST, slot
from isocourse.triage.unexplained import ALWAYS, BESIDE, QUIET, QUIET_BESIDE
from isocourse.triage.words import NUMBER, SHORTEST_TO_MEND, bases

FOREIGN: Final = "foreign.toml"
REACH: Final = 6
LONG: Final = 8  # a word of an expression is only mended where hardly an ordinary word is one letter away


def word_files() -> list[str]:
    """Return the names of the files of words, in order."""
    folder = os.path.join(FOLDER, WORDS)  # noqa: PTH118 - the folder is one of text paths
    names = (f"{WORDS}/{name}" for name in sorted(os.listdir(folder)) if name.endswith(".toml"))  # noqa: PTH208 - the same
    return [name for name in names if name != FORMS]


class _Read:
    """What the files of words say, before anything is looked up in anything."""

    def __init__(self) -> None:
        self.made = Made()
        self.concepts: dict[str, list[str]] = {}
        self.plain: set[str] = set()
        self.mend: set[str] = set()
        self.whole: set[str] = set()
        self.easy: dict[str, str] = {}
        self.quiet: list[str] = []
        self.quiet_beside: list[str] = []
        self.cards: list[Card] = []

    def add(self, name: str) -> None:
        """Add a file."""
        table = source(name)
        reviewed(table)
        self.plain.update(_listed(table, "plain"))
        self.easy.update((word.replace("_", " "), "") for word in _listed(table, "ordinary"))
        self.easy.update(dict.fromkeys(_listed(table, "beside"), BESIDE))
        self.easy.update(dict.fromkeys(_listed(table, "always"), ALWAYS))
        self.quiet += _listed(table, "quiet")
        self.quiet_beside += _listed(table, "quiet_beside")
        self.whole.update(_listed(table, "whole"))
        steering = set(_listed(table, "steering"))
        mendable = table.maybe("mend", flag) is not False
        part = Table(table.maybe("concepts", _table) or {}, f"{name}.concepts")
        for concept in part:
            written = set(self.made.written)
            phrases = self.made.phrases(part.take(concept, text))
            if concept in steering:
                self.made.written = written
            self.concepts.setdefault(concept, []).extend(phrases)
            if mendable:
                self.mend.update(_mendable(phrases))
        self.cards += cards_of(table)
        table.close()


def read_words() -> _Read:
    """Return what all files of words say. Raises Misfit with the place of what is wrong."""
    read = _Read()
    for name in word_files():
        read.add(name)
    for key, names in (("whole", read.whole), ("quiet", read.quiet), ("quiet_beside", read.quiet_beside)):
        if unknown := set(names) - read.concepts.keys():
            raise Misfit(f"{WORDS}: {key} names no concept: {sorted(unknown)}")
    return read


def language(signs: Collection[str], urgent: Collection[str]) -> dict[str, object]:
    """Return the lexicon, the rules and what finds them; `urgent` are the signs that need a doctor today."""
    read = read_words()
    if unknown := [card for card in read.cards if card.sign not in {*signs, *OWN}]:
        raise Misfit(f"{unknown[0].where}: no such sign: {unknown[0].sign}")
    rules = [rule for card in read.cards for rule in rules_of(card, read)]
    lexicon = _lexicon(read.concepts, read.whole)
    _add_literals(rules, lexicon)
    _add_bases(read, lexicon)
    easy = read.easy | {QUIET: " ".join(read.quiet), QUIET_BESIDE: " ".join(read.quiet_beside)}
    return {
        "lexicon": dict(sorted(lexicon.items())),
        "starts": _starts(lexicon),
        "dangers": _dangers(rules, lexicon, urgent),
        "easy": dict(sorted(easy.items())),
        "plain": sorted(read.plain - lexicon.keys()),
        "mend": sorted(word for word in read.mend if len(word) >= SHORTEST_TO_MEND and word.isalpha()),
        "rules": [_flat(rule) for rule in rules],
        "anchors": _anchors(rules),
    }


def rules_of(card: Card, read: _Read) -> Iterator[Rule]:
    """Yield the rules of a card."""
    for way in card.ways:
        yield _rule(card, way, read)


def _listed(table: Table, key: str) -> list[str]:
    return (table.maybe(key, text) or "").split()


def _add_bases(read: _Read, lexicon: dict[str, str]) -> None:
    """Let a form that was made, and that nobody wrote down, mean all that its base means, whatever made it."""
    for form, base in read.made.base.items():
        if form in lexicon and base in lexicon and form not in read.made.written:
            meant = (*lexicon[form].split(), base, *lexicon[base].split())
            lexicon[form] = " ".join(dict.fromkeys(meant))


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


def _flat(rule: Rule) -> list[object]:
    items = ["|".join(sorted(item)) for item in rule.items]
    return [rule.sign, rule.weight, int(rule.ordered), rule.reach, items, "|".join(sorted(rule.without))]


def _mendable(phrases: Iterable[str]) -> Iterator[str]:
    """Yield the words that a misspelling is taken for: single ones, and the long ones of expressions."""
    for phrase in phrases:
        yield from (part for part in phrase.split() if part == phrase or len(part) >= LONG)


def _lexicon(concepts: Mapping[str, Iterable[str]], whole: Collection[str]) -> dict[str, str]:
    """Return for each word and expression its concepts, separated by blanks; parts of expressions are words too.

    An expression of a concept in `whole` carries a mark: its words lose what they mean alone.
    """
    found: dict[str, list[str]] = {}
    for concept, phrases in concepts.items():
        for key in phrases:
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


def _rule(card: Card, line: str, read: _Read) -> Rule:
    """Read one line: "A + B|C" near each other, "word word ... word" in order, "!X" not near, "@9" the reach."""
    marks = [word for word in line.split() if word[0] in "@!"]
    said = " ".join(word for word in line.split() if word[0] not in "@!")
    reach = next((int(word[1:]) for word in marks if word[0] == "@"), REACH)
    without = "|".join(word[1:] for word in marks if word[0] == "!")
    near = " + " in said or " " not in said
    items = [item.replace(" ", "_") for item in said.split(" + ")] if near else said.split()
    choices = [read.made.choice(item) for item in items]
    hindering = read.made.choice(without) if without else []
    for word in (word for choice in (*choices, hindering) for word in choice or [""]):
        if word != GAP and word.isupper() and word not in read.concepts and word != NUMBER:
            raise Misfit(f"{card.where}: {line!r}: no concept {word}")
        if not word.isupper() and word != word.lower():
            raise Misfit(f"{card.where}: {line!r}: concepts are in capitals, words in small letters")
    if near and GAP in said:
        raise Misfit(f"{card.where}: {line!r}: a line has either plus signs or gaps")
    return Rule(
        sign=card.sign,
        weight=card.weight,
        ordered=not near,
        reach=reach,
        items=tuple(frozenset(choice) for choice in choices),
        without=frozenset(hindering),
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
