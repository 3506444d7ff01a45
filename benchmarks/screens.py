"""How to come to each screen of the app by keys, for the pictures."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from records import write

from guide.ruleset.folder import shipped_rules

INTERVIEWS = 14
ENTER, ESCAPE, TAB, END, DOWN, PALETTE = "\r", "\x1b", "\t", "\x1b[F", "\x1b[B", "\x10"
AGAIN, SPOIL = "<again>", "<spoil>"
"""In place of a key: the guide is ended and started again; its rules get an error."""
FOLDER = "<folder>"
"""In what is typed: the folder of the store."""

Step = tuple[str, Sequence[str]]
"""The name of a screen and the keys that lead there from the one before; "" where none is to be drawn."""

OWN: tuple[Step, ...] = (
    ("first page", ()),
    ("all keys", ("?",)),
    ("palette", (ESCAPE, PALETTE)),
    ("palette, searching", ("light",)),
    ("first question", (ESCAPE, ESCAPE, "1")),
    ("help with the question", ("h",)),
    ("second question", ("h", "7")),
    ("note", ("n", "I have put this off since spring.")),
    ("question with a note", (ENTER,)),
    ("third question", ("1",)),
    ("answers", ("a",)),
    ("an answer once more", ("2",)),
    ("later question", (ESCAPE, "1")),
    ("result", ("1", "2")),
    ("result, plan", ("1",)),
    ("result, why", ("2",)),
    ("result, why not the others", ("3",)),
    ("result, what would change it", ("4",)),
    ("trying another answer", (TAB, TAB, TAB, TAB, TAB, TAB, TAB, ENTER)),
    ("result, answers and sources", ("u", "6")),
    ("save", ("s",)),
    ("add one more thing", (ESCAPE, "+")),
    ("compare", (ESCAPE, "c")),
    ("compare, searching", ("/", "goal", ENTER)),
    ("leave unsaved", (ESCAPE, ESCAPE, "q")),
    ("copied", (ESCAPE, "y")),
    ("all keys of a result", ("?",)),
    ("save, where nothing can be written", (ESCAPE, "s", "\x15/none/report.html", ENTER)),
    ("kept in the records", (DOWN, ENTER)),
    ("saved", (ENTER, "s", f"\x15{FOLDER}/advice.html", ENTER)),
    ("result with one more thing", (ENTER, "+", "2")),
)
DANGER: tuple[Step, ...] = (("danger", ("1",)), ("danger, answers", ("2",)))
HEALTH: tuple[Step, ...] = (("health", ("2",)),)
EXPLORER: tuple[Step, ...] = (
    ("explore", ("x",)),
    ("explore, opened", (DOWN, DOWN, "\x1b[C", DOWN)),
    ("explore, searching", ("/", "manager", ENTER)),
)
INTERVIEW: tuple[Step, ...] = (
    ("whom the interview is with", ()),
    ("interview, briefing", (ENTER, ENTER, ENTER)),
    ("interview, goal", (ENTER,)),
    ("interview, question", ("To know what comes next", ENTER)),
    ("interview, answers read back", ("7", "1", "1", "2", "1")),
    ("interview, result", ("g",)),
    ("interview, reply", ("g",)),
    ("interview, next step", ("1",)),
    ("interview, who", ("Ask two colleagues", ENTER)),
    ("interview, when", ("Ada", ENTER)),
    ("interview, end", ("in 6 weeks", ENTER)),
)
RECORDS: tuple[Step, ...] = (
    ("records", (END, ENTER)),
    ("records, searching", ("/", "an", ENTER)),
    ("record", (ESCAPE, ENTER)),
    ("record, why", ("w",)),
    ("record, edit", (ESCAPE, "e")),
    ("record, delete", (ESCAPE, "d")),
    ("records, reviews due", (ESCAPE, ESCAPE, "v")),
    ("figures", ("v", "i")),
)
GOING_ON: tuple[Step, ...] = (
    ("first page, with questions to go on with", ("1", "7", "1", AGAIN)),
    ("gone on with", ("3",)),
    ("forget", (AGAIN, "4")),
)
PROBLEMS: tuple[Step, ...] = (("rules with a problem", (SPOIL,)),)
SCREENS: Mapping[str, tuple[Step, ...]] = {
    "--no-mouse": OWN,
    "--for me": DANGER,
    "--for someone": HEALTH,
    "--no-mouse --no-store": EXPLORER,
    "--no-mouse ": GOING_ON,
    f"--no-store --rules {FOLDER}/rules --watch": PROBLEMS,
    "interview --person Ada --interviewer Bob --occasion Spring": INTERVIEW,
    "": RECORDS,
}
"""What is typed after ``guide``, and the screens from there."""


def fill_store(path: Path) -> None:
    """Write some invented interviews to a new store, and put a copy of the rules beside it."""
    write(path, INTERVIEWS)
    shutil.copytree(shipped_rules(), path.with_name("rules"))


def spoil_rules(folder: Path) -> None:
    """Have an error in the copy of the rules, as while somebody writes them."""
    path = folder / "rules" / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("judgement:", "judgment:"), encoding="utf-8")
