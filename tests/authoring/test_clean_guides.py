"""Guides at random: what ``check`` calls clean comes to the same everywhere.

    python -m tests.authoring.test_clean_guides --minutes 10 [--seed 1]

goes on for that long, and prints the guides that do not hold.
"""

import argparse
import asyncio
import contextlib
import csv
import io
import json
import os
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from guide.authoring.export.dmn_export import export_dmn
from guide.authoring.export.json_export import export_json
from guide.authoring.export.sql_export import export_sql
from guide.authoring.export.sql_quoting import UnquotableIdError
from guide.authoring.json_schema import schemas
from guide.batch.output_columns import BRIEF, FULL
from guide.batch.spelling import comparison_key, normalise
from guide.cli import decide, rules
from guide.cli import explain as explain_command
from guide.cli.decide.template import make_template
from guide.cli.rules.check import find_problems
from guide.common.csv_safety import escape_formula
from guide.common.text import escape_control_chars, one_line
from guide.console import Conversation
from guide.engine.decision import more_options
from guide.engine.recommendation import recommend
from guide.engine.walk import Walk, parse_answers, replay_answers
from guide.presenters.explanation import explain
from guide.reports import FORMATS, render
from guide.ruleset.folder import LoadedGuide, open_guide
from guide.ruleset.graph import topological_order
from guide.ruleset.model import NOTHING, Guide, Voice
from guide.ruleset.parsing.loader import CASES_FILE, load, load_cases
from guide.ruleset.problems import Problem
from guide.tui.app import GuideApp
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.widgets.choices import LAST_KEY
from tests.batch.test_fuzz import Ran, told
from tests.databases import Database, in_duckdb, in_sqlite
from tests.dmn import Feelin, NoJavaScriptError, Spiff, feelin
from tests.examples import examples
from tests.odd_guides import odd_guide
from tests.ruleset.test_mutations import Texts, works

