"""Opens a file in the program that the system has for it."""

import subprocess
import sys
import webbrowser
from pathlib import Path


def open_file(path: Path) -> str:
    """Open a file, and return "", or a sentence on why that cannot be done.

    The program runs apart from this one: it has no part in our terminal, and nobody waits for it.
    """
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return "There is no program here to open it with."
    if type(browser) is webbrowser.GenericBrowser:
        # It would need the terminal that we draw on.
        return f"The only browser here is {browser.name}, which needs the terminal for itself."
    command = [sys.executable, "-m", "webbrowser", path.as_uri()]
    nothing = subprocess.DEVNULL
    try:
        subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    except OSError as error:
        return f"It could not be opened: {error.strerror}."
    return ""
