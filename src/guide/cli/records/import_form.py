"""``guide records import`` of a form: a CSV or TSV file of answers."""

from argparse import Namespace

from guide.cli.commands import DONE
from guide.cli.decide.mapping_file import read_mapping
from guide.cli.records.common import count_text, print_result
from guide.ruleset.folder import load_folder
from guide.sessions.form_import import Form, import_form, read_form
from guide.storage import Store

FORMATS = (".csv", ".tsv")
PRIVATE = "{} left out: with these answers it is a private matter, of which nothing is kept."


def load_form(args: Namespace) -> Form:
    """Read a form with answers, from the file of the arguments and by the rules of ``--rules``.

    Raises StoreError where it cannot be read, RulesError where the rules cannot.
    """
    ruleset = load_folder(args.rules)
    return read_form(args.file, ruleset, read_mapping(args.map, ruleset.guide))


def run_form_import(store: Store, args: Namespace) -> int:
    """Store an interview for each row of the form in ``args.survey``, and print how many; the exit code."""
    imported = import_form(store, args.survey)
    counts = f"{count_text(imported.new)} begun, {imported.known:,} there already."
    private = [PRIVATE.format(count_text(imported.private, "row"))] if imported.private else []
    then = "“guide interview --resume ID” goes on with one, and reads the answers back."
    print_result(args, imported._asdict(), [f"Imported from {args.file}: {counts}", *private, then])
    return DONE
