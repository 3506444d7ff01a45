"""The guide as SQL: the databases decide as the walk does."""

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.authoring.export.sql_export import export_sql
from guide.authoring.export.sql_quoting import UnquotableIdError
from guide.batch.path_cache import CachedPath, PathCache
from guide.batch.state_machine import StateMachine
from guide.engine.decision import decide, more_options
from guide.engine.walk import replay_answers
from guide.ruleset.model import Guide, Option, Question
from tests.databases import Database, in_duckdb, in_sqlite, postgresql, spark
from tests.strategies import MORE, guides, more_unread
from tests.tiny import TREE, tiny

Row = Mapping[str, str | None]
Came = tuple[str, str, str]
"""The outcome, the companions, and the question without an answer."""


@pytest.fixture(scope="session")
def in_postgresql() -> Iterator[Database]:
    try:
        with postgresql() as database:
            yield database
    except FileNotFoundError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session", params=["SQLite", "DuckDB", "PostgreSQL"])
def database(request: pytest.FixtureRequest) -> Database:
    if request.param == "PostgreSQL":
        found: Database = request.getfixturevalue("in_postgresql")
        return found
    return {"SQLite": in_sqlite, "DuckDB": in_duckdb}[request.param]


def walked(guide: Guide, row: Row) -> Came:
    walk = replay_answers(guide, {question: answer for question, answer in row.items() if answer is not None})
    if walk.current is not None:
        return "", "", walk.current
    if more_unread(walk):
        return "", "", MORE
    decision = decide(walk)
    return decision.outcome, " ".join(companion.kind for companion in decision.companions), ""


def by_machine(guide: Guide, rows: Sequence[Row]) -> list[Came]:
    return [
        (end.decided.outcome, " ".join(end.decided.companions), "")
        if isinstance(end, CachedPath)
        else ("", "", end.question)
        for end in PathCache(StateMachine(guide)).follow(rows)
    ]


def by_select(guide: Guide, database: Database, rows: Sequence[Row]) -> list[Came]:
    """What the SELECT adds to each row. What else stands in a row must come through it."""
    columns = ["row", *guide.questions, "left over"]
    table = [(f"{place:06}", *map(row.get, guide.questions), None) for place, row in enumerate(rows)]
    found = database(export_sql(guide), columns, table)
    assert [row[:-3] for row in found] == table
    return [row[-3:] for row in found]


@st.composite
def surveys(draw: st.DrawFn) -> tuple[Guide, list[Row]]:
    """A guide and answers to it: of all questions or of some, some of them wrong."""
    guide = draw(guides())
    rows = st.fixed_dictionaries(
        {
            name: st.sampled_from([*question.options] * 4 + [None, "", "o9", "O0", "o0 ", "q1"])
            for name, question in guide.questions.items()
        }
    )
    complete = st.fixed_dictionaries(
        {name: st.sampled_from([*question.options]) for name, question in guide.questions.items()}
    )
    return guide, draw(st.lists(rows | complete, max_size=30))


def every_road(guide: Guide) -> Iterator[dict[str, str]]:
    """The answers of every walk, and of every beginning of one."""
    stack: list[dict[str, str]] = [{}]
    while stack:
        answers = stack.pop()
        yield answers
        walk = replay_answers(guide, answers)
        if walk.current is not None:
            stack += [{**answers, walk.current: option} for option in guide.questions[walk.current].options]
        elif guide.more and not walk.added and more_options(walk):
            stack += [{**answers, guide.more: option} for option in guide.questions[guide.more].options]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(survey=surveys())
def test_a_database_decides_as_the_walk_does(database: Database, survey: tuple[Guide, list[Row]]) -> None:
    guide, rows = survey
    expected = [walked(guide, row) for row in rows]
    assert by_machine(guide, rows) == expected
    assert by_select(guide, database, rows) == expected


def test_every_road_of_the_shipped_guide_ends_alike_in_a_database(guide: Guide, database: Database) -> None:
    rows: list[Row] = list(every_road(guide))
    assert by_select(guide, database, rows) == [walked(guide, row) for row in rows]


def hostile() -> Guide:
    """The tiny guide with ids that mean something to one database or another."""
    tree = TREE.replace("then: heat}", 'then: "table"}').replace("  heat:\n    ask", '  "table":\n    ask')
    tree = tree.replace("then: more}", "then: 'it''s `a` \"column\"'}")
    tree = tree.replace("  more:\n    ask", "  'it''s `a` \"column\"':\n    ask")
    tree = (
        tree.replace("calm:", "'don''t':").replace("speed:", "'back\\slash':").replace("pain:", "'${pain}':")
    )
    tree = tree.replace("very:", "'%s %':").replace("less:", "'-- ;':").replace("stop:", "'\\''':")
    return tiny(tree=tree.replace("later:", "Größe:"))


