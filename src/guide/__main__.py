"""Entry point of the program.

``--version`` is answered here, before anything else is imported, as scripts that ask for it want it quickly.
"""

import sys

from guide import __version__


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        try:
            print(f"guide {__version__}", flush=True)
        except OSError:
            # The command line tries again, and reports why nothing can be written.
            pass
        else:
            return
    from guide.cli import main as cli

    cli.main()


if __name__ == "__main__":
    main()