WALKS = 6
IN_APP = 10
"""Of so many guides, one is walked in the app: it takes as long as all the rest."""
VOICES: tuple[Voice, ...] = ("you", "they")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What no column of a database, no line that is typed and no document of XML holds."""
HAS_LINK = re.compile(r"[\[\]@:/*_`]")
"""What may be shown in another way than it is written."""
SCHEMAS = {name: Draft202012Validator(schema) for name, schema in schemas().items()}
Row = dict[str, str]


class End(NamedTuple):
    """What a walk comes to: an outcome and the kinds beside it; both empty where it is unfinished."""

    outcome: str = ""
    companions: tuple[str, ...] = ()


class Clean(NamedTuple):
    """A guide that has no errors, in a folder, with answers to it and what they come to."""

    guide: Guide
    folder: Path
    texts: Texts
    codes: frozenset[str]
    answers: Sequence[Row]
    ends: Sequence[End]


def walks_to(guide: Guide, answers: Mapping[str, str]) -> End:
    """What answers come to, by what the manual says of options, and by no part of the program."""
    at: str | None = guide.start
    recommended = instead = None
    added: dict[str, None] = {}
    while at is not None:
        option = guide.questions[at].options.get(answers.get(at, ""))
        if option is None:
            return End()
        recommended = recommended or option.recommend
        instead = instead or option.instead
        if option.add:
            added[option.add.kind] = None
        at = option.then
    outcome = instead or recommended
    assert outcome is not None
    end = guide.outcomes[outcome]
    if guide.more and not end.signpost and not end.private:
        more = guide.questions[guide.more].options.get(answers.get(guide.more, ""))
        if more and more.add:
            added[more.add.kind] = None
    return End(outcome, tuple(kind for kind in added if kind not in end.kinds))


def walked(guide: Guide, random: Random) -> Row:
    """Answers on a walk at random, most of them to the end."""
    walk = replay_answers(guide)
    while walk.question is not None and random.randrange(12):
        walk = walk.answer(random.choice([*walk.question.options]))
    if walk.current is None and (beside := [*more_options(walk)]) and random.randrange(3):
        walk = walk.extend(random.choice(beside))
    return dict(walk.answers)


def clean(texts: Texts, folder: Path, random: Random) -> Clean | None:
    """The guide of these texts, with walks; None where it is told to have errors."""
    for old in folder.iterdir():
        old.unlink()
    for name, data in texts.items():
        (folder / name).write_bytes(data)
    _, problems = find_problems(folder)
    if errors(problems):
        return None
    guide = open_guide(folder)
    answers = [walked(guide, random) for _ in range(WALKS)]
    codes = frozenset(problem.code for problem in problems)
    return Clean(guide, folder, texts, codes, answers, [walks_to(guide, row) for row in answers])


def same(found: object, expected: object) -> None:
    assert found == expected, f"{found!r}\n    and not {expected!r}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level == "error"]


def finished(made: Clean) -> Iterator[tuple[Row, End, Walk]]:
    for row, end in zip(made.answers, made.ends, strict=True):
        if end.outcome:
            yield row, end, replay_answers(made.guide, row)


def came(walk: Walk) -> End:
    result = recommend(walk)
    return End(result.outcome, tuple(companion.kind for companion in result.companions))


def engine_agrees(made: Clean, random: Random) -> None:
    works(made.texts, random)
    for row, end in zip(made.answers, made.ends, strict=True):
        walk = replay_answers(made.guide, row)
        assert (walk.current is None) == bool(end.outcome)
        if walk.current is None:
            same(came(walk), end)
        if can_be_typed(row):
            named = ",".join(f"{question}={option}" for question, option in row.items())
            assert parse_answers(made.guide, named) == row, named


def can_be_typed(row: Row) -> bool:
    """Whether these answers can stand in one line, as ``check`` says of ids."""
    return not any(re.search(r"[\s,=]", part) for pair in row.items() for part in pair)


def typed_as_numbers(walk: Walk) -> Iterator[str]:
    so_far = replay_answers(walk.guide)
    for step in walk.path:
        offered = (
            more_options(so_far)
            if step.question == walk.guide.more
            else walk.guide.questions[step.question].options
        )
        yield str([*offered].index(step.option) + 1)
        if step.question != walk.guide.more:
            so_far = so_far.answer(step.option)


def plain_agrees(made: Clean, random: Random) -> None:
    for row, end, walk in finished(made):
        ways = [[*typed_as_numbers(walk)]]
        ids = [step.option for step in walk.path]
        if not any(name != name.strip() or name.isdecimal() or CONTROL.search(name) for name in ids):
            ways.append(ids)
        for voice, way in ((random.choice(VOICES), way) for way in ways):
            sink = io.StringIO()
            conversation = Conversation(
                made.guide, voice, io.StringIO("".join(f"{line}\n" for line in way)), sink
            )
            same(came(conversation.run().walk), end)
            same(conversation.walk.answers, row)
            words = explain(recommend(walk), voice)
            title = made.guide.outcomes[end.outcome].title
            same(words.title, title)
            said = sink.getvalue()
            assert escape_control_chars(f"{words.label}: {title}") in said
            same(re.findall(r".{0,9}[\x00-\x08\x0b-\x1f\x7f-\x9f]", said), [])


async def by_keys(guide: Guide, walk: Walk, voice: Voice) -> tuple[End, str]:
    """What a walk by keys comes to in the app, and what stands on its last screen."""
    from tests.tui.conftest import painted
    from tests.tui.test_app import shown

    app = GuideApp(LoadedGuide(guide, NOTHING), voice, skip_home=True)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        so_far = replay_answers(guide)
        for step in walk.path:
            more = step.question == guide.more
            if more:
                await painted(pilot)
                await pilot.press("m")
                await pilot.pause()
            offered = [*(more_options(so_far) if more else guide.questions[step.question].options)]
            place = offered.index(step.option) + 1
            keys = [str(place)] if place <= LAST_KEY else [*["down"] * place, "enter"]
            for key in keys:
                await painted(pilot)
                await pilot.press(key)
            so_far = so_far.extend(step.option) if more else so_far.answer(step.option)
        await painted(pilot)
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen), app.screen
        assert app.recommendation is not None
        return came(app.recommendation.walk), shown(app)


def letters(text: str) -> str:
    """What is left of a text when it is broken into lines, or drawn in a frame."""
    return re.sub(r"[^\w]", "", text)


def app_agrees(made: Clean, random: Random) -> None:
    for _, end, walk in [*finished(made)][:1]:
        found, screen = asyncio.run(by_keys(made.guide, walk, random.choice(VOICES)))
        same(found, end)
        title = escape_control_chars(made.guide.outcomes[end.outcome].title)
        if title.isascii() and len(title) < 80 and not HAS_LINK.search(title):
            assert letters(title) in letters(screen), screen


class Columns(NamedTuple):
    """A file of answers to write: a heading for each question, and a text for each answer."""

    headings: Mapping[str, str]
    text: Callable[[str, str], str]


def spelled_apart(spellings: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Of what each thing is called, what can be taken for no other."""
    keys = {name: {comparison_key(text) for text in texts} for name, texts in spellings.items()}
    exact = {name: {normalise(text) for text in texts} for name, texts in spellings.items()}
    return {
        name: {
            text
            for text in texts
            if comparison_key(text)
            and not any(
                comparison_key(text) in keys[other] or normalise(text) in exact[other]
                for other in keys
                if other != name
            )
        }
        for name, texts in spellings.items()
    }


