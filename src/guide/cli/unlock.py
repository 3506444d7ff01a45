"""The passphrase of an encrypted store: from the environment, from a command, or asked for without an echo.

It is never an argument, which other users of the computer could read, and never in a file or in a message.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from guide.common.encrypted_file import read_salt

if TYPE_CHECKING:
    from guide.cli.parser import CommandParser

VARIABLE = "GUIDE_PASSPHRASE"
COMMAND_VARIABLE = "GUIDE_PASSPHRASE_COMMAND"
NEW_VARIABLE = "GUIDE_NEW_PASSPHRASE"
_ATTEMPTS = 3


def add_passphrase_command(parser: "CommandParser") -> None:
    """Add the option ``--passphrase-command``."""
    parser.add_argument(
        "--passphrase-command",
        default="",
        metavar="COMMAND",
        help=f"prints the passphrase of an encrypted store; else ${VARIABLE}, else you are asked",
    )


def unlock_store(path: Path, command: str = "") -> None:
    """Get the passphrase of a store, if it is encrypted, so that this process can open it.

    ``command`` is the value of ``--passphrase-command``. Raises StoreError where there is no passphrase, or
    it is wrong.
    """
    if not read_salt(path):
        return
    from guide.storage.errors import WrongPassphraseError
    from guide.storage.unlocking import unlock

    passphrase = given_passphrase(command)
    if passphrase is not None:
        unlock(path, passphrase)
        return
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            unlock(path, _ask(f"Passphrase of {path}: "))
        except WrongPassphraseError as error:
            if attempt == _ATTEMPTS:
                raise
            _say(str(error))
        else:
            return


def given_passphrase(command: str) -> str | None:
    """Return the passphrase that a command prints or the environment has; None where there is neither.

    Raises StoreError where the command fails.
    """
    if command:
        return _run(command)
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    return _run(os.environ[COMMAND_VARIABLE]) if os.environ.get(COMMAND_VARIABLE) else None


def new_passphrase(command: str, given: str | None) -> str:
    """Get a passphrase for a store that is to be encrypted. At a terminal, it is asked for twice.

    Args:
        command: Prints it; "" where there is none.
        given: What is taken where neither a command nor the environment has a new one.

    Raises:
        StoreError: There is none, it is empty, or what was typed differs.
    """
    from guide.storage.errors import StoreError

    passphrase = _run(command) if command else os.environ.get(NEW_VARIABLE, given)
    if passphrase is None:
        passphrase = _ask("New passphrase: ")
        if passphrase and _ask("Once more: ") != passphrase:
            raise StoreError("These were two different passphrases. Nothing is changed.")
    if not passphrase:
        raise StoreError("An empty passphrase protects nothing. Nothing is changed.")
    return passphrase


def _ask(prompt: str) -> str:
    """Ask at the terminal without an echo. Raises StoreError where there is none, or the input ends."""
    from getpass import GetPassWarning, getpass
    from warnings import catch_warnings, simplefilter

    from guide.common.text import one_line
    from guide.storage.errors import StoreError

    try:
        with catch_warnings():
            # What would be typed could be seen, or comes from a pipe.
            simplefilter("error", GetPassWarning)
            return getpass(one_line(prompt.rstrip()) + " ")
    except (EOFError, GetPassWarning, OSError):
        raise StoreError(
            f"A passphrase is needed, and there is no terminal to ask for it. Set ${VARIABLE}, or"
            f" ${COMMAND_VARIABLE} to a command that prints it. Nothing is changed."
        ) from None


def _run(command: str) -> str:
    """Return the first line that a command prints. Raises StoreError where it fails."""
    import shlex
    import subprocess

    from guide.storage.errors import StoreError

    try:
        words = shlex.split(command) if os.name == "posix" else command
        printed = subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout
    except subprocess.CalledProcessError as error:
        raise StoreError(f"The command for the passphrase failed (exit code {error.returncode}).") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it cannot be understood"
        raise StoreError(f"The command for the passphrase cannot be run: {why}.") from None
    return printed.decode(errors="surrogateescape").partition("\n")[0].removesuffix("\r")


def _say(sentence: str) -> None:
    from guide.common.text import one_line

    print(one_line(sentence), file=sys.stderr)
