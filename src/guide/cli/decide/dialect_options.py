"""The options that tell how a survey file is written, where it cannot be found out."""

from argparse import ArgumentTypeError

from guide.batch.header import DELIMITERS
from guide.cli.parser import CommandParser


def add_dialect_options(parser: CommandParser) -> None:
    """Add ``--delimiter`` and ``--encoding``; both are None where they are not given."""
    parser.add_argument(
        "--delimiter",
        type=_delimiter,
        metavar="SIGN",
        help="what separates the cells: comma, semicolon, tab, pipe, or another character; "
        "without it, that under which the columns are named after questions",
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help="how the file is encoded, such as utf-8, utf-16 or cp1252"
    )


def _delimiter(text: str) -> str:
    """Return the character that a value of ``--delimiter`` stands for."""
    sign = {**DELIMITERS, "\\t": "\t"}.get(text, text)
    if len(sign) != 1 or not sign.isascii() or sign.isalnum() or sign in '"\r\n\0':
        raise ArgumentTypeError(f"“{text}” is none of {', '.join(DELIMITERS)}, and no single sign")
    return sign