def test_hostile_ids_are_spelled_for_every_database(database: Database) -> None:
    guide = hostile()
    rows: list[Row] = list(every_road(guide))
    expected = [walked(guide, row) for row in rows]
    assert {outcome for outcome, *_ in expected} == {"", *guide.outcomes}
    assert by_select(guide, database, rows) == expected


def test_nothing_is_lost_in_the_comments_that_one_database_reads_on() -> None:
    lines = export_sql(hostile(), "all.order").splitlines()
    ends = [place for place, line in enumerate(lines) if line.endswith("/*")]
    assert ends
    for place in ends:
        assert lines[place - 1].endswith("-- \\")
        assert lines[place + 1].endswith(" -- \\")
        assert lines[place + 2] == "*/"


@pytest.mark.parametrize("bad", ["line\nbreak", "tab\t", "open /*", "close */"])
def test_an_id_that_cannot_be_spelled_for_all_is_told(bad: str) -> None:
    start = tiny().questions["wish"]
    guide = msgspec.structs.replace(tiny(), questions={**tiny().questions, bad: start}, start=bad)
    with pytest.raises(UnquotableIdError, match="control sign"):
        export_sql(guide)


@pytest.mark.parametrize(
    "word", ["all", "user", "order", "left", "offset", "lateral", "end", "natural", "Aim"]
)
def test_a_question_may_be_called_by_a_word_of_sql(word: str, database: Database) -> None:
    guide = tiny(tree=TREE.replace("wish", word))
    rows: list[Row] = list(every_road(guide))
    assert by_select(guide, database, rows) == [walked(guide, row) for row in rows]


@lru_cache
def diamonds(layers: int) -> Guide:
    """Two questions in each layer, each of them led to by both before: 2 ** layers roads."""
    shipped = tiny()
    questions = {}
    for layer in range(layers):
        for side in "ab":
            last = layer == layers - 1
            options = {
                to: Option(
                    to,
                    then=None if last else f"{to}{layer + 1}",
                    recommend="tea" if last else None,
                    add=shipped.questions["more"].options["later"].add if to == "b" else None,
                )
                for to in "ab"
            }
            questions[f"{side}{layer}"] = Question("Which?", "P", "H", MappingProxyType(options))
    return msgspec.structs.replace(shipped, start="a0", questions=MappingProxyType(questions))


def test_the_select_grows_with_the_options_and_not_with_the_roads() -> None:
    once, twice, four_times = (len(export_sql(diamonds(layers))) for layers in (50, 100, 200))
    assert four_times - twice < 2.2 * (twice - once)


def test_a_long_road_is_walked_in_a_database(database: Database) -> None:
    _walk_through(70, database)


def test_a_road_may_be_longer_than_any() -> None:
    _walk_through(250, in_sqlite)


def _walk_through(layers: int, database: Database) -> None:
    guide = diamonds(layers)
    dice = random.Random(1)
    rows: list[Row] = [{question: dice.choice("ab") for question in guide.questions} for _ in range(20)]
    rows += [{**rows[0], f"a{layer}": None, f"b{layer}": None} for layer in (0, layers // 2, layers - 1)]
    assert by_select(guide, database, rows) == [walked(guide, row) for row in rows]
    assert by_select(guide, database, []) == []


@pytest.fixture(scope="session")
def in_spark() -> Iterator[Database]:
    pytest.importorskip("pyspark")
    with spark() as database:
        yield database


@pytest.mark.spark
def test_spark_decides_as_the_walk_does(guide: Guide, in_spark: Database) -> None:
    for asked in (guide, hostile(), *(tiny(tree=TREE.replace("wish", word)) for word in ("order", "Aim"))):
        rows: list[Row] = list(every_road(asked))
        assert by_select(asked, in_spark, rows) == [walked(asked, row) for row in rows]


@pytest.mark.spark
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(survey=surveys())
def test_spark_decides_random_guides_as_the_walk_does(
    in_spark: Database, survey: tuple[Guide, list[Row]]
) -> None:
    guide, rows = survey
    assert by_select(guide, in_spark, rows) == [walked(guide, row) for row in rows]
