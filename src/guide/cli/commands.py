"""The commands of ``guide`` and the exit codes."""

from collections.abc import Mapping

DONE, INPUT_AT_FAULT, USAGE, OUR_FAILURE, INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS: Mapping[str, str] = {
    "compare": "the kinds of support side by side",
    "decide": "a file of answers, a row a person",
    "explain": "the full explanation of answers, without walking",
    "interview": "an interview that is kept as it goes, and can be left and gone on with",
    "records": "the interviews that are kept: list, show, report, delete and more",
    "rules": "for whoever edits a guide",
    "settings": "your settings: where they are, and what is set",
}
"""What each command does, for the help. A command is a module or package of this one with ``run(arguments)``,
which returns the exit code and may raise RulesError."""
