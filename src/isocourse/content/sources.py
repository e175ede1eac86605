"""The list of sources: what stands behind the ids that every other file of facts cites."""

from __future__ import annotations

from collections.abc import Mapping

from isocourse.content import facts
from isocourse.content.head import reviewed
from isocourse.errors import Misfit
from isocourse.fields import Table, text
from isocourse.reviewed import Source
from isocourse.typed import Final

FILE: Final = "sources.toml"
KINDS: Final = ("primary", "secondary", "background")


def sources() -> dict[str, Source]:
    """Return every source by its id.

    Raises ContentBroken when the list is missing or damaged; TOML itself refuses an id that is there twice.
    """
    return facts(FILE, _sources)


def _sources(table: Table) -> dict[str, Source]:
    reviewed(table)
    entries = table.take("sources", _table)
    return {key: _source(key, entries[key]) for key in entries}


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Misfit("must be a table")
    return value


def _source(key: str, data: object) -> Source:
    table = Table(data, f"{FILE}.sources.{key}")
    source = Source(
        id=key, title=table.take("title", text), kind=table.take("kind", _kind), link=table.maybe("link", _link)
    )
    table.close()
    return source


def _link(value: object) -> str:
    link = text(value)
    if not link.startswith("https://") or " " in link:
        raise Misfit("must be an https address")
    return link


def _kind(value: object) -> str:
    kind = text(value)
    if kind not in KINDS:
        raise Misfit(f"must be one of: {', '.join(KINDS)}")
    return kind
