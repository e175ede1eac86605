"""Options that many commands share, each defined once."""

from __future__ import annotations

from typing import Annotated

import typer

File = Annotated[str | None, typer.Option("--file", metavar="PATH", help="The record to use.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Answer as if it were noon of that day, or 2026-11-26T21:30 there."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
Why = Annotated[bool, typer.Option("--why", help="The sources, dates and confidence behind the answer.")]
On = Annotated[
    str | None,
    typer.Option("--on", "-o", metavar="DATE", help="The day it is about: 2026-11-22, nov 22, yesterday, monday ..."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Say yes to the question that would be asked.")]
