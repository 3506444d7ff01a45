"""The schemas that editors check with: that they are valid, and that they say what the loader says."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from guide.authoring.json_schema import schema_json, schemas
from guide.ruleset.folder import read_folder, shipped_rules
from guide.ruleset.parsing.loader import load, load_cases
from guide.ruleset.problems import RulesError
from tests.tiny import GUIDE, KINDS, SOURCES, TREE, texts

CASES = """\
- {about: In pain, answers: {wish: pain}, expect: doctor}
- {about: In a hurry, answers: {wish: speed, more: later}, expect: espresso, companions: []}
"""
TINY = {"guide": GUIDE, "sources": SOURCES, "kinds": KINDS, "tree": TREE, "cases": CASES}
OF_SHAPE = {"unknown", "missing", "type", "url", "empty", "file"}

WRONG = [
    # an unknown key
    ("guide", "title: Tea", "titel: Tea"),
    ("guide", "caution: Taste", "mood: good\ncaution: Taste"),
    ("sources", "note: Sells tea.", "nota: Sells tea."),
    ("kinds", "{name: The cup}", "{name: The cup, colour: red}"),
    ("tree", "{say: Calm, means", "{say: Calm, mean: x, means"),
    ("tree", "when: afterwards}", "when: afterwards, how: fast}"),
    ("cases", "expect: doctor", "expect: doctor, expects: doctor"),
    # a key that is missing
    ("guide", "welcome: Two questions.\n", ""),
    ("sources", "short: Leaf, ", ""),
    ("kinds", "says: Tea is hot., ", ""),
    ("kinds", "    not_for: The evening.\n", ""),
    ("kinds", "headings: {first_step: First step, stop: When to stop}\n", ""),
    ("tree", "    probe: Ask twice.\n", ""),
    ("tree", "say: No more pain, ", ""),
    ("tree", "kind: coffee, ", ""),
    ("cases", "about: In pain, ", ""),
    # null, a number or a boolean where a text belongs
    ("guide", "title: Tea or coffee?", "title:"),
    ("guide", "duration: A minute.", "duration: 1"),
    ("sources", 'date: "1901"', "date: 1901"),
    ("sources", "note: Sells tea.", "note: ~"),
    ("kinds", "hot: steaming", "hot: 100"),
    ("kinds", "hot: steaming", "hot: null"),
    ("tree", "probe: Wait.", "probe: 0.5"),
    ("tree", "help: No is fine.", "help: no"),
    ("tree", "say: No more pain", "say: true"),
    ("cases", "about: In pain", "about: 7"),
    # a list or a table where a text belongs, and the other way round
    ("guide", "title: Tea or coffee?", "title: [Tea, coffee]"),
    ("kinds", "{first_step: First step, stop: When to stop}", "[first_step, stop]"),
    ("kinds", "cup: [{says: A cup with a handle., sources: [leaf]}]", "cup: {says: A., sources: [leaf]}"),
    ("kinds", "cup: [{says: A cup with a handle., sources: [leaf]}]", "cup: [A cup with a handle.]"),
    ("kinds", "sources: [leaf]", "sources: leaf"),
    ("tree", "start: wish", "start: [wish]"),
    ("tree", "start: wish", "start: {wish: wish}"),
    ("tree", "means: {heat: hot}", "means: [hot]"),
    ("tree", "add: {kind: coffee, when: afterwards}", "add: coffee"),
    ("tree", "kinds: [tea], title", "kinds: tea, title"),
    ("tree", "kinds: [tea], title", "kinds: [[tea]], title"),
    ("cases", "answers: {wish: pain}", "answers: [wish, pain]"),
    ("cases", "companions: []", "companions: coffee"),
    # nothing where something belongs
    ("guide", "title: Tea or coffee?", 'title: ""'),
    ("sources", "note: Sells tea.", 'note: "  "'),
    ("tree", "ask_about: What do they wish?", 'ask_about: ""'),
    ("tree", "recommend: doctor", 'recommend: ""'),
    ("tree", "{say: No more}", "{say: No more, then: }"),
    ("tree", "{say: No more}", "{say: No more, add: null}"),
    ("tree", "{say: No more}", ""),
    # a wrong word, or one that is no yes or no
    ("tree", "when: afterwards", "when: sometime"),
    ("tree", "when: afterwards", "when: [afterwards]"),
    ("tree", "private: true", "private: maybe"),
    ("tree", "private: true", "private: 1"),
    ("tree", "private: true", 'private: "true"'),
    ("sources", "judgement: true", "judgement: ~"),
    # an address that is none, or that does something
    ("sources", "note: Sells tea.", 'url: "javascript:alert(1)"'),
    ("sources", "note: Sells tea.", 'url: "https://example.org/a b"'),
    ("sources", "note: Sells tea.", 'url: "https://www.example.org@example.com/"'),
    # a whole file of another shape
    ("guide", GUIDE, ""),
    ("sources", SOURCES, "- leaf\n"),
    ("kinds", KINDS, "just words\n"),
    ("tree", TREE, "[]\n"),
    ("cases", CASES, "about: In pain\n"),
]

RIGHT = [
    ("guide", "caution: Taste", "not_before_the_end: [tea, coffee]\ncaution: Taste"),
    ("guide", "duration: A minute.", 'duration: "1"'),
    ("sources", "judgement: true", "judgement: false"),
    ("sources", "kind: book, ", ""),
    ("sources", "note: Sells tea.", 'url: "https://example.org/leaf?page=2#top"'),
    ("kinds", "pole: hot, ", ""),
    ("kinds", "first: [doctor]", "first: []"),
    ("kinds", "poles: {hot: steaming, cold: with ice}", "poles: {hot: steaming, cold: with ice, warm: so}"),
    ("kinds", "in_short: Leaves in hot water.", "in_short: >-\n      Leaves in\n      hot water."),
    ("tree", "ask_about: What do they wish?", "help_about: They know."),
    ("tree", "when: afterwards", "when: alongside"),
    ("tree", "say: No more pain", 'say: "true"'),
    ("tree", "private: true, ", ""),
    ("tree", "{say: No more}", "{say: No more, accept: {wording: It is how people say it.}}"),
    ("cases", "companions: []", "companions: [coffee]"),
    ("cases", CASES, "[]\n"),
]

# What the loader sees and a schema cannot, or where a bare word is one thing to it and another to others.
NUMBERED = TREE.replace("then: more", "then: 12").replace("  more:\n", "  12:\n")
DIFFER = [
    ("a link is not a shape", "tree", "start: wish", "start: wishes", True, False),
    ("a key that stands twice", "guide", "welcome:", "title: Again\nwelcome:", True, False),
    ("yes for true", "tree", "private: true", "private: yes", True, False),
    ("a bare date", "sources", 'date: "1901"', "date: 2013-04-17", False, True),
    ("an id that is a bare number", "tree", TREE, NUMBERED, False, True),
]


def by_schema(file: str, text: str) -> bool:
    checker = Draft202012Validator(schemas()[f"{file}.yaml"])
    return checker.is_valid(yaml.safe_load(text))


def by_loader(file: str, text: str) -> set[str]:
    """The codes of what is wrong with a file of the tiny guide when its text is another one."""
    files = {f"{name}.yaml": (text if name == file else TINY[name]).encode() for name in TINY}
    try:
        load_cases(files, load(files)[0])
    except RulesError as error:
        return {problem.code for problem in error.problems if problem.place.file == f"{file}.yaml"}
    return set()


def changed(file: str, old: str, new: str) -> str:
    assert old in TINY[file]
    return TINY[file].replace(old, new, 1)


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_valid_and_every_reference_leads_somewhere(name: str) -> None:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    text = schema_json(name)
    assert json.loads(text) == schema
    assert text.endswith("}\n")
    used = {line.split('"')[3] for line in text.splitlines() if '"$ref"' in line}
    assert used == {f"#/$defs/{part}" for part in schema["$defs"]}


def test_every_table_of_known_keys_refuses_others() -> None:
    for schema in schemas().values():
        for part in schema["$defs"].values():
            assert "properties" not in part or part["additionalProperties"] is False


def test_an_editor_shows_what_the_model_says_of_its_parts() -> None:
    parts: dict[str, Any] = schemas()["tree.yaml"]["$defs"]
    assert "An answer." in parts["Option"]["description"]
    assert "``" not in schema_json("tree.yaml")
    when = parts["Companion"]["properties"]["when"]
    assert when["enum"] == ["alongside", "afterwards"]
    assert when["description"].startswith("`alongside`")
    assert "description" not in parts["TreeFile"]


def test_a_file_that_no_guide_has_has_no_schema() -> None:
    with pytest.raises(KeyError):
        schema_json("other.yaml")


@pytest.mark.parametrize("name", schemas())
def test_the_shipped_file_is_valid(name: str) -> None:
    data = yaml.safe_load(read_folder(shipped_rules())[name])
    assert [error.message for error in Draft202012Validator(schemas()[name]).iter_errors(data)] == []


@pytest.mark.parametrize("file", TINY)
def test_the_tiny_file_is_valid(file: str) -> None:
    assert texts()["tree.yaml"] == TREE.encode()
    assert by_schema(file, TINY[file])
    assert not by_loader(file, TINY[file])


@pytest.mark.parametrize(("file", "old", "new"), WRONG)
def test_both_refuse_what_has_the_wrong_shape(file: str, old: str, new: str) -> None:
    text = changed(file, old, new)
    assert by_loader(file, text) & OF_SHAPE
    assert not by_schema(file, text)


@pytest.mark.parametrize(("file", "old", "new"), RIGHT)
def test_both_accept_what_is_well_formed(file: str, old: str, new: str) -> None:
    text = changed(file, old, new)
    assert not by_loader(file, text)
    assert by_schema(file, text)


@pytest.mark.parametrize(("about", "file", "old", "new", "schema", "loader"), DIFFER)
def test_what_only_one_of_them_can_see(
    about: str, file: str, old: str, new: str, schema: bool, loader: bool
) -> None:
    text = changed(file, old, new)
    assert by_schema(file, text) is schema, about
    assert (not by_loader(file, text)) is loader, about
