"""The keys of a screen, read from its bindings: those of the footer, and all of them in groups."""

from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from guide.tui.base import ScreenBase
from guide.tui.key_words import MODIFIERS, NAMELESS, NAMES, PLAIN_WORDS

MOST = 5
"""Keys in the footer."""
LAST = ("show_keys", "quit")
"""Actions whose keys are the last in every footer."""
SCROLLING = ("scroll_", "page_left", "page_right")
"""How the names of actions begin that do nothing where all is in view."""
HERE, MOVING, EVERYWHERE = "On this screen", "Moving and choosing", "Everywhere"
COMMON_ACTIONS = {*LAST, "find", "next_theme", "interrupt", "suspend_process"}
"""What can be done on every screen."""


class FooterEntry(NamedTuple):
    """A key of the footer."""

    key: str
    display: str
    description: str
    action: str
    enabled: bool

    @property
    def width(self) -> int:
        return cell_len(f"{self.display} {self.description}")


class KeyGroup(NamedTuple):
    """Keys and what each does, under a heading."""

    heading: str
    keys: tuple[tuple[str, str], ...]


def key_name(key: str) -> str:
    """The name of a key as it is printed on keyboards: ``Ctrl-P`` for ``ctrl+p``."""
    *modifiers, letter = key.split("+")
    name = NAMES.get(letter, letter.upper() if modifiers or len(letter) > 1 else letter)
    return "-".join([*(MODIFIERS.get(modifier, modifier) for modifier in modifiers), name])


def describe(active: ActiveBinding) -> str:
    """What the key does, in plain words, for which there is more room than in the footer.

    They come from the screen, or are the tooltip of the binding, else its description.
    """
    binding, node = active.binding, active.node
    if isinstance(node, ScreenBase) and (words := node.action_words(binding.action)):
        return words
    plain = PLAIN_WORDS.get(binding.description.lower())
    return plain or binding.tooltip or binding.description.capitalize()


def active_bindings(screen: Screen[Any]) -> dict[str, ActiveBinding]:
    """The bindings by key that do something now, also those of the app that reach it through a dialog.

    Unlike Textual's, it leaves out keys for scrolling of what has nothing to scroll: they go on to the next
    binding of the same key.
    """
    app = screen.app
    active: dict[str, ActiveBinding] = {}
    for node, bindings in screen._modal_binding_chain:
        for key, binding in bindings:
            state = app._check_action_state(binding.action, node)
            old = active.get(key)
            if state is False or _scrolls_nothing(node, binding) or _is_written(screen, node, key):
                continue
            if old is None or (binding.priority and not old.binding.priority):
                active[key] = ActiveBinding(node, binding, bool(state), binding.tooltip)
    for key, binding in app._bindings:
        if binding.priority and key not in active:
            active[key] = ActiveBinding(app, binding, True, binding.tooltip)
    return active


def _scrolls_nothing(node: DOMNode, binding: Binding) -> bool:
    if not isinstance(node, Widget) or not binding.action.startswith(SCROLLING):
        return False
    sideways = binding.action.endswith(("left", "right"))
    return not (node.allow_horizontal_scroll if sideways else node.allow_vertical_scroll)


def _is_written(screen: Screen[Any], node: DOMNode, key: str) -> bool:
    """Whether the field that has the focus takes the key as a character of its text."""
    field = screen.focused
    return (
        key in NAMELESS
        and field is not None
        and node is not field
        and field.check_consume_key(key, NAMELESS[key])
    )


def footer_keys(screen: Screen[Any]) -> list[FooterEntry]:
    """The keys for the footer, the most useful first; the last are those of ``LAST``."""
    first: dict[str, FooterEntry] = {}
    last: dict[str, FooterEntry] = {}
    for key, active in active_bindings(screen).items():
        action = _bare(active.binding)
        display = active.binding.key_display or key_name(key).replace("Ctrl-", "^")
        entry = FooterEntry(key, display, active.binding.description, active.binding.action, active.enabled)
        if action in LAST:
            # The shortest: a letter, unless a field takes it.
            last[action] = min(last.get(action, entry), entry, key=lambda other: len(other.display))
        elif active.binding.show:
            first.setdefault(action, entry)
    return [*first.values(), *(last[action] for action in LAST if action in last)]


def fit_footer(entries: list[FooterEntry], width: int) -> tuple[list[FooterEntry], int]:
    """The keys that fit into this width, at most ``MOST``, and the columns between two of them."""
    ends = [entry for entry in entries if entry.action.rpartition(".")[2] in LAST]
    shown = ends
    for entry in [entry for entry in entries if entry not in ends][: MOST - len(ends)]:
        # One that is too long leaves room for a shorter one.
        longer = [*shown[: len(shown) - len(ends)], entry, *ends]
        if _fits(longer, width, 1):
            shown = longer
    return shown, 2 if _fits(shown, width, 2) else 1


def _fits(entries: list[FooterEntry], width: int, gap: int) -> bool:
    return sum(entry.width + gap for entry in entries) - gap <= width


def key_groups(screen: Screen[Any]) -> tuple[KeyGroup, ...]:
    """All keys that do something on the screen now, in groups, each with its description."""
    groups: dict[str, dict[str, list[str]]] = {HERE: {}, MOVING: {}, EVERYWHERE: {}}
    for key, active in active_bindings(screen).items():
        if active.binding.system:
            continue
        keys = groups[group_of(screen, active)].setdefault(describe(active), [])
        if (name := key_name(key)) not in keys:
            keys.append(name)
    return tuple(
        KeyGroup(heading, tuple((_join(keys), description) for description, keys in lines.items()))
        for heading, lines in groups.items()
        if lines
    )


def group_of(screen: Screen[Any], active: ActiveBinding) -> str:
    """The heading that a key belongs under."""
    if _bare(active.binding) in COMMON_ACTIONS:
        return EVERYWHERE
    of_screen = active.node is screen and active.binding.action.partition(".")[0] not in ("app", "screen")
    return HERE if of_screen else MOVING


def _bare(binding: Binding) -> str:
    """The name of the action, without its namespace and parameters."""
    return binding.action.partition("(")[0].rpartition(".")[2]


def _join(keys: list[str]) -> str:
    """The keys as a text, digits from first to last."""
    digits = [key for key in keys if key.isdigit()]
    if len(digits) > 2:
        keys = [f"{digits[0]}–{digits[-1]}", *(key for key in keys if key not in digits)]
    return " ".join(keys)
