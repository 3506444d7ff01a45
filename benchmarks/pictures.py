"""Pictures of every screen, at six sizes and in five sets of colours, as a real terminal shows them.

    python benchmarks/pictures.py FOLDER [--sizes 80x24 ...] [--colours dark ...]

The guide runs in a pseudo-terminal over a store of invented interviews, and keys lead from screen to screen.
Of each size and set of colours there are sheets, such as FOLDER/80x24-dark-1.html; with Chromium on the path,
also pictures of the sheets.
"""

import argparse
import html
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pyte.screens import Char
from screens import AGAIN, FOLDER, SCREENS, fill_store
from start import GUIDE
from terminal import Terminal

SIZES = ("80x24", "120x40", "200x60", "60x20", "40x12", "20x5")
TRUE_COLOUR = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
COLOURS: Mapping[str, Mapping[str, str]] = {
    "dark": TRUE_COLOUR,
    "light": TRUE_COLOUR,
    "contrast": TRUE_COLOUR,
    "16": {"TERM": "xterm", "COLORTERM": ""},
    "none": {**TRUE_COLOUR, "NO_COLOR": "1"},
}
"""What the terminal says it can do, by the name of the set."""
THEMES = ("dark", "light", "contrast")
SETTLED = 0.4
"""Seconds without output after which a screen is taken to be whole."""
AWAITED = 2.0
"""Seconds in which a busy machine answers a key; one sent earlier would be read together with Escape."""
ANSI = {
    "black": "#000000", "red": "#cd3131", "green": "#0dbc79", "brown": "#e5e510",
    "blue": "#2472c8", "magenta": "#bc3fbc", "cyan": "#11a8cd", "white": "#e5e5e5",
    "brightblack": "#666666", "brightred": "#f14c4c", "brightgreen": "#23d18b", "brightbrown": "#f5f543",
    "brightblue": "#3b8eea", "brightmagenta": "#d670d6", "brightcyan": "#29b8db", "brightwhite": "#ffffff",
}  # fmt: skip
"""The colours of a common terminal, by pyte's names for them."""
INK, PAPER = "#e5e5e5", "#000000"
"""What stands for the terminal's own colours."""
CELL = (8.43, 17)
"""Pixels of a character."""
SHEET = (2130, 1380)
"""Pixels of a sheet; a screen that is larger has one of its own."""
STYLE = (
    "body{background:#888;font:13px sans-serif;margin:4px}figure{display:inline-block;margin:4px}"
    "pre{font:14px/17px 'DejaVu Sans Mono',monospace;margin:0;background:#000}"
    # As high as the row, so that no stripes show between two rows.
    "pre span{display:inline-block;height:17px;vertical-align:top}"
)


class Look(NamedTuple):
    """How a character is painted: CSS colours, and whether it is bold, italic or underlined."""

    ink: str
    paper: str
    bold: bool
    italic: bool
    underlined: bool


def look(char: Char) -> Look:
    """How pyte's character is painted; a reversed one has its colours turned already."""
    ink, paper = colour(char.fg, INK, bright=char.bold), colour(char.bg, PAPER)
    if char.reverse:
        ink, paper = paper, ink
    return Look(ink, paper, char.bold, char.italics, char.underscore)


def colour(name: str, own: str, *, bright: bool = False) -> str:
    """CSS for pyte's name of a colour: of the sixteen, or six hexadecimal digits."""
    if name == "default":
        return own
    if name in ANSI:
        # Many terminals paint bold text of the first eight colours in the bright one.
        return ANSI.get(f"bright{name}", ANSI[name]) if bright else ANSI[name]
    return f"#{name}"


def drawn(terminal: Terminal) -> str:
    """The screen as HTML, a line of spans for each row."""
    screen = terminal.screen
    rows = []
    for y in range(screen.lines):
        cells = [screen.buffer[y][x] for x in range(screen.columns)]
        spans = []
        for style, run in groupby(cells, look):
            css = f"color:{style.ink};background:{style.paper}"
            css += ";font-weight:bold" * style.bold + ";font-style:italic" * style.italic
            css += ";text-decoration:underline" * style.underlined
            spans.append(f'<span style="{css}">{html.escape("".join(cell.data for cell in run))}</span>')
        rows.append("".join(spans))
    return "\n".join(rows)


def pictures(size: str, colours: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each screen and what it looks like."""
    width, height = map(int, size.split("x"))
    for start, steps in SCREENS.items():
        with tempfile.TemporaryDirectory() as folder:
            fill_store(Path(folder, "store.db"))
            theme = colours if colours in THEMES else "follow"
            Path(folder, "settings.toml").write_text(f'theme = "{theme}"\n', encoding="utf-8")
            variables = {
                "GUIDE_STORE": f"{folder}/store.db",
                "GUIDE_CONFIG": f"{folder}/settings.toml",
                **COLOURS[colours],
            }

            command = [*GUIDE, *start.replace(FOLDER, folder).split()]
            terminal = started(command, width, height, variables, folder)
            for name, keys in steps:
                for key in keys:
                    if callable(key):
                        key(Path(folder))
                    elif key == AGAIN:
                        terminal.end()
                        terminal = started(command, width, height, variables, folder)
                    else:
                        terminal.send(key.replace(FOLDER, folder))
                    terminal.settle(SETTLED, AWAITED if key else 0)
                if name:
                    yield name, drawn(terminal)
            terminal.end()


def started(
    command: list[str], width: int, height: int, variables: Mapping[str, str], folder: str
) -> Terminal:
    """The guide in a terminal, once its first page is there. It stands in this folder."""
    terminal = Terminal(command, width=width, height=height, variables=variables, folder=folder)
    terminal.first_byte()
    terminal.rest(0.6)
    return terminal


def sheet(size: str, colours: str, folder: Path) -> None:
    """Write all screens side by side, on as many sheets as keep them readable."""
    width, height = map(int, size.split("x"))
    across = max(1, SHEET[0] // (round(width * CELL[0]) + 14))
    down = max(1, SHEET[1] // (height * CELL[1] + 34))
    figures = [
        f"<figure><figcaption>{html.escape(name)}</figcaption><pre>{screen}</pre></figure>"
        for name, screen in pictures(size, colours)
    ]
    for number, first in enumerate(range(0, len(figures), across * down), 1):
        path = folder / f"{size}-{colours}-{number}.html"
        body = "".join(figures[first : first + across * down])
        path.write_text(
            f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{body}', encoding="utf-8"
        )
        if chromium := shutil.which("chromium"):
            room = max(SHEET[0], round(width * CELL[0]) + 30), down * (height * CELL[1] + 34) + 20
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            picture = f"--window-size={room[0]},{room[1]}", f"--screenshot={path.with_suffix('.png')}"
            subprocess.run([chromium, *options, *picture, path.as_uri()], check=True, capture_output=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--sizes", nargs="+", default=SIZES, choices=SIZES)
    arguments.add_argument("--colours", nargs="+", default=tuple(COLOURS), choices=tuple(COLOURS))
    args = arguments.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for size in args.sizes:
        for colours in args.colours:
            sheet(size, colours, args.folder.resolve())


if __name__ == "__main__":
    main()
