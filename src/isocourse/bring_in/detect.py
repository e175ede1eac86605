"""What kind of file it is, found out by what is in it and not by its name."""

from __future__ import annotations

import json
from collections.abc import Callable

from isocourse.bring_in import apple_health, medtimer, table, tracker
from isocourse.bring_in.rows import Found, Unreadable, Wish, text_of
from isocourse.export.backup import APP
from isocourse.typed import Any, Final

MEDTIMER: Final = "medtimer"
TRACKER: Final = "isotretinoin-tracker"
APPLE: Final = "apple-health"
CSV: Final = "csv"
OURS: Final = "isocourse"
SOURCES: Final = (MEDTIMER, TRACKER, APPLE, CSV, OURS)
_ZIP: Final = b"PK\x03\x04"


def source_of(data: bytes) -> str:
    """Return what wrote a file. Raises Unreadable for what nobody knows."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise Unreadable("the file is empty")
    if head.startswith(_ZIP):
        raise Unreadable("the file is a zip; take the file out of it first (Apple Health: export.xml)")
    if b"\0" in head:
        raise Unreadable("the file is no text")
    if head.startswith(b"<"):
        if b"HealthData" in data[:1_000_000]:
            return APPLE
        raise Unreadable("the file is XML, but not the export of Apple Health")
    if head[:1] in {b"{", b"["}:
        return _kind_of(document(data))
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    if medtimer.is_head(first):
        return MEDTIMER
    if table.is_head(first):
        return CSV
    raise Unreadable(f"it is none of the files that are known: {', '.join(SOURCES)}")


def read(source: str, data: bytes, wish: Wish) -> Found:
    """Return what a file of a known source holds; our own backup is read elsewhere."""
    if source in {TRACKER, OURS}:
        return tracker.read(document(data), wish)
    readers: dict[str, Callable[[bytes, Wish], Found]] = {
        MEDTIMER: medtimer.read,
        APPLE: apple_health.read,
        CSV: table.read,
    }
    return readers[source](data, wish)


def document(data: bytes) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what a JSON file holds."""
    try:
        return json.loads(text_of(data))
    except RecursionError:
        raise Unreadable("the file has brackets inside brackets, too many of them") from None
    except ValueError as problem:
        line = getattr(problem, "lineno", None)
        where = f" (line {line})" if line else ""
        raise Unreadable(f"the file is not whole: it cannot be read as JSON{where}") from None


def _kind_of(found: Any) -> str:  # noqa: ANN401 - what JSON holds
    if isinstance(found, dict):
        if found.get("app") == APP:
            return OURS
        if tracker.is_tracker(found):
            return TRACKER
    raise Unreadable("the JSON in it comes from no program that is known here")
