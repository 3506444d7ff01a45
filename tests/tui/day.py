"""A day of interviews at a real terminal: at its end, everything is kept as it was said.

    python -m tests.tui.day [--interviews 40] [--seed 1]

Interviews are held in the app, line by line, and with what a form has answered. Some are left and resumed.
Answers are given by mistake and taken back, notes are written, answers are mended when they are read back;
something is agreed. Afterwards some are changed, reviewed or deleted, in the app and by commands. At the end,
each field of each interview is held against the script; every text is searched for; of what was deleted, or
was a private matter, no byte may be left. The same seed makes the same day.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from guide.ruleset.folder import open_guide, shipped_rules
from tests.tui.day_app import AppDay
from tests.tui.day_plain import hold_plain
from tests.tui.day_records import bytes_of, change_by_command, faults_of, import_form, write_form
from tests.tui.day_script import MOST, Script, Talk
from tests.tui.day_terminal import Desk


class Day:
    """A whole day in a folder of its own.

    Attributes:
        talks: What was said, once it is over.
        desk: The terminal, with its counts.
        faults: What is kept otherwise than it was said.
    """

    def __init__(self, folder: Path, interviews: int, seed: int) -> None:
        self._guide = open_guide(shipped_rules())
        self._script = Script(self._guide, seed)
        self._store = folder / "interviews.db"
        self._form = folder / "form.csv"
        self.talks: Sequence[Talk] = self._script.make_day(interviews)
        self.desk = Desk(self._store)
        self.faults: list[str] = []

    def run(self) -> None:
        """From the morning to the evening; ``faults`` are known then."""
        began = date.today()
        with closing(self.desk):
            self._hold()
            self._do_afterwards()
        self.faults += faults_of(self._guide, self._store, self.talks, began)

    def _of(self, way: str) -> list[Talk]:
        return [talk for talk in self.talks if talk.way == way]

    def _hold(self) -> None:
        guide, desk = self._guide, self.desk
        from_form, in_app = self._of("form"), self._of("app")
        write_form(self._form, guide, from_form)
        import_form(desk, self._form, len(from_form))
        desk.start()
        app = AppDay(guide, desk, self._script, unfinished=len(from_form))
        for talk in in_app:
            app.hold(talk)
            self._expect_nothing_of(talk, talk.private)
        for talk in (*from_form, *in_app):
            if talk.from_form or talk.leaves_at:
                app.resume(talk)
        for talk in in_app:
            match talk.deed:
                case "":
                    pass
                case "held":
                    app.hold_review(talk)
                case "delete":
                    app.delete(talk)
                    self._expect_nothing_of(talk)
                case part:
                    app.change(talk, part)
        desk.press("q")
        desk.end()
        for talk in self._of("plain"):
            hold_plain(guide, desk, talk)

    def _do_afterwards(self) -> None:
        for talk in self._of("form"):
            change_by_command(self.desk, self._store, self._script, talk)
            self._expect_nothing_of(talk, talk.deed == "delete")

    def _expect_nothing_of(self, talk: Talk, applies: bool = True) -> None:
        content = bytes_of(self._store) if applies else b""
        self.faults += [
            f"{talk.person}: right afterwards, {text} was in the file"
            for text in (talk.person, talk.mark)
            if text.encode() in content
        ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--interviews", type=int, default=40, choices=range(6, MOST + 1), metavar="6 to 100")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        day = Day(Path(folder), args.interviews, args.seed)
        day.run()
    for fault in day.faults:
        print(f"FAULT {fault}")
    talks, desk = day.talks, day.desk
    done = Counter([talk.way for talk in talks]) + Counter([talk.deed or "left as it was" for talk in talks])
    print(f"Seed {args.seed}: {len(talks)} interviews, {dict(done)}")
    print(f"{desk.starts} starts, {desk.keys:,} keys, {time.perf_counter() - started:.0f} s")
    print(f"{len(day.faults)} faults")
    return bool(day.faults)


if __name__ == "__main__":
    sys.exit(main())
