"""The way in: crisis lines before anything can fail, then the commands."""

import gc
import sys
import warnings

try:
    from isocourse.failsafe import emergency
except Exception:  # noqa: BLE001 - what failed once (a full table of files, an interrupted call) may not fail twice
    sys.path_importer_cache.clear()
    from isocourse.failsafe import emergency

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
    with warnings.catch_warnings():  # what Python warns of is nothing that a patient can mend
        warnings.simplefilter("ignore")
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
        _hear(argv, "heard_first")
        from isocourse.cli.app import run  # a broken dependency must not silence the lines above

        code = run(argv)
    except KeyboardInterrupt:
        _hear([], "heard_anyway")
        emergency.say("isocourse: Stopped before anything was saved.", to_stderr=True)
        return 130
    except Exception as problem:  # noqa: BLE001 - no traceback ever reaches a patient
        _hear(argv, "heard_anyway")
        emergency.say(_FAULT.format(name=type(problem).__name__), to_stderr=True)
        emergency.show(emergency.EMERGENCY_LINE, to_stderr=True)
        return 70
    _hear([], "heard_anyway")  # an alarm that still waits is printed, however the command ended
    return code


def _hear(argv: list[str], how: str) -> None:
    """Judge the words of the line; where not even that can be loaded, the short list of signs stands for it."""
    for _ in range(2):  # what failed once (a full table of files, an interrupted call) may not fail twice
        try:
            from isocourse.cli.hearing import before_parsing  # a broken installation must not silence the lines above

            getattr(before_parsing, how)(argv)
        except Exception:  # noqa: BLE001 - nothing that fails here may keep the command from running
            sys.path_importer_cache.clear()  # what could not be seen once is taken as missing
        else:
            return
    if len(argv) > 1:
        emergency.show(emergency.NOT_JUDGED + emergency.SHORT_LIST, to_stderr=True)


if __name__ == "__main__":
    main()
