"""`python -m pipeline` and the command `pipeline`: the one place where exceptions end."""

import gc
import os
import sys
from typing import NoReturn

INTERRUPTED = 130
BUG = 2


def entry() -> NoReturn:
    """Run the command line, and leave at once: to give back a million values one by one takes longer than a hook (mypy does the same)."""
    status: object = 0
    try:
        main()
    except SystemExit as left:
        status = left.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):
            # The reader of our output left early: nothing went wrong.
            continue
        except OSError:
            status = BUG
    os._exit(status if isinstance(status, int) else int(status is not None))


def main() -> None:
    """Run the command line and leave with its exit status; our own bugs are said plainly and exit with 2."""
    # One command makes a million values that all stay: most of the time the collector would only walk them.
    gc.disable()
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output left early (`pipeline check | head`): nothing went wrong.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        name = error.filename if isinstance(error.filename, str) else "a file"
        sys.stderr.write(f"error[BLD901]: {name}: {(error.strerror or 'unknown reason').lower()}\n")
        sys.exit(BUG)
    except Exception as error:  # noqa: BLE001 - everything unforeseen ends here, once
        sys.stderr.write(f"This is a bug in pipeline, not in your content: {type(error).__name__}: {error}\n")
        sys.stderr.write("Please report it with the command you ran; -v shows where it happened.\n")
        if "-v" in sys.argv or "--verbose" in sys.argv:
            import traceback  # noqa: PLC0415 - a bug may wait

            traceback.print_exc()
        sys.exit(BUG)


def _run(arguments: list[str]) -> None:
    """Hand the words to a commit hook's fast way in, where they are meant for it, else to typer, which takes longer to import."""
    if "--hook" in arguments:
        from pipeline import hook  # noqa: PLC0415 - see above

        if (asked := hook.asked(arguments)) is not None:
            sys.exit(hook.run(asked))
    from pipeline.cli import app  # noqa: PLC0415 - see above

    app()


if __name__ == "__main__":
    entry()
