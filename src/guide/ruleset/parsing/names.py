"""Names that stand in braces in the texts of a guide: each is written in one place, and used in any text.

``{tea}`` stands for the name of the kind with this id, ``{organisation}`` for a name that guide.yaml
lists under ``names``, and ``{duration}`` for the text of that field. They are put in place while texts are
decoded, so that nothing that works on a guide knows of them. In a guide without ``names``, braces stand for
themselves: so texts that were written before there were names stay as they are.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from guide.common.suggestions import did_you_mean
from guide.ruleset.model import NOTHING, PLACEHOLDERS
from guide.ruleset.parsing import yaml_nodes

DURATION = "duration"
"""The field of guide.yaml whose text can be used like a name."""

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)(\}?)")
_DOUBLED = {"{{": "{", "}}": "}"}


class Fault(Struct, frozen=True):
    """A name in braces that nothing can be put in place of: what is wrong with it, and how to mend it."""

    message: str
    hint: str


class TextNames(Struct, frozen=True):
    """The texts that stand for names in braces. Each table holds the ones that its texts may use.

    Attributes:
        in_own: In a name that guide.yaml lists: none.
        in_kinds: In the name of a kind: the names that guide.yaml lists.
        in_duration: In ``duration``: those, and the kinds.
        in_texts: Everywhere else: those, and ``duration``.
        complete: False where a file that defines names is missing or at fault; nothing is unknown then.
    """

    in_own: Mapping[str, str] = NOTHING
    in_kinds: Mapping[str, str] = NOTHING
    in_duration: Mapping[str, str] = NOTHING
    in_texts: Mapping[str, str] = NOTHING
    complete: bool = True

    def with_texts_of(self, other: "TextNames") -> "TextNames":
        """These names with the texts of others, where both have the name: what has not been renamed yet."""
        return TextNames(
            in_own=_with_texts(self.in_own, other.in_own),
            in_kinds=_with_texts(self.in_kinds, other.in_kinds),
            in_duration=_with_texts(self.in_duration, other.in_duration),
            in_texts=_with_texts(self.in_texts, other.in_texts),
            complete=self.complete,
        )

    def fill(self, text: str, known: Mapping[str, str], kept: tuple[str, ...]) -> tuple[str, list[Fault]]:
        """Put texts in place of names in braces, and single braces in place of doubled ones.

        Args:
            text: The text as its author wrote it.
            known: One of the tables.
            kept: Names that stay in their braces, as they are filled in later.

        Returns:
            The text, and a fault for each name that is not known. These stay as they are.
        """
        faults: list[Fault] = []

        def put(match: re.Match[str]) -> str:
            written = match[0]
            if written in _DOUBLED:
                return _DOUBLED[written]
            name = " ".join(match[1].split())
            if not match[2]:
                name = next((word for word in re.findall(r"^[\w-]+", name) if word in known), "")
                if name:
                    hint = f"Write {{{name}}}; or {{{{ if the brace belongs to the text."
                    faults.append(Fault(f"the brace before “{name}” is never closed", hint))
            elif name in known:
                return known[name]
            elif name not in kept:
                faults.append(
                    Fault(f"nothing is put in place of “{{{name}}}”", self._hint(name, known, kept))
                )
            else:
                return f"{{{name}}}"
            return written

        return _BRACES.sub(put, text), faults if self.complete else []

    def _hint(self, name: str, known: Mapping[str, str], kept: tuple[str, ...]) -> str:
        if name in PLACEHOLDERS:
            return f"{{{name}}} stands for how long a record is kept, and is known in the briefing alone."
        if name in self.in_texts:
            return "It cannot be used here, in what other texts use themselves: write the words."
        if meant := did_you_mean(name, (*known, *kept)):
            return meant
        words = "Write the id of a kind, or list the name under names in guide.yaml."
        return f"{words} If the braces belong to the text, double them: {{{{{name}}}}}"


def uses_names(front: yaml_nodes.Node | None) -> bool:
    """Whether braces stand for names in the guide with this root of guide.yaml: it has a table of them."""
    return isinstance(front, yaml_nodes.Mapping) and "names" in front.items


def collect_names(front: yaml_nodes.Node | None, kinds: yaml_nodes.Node | None) -> TextNames:
    """The names that the files define.

    Args:
        front: The root of guide.yaml; None where it could not be parsed.
        kinds: The root of kinds.yaml, likewise.
    """
    own_nodes, rows = _table(front, "names"), _table(kinds, "kinds")
    kind_nodes = {key: _child(row, "name") for key, row in (rows or {}).items()}
    duration = _child(front, DURATION)
    texts = [*(own_nodes or {}).values(), *kind_nodes.values(), duration]
    complete = (
        own_nodes is not None
        and rows is not None
        and all(isinstance(node, yaml_nodes.Scalar) for node in texts)
    )
    names = TextNames()
    own = _with_capitals({key: names.fill(_text(node), {}, ())[0] for key, node in (own_nodes or {}).items()})
    in_sentences, by_themselves = dict(own), {}
    for key, node in kind_nodes.items():
        by_themselves[key] = names.fill(_text(node), own, ())[0]
        # A name that begins with another one, such as that of a programme, begins as that one does.
        in_sentences[key] = (
            by_themselves[key] if _text(node).startswith("{") else _begin_small(by_themselves[key])
        )
    in_duration = _with_capitals(in_sentences, by_themselves)
    in_texts = dict(in_duration)
    if isinstance(duration, yaml_nodes.Scalar):
        in_texts[DURATION] = names.fill(duration.text, in_duration, ())[0]
        in_texts = _with_capitals(in_texts)
    return TextNames({}, own, in_duration, in_texts, complete)


def misnamed(front: yaml_nodes.Node | None, kinds: yaml_nodes.Node | None) -> Mapping[str, str]:
    """What is wrong with keys of ``names``, by the key: such a name is taken, or no text can use it."""
    faults = {}
    taken = _table(kinds, "kinds") or {}
    for key in _table(front, "names") or {}:
        if key in taken:
            faults[key] = f"“{key}” is the id of a kind, and stands for that one's name"
        elif key in (DURATION, *PLACEHOLDERS):
            faults[key] = f"“{key}” stands for something else already"
        elif key and (key != " ".join(key.split()) or "{" in key or "}" in key):
            faults[key] = f"no text can use “{key}”, because of a brace or space in it"
    return faults


def _with_texts(texts: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {name: others.get(name, text) for name, text in texts.items()}


def _with_capitals(texts: Mapping[str, str], whole: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """The texts, and each with a capital at its start under a name that begins with one too.

    A name that is there already stays as it is. ``whole`` has the texts to begin with, where they differ.
    """
    table = dict(texts)
    for name, text in texts.items():
        full = whole.get(name, text)
        table.setdefault(name[:1].upper() + name[1:], full[:1].upper() + full[1:])
    return table


def _begin_small(name: str) -> str:
    """The name as it stands within a sentence. One with a further capital stays, such as “HR advice”."""
    return name if name[1:] != name[1:].lower() else name[:1].lower() + name[1:]


def _table(root: yaml_nodes.Node | None, key: str) -> Mapping[str, yaml_nodes.Node] | None:
    """The table under a key; empty where the key is missing, and None where something else is there."""
    if not isinstance(root, yaml_nodes.Mapping):
        return None
    if key not in root.items:
        return {}
    table = root.items[key][0]
    if not isinstance(table, yaml_nodes.Mapping):
        return None
    return {name: node for name, (node, _, _) in table.items.items()}


def _child(node: yaml_nodes.Node | None, key: str) -> yaml_nodes.Node | None:
    return node.items[key][0] if isinstance(node, yaml_nodes.Mapping) and key in node.items else None


def _text(node: yaml_nodes.Node | None) -> str:
    return node.text if isinstance(node, yaml_nodes.Scalar) else ""
