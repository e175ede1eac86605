"""The JSON of two isotretinoin trackers.

One keeps milligrams a day from a day on, weights, and days on which the capsules were forgotten; the other keeps each
dose with its milligrams, and lab reports in free words. A goal in mg/kg is left out: this program keeps none.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping

from isocourse.bring_in.rows import Bad, Collector, Found, Unreadable, Wish
from isocourse.course.entries import Dose, DoseStatus, Note, Pause, Regimen, Resume, Weight
from isocourse.typed import Any, Final

SOURCE: Final = "isotretinoin-tracker"
_MOST_MG: Final = 200
_LIGHTEST: Final = 20
_HEAVIEST: Final = 400
_LISTS: Final = ("doses", "weights", "missedDates", "labs")


def is_tracker(found: Mapping[str, Any]) -> bool:
    """Whether a JSON object is one of theirs."""
    by_dose = isinstance(found.get("doses"), list) and isinstance(found.get("settings"), dict)
    return found.get("app") == SOURCE or (by_dose and isinstance(found.get("labs"), list) and "app" not in found)


def read(document: Any, wish: Wish) -> Found:  # noqa: ANN401 - what JSON holds
    """Return what the file holds."""
    if not isinstance(document, dict) or not is_tracker(document):
        raise Unreadable("the JSON in it is not that of an isotretinoin tracker")
    for name in _LISTS:
        if not isinstance(document.get(name, []), list):
            raise Unreadable(f"{name} in it is no list")
    found = Collector(SOURCE, wish.today)
    single = "labs" in document and document.get("app") != SOURCE
    if single:
        _each(found, document, "doses", lambda place, one: _dose(found, place, one, wish))
        _each(found, document, "labs", lambda place, one: _lab(found, place, one, wish))
    else:
        _regimens(found, document, wish)
        _each(found, document, "weights", lambda place, one: _weight(found, place, one))
        for place, day in _numbered(document, "missedDates"):
            _missed(found, place, day, wish)
    if isinstance(document.get("settings"), dict):
        found.leave_out("settings", "a goal in mg/kg is kept nowhere here, and its weight may be the app's own default")
    return found.found()


def _numbered(document: Mapping[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    for number, one in enumerate(document.get(name, []), 1):
        yield f"{name}, number {number}", one


def _each(found: Collector, document: Mapping[str, Any], name: str, take: Any) -> None:  # noqa: ANN401 - a function
    for place, one in _numbered(document, name):
        try:
            if not isinstance(one, dict):
                raise Bad("it is no entry")  # noqa: TRY301 - told like any other
            take(place, one)
        except Bad as problem:
            found.bad(place, str(problem))


def _regimens(found: Collector, document: Mapping[str, Any], wish: Wish) -> None:
    """Take the milligrams a day, oldest first; 0 is a pause."""
    rows = list(_numbered(document, "doses"))
    read_rows = []
    for place, one in rows:
        try:
            if not isinstance(one, dict):
                raise Bad("it is no entry")  # noqa: TRY301 - told like any other
            read_rows.append((_day(one.get("startDate")), _number(one.get("doseMgPerDay"), 0, 2 * _MOST_MG), place))
        except Bad as problem:
            found.bad(place, str(problem))
    paused = False
    for on, mg, place in sorted(read_rows, key=lambda row: row[0]):
        key = f"dose|{on}|{mg:g}"
        if mg == 0:
            found.take(place, key, on, Pause(reason="0 mg a day"))
            paused = True
            continue
        if paused:
            found.take(place, f"{key}|again", on, Resume())
            paused = False
        if mg / (wish.times or 1) > _MOST_MG:
            found.bad(place, f"{mg:g} mg is no dose that can be kept")
            continue
        found.take(place, key, on, _regimen(mg, wish.times))


def _regimen(mg: float, times: int | None) -> Regimen:
    """Return the dose; how many make a day is never guessed."""
    if times is None:
        return Regimen(pattern=f"{mg:g} mg a day, in how many doses is not known")
    return Regimen(mg=round(mg / times, 3), times=times)


def _weight(found: Collector, place: str, one: Mapping[str, Any]) -> None:
    on, kg = _day(one.get("date")), _number(one.get("weightKg"), _LIGHTEST, _HEAVIEST)
    found.take(place, f"weight|{on}|{kg:g}", on, Weight(kg=kg))


def _missed(found: Collector, place: str, day: Any, wish: Wish) -> None:  # noqa: ANN401 - what JSON holds
    try:
        on = _day(day)
    except Bad as problem:
        found.bad(place, str(problem))
        return
    for _ in range(wish.times or 1):
        found.take(place, f"missed|{on}", on, Dose(status=DoseStatus.MISSED))


def _dose(found: Collector, place: str, one: Mapping[str, Any], wish: Wish) -> None:
    when, mg = _moment(one.get("timestamp"), wish), _number(one.get("doseMg"), 0, _MOST_MG)
    note = str(one.get("note") or "").strip()[:4000] or None
    if not mg:
        found.not_known(place, "0 mg: taken or not is not said")
        return
    body = Dose(status=DoseStatus.TAKEN, at=when.time().replace(second=0, microsecond=0), mg=mg, reason=note)
    found.take(place, f"taken|{one.get('id') or one.get('timestamp')}", when.date(), body)


def _lab(found: Collector, place: str, one: Mapping[str, Any], wish: Wish) -> None:
    when = _moment(one.get("timestamp"), wish)
    said = "; ".join(str(one[key]).strip() for key in ("type", "values", "note") if one.get(key))
    if not said:
        raise Bad("the report has no words")
    found.take(
        place, f"lab|{one.get('id') or one.get('timestamp')}", when.date(), Note(text=f"Lab report: {said}"[:4000])
    )


def _day(value: object) -> dt.date:
    try:
        if not isinstance(value, str):
            raise ValueError  # noqa: TRY301, TRY004 - told below
        return dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Bad(f"{_shown(value)} is no day like 2026-11-22") from None


def _moment(value: object, wish: Wish) -> dt.datetime:
    try:
        if not isinstance(value, str):
            raise ValueError  # noqa: TRY301, TRY004 - told below
        moment = dt.datetime.fromisoformat(value)
        return moment.astimezone(wish.zone) if moment.tzinfo else moment.replace(tzinfo=wish.zone)
    except (ValueError, OverflowError):
        raise Bad(f"{_shown(value)} is no time that can be read") from None


def _number(value: object, low: float, high: float) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
        or not low <= value <= high
    ):
        raise Bad(f"{_shown(value)} is not a number from {low:g} to {high:g}")
    return float(value)


def _shown(value: object) -> str:
    said = str(value)
    return said if len(said) <= 40 else f"{said[:40]}..."  # noqa: PLR2004 - what fits into a line
