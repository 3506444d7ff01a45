"""Guides damaged at random: nothing raises, and what is not told as a problem works.

    python -m tests.ruleset.test_mutations --minutes 10

goes on for that long, and prints the first guide that does not hold.
"""

import argparse
import re
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.authoring.diff import diff, diff_lines
from guide.authoring.problem_formats import problems_as_github, problems_as_json, problems_as_text
from guide.authoring.scenarios import failure_lines, run_scenario
from guide.cli.rules.check import find_problems
from guide.cli.rules.new import STARTER
from guide.engine.recommendation import recommend
from guide.engine.walk import replay_answers
from guide.presenters.explanation import explain
from guide.presenters.what_if import (
    progress_text,
)
from guide.reports import FORMATS, render
from guide.ruleset.checks.structure import check
from guide.ruleset.folder import read_folder, shipped_rules
from guide.ruleset.model import Guide, Voice
from guide.ruleset.parsing.loader import CASES_FILE, load, load_cases, load_parts
from guide.ruleset.parsing.partial import partial_guide
from tests.examples import examples
from tests.ruleset.test_bad_rules import SHOWN, is_there
from tests.tiny import MORE_TREE
from tests.tiny import texts as tiny_texts

Texts = Mapping[str, bytes]

CASES = b"- {about: Haste., answers: {wish: speed, more: no_more}, expect: espresso}\n"
GUIDES: Mapping[str, Texts] = {
    "tiny": {**tiny_texts(), CASES_FILE: CASES},
    "more": {**tiny_texts(tree=MORE_TREE), CASES_FILE: CASES},
    "named": read_folder(STARTER),
    "shipped": read_folder(shipped_rules()),
}
VOICES: tuple[Voice, ...] = ("you", "they")
OTHER_VALUES = rb"""  [] {} ~ yes true 12 '' "\0\e[2J" [x] {a:b} *x &x !x | >""".split(b" ")
BYTES = b"\x00\x07\t\r\n -:,#&*!|>'\"%@`[]{}?<=~0a\x85\xc2\xe2\x80\xa8\xef\xbb\xbf\xff"
LETTERS = b"abcdefghijklmnopqrstuvwxyz_-0"
WORD = re.compile(rb"[\w-]+")
VALUE = re.compile(rb"(?<=[:,\[] )[^,\n\]}]+|(?<=\[)[^,\n\]}]+")


