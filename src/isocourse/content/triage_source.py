"""From the reviewed TOML of triage (effects, signs, red flags, words) to the compiled form that the program loads.

The compiled form holds nothing that the TOML does not say; a test proves that both are equal.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from isocourse.content import FOLDER, load
from isocourse.content.head import reviewed
from isocourse.errors import Misfit
from isocourse.fields import Table, flag, one_of, tables, text, texts
from isocourse.knowledge import Confidence, Reviewed, Rule
from isocourse.model import Urgency
from isocourse.triage.matching import GAP, OWN
from isocourse.triage.words import NUMBER, SHORTEST_TO_MEND, bases

WORDS: Final = "words"
REACH: Final = 6
SUREST: Final = 0.92
SURE: Final = 0.85
LESS_SURE: Final = 0.55
_RAISED: Final = {Urgency.SELF_CARE: Urgency.NEXT_VISIT, Urgency.NEXT_VISIT: Urgency.CALL_TODAY}


def compiled() -> dict[str, object]:
    """Return what the TOML compiles to, in types that JSON has. Raises Misfit with the place of what is wrong."""
    head = load("effects.toml")
    result: dict[str, object] = {"reviewed": _head(reviewed(head))}
    result["stop_line"] = head.take("stop_line", text)
    result["ask_line"] = head.take("ask_line", text)
    result["what_to_do"] = _texts_by(head.take("what_to_do", _table), "effects.toml.what_to_do")
    effects = {slug: _effect(slug, data) for slug, data in head.take("effects", _table).items()}
    head.close()
    signs = _signs(effects)
    result["effects"] = effects
    result["signs"] = signs
    result["red_flags"] = _red_flags(effects, signs)
    result["language"] = _language(signs)
    return result


def word_files() -> list[str]:
    """Return the names of the files of words, in order."""
    folder = os.path.join(FOLDER, WORDS)  # noqa: PTH118 - the folder is one of text paths
    return [f"{WORDS}/{name}" for name in sorted(os.listdir(folder)) if name.endswith(".toml")]  # noqa: PTH208 - the same


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Misfit("must be a table")
    return value


def _head(head: Reviewed) -> list[str]:
    return [head.last_reviewed.isoformat(), head.review_due.isoformat(), head.confidence.value, head.jurisdiction]


def _texts_by(data: Mapping[str, object], where: str) -> dict[str, str]:
    table = Table(data, where)
    return {key: table.take(key, text) for key in data}


def _effect(slug: str, data: object) -> dict[str, object]:
    table = Table(data, f"effects.toml.effects.{slug}")
    effect: dict[str, object] = {
        "name": table.take("name", text),
        "label_term": table.take("label_term", text),
        "urgency": table.take("urgency", one_of(Urgency)).value,
        "urgency_severe": table.take("urgency_severe", one_of(Urgency)).value,
        "stop": table.take("stop", flag),
        "helps": list(table.take("helps", texts)),
        "urgent_when": list(table.take("urgent_when", texts)),
        "tell": list(table.take("tell", texts)),
        "sources": list(table.take("sources", texts)),
        "confidence": table.take("confidence", one_of(Confidence)).value,
    }
    table.close()
    return effect


def _signs(effects: Mapping[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Return every effect as a sign, then the finer ones; what a sign leaves out is as for its effect."""
    table = load("signs.toml")
    reviewed(table)
    signs = {slug: _sign(slug, {"effect": slug}, effects) for slug in effects}
    for slug, data in table.take("signs", _table).items():
        if slug in signs:
            raise Misfit(f"signs.toml.signs.{slug}: is the name of an effect")
        signs[slug] = _sign(slug, data, effects)
    table.close()
    for slug, sign in signs.items():
        for other in (*sign["instead_of"], *([sign["severe"]] if sign["severe"] else [])):  # type: ignore[misc]  # read above as texts
            if other not in signs:
                raise Misfit(f"signs.toml.signs.{slug}: no sign {other!r}")
    return signs


def _sign(slug: str, data: object, effects: Mapping[str, dict[str, object]]) -> dict[str, object]:
    table = Table(data, f"signs.toml.signs.{slug}")
    effect = table.take("effect", text)
    if effect not in effects:
        raise Misfit(f"{table.where}.effect: no effect {effect!r}")
    of = effects[effect]
    urgency = table.maybe("urgency", one_of(Urgency))
    severe = _RAISED.get(urgency, urgency).value if urgency else of["urgency_severe"]
    stop = table.maybe("stop", flag)
    sources = table.maybe("sources", texts)
    sign: dict[str, object] = {
        "name": table.maybe("name", text) or of["name"],
        "effect": effect,
        "urgency": urgency.value if urgency else of["urgency"],
        "urgency_severe": severe,
        "stop": of["stop"] if stop is None else stop,
        "severe": table.maybe("severe", text),
        "once": table.maybe("once", flag) or False,
        "self_harm": table.maybe("self_harm", flag) or slug == "suicidal-thoughts",
        "instead_of": list(table.maybe("instead_of", texts) or ()),
        "sources": of["sources"] if sources is None else list(sources),
        "confidence": (table.maybe("confidence", one_of(Confidence)) or Confidence(of["confidence"])).value,
    }
    table.close()
    return sign


