"""The way in: crisis lines before anything can fail, then the commands."""

from __future__ import annotations

import sys

from isocourse import emergency

_FAULT = (
    "isocourse: a fault of the program ({name}). Your record was left as it was before this command, or as the last"
    " line above says. Please report it, without anything about your health: see the README, section Help.\n"
)


def main() -> None:
    """Run the command line and exit."""
    argv = sys.argv[1:]
    emergency.reset()
    emergency.heed(" ".join(argv), json="--json" in argv)
    if argv[:1] == ["warnings"] and len(argv) == 1:
        sys.exit(0 if emergency.say(emergency.WARNINGS) else 3)
    try:
        from isocourse.cli.app import run  # noqa: PLC0415 - a broken dependency must not silence the lines above

        code = run(argv)
    except Exception as problem:  # noqa: BLE001 - no traceback ever reaches a patient
        emergency.say(_FAULT.format(name=type(problem).__name__), to_stderr=True)
        emergency.say(emergency.EMERGENCY_LINE, to_stderr=True)
        code = 70
    sys.exit(code)


if __name__ == "__main__":
    main()
