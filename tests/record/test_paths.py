from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from isocourse.errors import BadValue, RecordError, RecordRefused
from isocourse.record import paths, store
from shell import shell

# --- where it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "environ", "path"),
    [
        ("mine.toml", {"ISOCOURSE_FILE": "/b.toml"}, f"{Path.cwd()}/mine.toml"),
        ("./a//mine.toml", {}, f"{Path.cwd()}/a/mine.toml"),
        ("../mine.toml", {}, f"{Path.cwd()}/../mine.toml"),
        ("~/mine.toml", {"HOME": "/home/pat"}, "/home/pat/mine.toml"),
        (None, {"ISOCOURSE_FILE": "/b.toml", "HOME": "/home/pat"}, "/b.toml"),
        (None, {"ISOCOURSE_FILE": "~/b.toml", "HOME": "/home/pat"}, "/home/pat/b.toml"),
        (None, {"ISOCOURSE_FILE": "", "HOME": "/home/pat"}, "/home/pat/.local/share/isocourse/course.toml"),
        (None, {"XDG_DATA_HOME": "/x", "HOME": "/home/pat"}, "/x/isocourse/course.toml"),
        (None, {"XDG_DATA_HOME": "", "HOME": "/home/pat"}, "/home/pat/.local/share/isocourse/course.toml"),
        (None, {"XDG_DATA_HOME": "x", "HOME": "/home/pat"}, "/home/pat/.local/share/isocourse/course.toml"),
        (None, {"XDG_DATA_HOME": "~/x", "HOME": "/home/pat"}, "/home/pat/.local/share/isocourse/course.toml"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_the_record_is_found(option: str | None, environ: dict[str, str], path: str) -> None:
    """The option wins over ISOCOURSE_FILE, that over the data folder; odd values of XDG_DATA_HOME count as unset."""
    assert store.locate(option, environ) == path


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
@pytest.mark.parametrize("xdg", [None, "", "/x", "x", "~/x", " /x "])
def test_the_data_folder_is_the_one_platformdirs_names(xdg: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder worked out by hand, to start quickly, is the folder that platformdirs names."""
    import platformdirs  # noqa: PLC0415 - the other opinion

    if xdg is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", xdg)
    assert store.locate(None, os.environ) == str(platformdirs.user_data_path("isocourse") / "course.toml")


def test_without_a_home_folder_the_option_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no home folder is known, the sentence says what to do; no folder named ~ is ever made."""

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", nobody)
    for environ in ({}, {"HOME": ""}, {"HOME": "relative"}, {"ISOCOURSE_FILE": "~/x"}):
        with pytest.raises(RecordError) as caught:
            store.locate(None, environ)
        assert (
            str(caught.value) == "No home folder is known, so there is no place for the record. Name one: --file PATH"
        )


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_the_folder_is_platformdirs_own(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS and Windows platformdirs names the folder, without a company's name in it."""
    asked: list[tuple[object, ...]] = []

    def named(*words: object, **options: object) -> str:
        asked.append((words, options))
        return "/its/own"

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr("platformdirs.user_data_dir", named)
    assert store.locate(None, {}) == "/its/own/course.toml"
    assert asked == [(("isocourse",), {"appauthor": False})]


def test_on_windows_the_home_folder_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """There USERPROFILE is the home folder, HOME is not, and no account is looked up."""
    monkeypatch.setattr(sys, "platform", "win32")
    environ = {"HOME": "/wrong", "USERPROFILE": "/users/pat"}
    assert store.locate("~/mine.toml", environ) == "/users/pat/mine.toml"
    with pytest.raises(RecordError, match="No home folder is known"):
        store.locate("~/mine.toml", {"HOME": "/wrong"})


def test_the_home_folder_of_the_account_is_used_without_home() -> None:
    """A missing HOME is looked up where the system keeps the accounts."""
    import pwd  # noqa: PLC0415 - not on Windows

    home = pwd.getpwuid(os.getuid()).pw_dir
    assert store.locate(None, {}) == f"{home}/.local/share/isocourse/course.toml"


def test_an_empty_option_is_refused() -> None:
    """`--file ""` is a slip, not the default."""
    with pytest.raises(BadValue, match="--file: the path is empty"):
        store.locate("", {"HOME": "/home/pat"})


def test_a_path_of_letters_that_no_path_can_hold_is_refused() -> None:
    """A lone half of a letter, which some systems let one type, is told in one sentence."""
    with pytest.raises(RecordRefused) as caught:
        paths.real_path("\ud800")
    assert str(caught.value) == (
        "The record '\\ud800' cannot be opened: no path can hold such letters. Nothing was changed."
        " Use another file: --file PATH"
    )


def test_a_zero_byte_is_refused_like_any_other_wrong_path() -> None:
    """A zero byte ends a path for the system, so it is told before anything is opened."""
    with pytest.raises(RecordRefused) as caught:
        paths.real_path("a\0b")
    assert str(caught.value) == (
        "The record 'a\\x00b' cannot be opened: no path can hold a zero byte. Nothing was changed."
        " Use another file: --file PATH"
    )


@pytest.mark.parametrize("where", ["--file", "ISOCOURSE_FILE"])
@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("$HOME/iso/course.toml", "nothing replaces the variable"),
        ("${XDG_DATA_HOME}/course.toml", "nothing replaces the variable"),
        ("%USERPROFILE%/course.toml", "nothing replaces the variable"),
        ("~pat/course.toml", "Only ~/ is replaced"),
        ("~", "Only ~/ is replaced"),
        ("/data/course.toml\r", "holds a control character"),
        ("/data\x1b[8m/course.toml", "holds a control character"),
    ],
)
def test_a_path_that_nobody_meant_is_refused(where: str, given: str, why: str) -> None:
    """No folder named `$HOME` or `~pat` is ever made, and a line end of another system is no part of a name (F22)."""
    option, environ = (given, {}) if where == "--file" else (None, {"ISOCOURSE_FILE": given})
    with pytest.raises(BadValue) as caught:
        store.locate(option, environ)
    assert str(caught.value).startswith(f"{where}: ")
    assert why in str(caught.value)
    assert ascii(given)[1:-1] in str(caught.value)


@pytest.mark.parametrize(
    "given", ["/a/$b/course.toml", "./$b.toml", "./~b.toml", "cost$.toml", "/100%/c.toml", "a~.toml"]
)
def test_odd_names_that_somebody_may_mean_stay(given: str) -> None:
    """A dollar, a tilde or a percent sign inside a name is a letter like any other."""
    assert store.locate(given, {}) == os.path.normpath(Path.cwd() / given)


def test_a_path_without_a_current_folder_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the current folder was deleted, a relative path is no fault of the program."""

    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(os, "getcwd", gone)
    assert store.locate("c.toml", {}) == "c.toml"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
@pytest.mark.parametrize(
    "name",
    [
        "plain",
        "a b",
        "Anna's copy",
        "(x';touch PWNED;' y)",
        "$(id)`id`$HOME",
        "-rf",
        'a"b\\c',
        "a\nb\x1b[31m",
        "\udcff",
        "é·",
    ],
)
def test_a_path_comes_back_from_the_shell(name: str) -> None:
    """What is printed to be pasted is read by a shell as the very path, whatever is in its name (E2)."""
    path = f"/tmp/{name}.toml"  # noqa: S108 - only a name
    done = subprocess.run(["bash", "-c", f"printf %s {paths.shell(path)}"], capture_output=True, check=True)  # noqa: S607 - the point
    assert done.stdout == os.fsencode(path)
    assert paths.shell(path).isprintable()
    assert paths.visible(path).isprintable()


def test_a_record_in_the_usual_place_is_named(tmp_path: Path) -> None:
    """A shell inside another program may have a data folder of its own: the record in the usual one is named (F23)."""
    start = "isocourse start --category cannot-become-pregnant --zone America/Chicago --weeks 20"
    assert shell(tmp_path, start).code == 0
    usual = tmp_path / ".local/share/isocourse/course.toml"
    for line in ("status", "verify", "note x"):
        ran = shell(tmp_path, f"isocourse {line}", more={"XDG_DATA_HOME": str(tmp_path / "snap")})
        assert (ran.code, f"isocourse --file {usual} status" in ran.err) == (1, True), ran
    assert "usual place" not in shell(tmp_path / ".local", "isocourse status", more={"HOME": str(tmp_path / "x")}).err
