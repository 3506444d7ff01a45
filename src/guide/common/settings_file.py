"""The user's settings: one commented TOML file, read and changed without losing its comments."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

THEMES = ("follow", "dark", "light", "contrast", "terminal")
"""Colours that can be set; the first is the default."""
CHOICES = {"theme": THEMES}
"""The settings, each with the values that it can have; the first is the default."""

TEMPLATE = """\
# Settings of guide. Lines that begin with # are not read.
# “guide settings” shows what is set; this file is kept as it is, with its comments.

# Colours of the app:
#   follow    dark or light, as the background of the terminal is
#   dark, light, contrast
#   terminal  the sixteen colours of the terminal itself
# theme = "follow"
"""


class SettingsError(Exception):
    """The file cannot be read or changed. The message is a sentence with its place."""


class Settings(NamedTuple):
    """What is set, and what was wrong with the file.

    Attributes:
        theme: One of ``THEMES``.
        problem: A sentence with the place, empty where all was well. What is at fault has its default.
    """

    theme: str = THEMES[0]
    problem: str = ""


def read_settings(path: Path) -> Settings:
    """The settings of this file. One that is absent sets nothing, and one at fault never raises."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except (OSError, ValueError) as error:
        return Settings(problem=_unreadable(path, error))
    try:
        values = _parse(path, text)
    except SettingsError as error:
        return Settings(problem=str(error))
    problems = []
    for name, value in values.items():
        if name not in CHOICES:
            problems.append(f"{_place(path, text, name)}: there is no setting “{name}”.")
        elif value not in CHOICES[name]:
            problems.append(f"{_place(path, text, name)}: “{name}” is one of {', '.join(CHOICES[name])}.")
    sound = {name: value for name, value in values.items() if value in CHOICES.get(name, ())}
    return Settings(**sound, problem=" ".join(problems))


def write_setting(path: Path, name: str, value: str) -> None:
    """Set a value in the file, which is made where it is absent. Everything else in it stays.

    Raises:
        SettingsError: The file is at fault, or cannot be written.
    """
    line = f'{name} = "{value}"'
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else TEMPLATE
        _parse(path, text)
        changed = _replace_line(text, name, line)
        _parse(path, changed)
        path.parent.mkdir(parents=True, exist_ok=True)
        # The file that is there stays whole until the new one is.
        draft = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            draft.write_text(changed, encoding="utf-8")
            draft.replace(path.resolve())
        finally:
            with suppress(OSError):
                draft.unlink()
    except (OSError, ValueError) as error:
        raise SettingsError(_unreadable(path, error)) from None


def _replace_line(text: str, name: str, line: str) -> str:
    """The text with this line in place of the one that sets the name, or else of its commented example."""
    for pattern in (rf"^[ \t]*{name}[ \t]*=[^\n#]*?(?P<rest>[ \t]*#[^\n]*)?$", rf"^#[ \t]*{name}[ \t]*=.*$"):
        if found := re.search(pattern, text, re.MULTILINE):
            rest = found.groupdict().get("rest") or ""
            return f"{text[: found.start()]}{line}{rest}{text[found.end() :]}"
    # Before the first table: what stands behind its heading belongs to it.
    table = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    place = table.start() if table else len(text)
    before = text[:place]
    return f"{before}{'' if not before or before.endswith(chr(10)) else chr(10)}{line}\n{text[place:]}"


def _parse(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = re.fullmatch(
            r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error), re.DOTALL
        )
        line = (fault and fault[2]) or str(text.count("\n") + 1)
        message = fault[1] if fault else str(error)
        sentence = f"{message[:1].lower()}{message[1:]}"
        raise SettingsError(
            f"{path}:{line}: this is no TOML ({sentence}), so nothing of it is used."
        ) from None


def _place(path: Path, text: str, name: str) -> str:
    found = re.search(rf"^[ \t]*[\[\"']?{re.escape(name)}\b", text, re.MULTILINE)
    return f"{path}:{text.count(chr(10), 0, found.start()) + 1}" if found else str(path)


def _unreadable(path: Path, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
    return f"{path}: the settings cannot be read or written: {reason}."
