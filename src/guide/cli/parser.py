"""The parser of every command: help that fits the terminal, and errors that say what may have been meant."""

import os
import sys
from argparse import (
    OPTIONAL,
    Action,
    ArgumentError,
    ArgumentParser,
    HelpFormatter,
    _SubParsersAction,
)
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from guide.cli.commands import COMMANDS, USAGE
from guide.cli.failures import complain
from guide.common.suggestions import did_you_mean, nearest_name

PROGRAM = "guide"


class CommandParser(ArgumentParser):
    """Its help ends with the examples of ``cli/examples.py``, which are found by ``prog``."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _make_formatter, **settings})
        self._positionals.title = "arguments"

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Parse like ArgumentParser, but refuse what is not known here, where it can say what is."""
        words = sys.argv[1:] if args is None else list(args)
        # An option that is missing would be complained of before one that is misspelt.
        for word in self._own_words(words):
            if word.startswith("--") and " " not in word and not self._is_option(word):
                self.error(self._unknown_text(word))
        parsed, rest = super().parse_known_args(words, namespace)
        if rest:
            self.error(self._unknown_text(rest[0]))
        return parsed, rest

    def _own_words(self, words: Iterable[str]) -> Iterator[str]:
        """Yield the words up to “--”, and up to the command where there are commands."""
        for word in words:
            if word == "--" or (self.subcommands and not word.startswith("-")):
                return
            yield word

    def _is_option(self, word: str) -> bool:
        name = word.partition("=")[0]
        return any(option.startswith(name) for option in self.options)

    def _unknown_text(self, word: str) -> str:
        if word.startswith("-"):
            name = word.partition("=")[0]
            nearest = nearest_name(name, self.options)
            return f"There is no option “{name}”.{f' Did you mean “{nearest}”?' if nearest else ''}"
        if self.prog == PROGRAM and word in COMMANDS:
            return f"A command comes first: “guide {word}”, and its options behind it."
        return f"“{word}” is one word too many."

    def _get_values(self, action: Action, arg_strings: list[str]) -> Any:
        """Take “--” for a value where it is one, as in “--about=--”. argparse drops it up to Python 3.12."""
        if arg_strings == ["--"] and action.option_strings and action.nargs in (None, OPTIONAL):
            value = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _check_value(self, action: Action, value: Any) -> None:
        """Refuse a value that is not among the choices, with the nearest of them."""
        if action.choices is None or value in action.choices:
            return
        names = [str(choice) for choice in action.choices]
        if isinstance(action, _SubParsersAction):
            raise ArgumentError(None, no_command_text(value, names))
        raise ArgumentError(action, f"There is no “{value}”. {did_you_mean(str(value), names)}")

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where the help is, and end the process."""
        complain(f"{self.prog}: {message}")
        complain(f"“{' '.join([PROGRAM, 'help', *self.prog.split()[1:]])}” tells how it is used.")
        self.exit(USAGE)

    @property
    def options(self) -> tuple[str, ...]:
        """Every option, in the order of the help."""
        return tuple(self._option_string_actions)

    @property
    def subcommands(self) -> Mapping[str, "CommandParser"]:
        """The parsers of the commands below this one, by name."""
        for action in self._actions:
            if isinstance(action, _SubParsersAction):
                return action.choices
        return {}

    @property
    def arguments(self) -> tuple[Action, ...]:
        """Every option and every argument, but not the commands below this one."""
        return tuple(action for action in self._actions if not isinstance(action, _SubParsersAction))

    def format_help(self) -> str:
        """The help, as wide as the terminal."""
        from guide.cli.help_text import commands_text, examples_text

        width = help_width()
        formatter = self._get_formatter()
        formatter.add_usage(_wrap_usage(self.format_usage(), width), (), ())
        formatter.add_text(self.description)
        if self.prog == PROGRAM:
            formatter.add_text(commands_text(width))
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        formatter.add_text(examples_text(self.prog, width))
        return formatter.format_help()

    def format_usage(self) -> str:
        """How to call it, without the options that may be left out; a line for each way."""
        if self.usage:
            return self.usage
        formatter = HelpFormatter(f"{self.prog} [OPTIONS]", width=10_000)
        shown = [action for action in self._actions if not action.option_strings or action.required]
        formatter.add_usage(None, shown, (), prefix="")
        return formatter.format_help().strip()

    def describe(self, argument: Action) -> tuple[str, str]:
        """How an option or argument is written, and what it does."""
        formatter = HelpFormatter(self.prog, width=10_000)
        text = formatter._expand_help(argument) if argument.help else ""
        return formatter._format_action_invocation(argument), text


def no_command_text(name: str, names: Iterable[str]) -> str:
    """The sentence about a command that there is none of."""
    return f"There is no command “{name}”. {did_you_mean(name, names)}"


def help_width() -> int:
    """The columns of a line of help. argparse would import shutil to find out, for each option."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(int(columns), _NARROWEST) - 2
    with suppress(OSError, ValueError, AttributeError):
        at_terminal = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        return max(at_terminal, _NARROWEST) - 2 if at_terminal else 78
    return 78


_NARROWEST = 20
_USAGE = "usage: "


def _wrap_usage(usage: str, width: int) -> str:
    """Wrap each way to call a command. argparse writes “usage: ” before the first."""
    from textwrap import wrap

    lines: list[str] = []
    for way in usage.splitlines():
        lines += wrap(way, max(width - len(_USAGE), 10), subsequent_indent="  ")
    return f"\n{'':{len(_USAGE)}}".join(lines)


class _Formatter(HelpFormatter):
    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Wrap each line for itself; one that begins with a space has its form already."""
        return "\n".join(
            line if line.startswith(" ") else super(_Formatter, self)._fill_text(line, width, indent)
            for line in text.split("\n")
        )


def _make_formatter(prog: str) -> HelpFormatter:
    return _Formatter(prog, width=help_width())
