"""Notices as words: what the core says by an id is made a sentence here, with what the content has for it."""

from __future__ import annotations

from isocourse.ipledge.rulebook import Notice, Rulebook
from isocourse.render.ids import short


def words(book: Rulebook, notice: Notice) -> str:
    """Return what a notice says. `{id}` in a sentence is as much as it takes of the entry that the notice is about."""
    about = {} if notice.about is None else {"id": short(notice.about)}
    return book.say(notice.id, **{**about, **notice.blanks})
