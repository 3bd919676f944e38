"""`python -m pipeline` and the command `pipeline`: the one place where exceptions end."""

import sys
import traceback

INTERRUPTED = 130
BUG = 2


def main() -> None:
    """Run the command line and leave with its exit status; our own bugs are said plainly and exit with 2."""
    from pipeline.cli import app  # noqa: PLC0415 - typer is imported when there is something to parse

    try:
        app()
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
            traceback.print_exc()
        sys.exit(BUG)


if __name__ == "__main__":
    main()
