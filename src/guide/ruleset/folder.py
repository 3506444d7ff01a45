"""Opens the folders in which guides are kept."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from guide.common.paths import cache_folder
from guide.ruleset.model import Guide
from guide.ruleset.problems import SIZE_LIMIT, Place, Problem, RulesError


class LoadedGuide(Struct, frozen=True):
    """A guide that was checked, with the texts that it was loaded from.

    Attributes:
        guide: The guide.
        texts: The content of the files in its folder by name, also of those that are no part of the guide.
    """

    guide: Guide
    texts: Mapping[str, bytes]

    @property
    def guide_texts(self) -> Mapping[str, bytes]:
        """The files that make the guide, without its cases and whatever else lies beside them."""
        from guide.ruleset.parsing.loader import GUIDE_FILES

        return {name: text for name, text in self.texts.items() if name in GUIDE_FILES}

    @property
    def digest(self) -> str:
        """The id of this version: the digest of ``guide_texts``. It is computed each time it is asked for."""
        from guide.common.digest import digest

        return digest(self.guide_texts)


def open_guide(folder: Path) -> Guide:
    """The guide in a folder, checked. Raises RulesError with every problem found."""
    return load_folder(folder).guide


def load_folder(folder: Path) -> LoadedGuide:
    """The guide in a folder, checked, with the content of its files.

    A guide whose texts have not changed comes from the cache. Raises RulesError with every problem found.
    """
    from guide.ruleset.cache import load_cached, store_cached

    texts = read_folder(folder)
    cache = cache_folder()
    guide = load_cached(cache, folder, texts) if cache is not None else None
    if guide is None:
        guide = build_guide(texts)
        if cache is not None:
            store_cached(cache, folder, texts, guide)
    return LoadedGuide(guide, texts)


def build_guide(texts: Mapping[str, bytes]) -> Guide:
    """Load and check the guide of these files. Raises RulesError with every problem found.

    Args:
        texts: The content of the files by name.
    """
    from guide.ruleset.checks.structure import check
    from guide.ruleset.parsing.loader import load

    guide, locate = load(texts)
    if problems := check(guide, locate):
        raise RulesError(problems)
    return guide


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """The content of a folder's YAML files by name. Raises RulesError where one cannot be read.

    At most one byte more than SIZE_LIMIT is read of each, so that the loader sees that it is too large.
    """
    texts, problems = read_files(folder)
    if problems:
        raise RulesError(problems)
    return texts


def read_files(folder: Path) -> tuple[Mapping[str, bytes], list[Problem]]:
    """As ``read_folder``, but with a problem for each file that cannot be read, and the texts of the others.

    Files that are meant as YAML by their name are read as well, such as ``tree.yml``, so that they can be
    named where a file is missing. Raises RulesError where the folder itself cannot be read.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if _is_yaml(path.name))
    except OSError as error:
        raise RulesError([_unreadable_folder(folder, error)]) from None
    texts: dict[str, bytes] = {}
    problems = []
    for path in paths:
        try:
            with path.open("rb") as file:
                texts[path.name] = file.read(SIZE_LIMIT + 1)
        except OSError as error:
            problems.append(
                Problem("file", Place(path.name, 1, 1), f"this file cannot be read: {error.strerror}")
            )
    return texts, problems


def _is_yaml(name: str) -> bool:
    """Whether a file is meant as YAML. Windows hides that a name ends on “.txt”."""
    return name.casefold().removesuffix(".txt").endswith((".yaml", ".yml"))


def _unreadable_folder(folder: Path, error: OSError) -> Problem:
    message, hint = f"this folder cannot be read: {error.strerror}", "Name the folder that holds guide.yaml."
    if folder.is_file():
        message = "this is a file, and a guide is a folder"
        hint = f"Name the folder in which it stands: {folder.parent}"
    elif not folder.exists():
        from guide.common.suggestions import did_you_mean

        near = sorted(path.parent.name for path in folder.parent.glob("*/guide.yaml"))
        hint = f"{hint} {did_you_mean(folder.name, near)}".rstrip()
    return Problem("folder", Place(str(folder), 1, 1), message, hint)


def holds_guide(folder: Path) -> bool:
    """Whether the two files that only a guide has are in a folder. The others may be missing still."""
    return all(folder.joinpath(name).is_file() for name in ("guide.yaml", "tree.yaml"))


def find_guide_folder() -> Path:
    """The working folder if it holds a guide, else the folder of the guide that comes with the program."""
    here = Path.cwd()
    return here if holds_guide(here) else shipped_rules()


def shipped_rules() -> Path:
    """The folder of the guide that comes with the program: inside the package, or beside its source."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parents[1] / "rules"
