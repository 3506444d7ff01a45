"""The door. The version is told without opening any room behind it."""

import sys

from guide import __version__


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        try:
            print(f"guide {__version__}", flush=True)
        except OSError:
            # Below it is told why this cannot be written.
            pass
        else:
            return
    from guide.cli import main as cli

    cli.main()


if __name__ == "__main__":
    main()
