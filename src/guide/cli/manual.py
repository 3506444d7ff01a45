"""``guide manual``: a manual page made from the parsers of all commands."""

from collections.abc import Iterable, Iterator

from guide import __version__
from guide.cli.commands import DONE, GROUPS
from guide.cli.examples import EXAMPLES
from guide.cli.parser import CommandParser
from guide.common.output import put_out

_ESCAPES = str.maketrans(
    {"\\": "\\e", "-": "\\-", "“": "\\(lq", "”": "\\(rq", "…": "...", "~": "\\(ti", "'": "\\(aq"}
)
"""Letters that troff would take for something else, or that its terminals do not have."""
_VARIABLES = (
    ("$GUIDE_STORE", "the file of interviews where --store is not given"),
    ("$GUIDE_CONFIG", "the file of your settings"),
    ("$COLUMNS", "how wide a help and a table are"),
    ("$NO_COLOR", "no colours"),
    ("$GUIDE_DEBUG", "where guide failed, if it did"),
)


def run(arguments: list[str]) -> int:
    """Print the manual page as troff and return the exit code."""
    make_parser().parse_args(arguments)
    put_out("".join(f"{line}\n" for line in _page()))
    return DONE


def make_parser() -> CommandParser:
    """Return the parser of ``guide manual``."""
    return CommandParser(
        prog="guide manual", description="Print the manual page of guide with all of its commands, for “man”."
    )


def _page() -> Iterator[str]:
    from guide.cli.command_tree import all_parsers

    root, *commands = all_parsers()
    yield f'.TH GUIDE 1 "" "guide {_escape(__version__)}" "guide"'
    yield ".SH NAME"
    yield f"guide \\- {_escape('which kind of support fits: a few plain questions, and a recommendation')}"
    yield ".SH SYNOPSIS"
    yield from _synopsis(root)
    yield ".SH DESCRIPTION"
    yield from _text(root.description)
    for title, names in GROUPS.items():
        yield f".SS {_escape(title)}"
        yield from _terms((f"guide {name}", text) for name, text in names.items())
    yield ".SH OPTIONS"
    yield from _arguments(root)
    yield from _text(root.epilog)
    yield from _examples(root)
    yield ".SH COMMANDS"
    for parser in commands:
        yield from _command(parser)
    yield ".SH ENVIRONMENT"
    yield from _terms(_VARIABLES)


def _command(parser: CommandParser) -> Iterator[str]:
    yield f".SS {_escape(parser.prog)}"
    yield from _text(parser.description)
    yield from _synopsis(parser)
    yield from _arguments(parser)
    yield from _text(parser.epilog)
    yield from _examples(parser)


def _synopsis(parser: CommandParser) -> Iterator[str]:
    for line in parser.format_usage().splitlines():
        yield ".PP"
        yield f"\\fB{_escape(line)}\\fR"


def _arguments(parser: CommandParser) -> Iterator[str]:
    described = map(parser.describe, parser.arguments)
    # The help is in each command, and told of once.
    yield from _terms(pair for pair in described if parser.prog == "guide" or "--help" not in pair[0])


def _examples(parser: CommandParser) -> Iterator[str]:
    for meaning, command in EXAMPLES.get(parser.prog, ()):
        yield ".PP"
        yield f"{_escape(meaning)}:"
        yield ".PP"
        yield ".RS 4"
        yield ".nf"
        yield f"\\&{_escape(command)}"
        yield ".fi"
        yield ".RE"


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, text in pairs:
        yield ".TP"
        yield f"\\fB{_escape(term)}\\fR"
        yield f"\\&{_escape(text)}"


def _text(text: str | None) -> Iterator[str]:
    for paragraph in (text or "").splitlines():
        yield ".PP"
        yield f"\\&{_escape(paragraph)}"


def _escape(text: str) -> str:
    """Return a text for a line of troff that is no request."""
    return " ".join(text.split()).translate(_ESCAPES)
