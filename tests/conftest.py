"""What every test shares: no real home, no real clock, no network."""

from __future__ import annotations

import datetime as dt
import gc
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from patient import Patient

settings.register_profile("isocourse", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("isocourse")
signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background Ctrl-C is ignored, by what is started too

NOW = dt.datetime(2026, 11, 22, 18, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of tests that need none: it stays empty."""
    home = tmp_path_factory.mktemp("home")
    yield home
    assert not list(home.iterdir())


@pytest.fixture(autouse=True)
def _no_network_no_home(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, _nobodys_home: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test tried to reach the network")

    home = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else _nobodys_home
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("ISOCOURSE_FILE", raising=False)


@pytest.fixture
def patient(tmp_path: Path) -> Patient:
    """A patient without a course, on Sunday 22 November 2026 at noon in Chicago."""
    return Patient(tmp_path, NOW)


def pytest_collection_finish() -> None:
    """Leave what stays until the end, ten thousand tests and all modules, out of every later collection of garbage."""
    gc.collect()
    gc.freeze()
