"""``guide rules export``: the guide for other programs."""

import sys
from argparse import Namespace

from guide.commands import DONE, INPUT_AT_FAULT
from guide.explain import visible
from guide.folder import open_guide, read_folder
from guide.load import CASES_FILE, load_cases
from guide.model import Guide
from guide.output import put_out


def run_export(chosen: Namespace) -> int:
    from guide.export.as_dmn import TooManyRoadsError
    from guide.export.spelling import SpellingError

    guide = open_guide(chosen.folder)
    try:
        text = _exported(guide, chosen)
    except (SpellingError, TooManyRoadsError) as error:
        print(visible(str(error)), file=sys.stderr)
        return INPUT_AT_FAULT
    # Line breaks mean something in the SQL.
    put_out(text)
    return DONE


def _exported(guide: Guide, chosen: Namespace) -> str:
    from guide.export.as_dmn import as_dmn
    from guide.export.as_json import as_json
    from guide.export.as_sql import as_sql

    match chosen.form:
        case "sql":
            return as_sql(guide, chosen.table)
        case "dmn":
            return as_dmn(guide)
        case _:
            texts = read_folder(chosen.folder)
            return as_json(guide, load_cases(texts, guide) if CASES_FILE in texts else ())
