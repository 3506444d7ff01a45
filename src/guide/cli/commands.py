"""The commands of ``guide``, and the exit codes."""

from collections.abc import Mapping

DONE, INPUT_AT_FAULT, USAGE, OUR_FAILURE, INTERRUPTED = 0, 1, 2, 3, 130

GROUPS: Mapping[str, Mapping[str, str]] = {
    "For yourself": {
        "explain": "the full explanation of answers, without the questions",
        "compare": "the kinds of support side by side",
    },
    "For those who hold interviews": {
        "interview": "an interview that is kept as it goes, and can be left and gone on with",
        "records": "the interviews that are kept: list, show, report, delete and more",
    },
    "For many people at once": {
        "decide": "a file of answers, a row a person",
    },
    "For authors of a guide": {
        "rules": "check, test, draw and export a guide, or begin one",
    },
    "About the program": {
        "settings": "your settings: where they are, and what is set",
        "help": "the help of a command",
        "completion": "commands, options and ids completed by your shell",
        "manual": "everything as a manual page",
    },
}
"""What each command does, by whom it is for. A command is a module or package of this one with two functions:
``make_parser()`` returns its parser, from which help, completion and the manual are made; ``run(arguments)``
returns the exit code and may raise RulesError."""

COMMANDS: Mapping[str, str] = {name: text for group in GROUPS.values() for name, text in group.items()}
"""What each command does."""