def line_deleted(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = random.randrange(len(lines))
    return b"".join(lines[:at] + lines[at + 1 :])


def line_doubled(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    line = random.choice(lines)
    lines.insert(random.randrange(len(lines)), line)
    return b"".join(lines)


def line_indented_anew(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = random.randrange(len(lines))
    lines[at] = random.choice([b" ", b"\t"]) * random.randrange(9) + lines[at].lstrip(b" ")
    return b"".join(lines)


def lines_swapped(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def word_misspelt(data: bytes, random: Random) -> bytes:
    word = random.choice([*WORD.finditer(data)])
    at = random.randrange(word.start(), word.end())
    letter = random.choice(LETTERS)
    return data[:at] + random.choice([b"", bytes([letter]), bytes([letter, data[at]])]) + data[at + 1 :]


def word_taken_for_another(data: bytes, random: Random) -> bytes:
    words = [*WORD.finditer(data)]
    word = random.choice(words)
    return data[: word.start()] + random.choice(words)[0] + data[word.end() :]


def value_of_another_type(data: bytes, random: Random) -> bytes:
    value = random.choice([*VALUE.finditer(data)] or [*WORD.finditer(data)])
    return data[: value.start()] + random.choice(OTHER_VALUES) + data[value.end() :]


def value_taken_for_another(data: bytes, random: Random) -> bytes:
    values = [*VALUE.finditer(data)] or [*WORD.finditer(data)]
    value = random.choice(values)
    return data[: value.start()] + random.choice(values)[0] + data[value.end() :]


def byte_inserted(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.choice(BYTES)]) + data[at:]


def cut_off(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


SORTS: tuple[Callable[[bytes, Random], bytes], ...] = (
    line_deleted,
    line_doubled,
    line_indented_anew,
    lines_swapped,
    word_misspelt,
    word_taken_for_another,
    value_of_another_type,
    value_taken_for_another,
    byte_inserted,
    cut_off,
)


def damaged(texts: Texts, random: Random) -> Texts:
    """The texts with one to three faults, of which some may make no difference."""
    changed = dict(texts)
    for _ in range(random.randrange(3) + 1):
        name = random.choice(sorted(changed))
        sort = random.choice(SORTS)
        if WORD.search(changed[name]):
            changed[name] = sort(changed[name], random)
    return changed


def holds(texts: Texts, folder: Path, random: Random) -> None:
    """Raises where a guide of these texts is neither told to be at fault nor works."""
    for name, data in texts.items():
        (folder / name).write_bytes(data)
    read, problems = find_problems(folder)
    assert read == texts
    assert problems_as_text(problems, texts).count("\n") >= len(problems)
    assert problems_as_json(problems)
    assert not problems or problems_as_github(problems, "rules")
    for problem in problems:
        assert is_there(problem, texts.get(problem.place.file, b"")), problem
    by_walk = [problem for problem in problems if problem.code in SHOWN]
    if by_walk and plainly_named(guide := partial_guide(load_parts(texts))):
        for problem in by_walk:
            assert SHOWN[problem.code](guide, problem), problem
    if not any(problem.level == "error" for problem in problems):
        works(texts, random)


def plainly_named(guide: Guide) -> bool:
    """Whether a walk that is told as question=option,... can be read again."""
    names = [name for key, question in guide.questions.items() for name in (key, *question.options)]
    return all(re.fullmatch(r"[\w-]+", name) for name in names)


def works(texts: Texts, random: Random) -> None:
    guide, where = load(texts)
    assert check(guide, where) == []
    assert list(diff_lines(diff(guide, guide))) == []
    for _ in range(5):
        walk = replay_answers(guide)
        while walk.question is not None:
            assert progress_text(walk)
            walk = walk.answer(random.choice(list(walk.question.options)))
        assert len(walk.path) <= len(guide.questions)
        found = recommend(walk)
        for voice in VOICES:
            assert explain(found, voice, dict.fromkeys(guide.questions, "A note.")).title == found.end.title
            assert all(render(form, found, voice) for form in FORMATS)
    for case in load_cases(texts, guide) if CASES_FILE in texts else ():
        tried = run_scenario(guide, case)
        assert tried.passed or list(failure_lines(tried))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rules")


@settings(max_examples=examples(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
def test_a_small_guide_is_at_fault_or_works(folder: Path, random: Random) -> None:
    holds(damaged(GUIDES["tiny"], random), folder, random)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
def test_a_guide_with_names_and_links_is_at_fault_or_works(folder: Path, random: Random) -> None:
    holds(damaged(GUIDES["named"], random), folder, random)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
def test_the_shipped_guide_is_at_fault_or_works(folder: Path, random: Random) -> None:
    holds(damaged(GUIDES["shipped"], random), folder, random)


@pytest.mark.parametrize("name", GUIDES)
def test_what_is_not_damaged_works(name: str, folder: Path) -> None:
    holds(GUIDES[name], folder, Random(1))


def fuzz(minutes: float, seed: int) -> int:
    random = Random(seed)
    end = time.monotonic() + 60 * minutes
    tried = 0
    with TemporaryDirectory() as folder:
        while time.monotonic() < end:
            texts = damaged(GUIDES[random.choice(("tiny", "tiny", "named", "shipped"))], random)
            tried += 1
            try:
                holds(texts, Path(folder), random)
            except Exception:
                traceback.print_exc()
                originals = {data for guide in GUIDES.values() for data in guide.values()}
                for name, data in texts.items():
                    if data not in originals:
                        print(f"--- {name}\n{data!r}")
                print(f"Number {tried} of seed {seed} does not hold.")
                return 1
    print(f"{tried} guides of seed {seed} hold.")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    sys.exit(fuzz(chosen.minutes, chosen.seed))
