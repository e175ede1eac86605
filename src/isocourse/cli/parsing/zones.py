"""Time zones by their names, and by what people call them."""

from __future__ import annotations

import datetime as dt
import errno
import os
import sys

from isocourse.errors import BadValue, RecordError, reason

# No file of that name: the name is wrong. All else is this computer's trouble, and says nothing about the name.
_NO_SUCH = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}
# Without summer time, or another place on each computer: windows would close at the wrong hour.
_NO_PLACE = {"EST", "MST", "HST", "localtime", "posixrules", "Factory"}
_NO_CITY = ("Etc/", "posix/", "right/", "SystemV/", "US/")
_EXAMPLE = "Write it like America/Chicago."


def zone_named(name: str, *, option: str = "--zone") -> dt.tzinfo:
    """Return a time zone by its name in the tz database."""
    from zoneinfo import ZoneInfo  # `ask` and `log --help` need no zone

    try:
        if name in _NO_PLACE or name.startswith(("posix/", "right/")):
            raise ValueError(name)  # noqa: TRY301 - told like any other name that is no place
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as problem:
        if isinstance(problem, OSError) and not _is_no_such(problem):
            raise _unreadable(name, reason(problem)) from None
        near = _nearest_zone(name)
        if near == name:
            raise _unreadable(name, "its file cannot be opened") from None
        said = f"Did you mean {near}?" if near else _EXAMPLE
        raise BadValue(f"{option}: {name!r} is not a time zone. {said}") from None


def zone_meant(said: str, *, option: str = "--zone") -> str:
    """Return the name of the zone that a person means: a name, or in the US a clock, a state or a city."""
    try:
        zone_named(said, option=option)
    except BadValue:
        from isocourse.content.zones import places  # only what is no name pays for it

        found = places(said[:60])
        if not found:
            raise
        if len(found) > 1:
            which = " or ".join(found)
            raise BadValue(f"{option}: {said!r} can be {which}. Give the one of these that is yours") from None
        zone_named(found[0], option=option)
        return found[0]
    return said


def local_zone_name() -> str | None:
    """Return the name of this computer's time zone, or None where it cannot be told or would be refused."""
    named = os.environ.get("TZ", "").removeprefix(":")
    path = named if named.startswith("/") else "" if named else "/etc/localtime"
    name = os.path.realpath(path).partition("zoneinfo/")[2] if path else named
    if "/" not in name or name.startswith("Etc/"):
        return None
    try:
        zone_named(name)
    except (BadValue, RecordError):
        return None
    return name


def _is_no_such(problem: OSError) -> bool:
    return problem.errno in _NO_SUCH or (sys.platform == "win32" and problem.errno == errno.EACCES)  # a folder, there


def _unreadable(name: str, why: str) -> RecordError:
    return RecordError(f"The time zone {name} cannot be read on this computer: {why}. Nothing was changed. Try again.")


def _nearest_zone(name: str) -> str | None:
    """Return the zone that was probably meant: the same place written otherwise, or one with a slip in it."""
    from difflib import get_close_matches  # only a mistake pays for it
    from zoneinfo import available_timezones

    from isocourse.content.zones import places, table

    known = {zone.lower(): zone for zone in available_timezones() if "/" in zone and not zone.startswith(_NO_CITY)}
    plain = name[:60].lower().replace(" ", "_").removeprefix("posix/").removeprefix("right/")
    if plain in known:
        return known[plain]
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(known, key=len, reverse=True)}
    city = plain.rpartition("/")[2] if "/" in plain else plain.removeprefix("america_").removeprefix("europe_")
    if found := places(city):
        return found[0] if len(found) == 1 else None
    if city in cities:
        return known[cities[city]]
    words = {word.replace(" ", "_"): zones[0] for word, zones in table()[0].items() if len(zones) == 1}
    if any(letter.isdigit() for letter in city):
        return None  # an offset is no place, and the nearest one is another
    swapped = [one for one in (*words, *cities) if one[0] == city[:1] and sorted(one) == sorted(city)]
    near = swapped or get_close_matches(city, [*words, *cities], 1, 0.8)
    return (words.get(near[0]) or known[cities[near[0]]]) if near else None
