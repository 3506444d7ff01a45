"""How long a key takes to show, beside the same key in an app that does as good as nothing.

    python benchmarks/keys.py [--presses 100]

Both apps run in a real pseudo-terminal of 80 by 24. A key answers a question, and the time is taken from the
moment in which it is written to the terminal to the first byte that comes back. Then another key leads back,
and the screen is left to settle. The key is that of an answer that leads on to another question, not to a
result. The two apps are pressed in turn. Milliseconds; the ratio is of the medians.
"""

import argparse
import statistics
import sys
import tempfile

from start import EMPTY_APP, GUIDE
from terminal import Terminal

from guide.engine.walk import replay_answers
from guide.ruleset.folder import open_guide, shipped_rules

SETTLED = 0.08
"""Seconds without output after which a screen is taken to be whole."""
WARM_UP = 5


def pressed(terminal: Terminal, key: str) -> float:
    """Milliseconds to the first byte."""
    begin = terminal.send(key)
    taken = terminal.first_byte() - begin
    terminal.settle(SETTLED)
    return taken * 1000


def begun(command: list[str], folder: str) -> Terminal:
    terminal = Terminal(command, variables={"GUIDE_STORE": f"{folder}/store.db"})
    terminal.first_byte()
    terminal.rest(1)
    terminal.settle(SETTLED)
    return terminal


def key_to_a_question() -> str:
    """The digit of the first answer of the shipped guide that another question follows."""
    walk = replay_answers(open_guide(shipped_rules()), {})
    assert walk.question is not None
    leads_on = [walk.answer(name).current is not None for name in walk.question.options]
    return str(leads_on.index(True) + 1)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--presses", type=int, default=100)
    presses = arguments.parse_args().presses
    with tempfile.TemporaryDirectory() as folder:
        empty = begun([sys.executable, str(EMPTY_APP)], folder)
        guide = begun([*GUIDE, "--for", "me"], folder)
        times: dict[str, list[float]] = {"empty app, next list": [], "guide, next question": []}
        keys = ("1", key_to_a_question())
        for number in range(presses + WARM_UP):
            for found, app, key in zip(times.values(), (empty, guide), keys, strict=True):
                taken = pressed(app, key)
                pressed(app, "b")
                if number >= WARM_UP:
                    found.append(taken)
        empty.end()
        guide.end()
    print("| key to first byte | median, ms | 9 of 10 below | ratio |")
    print("|---|--:|--:|--:|")
    base = statistics.median(times["empty app, next list"])
    for name, found in times.items():
        median, ninth = statistics.median(found), statistics.quantiles(found, n=10)[-1]
        print(f"| {name} | {median:.1f} | {ninth:.1f} | {median / base:.2f} |")


if __name__ == "__main__":
    main()
