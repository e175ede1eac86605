"""The capsules at hand, in days of supply."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isocourse.course.entries import Regimen
from isocourse.course.stock import PARTS, Stock

TWICE = Regimen(mg=40, times=2)


def stocked(*fills: int, used: int = 0, regimen: Regimen = TWICE) -> Stock:
    """Return a stock after these pick-ups, with some doses of the regimen used."""
    stock = Stock()
    stock.prescribe(regimen)
    for days in fills:
        stock.fill(days)
    stock.use(used, regimen.times)
    return stock


def test_nothing_is_known_before_a_pick_up() -> None:
    """Before the first pick-up how much there is stays unknown."""
    assert Stock().known is False


@pytest.mark.parametrize(("used", "days"), [(0, 30), (1, 29.5), (2, 29), (60, 0)])
def test_doses_come_out_of_the_days(used: int, days: float) -> None:
    """Two doses a day use one day of supply."""
    stock = stocked(30, used=used)
    assert stock.parts == days * PARTS
    assert stock.known is True


def test_using_more_than_there_was_makes_it_unknown() -> None:
    """A dose taken from an empty stock means that a pick-up was not recorded: nothing is known until the next one."""
    stock = stocked(1, used=3)
    assert stock.parts == 0
    assert stock.known is False
    stock.fill(30)
    assert stock.parts == 30 * PARTS
    assert stock.known is True


def test_a_dose_without_times_makes_it_unknown() -> None:
    """Where doses a day are unknown, a dose uses an unknown part of the supply."""
    stock = stocked(30)
    stock.use(1, None)
    assert stock.known is False


def test_left_over_days_are_kept_at_a_pick_up() -> None:
    """What is left of a pick-up counts beside the next one while the dose stays the same."""
    stock = stocked(30, used=50)
    stock.fill(30)
    assert stock.parts == 35 * PARTS


@pytest.mark.parametrize(
    ("change", "days", "known"),
    [
        (Regimen(mg=40, times=2), 15, True),
        (Regimen(mg=40, times=1), 30, True),
        (Regimen(mg=40, times=4), 7.5, True),
        (Regimen(mg=60, times=2), 10, False),
        (Regimen(mg=20, times=2), 15, False),
        (Regimen(mg=80, times=1), 15, False),
        (Regimen(mg=40, times=2, product="Claravis"), 15, True),
        (Regimen(mg=40, times=2, pattern="by turns"), 15, False),
        (Regimen(mg=40), 15, False),
    ],
)
def test_dose_change_in_the_middle_of_a_pick_up(change: Regimen, days: float, *, known: bool) -> None:
    """A change of strength makes the rest unknown and never longer; the same capsules less often last longer."""
    stock = stocked(30, used=30)
    stock.prescribe(change)
    assert stock.parts == days * PARTS
    assert stock.known is known


def test_another_product_makes_the_rest_unknown() -> None:
    """Capsules of another product are not the ones prescribed now."""
    stock = stocked(30, used=30, regimen=TWICE._replace(product="Claravis"))
    stock.prescribe(TWICE._replace(product="Absorica"))
    assert stock.known is False


def test_untouched_pick_up_is_for_the_new_dose() -> None:
    """A pick-up nobody has opened when the dose changes is kept whole, and the old one's rest is not counted."""
    stock = stocked(30, 30, used=50)
    stock.prescribe(Regimen(mg=60, times=2))
    assert stock.parts == 30 * PARTS
    assert stock.known is True


def test_next_pick_up_ends_the_doubt() -> None:
    """After a change in the middle of a pick-up the next one alone is counted."""
    stock = stocked(30, used=30)
    stock.prescribe(Regimen(mg=60, times=2))
    stock.fill(30)
    assert stock.parts == 30 * PARTS
    assert stock.known is True


@given(st.lists(st.integers(1, 30), max_size=4), st.integers(1, 4), st.lists(st.integers(0, 4), max_size=40))
@settings(max_examples=60)
def test_stock_never_grows_by_use(fills: list[int], times: int, uses: list[int]) -> None:
    """Using doses never adds days, and never leaves less than none."""
    stock = stocked(*fills, regimen=Regimen(mg=40, times=times))
    for doses in uses:
        before = stock.parts
        stock.use(doses, times)
        assert 0 <= stock.parts <= before
