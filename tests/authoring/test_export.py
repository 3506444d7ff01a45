"""The guide as JSON, and the command that exports it."""

import json
from xml.etree import ElementTree

import msgspec

from guide.authoring.export.json_export import export_json
from guide.ruleset.checks.structure import check
from guide.ruleset.folder import read_folder, shipped_rules
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import CASES_FILE, load, load_cases
from tests.cli.test_main import guide as command
from tests.dmn import DMN
from tests.tiny import BRIEFING, GUIDE, TREE, tiny


def files(document: str) -> dict[str, bytes]:
    return {name: json.dumps(part).encode() for name, part in json.loads(document).items() if name != "note"}


def test_the_json_is_the_whole_guide_and_reads_back_as_its_files(guide: Guide) -> None:
    cases = load_cases(read_folder(shipped_rules()), guide)
    texts = files(export_json(guide, cases))
    again, _ = load(texts)
    for field in guide.__struct_fields__:
        assert getattr(again, field) == getattr(guide, field)
    assert load_cases(texts, again) == cases


def test_the_json_reads_back_as_it_is_whatever_signs_it_holds() -> None:
    signs = "a\x07b\x7fc\x85d\u2028e\u2029f\ufeffg\ufffeh\uffffi\U0001f469"
    guide = tiny(
        tree=TREE.replace("say: Calm", f"say: {json.dumps(signs)}".replace("\\ud83d\\udc69", "\U0001f469"))
    )
    document = msgspec.json.decode(export_json(guide), type=dict[str, msgspec.Raw])
    again, _ = load({name: bytes(part) for name, part in document.items()})
    assert again.questions["wish"].options["calm"].say == signs


def test_a_briefing_with_braces_reads_back_beside_texts_with_braces() -> None:
    briefing = BRIEFING.replace("You may stop.", "'Say {{x}} of {tea}. {kept}'")
    guide = tiny(
        guide=f"{GUIDE}{briefing}names: {{}}\n", tree=TREE.replace("say: Calm", "say: 'Calm {{tea}} {tea}'")
    )
    assert guide.questions["wish"].options["calm"].say == "Calm {tea} tea"
    again, where = load(files(export_json(guide)))
    assert check(again, where) == []
    for field in guide.__struct_fields__:
        if field != "front":
            assert getattr(again, field) == getattr(guide, field)
    assert again.front.briefing == guide.front.briefing


def test_the_json_has_no_cases_where_there_are_none() -> None:
    assert CASES_FILE not in json.loads(export_json(tiny()))


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
