"""Guides as they lie on the disk."""

from collections.abc import Mapping
from pathlib import Path

from guide.common.paths import cache_folder
from guide.ruleset.model import Guide
from guide.ruleset.problems import SIZE_LIMIT, Place, Problem, RulesError


def open_guide(folder: Path) -> Guide:
    """The guide that lies in a folder. Raises RulesError."""
    return open_with_texts(folder)[0]


def open_with_texts(folder: Path) -> tuple[Guide, Mapping[str, bytes]]:
    """The guide that lies in a folder, and the texts that it was made from. Raises RulesError."""
    from guide.ruleset.cache import load_cached, store_cached

    texts = read_folder(folder)
    cache = cache_folder()
    guide = load_cached(cache, folder, texts) if cache is not None else None
    if guide is None:
        guide = build_guide(texts)
        if cache is not None:
            store_cached(cache, folder, texts, guide)
    return guide, texts


def build_guide(texts: Mapping[str, bytes]) -> Guide:
    """The guide that these files make, completely checked. Raises RulesError."""
    from guide.ruleset.checks.structure import check
    from guide.ruleset.parsing.loader import load

    guide, where = load(texts)
    if problems := check(guide, where):
        raise RulesError(problems)
    return guide


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """The YAML files of a folder by name. Raises RulesError where one cannot be read.

    Of a file that is too large no more is read than shows it.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except OSError as error:
        hint = "Name the folder that holds guide.yaml, behind --rules."
        why = f"this folder cannot be read: {error.strerror}"
        raise RulesError([Problem("folder", Place(str(folder), 1, 1), why, hint)]) from None
    texts, problems = {}, []
    for path in paths:
        try:
            with path.open("rb") as file:
                texts[path.name] = file.read(SIZE_LIMIT + 1)
        except OSError as error:
            problems.append(
                Problem("file", Place(path.name, 1, 1), f"this file cannot be read: {error.strerror}")
            )
    if problems:
        raise RulesError(problems)
    return texts


def shipped_rules() -> Path:
    """Where the guide that comes with the package lies: inside it, or beside its source."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parents[1] / "rules"