def _red_flags(effects: Mapping[str, object], signs: Mapping[str, object]) -> list[dict[str, object]]:
    head = load("red_flags.toml")
    reviewed(head)
    flags = []
    for number, data in enumerate(head.take("red_flag", tables)):
        table = Table(data, f"red_flags.toml.red_flag[{number}]")
        one: dict[str, object] = {
            "slug": table.take("slug", text),
            "groups": [list(group) for group in table.take("groups", _groups)],
            "effect": table.take("effect", text),
            "urgency": table.take("urgency", one_of(Urgency)).value,
            "stop": table.take("stop", flag),
            "because": table.take("because", text),
            "sources": list(table.take("sources", texts)),
            "confidence": table.take("confidence", one_of(Confidence)).value,
        }
        table.close()
        unknown = {name for group in one["groups"] for name in group} - signs.keys()  # type: ignore[attr-defined]  # a list
        if unknown or one["effect"] not in effects:
            raise Misfit(f"{table.where}: no sign or effect {sorted(unknown) or one['effect']}")
        flags.append(one)
    head.close()
    return flags


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list) or not value:
        raise Misfit("must be a list of lists")
    return tuple(texts(group) for group in value)


def _language(signs: Iterable[str]) -> dict[str, object]:
    """Return the lexicon, the rules and what finds them."""
    concepts: dict[str, str] = {}
    plain: set[str] = set()
    mend: set[str] = set()
    said: list[tuple[str, str, float, str]] = []
    for name in word_files():
        table = load(name)
        reviewed(table)
        plain.update((table.maybe("plain", text) or "").split())
        mendable = table.maybe("mend", flag) is not False
        for concept, words in (table.maybe("concepts", _table) or {}).items():
            if concept in concepts:
                concepts[concept] += ", " + text(words)
            else:
                concepts[concept] = text(words)
            if mendable:
                mend.update(_words(text(words)))
        for key, weight in (("means", SUREST), ("says", SURE), ("may_mean", LESS_SURE)):
            for sign, lines in (table.maybe(key, _table) or {}).items():
                if sign not in {*signs, *OWN}:
                    raise Misfit(f"{name}.{key}.{sign}: no such sign")
                said += [(sign, line.strip(), weight, name) for line in text(lines).splitlines() if line.strip()]
        table.close()
    lexicon = _lexicon(concepts)
    rules = [_rule(sign, line, weight, f"{name}: {line!r}", concepts) for sign, line, weight, name in said]
    _add_literals(rules, lexicon)
    return {
        "lexicon": dict(sorted(lexicon.items())),
        "starts": _starts(lexicon),
        "plain": sorted(plain - lexicon.keys()),
        "mend": sorted(word for word in mend if len(word) >= SHORTEST_TO_MEND and word.isalpha()),
        "rules": [_flat(rule) for rule in rules],
        "anchors": _anchors(rules),
    }


def _flat(rule: Rule) -> list[object]:
    items = ["|".join(sorted(item)) for item in rule.items]
    return [rule.sign, rule.weight, int(rule.ordered), rule.reach, items, "|".join(sorted(rule.without))]


def _words(listed: str) -> list[str]:
    """Return the words and expressions of a list with commas."""
    return [" ".join(word.split()) for word in listed.split(",") if word.strip()]


def _lexicon(concepts: Mapping[str, str]) -> dict[str, str]:
    """Return for each word and expression its concepts, separated by blanks; parts of expressions are words too."""
    found: dict[str, list[str]] = {}
    for concept, words in concepts.items():
        for key in _words(words):
            if concept not in found.setdefault(key, []):
                found[key].append(concept)
    lexicon = {key: " ".join(names) for key, names in found.items()}
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


def _starts(lexicon: Mapping[str, str]) -> dict[str, int]:
    starts: dict[str, int] = {}
    for key in sorted(lexicon):
        first, *others = key.split()
        if others:
            starts[first] = max(starts.get(first, 0), len(others) + 1)
    return starts


def _anchors(rules: Iterable[Rule]) -> dict[str, list[int]]:
    """Return for each word or concept the numbers of the rules to look at when it is heard: each rule under its rarest item."""
    rules = list(rules)
    common = Counter(word for rule in rules for item in rule.items for word in item)
    anchors: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        items = [sorted(item) for item in rule.items if GAP not in item]
        for word in min(items, key=lambda words: sum(common[word] for word in words)):
            anchors.setdefault(word, []).append(number)
    return dict(sorted(anchors.items()))
