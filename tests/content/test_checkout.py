from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from isocourse.content.checkout import COMPILED

ROOT = Path(__file__).parent.parent.parent


class Checkout:
    """A copy of the program with the sources of its words, as one has it who works on them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "src" / "isocourse" / "content"
        rest = shutil.ignore_patterns("__pycache__", *COMPILED)
        for name in ("src", "scripts", "tests/phrases"):
            shutil.copytree(ROOT / name, root / name, ignore=rest)

    def __call__(self, *argv: str) -> tuple[int, str]:
        """Return the exit code of a command and all that it printed."""
        environ = {"HOME": str(self.root), "PYTHONPATH": ":".join([str(self.root / "src"), *sys.path])}
        done = subprocess.run(
            [sys.executable, "-m", "isocourse", *argv], env=environ, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a file of the content by hand."""
        path = self.content / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def compiled(self) -> list[tuple[str, int]]:
        """Return what is compiled, by name and the inode of the file, which a new one does not share."""
        return [(name, os.stat(self.content / name).st_ino) for name in COMPILED]  # noqa: PTH116 - the number


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout in which nothing is compiled yet."""
    return Checkout(tmp_path)


def test_a_fresh_checkout_compiles_once(checkout: Checkout) -> None:
    """The first command makes what is missing, the next one finds it."""
    assert "Dry, cracked lips" in checkout("ask", "my lips are dry")[1]
    made = checkout.compiled()
    assert "Dry, cracked lips" in checkout("ask", "my lips are dry")[1]
    assert checkout.compiled() == made


def test_a_change_of_a_fact_shows_at_once(checkout: Checkout) -> None:
    """Whoever edits a fact sees it with the next command."""
    checkout("ask", "my lips are dry")
    checkout.edit("en/effects.toml", '"dry, cracked lips"', '"lips like paper"')
    assert "Lips like paper" in checkout("ask", "my lips are dry")[1]


def test_what_is_wrong_in_a_toml_is_said_with_its_place(checkout: Checkout) -> None:
    """A slip in the sources is told at once, the urgent lines stand, and what was compiled stays as it was."""
    checkout("ask", "my lips are dry")
    made = checkout.compiled()
    checkout.edit("en/words/dry.toml", "ways = ", "way = ")
    code, said = checkout("ask", "my lips are dry")
    assert code == 70
    assert "The facts cannot be compiled. en/words/dry.toml, card 1.ways: missing" in said
    assert "911" in said
    assert checkout.compiled() == made


def test_a_file_of_words_that_goes_shows_at_once(checkout: Checkout) -> None:
    """What a deleted file said is no longer heard, although no file that is left is newer."""
    checkout("ask", "my lips are dry")
    made = checkout.compiled()
    (checkout.content / "en" / "words" / "ordinary.toml").unlink()
    checkout("ask", "my lips are dry")
    assert [one for one in checkout.compiled() if one in made] == []


def test_without_the_sources_nothing_is_compiled(checkout: Checkout) -> None:
    """An installed program has no sources of words: it reads what the build has made, and writes nothing."""
    checkout("ask", "my lips are dry")
    shutil.rmtree(checkout.content / "en" / "words")
    (checkout.content / "checkout.py").unlink()
    made = checkout.compiled()
    checkout.edit("en/effects.toml", '"dry, cracked lips"', '"lips like paper"')
    assert "Dry, cracked lips" in checkout("ask", "my lips are dry")[1]
    assert checkout.compiled() == made
