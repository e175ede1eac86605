"""Broken records by the thousand, through the program's own reader: refused or told, never read as something else."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

from cases import CASES, RECORD, prepare
from isocourse.errors import RecordError
from isocourse.record.codec import State, parse

_LONGEST: Final = 2.0  # seconds for one record
_MOST_MEMORY: Final = 300  # MB
_PIECES: Final = (
    *(b"[[entry]]\n", b"[", b"]", b'"', b"'''", b'"""', b"=", b".", b"#", b"\n", b"\r\n", b"\r", b"\0", b"\xff"),
    *(b"a.b.c = 1\n", b"nan", b"inf", b"1e400", b"-0.0", b"9" * 400, b"{", b"}", b"\xef\xbb\xbf", b"\xe2\x80\xae"),
    *(b"0000-00-00", b"9999-12-31T23:59:60Z", b"true", b"id = ", b"schema = 99\n", b"\\u0000", b"\x1b[2J", b"[x]\n"),
)


def fuzz(mutants: int, flips: int) -> list[str]:
    """Read prefixes, bit flips and mutants of a record; return every outcome that may not be."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as top:
        data = prepare(CASES[5], Path(top) / "w" / "data").files[RECORD]
    dice = random.Random(20261122)  # noqa: S311 - to be repeated
    bad = _read("every beginning", [data[:n] for n in range(len(data))], data)
    flipped = [_flipped(data, dice.randrange(len(data) * 8)) for _ in range(flips)]
    bad += _read("flipped bits", flipped, data)
    for share in range(0, mutants, 10_000):
        made = [_mutant(data, dice) for _ in range(min(10_000, mutants - share))]
        bad += _read(f"mutants {share} to {share + len(made)}", made, data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"fuzz: most memory {memory} MB")
    return bad + ([f"fuzz: {memory} MB"] if memory > _MOST_MEMORY else [])


def _read(name: str, inputs: list[bytes], good: bytes) -> list[str]:
    found: Counter[str] = Counter()
    bad = []
    longest = 0.0
    for data in inputs:
        begun = time.monotonic()
        try:
            reading = parse(data, RECORD)
            ended = reading.state.name.lower().replace("_", " ")
            if reading.state is State.WHOLE and data.strip() != good.strip():
                bad.append(f"fuzz, {name}: read as whole: {data[:80]!r}")
        except RecordError:
            ended = "refused"
        except Exception as problem:  # noqa: BLE001 - that is what is looked for
            ended = type(problem).__name__
            bad.append(f"fuzz, {name}: {problem!r}: {data[:80]!r}")
        found[ended] += 1
        longest = max(longest, time.monotonic() - begun)
    if longest > _LONGEST:
        bad.append(f"fuzz, {name}: one took {longest:.1f} s")
    tally = ", ".join(f"{count} {words}" for words, count in found.most_common())
    print(f"fuzz, {name}: {len(inputs)} records: {tally}; the slowest {longest * 1000:.0f} ms; {len(bad)} bad")
    sys.stdout.flush()
    return bad


def _flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def _mutant(data: bytes, dice: random.Random) -> bytes:
    """Return the record with one to four places deleted, doubled, moved or replaced."""
    for _ in range(dice.randint(1, 4)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.choice((0, 1, 2, 8, 40, 200)))
        piece = dice.choice((dice.choice(_PIECES), data[start:end] * 2, dice.randbytes(dice.randint(0, 6)), b""))
        data = data[:start] + piece + data[end:]
    return data
