"""What a shell is offered at Tab: which values an option or argument can take.

The shell runs ``guide`` with what was typed in its environment (the script is that of ``guide completion``).
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from guide.cli.command_tree import rooted_parser
from guide.cli.commands import COMMANDS
from guide.cli.parser import CommandParser
from guide.ruleset.folder import find_guide_folder, holds_guide, open_guide, shipped_rules
from guide.ruleset.model import Guide
from guide.ruleset.problems import RulesError

Words: TypeAlias = Sequence[str]
Offers: TypeAlias = Mapping[str, str]
"""What can stand there, and what it means; some shells show that."""


def answer_shell() -> None:
    """Write what can stand at the cursor of the line in ``COMP_LINE`` for the shell, and end the process."""
    from argcomplete.finders import CompletionFinder
    from argcomplete.lexers import split_line

    line, point = os.environ["COMP_LINE"], int(os.environ["COMP_POINT"])
    words = split_line(line, point)[3]
    parser = rooted_parser(words[1] if len(words) > 1 else "")
    _add_completers(parser, words)
    CompletionFinder()(parser, always_complete_options=False)


def _add_completers(parser: CommandParser, words: Words) -> None:
    for argument in parser.arguments:
        if not argument.choices:
            offer = _OFFERS.get(str(argument.metavar), _nothing)
            argument.completer = _Completer(offer, words)  # type: ignore[attr-defined]
    for below in parser.subcommands.values():
        _add_completers(below, words)


class _Completer:
    def __init__(self, offer: Callable[[str, Words], Offers], words: Words) -> None:
        self._offer = offer
        self._words = words

    def __call__(self, prefix: str, **_: object) -> Offers:
        try:
            return self._offer(prefix, self._words)
        except (RulesError, OSError):
            return {}


def _nothing(_: str, __: Words) -> Offers:
    return {}


def _paths(prefix: str, _: Words) -> Offers:
    """Names of files and folders; hidden ones only where a dot is typed."""
    folder, name = os.path.split(prefix)
    entries = sorted(Path(folder or ".").expanduser().iterdir())
    return {
        f"{Path(folder, entry.name) if folder else entry.name}{'/' if entry.is_dir() else ''}": ""
        for entry in entries
        if entry.name.startswith(name) and entry.name.startswith(".") == name.startswith(".")
    }


def _folders(prefix: str, words: Words) -> Offers:
    return {name: "" for name in _paths(prefix, words) if name.endswith("/")}


def _answers(prefix: str, words: Words) -> Offers:
    """Questions that are not answered yet, or the options of the one that is being answered."""
    guide = _guide_of(words)
    before, comma, last = prefix.rpartition(",")
    question, given, _ = last.partition("=")
    if given:
        options = guide.questions[question].options if question in guide.questions else {}
        return {f"{before}{comma}{question}={name}": option.say for name, option in options.items()}
    answered = {pair.partition("=")[0] for pair in before.split(",")}
    return {
        f"{before}{comma}{name}=": question.ask
        for name, question in guide.questions.items()
        if name not in answered
    }


def _questions(_: str, words: Words) -> Offers:
    return {name: question.ask for name, question in _guide_of(words).questions.items()}


def _distinctions(_: str, words: Words) -> Offers:
    return dict.fromkeys(_guide_of(words).distinctions, "")


def _outcomes(_: str, words: Words) -> Offers:
    return {name: outcome.title for name, outcome in _guide_of(words).outcomes.items()}


def _codes(_: str, __: Words) -> Offers:
    from guide.cli.rules.explain_code import problem_codes

    return dict.fromkeys(problem_codes(), "")


def _commands(_: str, words: Words) -> Offers:
    match words[2:]:
        case ():
            return COMMANDS
        case [name] if name in COMMANDS:
            return dict.fromkeys(rooted_parser(name).subcommands[name].subcommands, "")
    return {}


_OFFERS: Mapping[str, Callable[[str, Words], Offers]] = {
    "ANSWERS": _answers,
    "CODE": _codes,
    "COMMAND": _commands,
    "DISTINCTION": _distinctions,
    "FILE": _paths,
    "FOLDER": _folders,
    "OLD": _folders,
    "NEW": _folders,
    "OUTCOME": _outcomes,
    "QUESTION": _questions,
}
"""By the word that stands for the value in the help. For others, such as NAME and ID of a record, which are
private, nothing is offered."""


def _guide_of(words: Words) -> Guide:
    """Return the guide that the command on this line would read. Raises RulesError."""
    return open_guide(next(_folders_on(words), None) or _default_folder(words))


def _folders_on(words: Words) -> Iterator[Path]:
    for number, word in enumerate(words):
        if word.startswith("--rules="):
            yield Path(word.partition("=")[2]).expanduser()
        elif word == "--rules" and number + 1 < len(words):
            yield Path(words[number + 1]).expanduser()
    if words[1:2] == ["rules"]:
        yield from (folder for word in words[3:] if holds_guide(folder := Path(word).expanduser()))


def _default_folder(words: Words) -> Path:
    return find_guide_folder() if words[1:2] == ["rules"] else shipped_rules()
