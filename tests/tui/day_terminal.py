"""The terminal at which a day of interviews is held: keys, and what is on the screen after them."""

import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from guide.ruleset.folder import shipped_rules
from tests.tui.test_terminal import Terminal, run

SIZE = (80, 40)
# A cell after an emoji may be drawn elsewhere.
_DRAWN = re.compile("[\\s🙂│█▌┃┊╎▎▏▁▔▕▐╭╮╰╯─▊▄▀]")
_END_OF_TEXT = 12
"""Letters of a text that are awaited on the screen: a field may have scrolled past its beginning."""
_AGAIN = 0.06
"""Seconds in which no finger presses a key again."""
END, UP, ERASE, ESCAPE, ENTER = "\x1b[F", "\x1b[A", "\x7f", "\x1b", "\r"


def squash(text: str) -> str:
    """Without spaces and frames: a text on the screen is broken anywhere."""
    return _DRAWN.sub("", text)


class Desk:
    """One guide after the other in a terminal. It waits for what is shown.

    Attributes:
        starts: How often a guide was started.
        keys: How many keys were pressed.
    """

    def __init__(self, store: Path) -> None:
        self._environment = {"GUIDE_STORE": str(store)}
        self._read_to = 0
        self._pressed: deque[str] = deque(maxlen=8)
        self.starts = self.keys = 0
        self.terminal: Terminal | None = None

    def start(self, *arguments: str) -> None:
        """Start the guide in a new terminal."""
        self.close()
        self.starts += 1
        command = ["-c", run(), *arguments, "--rules", str(shipped_rules())]
        self.terminal = Terminal(command, self._environment, SIZE)
        # In which pexpect would wait before each key.
        self.terminal.child.delaybeforesend = None
        self._read_to = 0

    def end(self) -> None:
        """Wait until the guide has ended well."""
        assert self.terminal is not None
        code = self.terminal.end()
        assert code == 0, f"it ended with {code}:\n{self.terminal.text}"
        self.terminal = None

    def run(self, *arguments: str) -> None:
        """A whole command, from its start to its end."""
        self.start(*arguments)
        self.end()

    def close(self) -> None:
        if self.terminal is not None:
            with suppress(OSError):
                self.terminal.child.close(force=True)
        self.terminal = None

    def press(self, keys: str) -> None:
        assert self.terminal is not None
        if self._pressed and self._pressed[-1] == keys:
            # The same key sooner is one that is held down.
            time.sleep(_AGAIN)
        self.keys += len(keys)
        self._pressed.append(keys)
        self.terminal.child.send(keys)

    def wait_until(self, shown: Callable[[str], bool], what: str) -> None:
        """Until this holds for the squashed text of the screen."""
        assert self.terminal is not None
        self._wait_until(lambda text: shown(squash(text)), what)

    def see(self, text: str, without: str = "") -> None:
        """Until the text is on the screen, and the other one is not."""
        wanted, other = squash(text), squash(without)
        self.wait_until(lambda shown: wanted in shown and not (other and other in shown), text)

    def miss(self, text: str) -> None:
        """Until the text is not on the screen any more."""
        self.see("", without=text)

    def choose(self, words: str) -> None:
        """Press the number of a choice, once it is there."""
        assert self.terminal is not None
        choice = re.compile(rf"(?<!\d)(\d) +{re.escape(words)}")
        self._wait_until(lambda text: bool(choice.search(text)), f"a number before {words!r}")
        number = choice.search(self.terminal.text)
        assert number is not None
        self.press(number[1])

    def write(self, text: str, erased: str = "") -> None:
        """Type a text, in place of one that stands there, and Enter once all of it is on the screen."""
        # Enter right after a number belongs to that choice, in some versions: another key is in between.
        self.press(END)
        if erased:
            self.press(ERASE * len(erased))
            self.miss(erased[-_END_OF_TEXT:])
        if text:
            self.press(text)
            self.see(text[-_END_OF_TEXT:])
        self.press(ENTER)

    def reply(self, awaited: str, line: str) -> None:
        """In plain mode: type a line once this is said, and a prompt stands behind it."""
        self.hear(awaited)
        self.press(f"{line}\r")

    def hear(self, *awaited: str) -> int:
        """In plain mode: which of these texts was said since the last prompt, once the next one is there."""
        terminal = self.terminal
        assert terminal is not None
        texts = [squash(text) for text in awaited]
        heard: list[int] = []

        def is_asked(_: str) -> bool:
            said = terminal.said[self._read_to :].decode(errors="replace")
            if said.rstrip().endswith(">"):
                heard[:] = [number for number, text in enumerate(texts) if text in squash(said)]
            return bool(heard)

        self._wait_until(is_asked, " or ".join(awaited))
        self._read_to = len(terminal.said)
        return heard[0]

    def _wait_until(self, shown: Callable[[str], bool], what: str) -> None:
        assert self.terminal is not None
        self.terminal.wait_until(shown, f"{what}, after the keys {list(self._pressed)}")
