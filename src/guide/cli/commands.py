"""The commands behind ``guide``, one file each, with what they share: exit codes, and how rules are told."""

from collections.abc import Mapping

DONE, INPUT_AT_FAULT, USAGE, OUR_FAILURE, INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS: Mapping[str, str] = {
    "compare": "the kinds of support side by side",
    "decide": "a file of answers, a row a person",
    "explain": "the full explanation of answers, without walking",
    "interview": "an interview that is kept as it goes, and can be left and gone on with",
    "records": "the interviews that are kept: list, show, report, delete and more",
    "rules": "for whoever edits a guide",
}
"""Each is a module here with ``run(arguments) -> exit code``; it may raise RulesError."""
