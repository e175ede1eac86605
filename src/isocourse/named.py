"""`NamedTuple` as `typing` has it, without what that one does at every start.

That one compiles a maker for each class, and in a module with `from __future__ import annotations` each annotation. A
command defines some sixty classes and makes few of each: measured, a sixth of a bare Typer app.
"""

from __future__ import annotations

from isocourse.typed import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter, namedtuple  # the first is what the second gives its fields

    _MANY = 20

    def _one(cls: Any, *given: Any, **named: Any) -> Any:
        """Make one; where many are made, the maker is compiled: four times as quick."""
        cls._made += 1
        if cls._made == _MANY:
            defaults = [cls._field_defaults[name] for name in cls._fields if name in cls._field_defaults]
            cls.__new__ = namedtuple(cls.__name__, cls._fields, defaults=defaults).__new__  # noqa: PYI024 - its maker
        behind = cls._fields[len(given) :]
        known = {**cls._field_defaults, **named}
        if len(given) > len(cls._fields) or not named.keys() <= set(behind) <= known.keys():
            raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
        return tuple.__new__(cls, (*given, *map(known.__getitem__, behind)))

    class _Class(type):
        """What makes a class of named tuples."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
            fields = tuple(body.get("__annotations__", ()))
            body["_field_defaults"] = {field: body.pop(field) for field in fields if field in body}
            body.update((field, _tuplegetter(place, "")) for place, field in enumerate(fields))
            body["_fields"] = body["__match_args__"] = fields
            return super().__new__(cls, name, bases, {"__slots__": (), "__new__": _one, "_made": 0, **body})

        @property
        def __signature__(cls) -> Any:
            """What it is made of, for tools that ask."""
            from inspect import Parameter, Signature  # no command asks

            kind, empty = Parameter.POSITIONAL_OR_KEYWORD, Parameter.empty
            defaults = cls._field_defaults
            return Signature([Parameter(name, kind, default=defaults.get(name, empty)) for name in cls._fields])

    class NamedTuple(tuple, metaclass=_Class):
        """A tuple whose places have names."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: Any) -> Any:
            """Return one of these values."""
            return cls(*values)

        def _replace(self, **changes: Any) -> Any:
            """Return one with other values in some places."""
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"{type(self).__name__} has no {', '.join(changes)}")
            return made

        def _asdict(self) -> dict[str, Any]:
            """Return the values by their names."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            """Return the call that makes it."""
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            """Return what a copy is made of."""
            return tuple(self)
