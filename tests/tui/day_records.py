"""The form of a day of interviews, commands about its records, and the store held against the script."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

from guide.cli.records import run as run_records
from guide.common.csv_safety import NOTE
from guide.ruleset.model import Guide
from tests.tui.day_script import Script, Talk
from tests.tui.day_terminal import Desk


def write_form(path: Path, guide: Guide, talks: Sequence[Talk]) -> None:
    """As a form service writes it: cells of every other row hold the ids of answers, the rest their texts."""
    questions = sorted({name for talk in talks for name in talk.from_form})
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["person", "interviewer", "occasion", *questions, *map(NOTE.format, questions)])
        for number, talk in enumerate(talks):
            ids = {name: talk.answers[name] for name in talk.from_form}
            texts = {name: guide.questions[name].options[option].say for name, option in ids.items()}
            answers = (ids if number % 2 else texts).get
            notes = (talk.notes.get(name, "") if name in ids else "" for name in questions)
            rows.writerow([*talk.names.values(), *(answers(name, "") for name in questions), *notes])


def import_form(desk: Desk, path: Path, count: int) -> None:
    """At the terminal, where it is asked before anything is taken; and once more, which adds nobody."""
    desk.start("records", "import", str(path))
    desk.see(f"Begin {count} interviews?")
    desk.press("y\r")
    desk.end()
    desk.start("records", "import", str(path))
    desk.see(f"0 interviews begun, {count} there already.")
    desk.end()


def change_by_command(desk: Desk, store: Path, script: Script, talk: Talk) -> None:
    """What the script has for this talk, by the commands of ``guide records``."""
    name = id_of(store, talk)
    match talk.deed:
        case "delete":
            desk.run("records", "delete", name, "--yes")
        case "names":
            talk.person, talk.occasion = f"{talk.person} Jr", ""
            desk.run("records", "correct", name, "--person", talk.person, "--occasion", "")
            talk.changes.append({"type": "corrected", **talk.names})
        case "held":
            text, (day, typed) = script.write_text(talk.mark), script.write_day()
            desk.run("records", "reviewed", name, "--text", text, "--next", typed)
            talk.review = day
            talk.changes.append({"type": "reviewed", "review": day, "text": text})
        case "response":
            talk.view, talk.kind = "prefers", script.draw_kind(talk)
            talk.why = script.write_text(talk.mark)
            given = ("--response", talk.view, "--prefers", talk.kind, "--why", talk.why)
            desk.run("records", "change", name, *given)
            talk.changes.append({"type": "responded", **talk.response})
        case "step":
            talk.step, talk.owner = script.write_text(talk.mark), ""
            talk.review, typed = script.write_day()
            agreed = ("--step", talk.step, "--owner", "", "--review", typed)
            desk.run("records", "change", name, *agreed)
            talk.changes.append({"type": "arranged", **talk.agreed})


def id_of(store: Path, talk: Talk) -> str:
    (row,) = read(store, "list", "--person", talk.person)
    return str(row["id"])


def read(store: Path, *arguments: str) -> Any:
    """What a command of ``guide records`` has for programs, run in this process."""
    with redirect_stdout(io.StringIO()) as out:
        code = run_records([*arguments, "--json", "--store", str(store)])
    assert code == 0, f"records {arguments} ended with {code}"
    return json.loads(out.getvalue())


def faults_of(guide: Guide, store: Path, talks: Sequence[Talk], first_day: date) -> Iterator[str]:
    """Whatever the store holds otherwise than it was said, each with the name of its field."""
    gone = [talk for talk in talks if talk.private or talk.deed == "delete"]
    kept = [talk for talk in talks if talk not in gone]
    rows = read(store, "list", "--limit", str(len(talks) + 1))
    for state, number in (("finished", len(kept)), ("private", sum(talk.private for talk in talks))):
        found = [row["state"] for row in rows].count(state)
        if found != number:
            yield f"{found} interviews are {state}, not {number}"
    if len(rows) > len(kept) + sum(talk.private for talk in talks):
        yield f"there are {len(rows)} rows"
    content = bytes_of(store)
    for talk in gone:
        for text in (talk.person, talk.mark):
            if text.encode() in content:
                yield f"{talk.person}: {text} is still in the file"
    for talk in kept:
        record = read(store, "show", id_of(store, talk))
        for fault in (
            *_differences(talk.expected(guide), record["interview"]),
            *_faults_of_journal(talk, record["journal"], {first_day.isoformat(), date.today().isoformat()}),
            *_faults_of_search(store, talk, record["id"]),
        ):
            yield f"{talk.person}: {fault}"


def bytes_of(store: Path) -> bytes:
    """All bytes of the store and of what is beside it."""
    return b"".join(path.read_bytes() for path in store.parent.glob(f"{store.name}*"))


def _differences(said: object, kept: object, name: str = "") -> Iterator[str]:
    if isinstance(said, Mapping) and isinstance(kept, Mapping):
        # Only what the script says is compared, but of answers and notes all.
        names = {*said, *(kept if name in (".answers", ".notes") else ())}
        for key in sorted(names):
            yield from _differences(said.get(key), kept.get(key), f"{name}.{key}")
    elif isinstance(said, list) and isinstance(kept, list) and len(said) == len(kept):
        for number, (one, other) in enumerate(zip(said, kept, strict=True)):
            yield from _differences(one, other, f"{name}[{number}]")
    elif said != kept:
        yield f"{name[1:]} is {kept!r}, and {said!r} was said"


def _faults_of_journal(talk: Talk, journal: Sequence[Mapping[str, Any]], days: set[str]) -> Iterator[str]:
    """Each event has its day; what was changed last is last, and what was there before is there, too."""
    yield from (f"an event of {entry['at']}" for entry in journal if entry["at"][:10] not in days)
    # What was taken away counts as left open, which is an event of its own.
    events = [entry["event"] for entry in journal if entry["event"]["type"] != "passed"]
    for change, event in zip(talk.changes, events[len(events) - len(talk.changes) :], strict=True):
        yield from _differences(change, dict.fromkeys(change, "") | event, ".change")


def _faults_of_search(store: Path, talk: Talk, name: str) -> Iterator[str]:
    """Each of its texts leads to it, and the last word of each to it alone."""
    for text in talk.texts:
        for words in (" ".join(text.split()), text.split()[-1]):
            found = [row["id"] for row in read(store, "list", "--search", words)]
            if found != [name]:
                yield f"a search for {words!r} finds {len(found)} interviews"
    for text in (talk.person, talk.occasion):
        if text and name not in [
            row["id"] for row in read(store, "list", "--search", text, "--limit", "1000")
        ]:
            yield f"a search for {text!r} does not find it"
