"""What warnings about claims say: whom they name, and each way to mend it."""

import yaml

from guide.ruleset.checks.all_problems import find_all_problems
from guide.ruleset.problems import Problem
from tests.tiny import KINDS, SOURCES, TREE, texts

BLOG = "blog: {title: A blog, short: Blog}\n"
COLD = "{pole: cold, says: Iced tea exists., sources: [own]}"


def warnings(code: str, kinds: str = KINDS, tree: str = TREE, sources: str = SOURCES) -> list[Problem]:
    changed = {"kinds.yaml": kinds.encode(), "tree.yaml": tree.encode(), "sources.yaml": sources.encode()}
    return [problem for problem in find_all_problems({**texts(), **changed}) if problem.code == code]


def test_documents_on_different_sides_are_named_and_each_remedy_works() -> None:
    kinds = KINDS.replace(COLD, COLD.replace("own", "blog"))
    (problem,) = warnings("dispute", kinds, sources=SOURCES + BLOG)
    assert problem.message == "“leaf” and “blog” put “tea” on different sides of “heat”"
    settled = "disputes: [{kinds: [tea], treated: …}]"
    accepted = "accept: {dispute: the reason}"
    assert settled in problem.hint
    assert accepted in problem.hint
    distinction = "heat: {name: Hot or cold"
    assert not warnings(
        "dispute", kinds.replace(distinction, f"{distinction}, {settled}"), sources=SOURCES + BLOG
    )
    kind = "    name: Tea\n"
    assert not warnings("dispute", kinds.replace(kind, f"{kind}    {accepted}\n"), sources=SOURCES + BLOG)


def test_our_own_judgement_is_no_document_on_a_side() -> None:
    assert not warnings("dispute")


def test_a_claim_that_is_never_shown_is_told_with_both_remedies() -> None:
    tree = TREE.replace("{say: Less, means: {heat: cold}", "{say: Less")
    (problem,) = warnings("unshown", tree=tree)
    assert problem.message.startswith("no answer that leads to “tea” means “heat: cold”")
    meaning, dropped = "means: {heat: cold}", "pole: cold"
    assert meaning in problem.hint
    assert f"drop “{dropped}”" in problem.hint
    assert not warnings("unshown", tree=tree.replace("{say: Less", f"{{say: Less, {meaning}"))
    assert not warnings("unshown", KINDS.replace(COLD, COLD.replace(f"{dropped}, ", "")), tree)
    assert yaml.safe_load(f"{{{meaning}}}") == {"means": {"heat": "cold"}}


def test_an_id_in_the_midst_of_a_list_is_compared_with_others() -> None:
    (problem,) = warnings("link", KINDS.replace("sources: [leaf]", "sources: [own, lief, leaf]", 1))
    assert problem.hint == "Did you mean “leaf”?"


def test_a_comma_in_a_text_within_braces_is_told_as_such() -> None:
    (problem,) = warnings("unknown", tree=TREE.replace("say: Less,", "say: Less, please,"))
    assert problem.hint.startswith("A comma ends a text within braces.")
