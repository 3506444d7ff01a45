"""``guide rules export``: the guide for other programs."""

import sys
from argparse import Namespace

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.common.output import put_out
from guide.common.text import escape_control_chars
from guide.ruleset.folder import open_guide, read_folder
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import CASES_FILE, load_cases


def run_export(chosen: Namespace) -> int:
    from guide.authoring.export.dmn_export import TooManyRulesError
    from guide.authoring.export.sql_quoting import UnquotableIdError

    guide = open_guide(chosen.folder)
    try:
        text = _exported(guide, chosen)
    except (UnquotableIdError, TooManyRulesError) as error:
        print(escape_control_chars(str(error)), file=sys.stderr)
        return INPUT_AT_FAULT
    # Line breaks mean something in the SQL.
    put_out(text)
    return DONE


def _exported(guide: Guide, chosen: Namespace) -> str:
    from guide.authoring.export.dmn_export import export_dmn
    from guide.authoring.export.json_export import export_json
    from guide.authoring.export.sql_export import export_sql

    match chosen.form:
        case "sql":
            return export_sql(guide, chosen.table)
        case "dmn":
            return export_dmn(guide)
        case _:
            texts = read_folder(chosen.folder)
            return export_json(guide, load_cases(texts, guide) if CASES_FILE in texts else ())
