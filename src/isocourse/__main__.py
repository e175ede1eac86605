"""The way in: crisis lines before anything can fail, then the commands."""

from __future__ import annotations

import gc
import sys

from isocourse import emergency

_FAULT = (
    "isocourse: a fault of the program ({name}). Your record was left as it was before this command, or as the last"
    " line above says. Please report it, without anything about your health: see the README, section Help.\n"
)


def main() -> None:
    """Run the command line and exit; what so short a run leaves behind is not collected, but goes with the process."""
    gc.disable()
    argv = sys.argv[1:]
    emergency.reset()
    emergency.heed(" ".join(argv), json="--json" in argv)
    code = _warned() if argv == ["warnings"] else _run(argv)
    if code and "warnings" in argv[:-1]:  # a mistake on the same line does not keep the warning signs back
        emergency.show_warnings()
    gc.freeze()
    sys.exit(code)


def _warned() -> int:
    """Print the warning signs; where standard output is closed or full, on standard error, which counts as failed."""
    return 0 if emergency.show_warnings() and sys.stdout is not None else 3


def _run(argv: list[str]) -> int:
    try:
        from isocourse.cli.app import run  # noqa: PLC0415 - a broken dependency must not silence the lines above

        return run(argv)
    except KeyboardInterrupt:
        emergency.say("isocourse: Stopped before anything was saved.", to_stderr=True)
        return 130
    except Exception as problem:  # noqa: BLE001 - no traceback ever reaches a patient
        emergency.say(_FAULT.format(name=type(problem).__name__), to_stderr=True)
        emergency.say(emergency.EMERGENCY_LINE, to_stderr=True)
        return 70


if __name__ == "__main__":
    main()
