"""``guide rules export``: the guide for other programs, as SQL, JSON or DMN."""

import sys
from argparse import Namespace

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.rules.rules_command import Commands, add_command, load_guide_and_cases
from guide.common.output import put_out
from guide.common.text import escape_control_chars
from guide.ruleset.folder import open_guide
from guide.ruleset.model import Guide


def add_parser(commands: Commands) -> None:
    """Add ``guide rules export`` and its options to the parser of its group."""
    parser = add_command(commands, "export", _run, "write the guide for other programs, on standard output")
    parser.add_argument(
        "--to",
        dest="form",
        choices=("sql", "json", "dmn"),
        required=True,
        help="a SELECT for a table of answers; all of the guide; or decision tables, where the decision"
        " “decided” takes the id of an option, or null, for each question",
    )
    parser.add_argument(
        "--table",
        default="answers",
        metavar="TABLE",
        help="with --to sql: the table of answers, a column a question",
    )


def _run(args: Namespace) -> int:
    from guide.authoring.export.dmn_model import TooManyRulesError
    from guide.authoring.export.sql_quoting import UnquotableIdError

    guide = open_guide(args.folder)
    try:
        text = _export(guide, args)
    except (UnquotableIdError, TooManyRulesError) as error:
        print(escape_control_chars(str(error)), file=sys.stderr)
        return INPUT_AT_FAULT
    # As it is: in SQL, line breaks within a text have a meaning.
    put_out(text)
    return DONE


def _export(guide: Guide, args: Namespace) -> str:
    """Return the guide in the format of ``--to``. Raises UnquotableIdError and TooManyRulesError."""
    from guide.authoring.export.dmn_export import export_dmn
    from guide.authoring.export.json_export import export_json
    from guide.authoring.export.sql_export import export_sql

    match args.form:
        case "sql":
            return export_sql(guide, args.table)
        case "dmn":
            return export_dmn(guide)
        case _:
            return export_json(*load_guide_and_cases(args.folder))
