"""Sections about one row of the outline: a question, an answer or an outcome."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from guide.common.text import shorten_question
from guide.engine.decision import decide
from guide.engine.walk import replay_answers
from guide.presenters.explanation import WHEN
from guide.presenters.view_models import Line, Section, short_sources
from guide.ruleset.model import NOTHING, Case, Guide, Option, Voice
from guide.tui.screens.explorer.outline import Node

_OTHERWISE: Mapping[Voice, tuple[Voice, str]] = {
    "you": ("they", "About somebody else"),
    "they": ("you", "To the person"),
}

CasesByNode = Mapping[Node, list[str]]
"""What the cases are about, by the row that they pass."""


def cases_by_node(cases: Iterable[Case], guide: Guide) -> CasesByNode:
    """What the scenario cases are about, by the rows of the outline that they pass.

    Those are questions, answers and outcomes. The node of an outcome has no question and no answer here, as
    many answers lead to it.
    """
    cases_at: dict[Node, list[str]] = {}
    for case in cases:
        walk = replay_answers(guide, case.answers)
        nodes = [node for step in walk.path for node in (Node(step.question), Node(*step))]
        nodes.append(Node(walk.current) if walk.current else Node("", "", decide(walk).outcome))
        for node in nodes:
            cases_at.setdefault(node, []).append(case.about)
    return cases_at


def details(
    guide: Guide, node: Node, voice: Voice, cases: CasesByNode, with_ids: bool = False
) -> tuple[Section, ...]:
    """The sections that describe a row of the outline. The heading of the first is the text of the row.

    Sections without lines are left out. Ids, which only authors of the guide know, are in them with
    ``with_ids``.
    """
    if node.outcome:
        parts = _outcome(guide, node.outcome, voice)
        here, name = Node("", "", node.outcome), f"Outcome {node.outcome}"
    elif node.option:
        parts = _option(guide, node, voice)
        here, name = node, f"Answer {node.question}={node.option}"
    else:
        parts = _question(guide, node.question, voice)
        here, name = Node(node.question), f"Question {node.question}"
    abouts = cases.get(here, [])
    first, *more = parts
    ids = (Line(name),) if with_ids else ()
    return (
        Section(first.name, first.heading, (*first.lines, *ids)),
        *(section for section in more if section.lines),
        *(
            [Section("cases", f"Cases that come here: {len(abouts)}", tuple(map(Line, abouts)))]
            if abouts
            else []
        ),
    )


def _question(guide: Guide, name: str, voice: Voice) -> Iterator[Section]:
    question = guide.questions[name]
    yield _head("Asked after the result" if name == guide.more else "", question.asked, voice)
    yield Section("help", "Help", (Line(question.explained(voice)),))
    yield Section("probe", "Hint for an interviewer", (Line(question.probe),))
    options = enumerate(question.options.values(), 1)
    lines = tuple(Line(f"{number} {option.spoken(voice)}") for number, option in options)
    yield Section("options", "Answers", lines)


def _option(guide: Guide, node: Node, voice: Voice) -> Iterator[Section]:
    option = guide.questions[node.question].options[node.option]
    asked = shorten_question(guide.questions[node.question].asked(voice))
    yield _head(f"Answer to “{asked}”", option.spoken, voice)
    means = [(guide.distinctions[name], pole) for name, pole in option.means.items()]
    lines = (Line(f"{distinction.name}: {distinction.poles[pole]}") for distinction, pole in means)
    yield Section("means", "What it means", tuple(lines))
    yield Section("leads", "Where it leads", tuple(_leads(guide, node, voice)))
    yield Section("claims", "What the documents say about it", tuple(_claims(guide, option)))


def _head(what: str, said: Callable[[Voice], str], voice: Voice) -> Section:
    """The text in this voice as a heading, what the row is, and the text in the other voice if it differs."""
    other, lead = _OTHERWISE[voice]
    lines = (
        *([Line(what)] if what else []),
        *([Line(said(other), lead)] if said(other) != said(voice) else []),
    )
    return Section("head", said(voice), lines)


def _leads(guide: Guide, node: Node, voice: Voice) -> Iterator[Line]:
    option = guide.questions[node.question].options[node.option]
    if option.recommend:
        yield Line(guide.outcomes[option.recommend].title, "Recommended")
    if option.instead:
        yield Line(guide.outcomes[option.instead].title, "In place of what was recommended")
    if option.add:
        yield Line(guide.kinds[option.add.kind].name, WHEN[option.add.when])
    if option.then:
        yield Line(guide.questions[option.then].asked(voice), "Next question")
    elif node.question == guide.more:
        yield from () if option.add else (Line("Nothing is added."),)
    else:
        yield Line("Nothing more is asked.")


def _claims(guide: Guide, option: Option) -> Iterator[Line]:
    for kind in guide.kinds.values():
        lead = kind.name
        for distinction, pole in option.means.items():
            for claim in kind.claims.get(distinction, ()):
                if claim.pole == pole:
                    yield Line(claim.says, lead, short_sources(guide, claim.sources))
                    lead = ""


def _outcome(guide: Guide, name: str, voice: Voice) -> Iterator[Section]:
    outcome = guide.outcomes[name]
    marks = [
        *(guide.kinds[kind].name for kind in outcome.kinds if guide.kinds[kind].name != outcome.title),
        *(["Other advice"] if outcome.signpost else []),
        *(["Private: none of the answers is stored"] if outcome.private else []),
    ]
    yield Section("head", outcome.title, (Line(". ".join(marks)),) if marks else ())
    yield Section(
        "because", "Because", (Line(outcome.reasoned(voice), cites=short_sources(guide, outcome.sources)),)
    )
    yield Section("when", "When it comes first", (Line(outcome.when),) if outcome.when else ())
    yield Section("plan", "The plan", tuple(_plan(guide, name)))


def _plan(guide: Guide, name: str) -> Iterator[Line]:
    """The plan of an outcome. Its own lines replace those of its first kind, as in a recommendation."""
    outcome = guide.outcomes[name]
    for number, kind in enumerate(outcome.kinds or ("",)):
        lines = {**(guide.kinds[kind].plan if kind else NOTHING), **({} if number else outcome.plan)}
        for heading in guide.headings:
            if heading in lines:
                lead = guide.headings[heading]
                lead = f"{guide.kinds[kind].name} – {lead}" if len(outcome.kinds) > 1 else lead
                yield Line(lines[heading].says, lead, short_sources(guide, lines[heading].sources))