def rows_come_out(made: Clean, columns: Columns, rows: Sequence[Mapping[str, str]]) -> None:
    """Each row comes to its end, or is told as undecided where what it holds may mean two things."""
    guide = made.guide
    headings = spelled_apart(
        {name: [name, *filter(None, (q.ask, q.ask_about))] for name, q in guide.questions.items()}
    )
    for answers, end, row in zip(made.answers, made.ends, rows, strict=True):
        clear = all(
            columns.headings[question] in headings[question]
            and not CONTROL.search(columns.text(question, option))
            and columns.text(question, option)
            in spelled_apart(
                {
                    name: [name, *filter(None, (o.say, o.say_about))]
                    for name, o in guide.questions[question].options.items()
                }
            )[option]
            for question, option in answers.items()
        )
        if clear or row["outcome"]:
            same(row["outcome"], end.outcome)
        beside = columns.headings.get(str(guide.more))
        # Nobody has to answer that: where its column is not clear, it is not read, and that is told.
        if clear or (row["outcome"] and (beside is None or beside in headings[str(guide.more)])):
            same(row["companions"], " ".join(end.companions))
        assert bool(row["outcome"]) != bool(row["problem"]), row


def batch_agrees(made: Clean, random: Random) -> None:
    guide = made.guide
    order = topological_order(guide)
    ids = Columns({name: name for name in order}, lambda _, option: option)
    texts = Columns(
        {name: guide.questions[name].ask for name in order},
        lambda name, option: guide.questions[name].options[option].say,
    )
    for form, columns in (("ids", ids), ("form", texts)):
        first = next(csv.reader(io.StringIO(make_template(guide, form), newline="")))[0]
        as_csv(made, columns, first, random)
        as_lines(made, columns, random)


def as_csv(made: Clean, columns: Columns, first: str, random: Random) -> None:
    if not all(map(comparison_key, columns.headings.values())):
        # Without a heading, a column is one more of the question before it.
        return
    file = io.StringIO(newline="")
    delimiter = random.choice(",;\t")
    quoting: Any = random.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL))
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting)
    writer.writerow([first, *columns.headings.values()])
    for number, row in enumerate(made.answers):
        cells = (columns.text(name, row[name]) if name in row else "" for name in columns.headings)
        writer.writerow([f"row {number}", *cells])
    full = random.random() < 0.3
    out = decided(made, "a.csv", file.getvalue().encode("utf-8", "replace"), full=full)
    if out is not None and not any("\x00" in name for name in columns.headings.values()):
        names = {escape_formula(name): name for name in made.guide.outcomes}
        read = [row for row in csv.reader(io.StringIO(out.decode(), newline=""), delimiter=delimiter) if row]
        rows = [added(row, full=full) for row in read[1:]]
        rows_come_out(
            made, columns, [{**row, "outcome": names.get(row["outcome"], row["outcome"])} for row in rows]
        )


