"""The keys that every screen has."""

from textual.binding import Binding, BindingType

COMMON_KEYS: tuple[BindingType, ...] = (
    Binding("question_mark,f1", "app.show_keys", "Keys", show=False, tooltip="All keys of this screen"),
    Binding("ctrl+p", "app.find", "Find", show=False, priority=True, tooltip="Find what can be done here"),
    Binding("t", "app.next_theme", "Colours", show=False, tooltip="Other colours"),
    Binding("q", "quit", "Quit"),
)
"""Keys of every screen. Those of the app do not reach a dialog, which therefore has them once more."""
