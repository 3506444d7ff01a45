"""What an interview adds to the reports."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from guide.interviews.events import FollowUpAgreed, GoalSet, InterviewStarted, Responded
from guide.interviews.state import replay_events
from guide.presenters.interview_facts import MeetingFacts, meeting_facts
from guide.reports import FORMATS, render
from guide.reports.json_report import report_schema
from guide.ruleset.model import Voice
from tests.reports.test_reports import (
    HOSTILE,
    TINY,
    VIEWERS,
    WALKS,
    Page,
    as_shown,
    at_end,
    outline,
    said_in_markdown,
)

MET = MeetingFacts(
    person="Ada",
    interviewer="Grace",
    occasion="Spring talks",
    day="2026-03-02",
    goal="To rest more.",
    response=Responded("prefers", "coffee", "It is faster."),
    step="Buy leaves",
    owner="Ada and Grace",
    review="2026-06-01",
)
TEXTS = (
    "Ada",
    "Grace",
    "Spring talks",
    "2026-03-02",
    "To rest more.",
    "Coffee",
    "It is faster.",
    "Buy leaves",
    "2026-06-01",
)


def hostile(text: str) -> MeetingFacts:
    return MeetingFacts(
        text, text, text, "2026-03-02", text, Responded("prefers", text, text), text, text, text
    )


def test_it_is_what_the_interview_came_to() -> None:
    held = replay_events(
        [
            InterviewStarted("d", "you", "Ada", "Grace", "Spring talks"),
            GoalSet("To rest more."),
            Responded("prefers", "coffee", "It is faster."),
            FollowUpAgreed("Buy leaves", "Ada and Grace", "2026-06-01"),
        ]
    )
    assert meeting_facts(held, "2026-03-02") == MET
    assert meeting_facts(replay_events([InterviewStarted("d", "you")]), "") == MeetingFacts()


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_holds_all_that_an_interview_adds(form: str) -> None:
    report = render(form, at_end(TINY, WALKS[0]), "you", {}, MET)
    assert [text for text in TEXTS if text not in report] == []


@pytest.mark.parametrize("form", FORMATS)
def test_without_an_interview_a_report_is_as_it_was(form: str) -> None:
    report = render(form, at_end(TINY, WALKS[0]), "you")
    assert "The interview" not in report
    assert "What was agreed" not in report


@pytest.mark.parametrize("form", FORMATS)
def test_the_report_of_a_private_end_says_nothing_of_the_interview(form: str) -> None:
    private = at_end(TINY, {"wish": "pain"})
    assert render(form, private, "you", {}, MET) == render(form, private, "you")


def test_lines_to_fill_in_are_filled_in_where_they_are_known() -> None:
    report = render(".md", at_end(TINY, WALKS[0]), "you", {}, MeetingFacts(person="Ada", step="Buy leaves"))
    *_, agreed = report.partition("\n---\n")[0].partition("## What was agreed\n\n")
    assert agreed.splitlines() == [
        "- Name: Ada",
        "- Date: ____________",
        "- Next step: Buy leaves",
        "- Who does it: ____________",
        "- When to look at it again: ____________",
    ]


@pytest.mark.parametrize(
    ("voice", "response", "said"),
    [
        ("you", Responded("agrees"), "You agree."),
        ("they", Responded("undecided"), "They have not decided yet."),
        ("they", Responded("prefers", "tea"), "They would prefer Tea."),
        ("you", Responded("prefers"), "You would prefer something else."),
        ("you", Responded("prefers", "gone"), "You would prefer gone."),
    ],
)
def test_a_response_is_said_in_words(voice: Voice, response: Responded, said: str) -> None:
    assert said in render(".txt", at_end(TINY, WALKS[0]), voice, {}, MeetingFacts(response=response))


def test_the_json_keeps_to_its_schema() -> None:
    found = json.loads(render(".json", at_end(TINY, WALKS[0]), "you", {}, MET))
    assert list(Draft202012Validator(json.loads(report_schema())).iter_errors(found)) == []
    assert found["meeting"]["response"] == {
        "view": "prefers",
        "says": "You would prefer Coffee.",
        "kind": "coffee",
        "why": "It is faster.",
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text(name: str) -> None:
    found, text = at_end(TINY, WALKS[0]), HOSTILE[name]
    page, plain = (Page(render(".html", found, "you", {}, hostile(it))) for it in (text, "x"))
    assert page.outline == plain.outline
    assert as_shown(text) in page.said
    written, simple = (render(".md", found, "you", {}, hostile(it)) for it in (text, "x"))
    assert all(outline(viewer, written) == outline(viewer, simple) for viewer in VIEWERS)
    assert re.sub("[\ufffe\uffff]", "\ufffd", as_shown(text)) in said_in_markdown(written)
    assert json.loads(render(".json", found, "you", {}, hostile(text)))["meeting"]["goal"] == text


def test_further_lines_of_a_text_are_no_lines_of_the_report() -> None:
    report = render(".txt", at_end(TINY, WALKS[0]), "you", {}, MeetingFacts(goal="Rest\nRecommended: Milk"))
    assert "\n- Rest\n  Recommended: Milk\n" in report