def as_lines(made: Clean, columns: Columns, random: Random) -> None:
    ascii_alone = random.random() < 0.5
    lines = [
        json.dumps(
            {columns.headings[name]: columns.text(name, option) for name, option in row.items()},
            ensure_ascii=ascii_alone,
        )
        for row in made.answers
    ]
    full = random.random() < 0.3
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    out = decided(made, "a.jsonl", data, full=full)
    assert out is not None
    rows = [[*json.loads(line).values()] for line in out.decode().split("\n")[:-1]]
    rows_come_out(made, columns, [added(row, full=full) for row in rows])


def added(cells: Sequence[str], *, full: bool) -> Row:
    """What stands behind the cells of a row."""
    names = FULL if full else BRIEF
    return dict(zip(names, cells[-len(names) :], strict=True))


def decided(made: Clean, name: str, data: bytes, *, full: bool) -> bytes | None:
    """What comes out of a file of answers; None where it is told to be none."""
    with TemporaryDirectory() as folder:
        path, out = Path(folder) / name, Path(folder) / "out"
        path.write_bytes(data)
        done = told(decide.run, path, "-o", out, *([] if full else ["--brief"]), "--rules", made.folder)
        assert done.code in (0, 1), done
        if done.code:
            assert not out.exists()
            assert str(path) in done.err
            assert not plain_headings(made.guide), done.err
            return None
        return out.read_bytes()


def plain_headings(guide: Guide) -> bool:
    """Whether each question has an id and a text that no other has, and that a line of a file can hold."""
    headings = spelled_apart({name: [name, q.ask] for name, q in guide.questions.items()})
    return all(
        {name, question.ask} <= headings[name] and not CONTROL.search(name + question.ask)
        for name, question in guide.questions.items()
    )


def sql_agrees(made: Clean, database: Database = in_sqlite) -> None:
    guide = made.guide
    names = [*guide.questions]
    ids = [
        *names,
        *guide.outcomes,
        *guide.kinds,
        *(name for q in guide.questions.values() for name in q.options),
    ]
    try:
        select = export_sql(guide)
    except UnquotableIdError:
        assert any(CONTROL.search(name) or "/*" in name or "*/" in name for name in ids)
        return
    folded = [
        re.sub("[A-Z]+", lambda match: match[0].lower(), name) for name in [*names, "number of the row"]
    ]
    if len({*folded}) < len(folded):
        return
    rows = [(f"{number:03}", *(row.get(name) for name in names)) for number, row in enumerate(made.answers)]
    found = database(select, ["number of the row", *names], rows)
    same([row[: len(names) + 1] for row in found], rows)
    expected = [(end.outcome, " ".join(end.companions)) for end in made.ends]
    same([row[-3:-1] for row in found], expected)
    assert all(bool(row[-3]) != bool(row[-1]) for row in found)


def dmn_agrees(made: Clean, javascript: Feelin | None) -> None:
    guide = made.guide
    document = export_dmn(guide)
    ElementTree.fromstring(document)
    expected = [
        {"outcome": end.outcome, "companions": " ".join(end.companions)} if end.outcome else {}
        for end in made.ends
    ]
    labels = {name: one_line(name) for name in guide.questions}
    if len(set(labels.values())) < len(labels):
        return
    rows = [{labels[name]: option for name, option in row.items()} for row in made.answers]
    if javascript is not None:
        found = javascript.decide(document, rows)
        same((found, javascript.told), (expected, []))
    spiff = Spiff(document)
    same([spiff.decide(row) for row in rows], expected)


