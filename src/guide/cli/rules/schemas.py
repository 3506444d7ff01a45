"""``guide rules schema``: the JSON Schemas of the files of a guide, for editors."""

from argparse import Namespace
from pathlib import Path

from guide.cli.commands import DONE, INPUT_AT_FAULT, USAGE
from guide.cli.failures import complain
from guide.cli.rules.rules_command import Commands, add_command
from guide.common.output import put_out
from guide.ruleset.folder import holds_guide

_OF_GUIDE = Path("schema")
"""Where the schemas of a guide are, from its folder."""


def add_parser(commands: Commands) -> None:
    """Add ``guide rules schema`` and its options to the parser of its group."""
    parser = add_command(
        commands, "schema", _run, "print the JSON Schema of a file, or write all of them", folder=False
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="such as tree.yaml")
    parser.add_argument(
        "--write",
        type=Path,
        nargs="?",
        const=_OF_GUIDE,
        metavar="FOLDER",
        help="write the schemas of all files here; left out: into “schema” of the guide in which you stand",
    )


def _run(args: Namespace) -> int:
    from guide.authoring.json_schema import schema_json, schemas

    if args.write == _OF_GUIDE and not holds_guide(Path.cwd()):
        complain("You do not stand in the folder of a guide. Name the folder for the schemas behind --write.")
        return INPUT_AT_FAULT
    if args.write is not None:
        write_schemas(args.write)
        return DONE
    if args.file not in schemas():
        unknown = f"There is no file “{args.file}” in a guide. " if args.file else ""
        complain(f"{unknown}Name one of {', '.join(schemas())}, or --write FOLDER.")
        return USAGE
    put_out(schema_json(args.file))
    return DONE


def write_schemas(folder: Path) -> None:
    """Write the JSON Schema of every file of a guide into a folder, which is made if it does not exist.

    The schema of ``tree.yaml`` is ``tree.json``. Files of that name are replaced. Raises OSError.
    """
    from guide.authoring.json_schema import schema_json, schemas

    folder.mkdir(parents=True, exist_ok=True)
    for name in schemas():
        path = folder / name.replace(".yaml", ".json")
        path.write_text(schema_json(name), encoding="utf-8", newline="\n")
