"""Reads what people in the United States call their time zone."""

from __future__ import annotations

import re
from functools import lru_cache

from isocourse.content import damaged, read_toml

_SAID = re.compile(r"[\s_,.\-]+")
_TIME = re.compile(r" (?:(?:standard |daylight )?time(?: zone)?|us|usa)$")


def places(said: str) -> tuple[str, ...]:
    """Return the zones of a place or a clock as it is called: none, one, or those to choose from."""
    plain = _TIME.sub("", _SAID.sub(" ", said.lower()).strip()).removeprefix("america/").removeprefix("us/")
    words, states = table()
    if found := words.get(plain):
        return found
    city, _, state = plain.rpartition(" ")
    there = states.get(state, ()) if city else ()
    here = [zone for zone in words.get(city, ()) if zone in there]
    return tuple(here) if len(here) == 1 else there


@lru_cache(maxsize=1)
def table() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the zones by what they are called, and by the two letters of a state."""
    words: dict[str, tuple[str, ...]] = {}
    states: dict[str, tuple[str, ...]] = {}
    data = read_toml("us/zones.toml")
    try:
        for zone, said in data["words"].items():
            words.update(dict.fromkeys(said, (zone,)))
        for zone, said in data["states"].items():
            for one in said:
                _put_state(one, (zone,), words, states)
        for one, zones in data["two"].items():
            _put_state(one, tuple(zones), words, states)
    except (AttributeError, KeyError, TypeError) as problem:
        raise damaged("us/zones.toml") from problem
    return words, states


def _put_state(
    said: str, zones: tuple[str, ...], words: dict[str, tuple[str, ...]], states: dict[str, tuple[str, ...]]
) -> None:
    name, _, letters = said.rpartition(" ")
    if len(letters) == 2 and name:  # noqa: PLR2004 - the two letters of a state
        states[letters] = zones
        words.setdefault(name, zones)
    else:
        words.setdefault(said, zones)