def export_is_the_same_guide(made: Clean) -> None:
    cases = load_cases(made.texts, made.guide) if CASES_FILE in made.texts else ()
    document = export_json(made.guide, cases).encode()
    texts = {
        name: bytes(part) for name, part in msgspec.json.decode(document, type=dict[str, msgspec.Raw]).items()
    }
    del texts["note"]
    for name, text in texts.items():
        part = json.loads(text)
        assert SCHEMAS[name].is_valid(part), [error.message for error in SCHEMAS[name].iter_errors(part)]
    with TemporaryDirectory() as folder:
        for name, data in texts.items():
            (Path(folder) / name).write_bytes(data)
        _, problems = find_problems(Path(folder))
        same(errors(problems), [])
        differs = ran(rules.run, "diff", made.folder, folder).out
        if made.guide.front.names is None:
            same(differs, "Nothing differs.\n")
    again, _ = load(texts)
    for field in set(again.__struct_fields__) - {"front"}:
        same(getattr(again, field), getattr(made.guide, field))
    unnamed = [msgspec.structs.replace(guide.front, names=None) for guide in (again, made.guide)]
    same(*unnamed)


def ran(command: Callable[[list[str]], int], *arguments: object, typed: str = "") -> Ran:
    with patch.object(sys, "stdin", io.StringIO(typed)):
        done = told(command, *arguments)
    assert done.code == 0, done
    return done


