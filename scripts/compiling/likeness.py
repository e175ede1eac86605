"""What `isocourse.triage.likeness` weighs by, compiled: the bars, and the weights that `scripts/teach.py` learned."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from compiling.phrases import PHRASES
from compiling.sources import source
from isocourse.content.head import reviewed
from isocourse.content.shelves import END, HEAD
from isocourse.errors import Misfit
from isocourse.fields import number, texts, whole
from isocourse.triage.knowledge import Bars, Scale
from isocourse.triage.likeness import BUCKETS

BARS: Final = "en/phrases/bars.toml"
WEIGHTS: Final = PHRASES / "weights.txt"
SCALES: Final = ("alarm", "emergency")
WIDTH: Final = 120
LOWEST, HIGHEST = -20, 20


def compiled() -> str:
    """Return the compiled text. Raises Misfit with the place of what is wrong."""
    head = source(BARS)
    reviewed(head)
    words = [" ".join(head.take(name, texts)) for name in ("persons", "joins", "never_doubted")]
    bars = [str(head.take(name, number(LOWEST, HIGHEST))) for name in Bars._fields[:-2]]
    bars += [str(head.take(name, whole(1, HIGHEST))) for name in Bars._fields[-2:]]
    head.close()
    scales = read(WEIGHTS).values()
    biases = " ".join(str(scale.bias) for scale in scales)
    weights = [scale.weights.decode() for scale in scales]
    return HEAD.decode() + "\n".join([*words, " ".join(bars), biases, *weights]) + END.decode()


def read(path: Path) -> dict[str, Scale]:
    """Return the scales by their names. Raises Misfit where the file does not hold them."""
    parts = [part.split() for part in path.read_text("utf-8").split("\n\n")]
    scales = {name: Scale(float(bias), "".join(lines).encode()) for name, bias, *lines in parts}
    if tuple(scales) != SCALES or any(len(scale.weights) != BUCKETS for scale in scales.values()):
        raise Misfit(f"{path.name}: it must hold {BUCKETS} characters for each of: {', '.join(SCALES)}")
    return scales


def write(path: Path, scales: Mapping[str, Scale]) -> None:
    """Write the scales, in lines of which none is too long to be looked at."""
    each = (
        "\n".join([f"{name} {scale.bias}", *(text[at : at + WIDTH] for at in range(0, len(text), WIDTH))])
        for name, scale in scales.items()
        for text in [scale.weights.decode()]
    )
    path.write_text("\n\n".join(each) + "\n", encoding="utf-8")
