"""``guide settings``: where the settings are, what is set, and a way to change them."""

import sys

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.failures import complain
from guide.cli.parser import CommandParser
from guide.common.output import put_out
from guide.common.paths import settings_path
from guide.common.settings_file import CHOICES, SettingsError, read_settings, write_setting
from guide.common.suggestions import did_you_mean
from guide.common.text import escape_control_chars


def run(arguments: list[str]) -> int:
    """Print the settings, or set one; the exit code."""
    args = make_parser().parse_args(arguments)
    path = settings_path()
    if path is None:
        complain("There is no folder for settings: set $GUIDE_CONFIG to a file.")
        return INPUT_AT_FAULT
    if args.name and args.name not in CHOICES:
        complain(f"There is no setting “{args.name}”. {did_you_mean(args.name, CHOICES)}")
        return INPUT_AT_FAULT
    if args.value is not None:
        if args.value not in CHOICES[args.name]:
            complain(f"“{args.name}” is one of {', '.join(CHOICES[args.name])}.")
            return INPUT_AT_FAULT
        try:
            write_setting(path, args.name, args.value)
        except SettingsError as error:
            complain(str(error))
            return INPUT_AT_FAULT
    settings = read_settings(path)
    there = "" if path.exists() else " (not there yet; “guide settings NAME VALUE” makes it)"
    lines = [f"{path}{there}", *(f"{name} = {getattr(settings, name)}" for name in CHOICES)]
    put_out("".join(f"{escape_control_chars(line)}\n" for line in lines))
    if settings.problem:
        print(escape_control_chars(settings.problem), file=sys.stderr)
        return INPUT_AT_FAULT
    return DONE


def make_parser() -> CommandParser:
    """Return the parser of ``guide settings``."""
    possible = "; ".join(f"{name}: {', '.join(values)}" for name, values in CHOICES.items())
    parser = CommandParser(
        prog="guide settings",
        description="Show the file of your settings and what is set, or set something.",
        epilog="The file is $GUIDE_CONFIG, or settings.toml in your folder for configuration.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="the setting")
    parser.add_argument("value", nargs="?", metavar="VALUE", help=f"what it is to be ({possible})")
    return parser