class Page(HTMLParser):
    """What is read on a page, the addresses that it leads to, and the elements that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.addresses: list[str] = []
        self.elements: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.addresses += [str(value) for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def drawn_without_fault(made: Clean, random: Random) -> None:
    forms = {
        form: ran(rules.run, "draw", made.folder, "--as", form, "--cases").out
        for form in ("text", "mermaid", "svg", "pages")
    }
    same(re.findall(r".{0,9}[\x00-\x08\x0b-\x1f\x7f-\x9f]", forms["text"]), [])
    ElementTree.fromstring(forms["svg"])
    assert "flowchart" in forms["mermaid"]
    Page(forms["pages"])
    for svg in re.findall(r"<svg.*?</svg>", forms["pages"], re.DOTALL):
        ElementTree.fromstring(svg)
    ran(rules.run, "draw", made.folder, f"--focus={random.choice([*made.guide.questions])}")


def reports_agree(made: Clean) -> None:
    for row, end, walk in finished(made):
        found = recommend(walk)
        title = letters(escape_control_chars(made.guide.outcomes[end.outcome].title))
        for voice in VOICES:
            notes = dict.fromkeys(made.guide.questions, "A note.")
            written = {form: render(form, found, voice, notes) for form in FORMATS}
            read = json.loads(written[".json"])
            same(read["outcome"], end.outcome)
            # A kind beside a private end would tell what was answered.
            same(
                tuple(kind["kind"] for kind in read["companions"]),
                () if found.end.private else end.companions,
            )
            page = Page(written[".html"])
            assert not page.elements & {"script", "b", "img", "iframe", "x"}, page.elements
            wrong = [
                one for one in page.addresses if not one.startswith(("https://", "http://", "mailto:", "#"))
            ]
            same(wrong, [])
            if not HAS_LINK.search(made.guide.outcomes[end.outcome].title):
                assert title in letters(page.text), title
                assert title in letters(written[".txt"]), title
        if can_be_typed(row):
            named = ",".join(f"{question}={option}" for question, option in row.items())
            said = ran(explain_command.run, f"--answers={named}", "--rules", made.folder).out
            assert (
                f"Recommended: {escape_control_chars(made.guide.outcomes[end.outcome].title)}" in said
                or found.end.signpost
            )


def differs_from_nothing(made: Clean) -> None:
    same(ran(rules.run, "diff", made.folder, made.folder).out, "Nothing differs.\n")


def recorded_walks_pass(made: Clean, random: Random) -> None:
    path = made.folder / CASES_FILE
    before = len(load_cases(made.texts, made.guide)) if path.exists() else 0
    if before and told(rules.run, "test", made.folder).code:
        path.unlink()
        before = 0
    number = before
    for row, end, walk in finished(made):
        about = random.choice(
            ("A day.", 'it\'s: "x" # y', "- [x", "größe \u2028 {x}", "=1", "yes", "\x07", "a\nb")
        )
        lines = "".join(f"{line}\n" for line in typed_as_numbers(walk))
        ran(rules.run, "record", made.folder, f"--about={about}", typed=lines)
        number += 1
        case = load_cases({CASES_FILE: path.read_bytes()}, made.guide)[-1]
        same((case.about, dict(case.answers), case.expect, case.companions), (about, row, *end))
    if number:
        assert ran(rules.run, "test", made.folder).out.endswith(f"{number} passed, 0 failed\n")
    _, problems = find_problems(made.folder)
    same(errors(problems), [])


def agrees(made: Clean, random: Random, javascript: Feelin | None = None, *, in_app: bool = False) -> None:
    """Raises where a clean guide comes to something else in one of the ways to use it."""
    engine_agrees(made, random)
    plain_agrees(made, random)
    batch_agrees(made, random)
    sql_agrees(made)
    dmn_agrees(made, javascript)
    export_is_the_same_guide(made)
    drawn_without_fault(made, random)
    reports_agree(made)
    differs_from_nothing(made)
    if in_app:
        app_agrees(made, random)
        sql_agrees(made, in_duckdb)
    recorded_walks_pass(made, random)


@settings(max_examples=examples(36), deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 1 << 32))
def test_what_check_calls_clean_comes_to_the_same_everywhere(folder: Path, seed: int) -> None:
    random = Random(seed)
    made = clean(odd_guide(random), folder, random)
    if made is not None:
        agrees(made, random)


@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 1 << 32))
def test_what_check_calls_clean_comes_to_the_same_in_the_app(folder: Path, seed: int) -> None:
    random = Random(seed)
    made = clean(odd_guide(random), folder, random)
    if made is not None:
        app_agrees(made, random)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rules")


def fuzz(minutes: float, seed: int, most: int, only: int) -> int:
    """Tries guides, each with a seed of its own, so that one alone can be tried again."""
    end = time.monotonic() + 60 * minutes
    counts: Counter[str] = Counter()
    failed = 0
    with TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder, "cache"))
        rules_folder = Path(folder, "rules")
        rules_folder.mkdir()
        javascript = None
        with contextlib.suppress(NoJavaScriptError):
            javascript = stack.enter_context(feelin())
        while time.monotonic() < end and failed < most:
            counts["guides"] = only or counts["guides"] + 1
            if only and counts["clean"]:
                break
            random = Random(f"{seed}/{counts['guides']}")
            texts = odd_guide(random)
            try:
                made = clean(texts, rules_folder, random)
                if made is None:
                    continue
                counts["clean"] += 1
                counts["without warnings"] += not made.codes
                counts["walks"] += sum(bool(end.outcome) for end in made.ends)
                in_app = not counts["clean"] % IN_APP or bool(only)
                counts["in the app"] += in_app
                agrees(made, random, javascript, in_app=in_app)
            except Exception:
                failed += 1
                print(f"=== Number {counts['guides']} of seed {seed} does not hold.")
                traceback.print_exc(limit=-4, file=sys.stdout)
                sys.stdout.flush()
    print(
        ", ".join(f"{number} {what}" for what, number in counts.items()),
        f"of seed {seed}; {failed} do not hold.",
    )
    return int(bool(failed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=1, help="stop after so many that do not hold")
    parser.add_argument("--only", type=int, default=0, help="try this one alone")
    chosen = parser.parse_args()
    sys.exit(fuzz(chosen.minutes, chosen.seed, chosen.most, chosen.only))
