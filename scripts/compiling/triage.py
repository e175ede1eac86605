"""From the reviewed TOML of triage (effects, signs, red flags, words) to the compiled form that the program loads.

The compiled form holds nothing that the TOML does not say; a test proves that both are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from compiling.sources import source
from compiling.words import foreign, language
from isocourse.content.head import reviewed
from isocourse.course.entries import Urgency
from isocourse.errors import Misfit
from isocourse.fields import Table, flag, one_of, tables, text, texts
from isocourse.reviewed import Confidence, Reviewed

_RAISED: Final = {Urgency.SELF_CARE: Urgency.NEXT_VISIT, Urgency.NEXT_VISIT: Urgency.CALL_TODAY}


def compiled() -> dict[str, object]:
    """Return what the TOML compiles to, in types that JSON has. Raises Misfit with the place of what is wrong."""
    head = source("en/effects.toml")
    result: dict[str, object] = {"reviewed": _head(reviewed(head))}
    result["closed"] = head.take("closed", text)
    for key in ("what_to_do", "headlines", "stops"):
        result[key] = _texts_by(head.take(key, _table), f"en/effects.toml.{key}")
    effects = {slug: _effect(slug, data) for slug, data in head.take("effects", _table).items()}
    head.close()
    signs = _signs(effects)
    _known_whens(signs)
    result["effects"] = effects
    result["signs"] = signs
    result["red_flags"] = _red_flags(effects, signs)
    small_words, result["other_languages"] = foreign()
    loud = [slug for slug, sign in signs.items() if Urgency(sign["urgency"]).rank >= Urgency.CALL_TODAY.rank]
    flagged = [name for one in result["red_flags"] for group in one["groups"] for name in group]  # type: ignore[attr-defined]  # as just built
    result["language"] = {**language(signs, {*loud, *flagged}), "foreign": small_words}
    return result


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
    table = Table(data, f"en/effects.toml.effects.{slug}")
    table.take("label_term", text)  # for whoever reviews the file
    effect: dict[str, object] = {
        "name": table.take("name", text),
        "urgency": table.take("urgency", one_of(Urgency)).value,
        "urgency_severe": table.take("urgency_severe", one_of(Urgency)).value,
        "stop": table.take("stop", flag),
        "helps": list(table.take("helps", texts)),
        "urgent_when": _urgent_when(table),
        "tell": list(table.take("tell", texts)),
        "mood": table.maybe("mood", flag) or False,
        "severe": table.maybe("severe", text),
        "sources": list(table.take("sources", texts)),
        "confidence": table.take("confidence", one_of(Confidence)).value,
    }
    table.close()
    return effect


def _itself(slug: str, effect: dict[str, object]) -> dict[str, object]:
    """Return an effect as the sign that it is of itself; what it becomes when it is severe belongs to that sign."""
    severe = effect.pop("severe")
    return {"effect": slug, **({"severe": severe} if severe else {})}


def _urgent_when(table: Table) -> list[list[str]]:
    """Return the lines that say what would be more urgent; `when`, the signs that make it so, is for `whens`."""
    found = []
    for number, data in enumerate(table.maybe("urgent_when", tables) or ()):
        line = Table(data, f"{table.where}.urgent_when[{number}]")
        found.append([line.take("text", text), line.take("urgency", one_of(Urgency)).value])
        line.take("when", _groups)
        line.close()
    return found


def whens() -> list[tuple[str, Urgency, tuple[tuple[str, ...], ...]]]:
    """Return each line of `urgent_when` with its urgency and the groups of signs that it is said of."""
    files = (("en/effects.toml", "effects"), ("en/signs.toml", "signs"))
    owners = [owner for file, key in files for owner in source(file).take(key, _table).values()]
    lines = [line for owner in owners for line in Table(owner, "").maybe("urgent_when", tables) or ()]
    return [(text(line["text"]), Urgency(line["urgency"]), _groups(line["when"])) for line in lines]


def _known_whens(signs: Mapping[str, object]) -> None:
    for line, _, groups in whens():
        unknown = {name for group in groups for name in group} - signs.keys()
        if unknown:
            raise Misfit(f"urgent_when {line!r}: no sign {sorted(unknown)}")


def _signs(effects: Mapping[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Return every effect as a sign, then the finer ones; what a sign leaves out is as for its effect."""
    table = source("en/signs.toml")
    reviewed(table)
    signs = {slug: _sign(slug, _itself(slug, effect), effects) for slug, effect in effects.items()}
    written = table.take("signs", _table)
    for slug, data in written.items():
        if slug in signs:
            raise Misfit(f"en/signs.toml.signs.{slug}: is the name of an effect")
        signs[slug] = _sign(slug, with_what_is_said(slug, data, written), effects)
    table.close()
    for slug, sign in signs.items():
        for other in (*sign["instead_of"], *([sign["severe"]] if sign["severe"] else [])):  # type: ignore[misc]  # read above as texts
            if other not in signs:
                raise Misfit(f"en/signs.toml.signs.{slug}: no sign {other!r}")
    return signs


def with_what_is_said(slug: str, data: object, written: Mapping[str, object]) -> dict[str, object]:
    """Return a sign with the `tell` and `urgent_when` of the sign that `said_as` names."""
    own = dict(_table(data))
    if "said_as" not in own:
        return own
    other = _table(written.get(text(own.pop("said_as")), {}))
    said = {key: other[key] for key in ("tell", "urgent_when") if key in other}
    if not said or said.keys() & own.keys():
        raise Misfit(f"en/signs.toml.signs.{slug}.said_as: must name a sign that says something, and stand alone")
    return own | said


def _sign(slug: str, data: object, effects: Mapping[str, dict[str, object]]) -> dict[str, object]:
    table = Table(data, f"en/signs.toml.signs.{slug}")
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
        "vague": table.maybe("vague", flag) or False,
        "instead_of": list(table.maybe("instead_of", texts) or ()),
        "tell": list(table.maybe("tell", texts) or ()),
        "urgent_when": _urgent_when(table),
        "headline": table.maybe("headline", text),
        "sources": of["sources"] if sources is None else list(sources),
        "confidence": (table.maybe("confidence", one_of(Confidence)) or Confidence(of["confidence"])).value,
    }
    table.close()
    return sign


def _red_flags(effects: Mapping[str, object], signs: Mapping[str, Mapping[str, object]]) -> list[dict[str, object]]:
    head = source("en/red_flags.toml")
    reviewed(head)
    flags = []
    for number, data in enumerate(head.take("red_flag", tables)):
        table = Table(data, f"en/red_flags.toml.red_flag[{number}]")
        one: dict[str, object] = {
            "slug": table.take("slug", text),
            "groups": [_all_signs(group, signs) for group in table.take("groups", _groups)],
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


def _all_signs(group: Iterable[str], signs: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return a group with each starred effect as all the signs that belong to it."""
    found: list[str] = []
    for name in group:
        effect = name.removesuffix("*")
        found += [slug for slug, sign in signs.items() if sign["effect"] == effect] if name != effect else [name]
    return found


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list) or not value:
        raise Misfit("must be a list of lists")
    return tuple(texts(group) for group in value)
