"""The four lines at the head of every file of facts: when reviewed, when due again, how sure, and for which country."""

from __future__ import annotations

from isocourse.errors import Misfit
from isocourse.fields import Table, day, one_of, text
from isocourse.reviewed import Confidence, Reviewed


def reviewed(table: Table) -> Reviewed:
    """Take the head out of a file's table.

    Raises Misfit when a line is missing or wrong, or the next review is not after the last one.
    """
    head = Reviewed(
        last_reviewed=table.take("last_reviewed", day),
        review_due=table.take("review_due", day),
        confidence=table.take("confidence", one_of(Confidence)),
        jurisdiction=table.take("jurisdiction", text),
    )
    if head.review_due <= head.last_reviewed:
        raise Misfit(f"{table.where}.review_due: must be after last_reviewed")
    return head
