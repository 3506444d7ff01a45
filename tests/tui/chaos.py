"""Random events in a real terminal, over all screens: the guide stands, stays quick, and leaves all in order.

    python -m tests.tui.chaos [--events 10000] [--seed 1] [--minutes 10]

The guide runs in a pseudo-terminal as the job of a shell, with a store of interviews of every state. Keys,
the mouse, sizes from 1 by 1 to 300 by 100, pastes, reports of the focus, answers of the terminal, broken
sequences and signals come in bursts; after each it is waited until nothing more happens. Keys that led to
screens seldom seen are tried more often, and many a guide is first led to a screen that was seldom seen, by
the ways of ``chaos_ways``. Meanwhile its rules are changed or broken, its interviews deleted, its store
moved. A fault is

- a step that takes more than a second of the processor, or a single event that does; a guide that hangs;
- an exit code that says so, or a traceback;
- a terminal that is not as before once the guide has ended or is stopped: its settings, and the modes that
  were turned on by sequences (the other screen, mouse, pastes, focus, cursor);
- a store that ``guide records verify`` finds damaged;
- a guide that does not open or close its list of keys on F1 after all of this;
- a way of ``chaos_ways`` that does not lead to its screen.

The same seed draws the same events, but what they meet depends on how fast the machine is.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path

import guide
from guide.ruleset.folder import open_guide, shipped_rules
from tests.tui.chaos_input import KEYS, LETTERS, draw, draw_size
from tests.tui.chaos_store import write_store
from tests.tui.chaos_terminal import HangError, Terminal
from tests.tui.chaos_ways import (
    FOLLOW,
    MISHAPS,
    PASSING,
    STEPS,
    WAYS,
    restore_rules,
    route_to,
    screen_classes,
)

LIMIT = 1.0
"""Seconds of the processor."""
BEGINS: tuple[tuple[str, ...], ...] = (
    (),
    (),
    (),
    ("--for", "me"),
    ("--for", "someone"),
    FOLLOW,
    FOLLOW,
    ("--no-store",),
    ("interview", "--person", "Ada"),
    ("interview", "--resume"),
)
SANE = (0, 130, *(-name for name in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM)))
"""Exit codes. Right after Ctrl-Z the terminal itself makes signals of keys, and a signal may come while the
guide is about to end."""
ENDS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
CLEAR = b"\x1b\\\x1b[201~\x1b\\"
"""Ends a paste or a string that was left open."""
USUAL = {*LETTERS, "enter", "down"}
"""Keys that mostly lead on."""
RECENT = 25
"""Bursts that are told with a fault."""
LED = 0.6
"""Of all guides, so many are first led to a screen."""
PAUSE = 0.15
"""Seconds of rest that end a step on the way to a screen. No finger is quicker."""
ARRIVAL = 20
"""Seconds that a screen may take to come, on a machine however busy."""


class Chaos:
    """One guide after the other, until so many events have come.

    Attributes:
        faults: What went wrong, each with what led to it.
        events: How often each kind of event came.
        visits: How many bursts met each screen.
        painted: How often each screen came.
    """

    def __init__(self, folder: Path, seed: int, limit: float = LIMIT) -> None:
        self.faults: list[str] = []
        self.events: Counter[str] = Counter()
        self.visits: Counter[str] = Counter()
        self.painted: Counter[str] = Counter()
        self.other: Counter[str] = Counter()
        self.longest: dict[str, tuple[float, str]] = {}
        self._chance = random.Random(seed)
        self._folder = folder.resolve()
        self._limit = limit
        self._tries: Counter[tuple[str, str]] = Counter()
        self._leads: dict[tuple[str, str], str] = {}
        self._recent: deque[str] = deque(maxlen=RECENT)
        self._guide = open_guide(shipped_rules())
        self._mistreated = False
        self._variables = self._prepare()

    def run(self, events: int, seconds: float = 1e9) -> None:
        end = time.monotonic() + seconds
        while self.events.total() < events and time.monotonic() < end:
            screen = self._draw_target() if self._chance.random() < LED else ""
            most = 300 if screen else 800
            self._run_one(min(events, self.events.total() + self._chance.randint(20, most)), end, screen)

    def _draw_target(self) -> str:
        """A screen, rather one that was seldom seen."""
        return self._chance.choices([*WAYS], [1 / (1 + self.painted[screen]) for screen in WAYS])[0]

    def visit(self, screen: str, events: int) -> None:
        """Lead a guide to this screen, and send it so many events there."""
        self._run_one(self.events.total() + events, time.monotonic() + 1e9, screen)

    def _prepare(self) -> dict[str, str]:
        (self._folder / "work").mkdir()
        (self._folder / "home" / "Documents").mkdir(parents=True)
        browser = self._folder / "browser"
        browser.write_text("#!/bin/sh\n")
        browser.chmod(0o700)
        write_store(self._folder / "first.db", self._chance)
        shutil.copy(self._folder / "first.db", self._folder / "store.db")
        return {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "GUIDE_DEBUG": "1",
            "GUIDE_STORE": str(self._folder / "store.db"),
            "GUIDE_CONFIG": str(self._folder / "settings.toml"),
            "HOME": str(self._folder / "home"),
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(self._folder / "cache")),
            "XDG_CONFIG_HOME": str(self._folder / "home"),
            "XDG_DATA_HOME": str(self._folder / "home"),
            "BROWSER": f"{browser} %s &",
            "PYTHONPATH": str(Path(guide.__file__).parent.parent),
        }

    def _run_one(self, until: int, end: float, screen: str = "") -> None:
        self._recent.clear()
        arguments, legs = route_to(screen) if screen else (self._arguments(), [])
        store = self._folder / "store.db"
        if screen or self._mistreated or self._chance.random() < 0.2:
            shutil.copy(self._folder / "first.db", store)
        restore_rules(self._folder, self._chance)
        self._mistreated = False
        terminal = Terminal(arguments, self._folder, self._environment(), draw_size(self._chance))
        self.other["guides"] += 1
        try:
            self._feed(terminal, arguments, legs, until, end)
            self._end(terminal, arguments)
        except HangError as error:
            self._blame(terminal, f"{error} on {terminal.screen}\n{terminal.places()}")
        finally:
            terminal.close()
        self.painted.update(terminal.painted)
        self._verify(terminal, store)

    def _environment(self) -> dict[str, str]:
        other = self._chance.choice([{}, {}, {}, {"NO_COLOR": "1"}, {"COLORTERM": ""}, {"TERM": "xterm"}])
        return {**self._variables, **other}

    def _arguments(self) -> tuple[str, ...]:
        if self._chance.random() < 0.3:
            return "--answers", ",".join(self._answers()), *self._chance.choice([(), FOLLOW])
        return self._chance.choice(BEGINS)

    def _answers(self) -> Iterator[str]:
        """All that lead to a random end, or some."""
        from guide.engine.walk import replay_answers

        walk = replay_answers(self._guide)
        while walk.question is not None:
            option = self._chance.choice(tuple(walk.question.options))
            yield f"{walk.current}={option}"
            walk = walk.answer(option)
            if self._chance.random() < 0.1:
                return

    def _feed(
        self,
        terminal: Terminal,
        arguments: tuple[str, ...],
        legs: list[tuple[tuple[str, ...], str]],
        until: int,
        end: float,
    ) -> None:
        if not legs and self._chance.random() < 0.1:
            time.sleep(self._chance.random() / 2)
            self._send(terminal, draw(self._chance, 3, terminal.size))
        if not terminal.screen and not terminal.until_screen():
            raise HangError("it never painted anything")
        if terminal.code == 1 and "--resume" in arguments and not terminal.screen:
            return
        terminal.settle()
        for steps, screen in legs:
            if not self._lead(terminal, steps, screen):
                break
        mishaps = 0.05 if FOLLOW[0] in arguments else 0.01
        while terminal.code is None and self.events.total() < until and time.monotonic() < end:
            self.visits[terminal.screen] += 1
            if self._chance.random() < mishaps:
                self._befall(terminal, self._chance.choice([*MISHAPS]))
            self._burst(terminal)

    def _lead(self, terminal: Terminal, steps: tuple[str, ...], screen: str) -> bool:
        """Take these steps; whether they led to the screen. Where they did not, that is a fault."""
        before = terminal.painted[screen]
        for name in steps:
            self._rest(terminal)
            if name in MISHAPS:
                self._befall(terminal, name)
            else:
                self._press(terminal, name)
        arrived = terminal.until(lambda: _stands(terminal, screen, before), ARRIVAL)
        self._rest(terminal)
        self._measure(terminal, screen, alone=True)
        if not arrived:
            self._blame(terminal, f"the way to {screen} led to {terminal.screen}")
        return arrived

    def _press(self, terminal: Terminal, name: str) -> None:
        """Press a key, and wait until it is handled, however busy the machine is."""
        handled = terminal.handled
        self._send(terminal, [("way", STEPS[name])], whole=True)
        terminal.until(lambda: terminal.handled > handled, ARRIVAL)

    def _rest(self, terminal: Terminal) -> None:
        """Wait until a key counts, and nothing more is about to be painted."""
        terminal.settle(PAUSE)
        while terminal.code is None and not terminal.listens:
            if not terminal.until(lambda: terminal.listens):
                raise HangError("it does not listen")
            terminal.settle(PAUSE)

    def _befall(self, terminal: Terminal, name: str) -> None:
        """Let something happen to the rules or the store."""
        self._recent.append(f"{terminal.screen}: {name}")
        self.events[name] += 1
        self._mistreated = True
        MISHAPS[name](self._folder, self._chance)

    def _burst(self, terminal: Terminal) -> None:
        before = terminal.screen
        draw_one = self._chance.random()
        name = ""
        if draw_one < 0.03:
            self._signal(terminal)
        elif draw_one < 0.12:
            self._resize(terminal)
        elif draw_one < 0.62:
            name = self._choose(before)
            self._send(terminal, [("key", KEYS[name])])
        else:
            number = self._chance.choice([1, 1, 4, 10, 40, 60])
            self._send(terminal, draw(self._chance, number, terminal.size))
        alone = len(self._recent[-1].split(" | ")) == 1
        terminal.settle()
        self._measure(terminal, before, alone=alone)
        if name:
            self._tries[before, name] += 1
            self._leads[before, name] = terminal.screen

    def _choose(self, screen: str) -> str:
        """A key, rather one that was seldom tried here, or leads to what is seldom seen."""
        names = list(KEYS)
        weights = []
        for name in names:
            tries = self._tries[screen, name]
            led = self._leads.get((screen, name), screen)
            seen = self.visits[led] / max(1, self.visits.total())
            usual = 12 if name in USUAL else 1
            weights.append(usual / (1 + tries) if led == screen else 3 / (0.01 + seen))
        return self._chance.choices(names, weights)[0]

    def _send(self, terminal: Terminal, events: list[tuple[str, bytes]], *, whole: bool = False) -> None:
        """At once, or unless ``whole`` is set perhaps in pieces."""
        told = " | ".join(f"{data[:40]!r}" for _, data in events)
        self._recent.append(f"{terminal.screen} {terminal.size}: {told}")
        self.events.update(kind for kind, _ in events)
        data = b"".join(data for _, data in events)
        if len(data) > 1 and not whole and self._chance.random() < 0.15:
            cut = self._chance.randrange(1, len(data))
            terminal.send(data[:cut])
            terminal.settle(self._chance.choice([0.001, 0.02, 0.12]))
            data = data[cut:]
        terminal.send(data)

    def _resize(self, terminal: Terminal) -> None:
        for _ in range(self._chance.choice([1, 1, 1, 3, 12])):
            size = draw_size(self._chance)
            self._recent.append(f"{terminal.screen}: to {size}")
            self.events["resize"] += 1
            terminal.resize(size)

    def _signal(self, terminal: Terminal) -> None:
        names = [signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT, signal.SIGSTOP, *ENDS]
        name = self._chance.choices(names, [20, 20, 10, 10, 1, 1, 1])[0]
        self._recent.append(f"{terminal.screen}: {name.name}")
        self.events[name.name] += 1
        terminal.kill(name)

    def _measure(self, terminal: Terminal, screen: str, *, alone: bool) -> None:
        for wall, cpu, shown in terminal.slow:
            self._note("step, processor", cpu / 1000, shown)
            self._note("step, wall", wall / 1000, shown)
            if cpu / 1000 > self._limit:
                self._blame(terminal, f"slow: a step of {cpu:.0f} ms (wall {wall:.0f}) on {shown}")
        terminal.slow.clear()
        what = "one event" if alone else "a burst"
        self._note(f"{what}, processor", terminal.cpu, screen)
        self._note(f"{what}, wall to the first byte", terminal.wait, screen)
        if alone and terminal.cpu > self._limit:
            self._blame(terminal, f"slow: one event of {terminal.cpu * 1000:.0f} ms on {screen}")
        for fault in terminal.wrong:
            self._blame(terminal, fault)
        terminal.wrong.clear()

    def _note(self, what: str, seconds: float, screen: str) -> None:
        if seconds > self.longest.get(what, (0.0, ""))[0]:
            self.longest[what] = seconds, f"{screen} after {self._recent[-1][:200] if self._recent else ''}"

    def _end(self, terminal: Terminal, arguments: tuple[str, ...]) -> None:
        if terminal.code is None:
            self._probe(terminal)
        if terminal.code is None:
            name = self._chance.choice([None, None, *ENDS])
            self._recent.append(f"{terminal.screen}: {name or 'Ctrl-C'} at the end")
            if name is None:
                terminal.send(b"\x03")
            else:
                terminal.kill(name)
        if not terminal.until_end():
            raise HangError("it does not end")
        if fault := terminal.fault_of_terminal():
            self._blame(terminal, fault)
        self.other[f"exit {terminal.code}"] += 1
        resumed = "--resume" in arguments and terminal.code == 1 and not terminal.screen
        if terminal.code not in SANE and not resumed:
            self._blame(terminal, f"exit code {terminal.code}")
        elif b"Traceback" in terminal.kept or b"fault of its own" in terminal.kept:
            self._blame(terminal, "a traceback")

    def _probe(self, terminal: Terminal) -> None:
        """After everything, F1 still opens the list of keys or closes it."""
        terminal.send(CLEAR)
        terminal.settle(0.3)
        for _ in range(4):
            terminal.send(KEYS["f1"])
            if terminal.until_screen(3):
                self.other["answered at the end"] += 1
                return
        raise HangError("it does not answer")

    def _verify(self, terminal: Terminal, store: Path) -> None:
        command = [sys.executable, "-m", "guide", "records", "verify", "--store", str(store)]
        environment = {**os.environ, **self._variables}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        self.other["stores verified"] += 1
        if done.returncode != 0 and store.exists():
            self._blame(terminal, f"the store: {done.stdout}{done.stderr}")
            shutil.copy(self._folder / "first.db", store)

    def _blame(self, terminal: Terminal, fault: str) -> None:
        found = terminal.kept.rfind(b"Traceback")
        begin = found if found >= 0 else terminal.kept.rfind(b"\x1b[?1049l")
        tail = terminal.kept[max(0, begin - 200) :].decode(errors="replace")
        recent = "\n".join(f"    {burst[:500]}" for burst in self._recent)
        shown = tail if terminal.code is not None else terminal.shown()
        self.faults.append(f"{fault}\n  after\n{recent}\n  with\n{shown}")


def _stands(terminal: Terminal, screen: str, before: int) -> bool:
    """Whether the screen is shown, or was, if it closes by itself and had been shown ``before`` times."""
    return terminal.screen == screen or (screen in PASSING and terminal.painted[screen] > before)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--events", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--minutes", type=float, default=1e6, help="at most so long")
    chosen = arguments.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        chaos = Chaos(Path(folder), chosen.seed)
        told = 0
        while chaos.events.total() < chosen.events:
            left = chosen.minutes * 60 - (time.perf_counter() - started)
            if left <= 0:
                break
            chaos.run(min(chosen.events, chaos.events.total() + 1_000), left)
            for fault in chaos.faults[told:]:
                print(f"FAULT {fault}\n", flush=True)
            told = len(chaos.faults)
            taken = time.perf_counter() - started
            print(f"{chaos.events.total():,} events in {taken:.0f} s, {told} faults", flush=True)
    print(f"\nSeed {chosen.seed}: {dict(chaos.events)}\n{dict(chaos.other)}")
    print("Bursts that met each screen:", dict(chaos.visits.most_common()))
    print("How often each came:", dict(chaos.painted.most_common()))
    print("Never met:", ", ".join(sorted(screen_classes() - set(chaos.painted))) or "none")
    for what, (seconds, where) in sorted(chaos.longest.items()):
        print(f"Longest {what}: {seconds * 1000:.0f} ms, {where}")
    print(f"{len(chaos.faults)} faults")
    return bool(chaos.faults)


if __name__ == "__main__":
    sys.exit(main())
