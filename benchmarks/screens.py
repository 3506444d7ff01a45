"""How to come to each screen of the app by keys, for the pictures."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from records import write

from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
    Reviewed,
)
from guide.ruleset.folder import load_folder, shipped_rules
from guide.storage import open_store
from guide.storage.event_store import insert_events
from guide.storage.rule_texts import keep_rules

INTERVIEWS = 400
"""As many as it takes that figures show something."""
PERSON = "Ida Rhodes"
"""Has two interviews that are finished."""
ENTER, ESCAPE, TAB, END, DOWN, PALETTE = "\r", "\x1b", "\t", "\x1b[F", "\x1b[B", "\x10"
AGAIN = "<again>"
"""In place of a key: the guide is ended and started again."""
FOLDER = "<folder>"
"""In what is typed: the folder of the store."""

Key = str | Callable[[Path], object]
"""What is typed, or what happens in the folder of the store."""
Step = tuple[str, Sequence[Key]]
"""The name of a screen and the keys that lead there from the one before; "" where none is to be drawn."""


def spoil_store(folder: Path) -> None:
    """Make the file of the interviews unreadable."""
    (folder / "store.db").write_bytes(b"no interviews" * 10_000)


def spoil_rules(folder: Path) -> None:
    """Have an error in the copy of the rules, as while somebody writes them."""
    path = folder / "rules" / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("judgement:", "judgment:"), encoding="utf-8")


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
    ("interview, note", ("n", "They sounded relieved.")),
    ("interview, answers read back", (ENTER, "7", "1", "1", "2", "1")),
    ("interview, result", ("g",)),
    ("interview, reply", ("g",)),
    ("interview, preferred", ("2",)),
    ("interview, why", ("1",)),
    ("interview, next step", ("She knows somebody already.", ENTER)),
    ("interview, who", ("Ask two colleagues", ENTER)),
    ("interview, when", ("Ada", ENTER)),
    ("interview, day not understood", ("soon", ENTER)),
    ("interview, end", (*["\x7f"] * 4, "in 6 weeks", ENTER)),
    ("interview, end, save", ("s",)),
)
PRIVATE: tuple[Step, ...] = (
    ("interview, already there", (" Rhodes",)),
    ("interview, private, read back", (ENTER, ENTER, ENTER, ENTER, ENTER, "2")),
    ("interview, private", ("g",)),
)
FAILURE: tuple[Step, ...] = (("interview, cannot be saved", (*[ENTER] * 5, spoil_store, "7")),)
RECORDS: tuple[Step, ...] = (
    ("first page, with records", ()),
    ("which interview goes on", ("4",)),
    ("questions have changed", (DOWN, DOWN, "\x1b[A", "\x1b[A", ENTER)),
    ("records", (ESCAPE, END, ENTER)),
    ("records, all keys", ("?",)),
    ("records, not finished", (ESCAPE, "f")),
    ("records, by person", ("f", "f", "f", "o")),
    ("records, nothing found", ("/", "xylophone", ENTER)),
    ("records, searching", ("/", *["\x7f"] * 9, PERSON)),
    ("record", (ENTER, DOWN, ENTER)),
    ("record, its end", (END,)),
    ("record, why", ("w",)),
    ("record, edit", (ESCAPE, "e")),
    ("record, edit the names", ("1",)),
    ("record, edit the next step", (ESCAPE, "e", "2")),
    ("record, edit the review", (ESCAPE, "e", "4")),
    ("record, edit the response", (ESCAPE, "e", "5")),
    ("record, edit the preference", ("2",)),
    ("record, review held", (ESCAPE, "v")),
    ("record, compare with which", (ESCAPE, "c")),
    ("record, side by side", (ENTER,)),
    ("record, what to save", (ESCAPE, "s")),
    ("record, save the report", ("1",)),
    ("record, summary", (ESCAPE, "s", "2")),
    ("record, summary to a file", ("1",)),
    ("record, delete", (ESCAPE, ESCAPE, "d")),
    ("records, reviews due", (ESCAPE, ESCAPE, ESCAPE, "v")),
    ("records, calendar file", ("s",)),
    ("record past its time", (ESCAPE, ENTER)),
    # It counts in the background.
    ("figures", (ESCAPE, "v", "i", "", "")),
    ("figures, which time", ("p",)),
)
GOING_ON: tuple[Step, ...] = (
    ("first page, with questions to go on with", ("1", "7", "1", AGAIN)),
    ("gone on with", ("3",)),
    ("forget", (AGAIN, "4")),
)
PROBLEMS: tuple[Step, ...] = (("rules with a problem", (spoil_rules,)),)
NAMES = "--interviewer Bob --occasion Spring"
SCREENS: Mapping[str, tuple[Step, ...]] = {
    "--no-mouse": OWN,
    "--for me": DANGER,
    "--for someone": HEALTH,
    "--no-mouse --no-store": EXPLORER,
    "--no-mouse ": GOING_ON,
    f"--no-store --rules {FOLDER}/rules --watch": PROBLEMS,
    f"interview --person Ada {NAMES}": INTERVIEW,
    f"interview --person Ida {NAMES}": PRIVATE,
    "interview --person Eve": FAILURE,
    "": RECORDS,
}
"""What is typed after ``guide``, and the screens from there."""


def fill_store(path: Path) -> None:
    """Write some invented interviews to a new store, and put a copy of the rules beside it."""
    write(path, INTERVIEWS)
    shutil.copytree(shipped_rules(), path.with_name("rules"))
    texts = load_folder(shipped_rules()).guide_texts
    store = open_store(path)
    now = keep_rules(store, texts)
    before = keep_rules(store, {**texts, "tree.yaml": texts["tree.yaml"].replace(b" several:", b" many:")})
    for days, events in ((400, _earlier(now)), (40, _later(now)), (3, _left(before))):
        insert_events(store, events, _moment(days))
    store.close()


def _moment(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")


def _earlier(rules: str) -> Sequence[Event]:
    """Of an interview in which all was agreed to."""
    return (
        InterviewStarted(rules, "you", PERSON, "Bob", "Yearly talk"),
        BriefingGiven(),
        GoalSet("To have somebody to talk to about hard cases."),
        Answered("first", "none"),
        Answered("who", "one"),
        Answered("topic", "clients"),
        Answered("clients", "cases"),
        Answered("openness", "group"),
        Finished("group-supervision"),
        Responded("agrees"),
        FollowUpAgreed("Ask three colleagues", PERSON, _moment(370)[:10]),
    )


def _later(rules: str) -> Sequence[Event]:
    """Of an interview with notes, another preference and a review that was held."""
    return (
        InterviewStarted(rules, "you", PERSON, "Bob", "Yearly talk, six months after the first"),
        BriefingGiven(),
        GoalSet("To know what comes next, and whether it is still this team. To be asked, not told."),
        Answered("first", "none"),
        Answered("who", "one"),
        Answered("topic", "clients"),
        NoteSet("topic", "Spoke of the night shift first, and came back to it twice."),
        Answered("clients", "toll"),
        Answered("openness", "one"),
        Finished("one-to-one-supervision"),
        Responded("prefers", "coaching", "She knows somebody already."),
        FollowUpAgreed("Write to the practice in the old town", PERSON, _moment(10)[:10]),
        Reviewed(_moment(2)[:10], "She has had a first talk, and wants two more."),
    )


def _left(rules: str) -> Sequence[Event]:
    """Of an interview that was left, and whose questions have changed since."""
    return (
        InterviewStarted(rules, "you", "Hedy", "Bob", "Spring"),
        BriefingGiven(),
        GoalSet("To hear more from the others."),
        Answered("first", "none"),
        Answered("who", "many"),
    )
