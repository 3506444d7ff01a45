"""What keys and common actions are called where keys are listed."""

NAMES = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Del",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}
"""The names of keys, by what Textual calls them."""
NAMELESS = {"slash": "/", "plus": "+"}
"""Characters that Textual does not know by the name of their key."""
MODIFIERS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Cmd"}
PLAIN_WORDS = {
    "cursor down": "Down",
    "cursor up": "Up",
    "quit": "Quit",
    "focus next": "On to the next field",
    "focus previous": "Back to the field before",
    "scroll down": "Down",
    "scroll end": "Last",
    "scroll home": "First",
    "scroll left": "Left",
    "scroll right": "Right",
    "scroll up": "Up",
    "select": "Choose",
    "submit": "Go on",
}
"""Better words for the descriptions that come with Textual's widgets."""
