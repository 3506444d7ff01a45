"""Several people who interview into one store at once.

    python -m tests.sessions.test_concurrency --answers 1000

runs the same with as many answers as wanted, and tells how long each waited for the other.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from guide.interviews.events import Answered
from guide.storage import event_store as kept
from guide.storage import open_store
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from tests.tiny import texts
from tests.typed import in_folder

OPTIONS = {"yes": "tea", "no": "doctor"}
"""The answers to each question, and the ends that they lead to in the last one."""


def _answer(question: int, person: int) -> str:
    return list(OPTIONS)[(question + person) % 2]


def chain(length: int) -> str:
    """A tree of so many questions, each of which is asked of everybody."""
    questions = [
        f"  q{number}: {{ask: Number {number}?, probe: Wait., help: Look., options: {{"
        + ", ".join(
            f"{option!r}: {{say: Say {option}, {f'recommend: {end}' if last else f'then: q{number + 1}'}}}"
            for option, end in OPTIONS.items()
        )
        + "}}"
        for number in range(length)
        for last in [number == length - 1]
    ]
    outcomes = (
        "outcomes:\n  tea: {kinds: [tea], title: Tea, because: It calms., sources: [leaf]}\n"
        "  doctor: {signpost: true, title: A doctor, when: If it hurts, because: Pain., sources: [own]}\n"
    )
    return "start: q0\nquestions:\n" + "\n".join(questions) + "\n" + outcomes


def together(folder: Path, people: int, answers: int) -> tuple[Path, list[str]]:
    """So many processes hold an interview each at once; the store, and what was said in each."""
    rules = in_folder(folder / "rules", dict(texts(tree=chain(answers))))
    store = folder / "interviews.db"
    started = []
    for number in range(people):
        lines = ["", *(_answer(question, number) for question in range(answers)), "quit"]
        typed = folder / f"typed{number}"
        typed.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        named = ["--person", f"Person {number}", "--interviewer", "", "--occasion", ""]
        given = ["interview", *named, "--rules", str(rules), "--store", str(store)]
        with typed.open("rb") as source:
            started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "guide", *given],
                    stdin=source,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    encoding="utf-8",
                )
            )
    said = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0] * people, said
    return store, said


def assert_all_is_there(path: Path, said: list[str], answers: int) -> None:
    store = open_store(path)
    names = list_ids(store)
    assert len(names) == len(said)
    for name in names:
        events = [entry.event for entry in kept.load_entries(store, name)]
        person = kept.load_interview(store, name).opened.person
        number = int(person.removeprefix("Person "))
        assert [event for event in events if isinstance(event, Answered)] == [
            Answered(f"q{question}", _answer(question, number)) for question in range(answers)
        ]
    for one in said:
        assert "another program" not in one
        assert "locked" not in one
    assert list(find_damage(store)) == []
    store.close()


def test_two_who_interview_at_once_lose_nothing_and_notice_nothing(tmp_path: Path) -> None:
    store, said = together(tmp_path, people=2, answers=200)
    assert_all_is_there(store, said, 200)


def test_five_who_begin_a_store_at_once_lose_nothing(tmp_path: Path) -> None:
    store, said = together(tmp_path, people=5, answers=10)
    assert_all_is_there(store, said, 10)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--answers", type=int, default=1000)
    arguments.add_argument("--people", type=int, default=2)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        store, said = together(Path(folder), chosen.people, chosen.answers)
        took = time.perf_counter() - begin
        assert_all_is_there(store, said, chosen.answers)
    each = took / chosen.answers * 1000
    print(f"{chosen.people} at once, {chosen.answers} answers each: nothing lost, nobody told of a lock.")
    print(f"{took:.1f} s, {each:.1f} ms an answer.")


if __name__ == "__main__":
    main()
