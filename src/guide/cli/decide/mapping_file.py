"""The file of ``--map``, which says what a table calls the questions and answers of a guide."""

from pathlib import Path

from guide.batch.column_mapping import ColumnMapping
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import load_part
from guide.ruleset.problems import Place, Problem, RulesError


def read_mapping(path: Path | None, guide: Guide) -> ColumnMapping:
    """Read the file of ``--map``. None stands for no file, and so an empty mapping.

    Raises RulesError with every problem in it.
    """
    if path is None:
        return ColumnMapping()
    try:
        text = path.read_bytes()
    except OSError as error:
        why = f"this file cannot be read: {error.strerror}"
        raise RulesError([Problem("file", Place(str(path), 1, 1), why)]) from None
    return load_part(text, path.name, ColumnMapping, guide)
