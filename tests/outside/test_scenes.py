"""Every screen, word for word (tests/scenes/**/*.txt), and how the scenes are kept."""

from __future__ import annotations

import re
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from beginnings import names
from isocourse.cli.commands import COMMANDS
from scenes import BEGINNINGS, CUT, FOLDER, paths, play, with_cuts

SHOWN = 60  # lines of a difference
MOST = 40  # lines of a scene
ELSEWHERE = {
    "tour": "the README shows it, word for word: test_readme.py",
}


def _id(path: Path) -> str:
    return path.relative_to(FOLDER).with_suffix("").as_posix()


@pytest.mark.parametrize("path", paths(), ids=_id)
def test_every_screen_is_the_one_that_was_reviewed(path: Path) -> None:
    """What the program prints in a scene is what stands there: a person reads a change of words before it ships."""
    written = path.read_text(encoding="utf-8")
    played = play(written)
    if played != written:  # not `assert`: showing a difference of a thousand lines takes longer than all the tests
        lines = unified_diff(written.splitlines(), played.splitlines(), "reviewed", "today", lineterm="", n=1)
        pytest.fail(
            "\n".join([*islice(lines, SHOWN), f"If it is meant: python scripts/update_scenes.py {_id(path)}"]),
            pytrace=False,
        )


@pytest.mark.parametrize("path", paths(), ids=_id)
def test_a_scene_is_short_and_says_what_it_shows(path: Path) -> None:
    """A scene begins with one sentence, has at most forty lines, and shows something."""
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# .{8,117}[.?]", first)
    assert len(rest) < MOST
    assert not [line for line in rest if line.startswith("# ")]
    assert any(line.startswith(("  | ", "  ! ")) for line in rest)


def test_every_command_has_a_scene() -> None:
    """Each command of the program is typed in a scene."""
    typed = re.compile(r"^\$ (?:--\w+ )*(\S+)", re.MULTILINE)
    shown = {name for path in paths() for name in typed.findall(path.read_text(encoding="utf-8"))}
    assert set(COMMANDS) - shown == set(ELSEWHERE)


def test_every_beginning_begins_something() -> None:
    """A beginning that no scene and no other beginning goes on from is taken away, and none is missing."""
    begun = {
        line[2:] for path in paths() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("~ ")
    }
    gone_on = set(re.findall(r'^begins = "(.*)"$', BEGINNINGS.read_text(encoding="utf-8"), re.MULTILINE))
    assert begun | gone_on == names(BEGINNINGS)


def test_a_cut_stays_where_the_lines_around_it_do() -> None:
    """What was cut stays cut, whatever is printed there; a changed line beside it shows all, so that nothing hides."""
    written = ["  | a", CUT, "  | z"]
    assert list(with_cuts(written, ["  | a", "  | b", "  | c", "  | z"])) == written
    assert list(with_cuts(written, ["  | a", "  | b", "  | y"])) == ["  | a", "  | b", "  | y"]
    assert list(with_cuts(written, ["  | a", "  | z"])) == ["  | a", "  | z"]
    assert list(with_cuts([*written, "  | old"], ["  | a", "  | b", "  | z", "  | new"])) == [*written, "  | new"]
