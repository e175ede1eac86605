"""The visit sheet as one page of HTML: no script, nothing from outside, and a policy that says so. Pure.

Everything that is shown passes `escape`; the only markup is made here and in `trend`.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from html import escape as _escape

from isocourse.export.visit.parts import Block, Table
from isocourse.export.visit.trend import Picture
from isocourse.render.text import clean
from isocourse.typed import Final

LETTER: Final = "letter"
A4: Final = "A4"
_STYLE: Final = (
    "@page{{size:{paper};margin:10mm 12mm}}"
    "*{{box-sizing:border-box}}"
    "body{{font:13px/1.3 system-ui,'Segoe UI','Helvetica Neue',Arial,sans-serif;color:#111;background:#fff;"
    "max-width:60rem;margin:1rem auto;padding:0 1rem}}"
    "h1{{font-size:1.3em;margin:0 0 .3em}}"
    "h2{{font-size:1em;margin:0 0 .15em;border-bottom:1px solid #767676;break-after:avoid}}"
    "section{{margin:0 0 .55em}}p,ul{{margin:.1em 0}}ul{{padding-left:1.2em}}"
    ".columns{{columns:2 20rem;column-gap:1.6rem}}.short{{break-inside:avoid}}"
    "table{{border-collapse:collapse;width:100%}}tr{{break-inside:avoid}}"
    "th,td{{text-align:left;vertical-align:top;padding:.05em .6em .05em 0;font-weight:400;overflow-wrap:break-word}}"
    "thead th{{font-size:.85em;color:#444}}"
    ".urgent{{border:2px solid #111;padding:.3em .6em}}.urgent h2{{border:0}}.urgent li{{font-weight:700}}"
    "p,li{{overflow-wrap:anywhere}}svg{{max-width:100%;height:auto;display:block;margin:.3em 0}}"
    ".small{{font-size:.85em;color:#444}}"
    "@media print{{body{{font-size:{size}pt;margin:0;padding:0;max-width:none}}.columns{{columns:2}}}}"
)
_SIZES: Final = ((2600, 8.8), (4200, 7.9), (5600, 7.1))  # letters on the sheet, and the size that brings them on a page
_SMALLEST: Final = 6.6


def as_html(title: str, parts: Sequence[Block], picture: Picture | None, foot: str, paper: str = LETTER) -> str:
    """Return the page."""
    style = _STYLE.format(paper=paper, size=_size(parts))
    allowed = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    top = "".join(_part(part) for part in parts if part.urgent)
    rest = "".join(_part(part, picture if part.pictured else None) for part in parts if not part.urgent)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex,nofollow">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(title)}</h1>\n{top}<div class="columns">\n{rest}</div>\n'
        f'<p class="small">{escape(foot)}</p>\n</main>\n</body>\n</html>\n'
    )


def _size(parts: Sequence[Block]) -> float:
    """Return the size of print that brings the sheet on one page: smaller where there is much to say."""
    cells = [cell for part in parts if part.table for row in part.table.rows for cell in row]
    letters = sum(len(line) for part in parts for line in (*part.lines, *part.after, *part.quotes)) + 2 * sum(
        map(len, cells)
    )
    return next((size for most, size in _SIZES if letters <= most), _SMALLEST)


def escape(text: str) -> str:
    """Return text that is only text wherever it stands in the page; nothing unseen is left in it."""
    return _escape(clean(text), quote=True)


def _part(part: Block, picture: Picture | None = None) -> str:
    inner = [f"<h2>{escape(part.title)}</h2>\n"]
    if part.urgent:
        inner.append(_list(part.lines))
    else:
        inner += [f"<p>{escape(line)}</p>\n" for line in part.lines]
    if part.table:
        inner.append(_table(part.table, part.title))
    if picture:
        inner.append(f'{picture.svg}\n<p class="small">{escape(picture.legend)}</p>\n')
    inner += [f"<p>{escape(line)}</p>\n" for line in part.after]
    if part.quotes:
        inner.append(_list(part.quotes))
    mark = "urgent" if part.urgent else "long" if part.pictured else "short"
    return f'<section class="{mark}">\n{"".join(inner)}</section>\n'


def _list(lines: Sequence[str]) -> str:
    return "<ul>\n" + "".join(f"<li>{escape(line)}</li>\n" for line in lines) + "</ul>\n"


def _table(table: Table, label: str) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>\n"
        for row in table.rows
    )
    return f'<table aria-label="{escape(label)}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'
