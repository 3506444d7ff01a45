"""The guide as JSON and as a decision table, and the command that exports it."""

import json
import random
import re
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
import SpiffWorkflow.dmn.parser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

from guide.authoring.export.dmn_export import TooManyRulesError, export_dmn
from guide.authoring.export.json_export import export_json
from guide.engine.decision import decide
from guide.engine.walk import Walk, replay_answers
from guide.ruleset.folder import read_folder, shipped_rules
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import CASES_FILE, load, load_cases
from tests.authoring.test_export_sql import diamonds, every_road
from tests.cli.test_main import guide as command
from tests.strategies import guides, walks
from tests.tiny import MORE_TREE, TREE, tiny

DMN = {"dmn": "https://www.omg.org/spec/DMN/20191111/MODEL/"}


def files(document: str) -> dict[str, bytes]:
    return {name: json.dumps(part).encode() for name, part in json.loads(document).items() if name != "note"}


def test_the_json_is_the_whole_guide_and_reads_back_as_its_files(guide: Guide) -> None:
    cases = load_cases(read_folder(shipped_rules()), guide)
    texts = files(export_json(guide, cases))
    again, _ = load(texts)
    for field in guide.__struct_fields__:
        assert getattr(again, field) == getattr(guide, field)
    assert load_cases(texts, again) == cases


def test_the_json_has_no_cases_where_there_are_none() -> None:
    assert CASES_FILE not in json.loads(export_json(tiny()))


class _Scripts(PythonScriptEngine):  # type: ignore[misc]
    @lru_cache(maxsize=10_000)  # noqa: B019
    def validate(self, text: str) -> None:
        """Once for each text; the engine asks for each entry of each rule."""
        super().validate(text)


class Table:
    """The first decision table of a document, run by an engine that others keep."""

    def __init__(self, document: str) -> None:
        # The engine takes an entry for an expression of Python, where FEEL has a list of what applies.
        document = re.sub("<text>(null,[^<]*)</text>", r"<text>? in [\1]</text>", document)
        parser = DMNParser(None, etree.fromstring(document.encode()), DMN)
        parser.parse()
        (table,) = parser.decision.decisionTables
        self._engine = DMNEngine(table)
        self._nothing = dict.fromkeys(column.expression for column in table.inputs)
        self._workflow = SimpleNamespace(script_engine=_Scripts())

    def decide(self, answers: dict[str, str]) -> dict[str, Any]:
        task = SimpleNamespace(data={"null": None, **self._nothing, **answers}, workflow=self._workflow)
        found: dict[str, Any] = self._engine.result(task)
        return found


def decided(guide: Guide, answers: dict[str, str]) -> dict[str, Any]:
    decision = decide(replay_answers(guide, answers))
    companions = " ".join(companion.kind for companion in decision.companions)
    return {"outcome": decision.outcome, "companions": companions}


def test_the_table_decides_as_the_walk_does(guide: Guide) -> None:
    ends: dict[str, list[dict[str, str]]] = {outcome: [] for outcome in guide.outcomes}
    for answers in every_road(guide):
        if replay_answers(guide, answers).current is None:
            ends[decide(replay_answers(guide, answers)).outcome].append(answers)
    table = Table(export_dmn(guide))
    dice = random.Random(1)
    for roads in ends.values():
        for answers in dice.sample(roads, min(len(roads), 2)):
            assert table.decide(answers) == decided(guide, answers)
    answers = dice.choice(ends[max(ends, key=lambda outcome: len(ends[outcome]))])
    asked = [step for step in replay_answers(guide, answers).path if step.question != guide.more]
    assert table.decide(dict(asked[:-1])) == {}


def test_no_more_than_one_rule_applies() -> None:
    # The engine stops at the first rule that applies; so that another would be seen, all are collected.
    for guide, more in ((tiny(), "stop"), (tiny(tree=MORE_TREE), "later"), (tiny(tree=MORE_TREE), "")):
        table = Table(export_dmn(guide).replace('"UNIQUE"', '"COLLECT"'))
        for answers in every_road(guide):
            whole = {"heat": "very", "more": more, **answers}
            assert len(table.decide(whole).get("outcome", [])) == (
                replay_answers(guide, whole).current is None
            )


def test_the_table_adds_to_the_result_what_the_walk_does() -> None:
    guide = tiny(tree=MORE_TREE)
    table = Table(export_dmn(guide))
    for answers in every_road(guide):
        if replay_answers(guide, answers).current is None:
            assert table.decide(answers) == decided(guide, answers)
    assert table.decide({"wish": "speed", "more": "wrong"}) == {}
    assert table.decide({"wish": "pain", "more": "wrong"}) == {"outcome": "doctor", "companions": ""}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(guides().flatmap(lambda guide: st.tuples(st.just(guide), walks(guide, finished=True))))
def test_the_table_of_any_guide_decides_as_its_walks_do(made: tuple[Guide, Walk]) -> None:
    guide, walk = made
    document = export_dmn(guide)
    assert Table(document).decide(dict(walk.answers)) == decided(guide, dict(walk.answers))


def test_the_table_is_what_the_standard_says(guide: Guide) -> None:
    folder = Path(SpiffWorkflow.dmn.parser.__file__).parent / "schema"
    schema = etree.XMLSchema(etree.parse(str(folder / "DMN13.xsd")))
    schema.assertValid(etree.fromstring(export_dmn(guide).encode()))


def test_hostile_texts_stay_texts_in_the_table() -> None:
    tree = TREE.replace("calm:", "'a \"b\" <c> \\ &':").replace("say: Speed", 'say: "<x>&\\a"')
    hostile = tiny(tree=tree.replace("What do you wish?", "'<ask> \"&\"?'"))
    table = Table(export_dmn(hostile))
    for answers in every_road(hostile):
        if replay_answers(hostile, answers).current is None:
            assert table.decide(answers) == decided(hostile, answers)


def test_control_signs_do_not_spoil_the_table() -> None:
    front = msgspec.structs.replace(tiny().front, title="A bell \x07")
    tree = TREE.replace("calm:", '"\\a\\n":')
    assert ElementTree.fromstring(export_dmn(msgspec.structs.replace(tiny(tree=tree), front=front)))


def test_too_many_roads_for_a_table_are_told() -> None:
    assert export_dmn(diamonds(10)).count("<rule ") == 1024
    more = tiny(tree=MORE_TREE)
    assert export_dmn(more).count("<rule ") == 2 * 3 + 3 + 1
    crowd = {f"t{number}": more.questions["more"].options["later"] for number in range(5_000)}
    crowded = msgspec.structs.replace(more.questions["more"], options=crowd)
    with pytest.raises(TooManyRulesError, match="this guide has 15,004"):
        export_dmn(msgspec.structs.replace(more, questions={**more.questions, "more": crowded}))
    with pytest.raises(TooManyRulesError, match="this guide has 16,384"):
        export_dmn(diamonds(14))


def test_the_command_exports_in_each_form() -> None:
    select = command("rules", "export", "--to", "sql", "--table", "hr.survey 2024").stdout
    assert 'FROM hr.-- \\\n"survey 2024" /*\n`survey 2024` -- \\\n*/\n t\n' in select
    assert "tree.yaml" in json.loads(command("rules", "export", "--to", "json").stdout)
    document = command("rules", "export", "--to", "dmn").stdout
    assert ElementTree.fromstring(document).find("dmn:decision/dmn:decisionTable", DMN) is not None


def test_the_command_tells_what_cannot_be_exported() -> None:
    ran = command("rules", "export", "--to", "sql", "--table", "a\nb")
    assert ran.returncode == 1
    assert "control sign" in ran.stderr
