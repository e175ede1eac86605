"""What is written for the type checker alone, as `typing` has it, without loading that.

None of it does anything while the program runs, and `typing` would be a seventeenth of each command.
"""

from __future__ import annotations

__all__ = ["IO", "TYPE_CHECKING", "Any", "Final", "Generic", "TypeAlias", "TypeVar", "overload"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any, Final, Generic, TypeAlias, TypeVar, overload
else:
    IO = Any = Final = TypeAlias = object

    class Generic:
        """A class that is made for a type to be named."""

        def __class_getitem__(cls, _: object) -> type:
            """Return the class itself, whatever it is made for."""
            return cls

    def TypeVar(name: str, **_: object) -> str:  # noqa: N802 - as it is called
        """Return the name of a type that is not known yet."""
        return name

    def overload(function: object) -> object:
        """Return a function as it stands: the last of its kind is the one that runs."""
        return function
