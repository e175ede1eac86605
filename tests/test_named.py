"""A named tuple of ours is what `typing` makes of the same class."""

from __future__ import annotations

import copy
import inspect
import pickle
import typing

import pytest

from isocourse import named


class Ours(named.NamedTuple):
    """One of ours."""

    first: int
    second: str = "b"
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        """Two of its values."""
        return f"{self.first}{self.second}"


class Theirs(typing.NamedTuple):
    """The same by `typing`."""

    first: int
    second: str = "b"
    third: tuple[int, ...] = ()


def test_it_is_made_alike() -> None:
    """By place, by name and with defaults; equal to the tuple of its values, and to nothing else."""
    for given, more in (((1,), {}), ((1, "c"), {}), ((), {"first": 1, "third": (2,)}), ((1,), {"third": (2,)})):
        ours: typing.Any = Ours(*given, **more)
        theirs: typing.Any = Theirs(*given, **more)
        assert ours == theirs
        assert hash(ours) == hash(theirs)
        assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
        assert ours._asdict() == theirs._asdict()
        assert ours._replace(first=5, second="x") == theirs._replace(first=5, second="x")
        assert (ours.first, ours.second, ours.third) == theirs
        assert (ours.both, Ours._make(ours), copy.deepcopy(ours)) == (f"{ours.first}{ours.second}", ours, ours)
        assert pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301 - our own
        match ours:
            case Ours(1, second):
                assert second == ours.second
    assert (Ours._fields, Ours._field_defaults) == (Theirs._fields, Theirs._field_defaults)
    assert list(inspect.signature(Ours).parameters) == list(inspect.signature(Theirs).parameters)


@pytest.mark.parametrize("wrong", [{}, {"first": 1, "fourth": 2}, {"second": "x"}])
def test_what_is_missing_or_too_much_is_refused(wrong: dict[str, typing.Any]) -> None:
    """A value that is missing, and a name that is not there, are refused, the first time too."""

    class Fresh(named.NamedTuple):
        first: int
        second: str = "b"

    for kind in (Fresh, Ours, Theirs):
        with pytest.raises(TypeError):
            kind(**wrong)
    with pytest.raises((TypeError, ValueError)):
        Ours(1)._replace(fourth=2)  # type: ignore[call-arg] # that is the point


def test_nothing_in_it_changes() -> None:
    """Neither a value nor anything else can be put into one."""
    ours = Ours(1)
    for name in ("first", "fourth"):
        with pytest.raises(AttributeError):
            setattr(ours, name, 2)
