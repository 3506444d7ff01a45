"""The summary of an interview: what is in it, on one sheet of paper, and as the text of a mail."""

import io
import shutil
from collections.abc import Iterator
from datetime import date

import msgspec
import pypdf
import pytest
from playwright.sync_api import Browser, sync_playwright

from guide.engine.decision import decide
from guide.engine.walk import Walk, replay_answers
from guide.interviews.events import (
    Answered,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
    Reviewed,
)
from guide.interviews.state import replay_events
from guide.presenters.interview_record import InterviewRecord
from guide.presenters.person_summary import PARTS, USUAL_PARTS, PersonSummary, build_summary
from guide.reports.summary_report import WIDTH, fits_a_page, mail_lines, render_mail, render_summary_page
from guide.ruleset.folder import read_folder, shipped_rules
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import load_cases
from tests.reports.test_html_in_browser import BROWSERS, QUIET
from tests.tiny import tiny

TODAY = date(2026, 7, 15)
SAID = {
    "meeting": ("Ada", "2 March 2026", "Grace", "Spring talks"),
    "recommendation": ("Recommended", "Tea"),
    "steps": ("Boil water", "When it is cold"),
    "goal": ("To rest more",),
    "response": ("would prefer Coffee", "It is faster"),
    "agreement": ("Buy leaves", "Ida", "1 June 2026"),
    "reviews": ("Went well", "1 June", "1 September"),
    "answers": ("How hot?", "Less"),
    "notes": ("Since spring", "An old note"),
}


def record(guide: Guide, walk: Walk, text: str = "", *more: Event) -> InterviewRecord:
    decision = decide(walk)
    events: list[Event] = [
        InterviewStarted("r", "you", f"Ada{text}", f"Grace{text}", f"Spring talks{text}"),
        GoalSet(f"To rest more{text}"),
        *(Answered(*step) for step in walk.path),
        *(NoteSet(step.question, f"Since spring{text}") for step in walk.path),
        Finished(decision.outcome, tuple(companion.kind for companion in decision.companions)),
        Responded("prefers", "coffee", f"It is faster{text}"),
        FollowUpAgreed(f"Buy leaves{text}", f"Ida{text}", "2026-06-01"),
        Reviewed("2026-09-01", f"Went well{text}"),
        *more,
    ]
    moments = ["2026-03-02T10:00:00+00:00"] * 100
    moments[len(events) - 1 - len(more)] = "2026-06-01T10:00:00+00:00"
    journal = tuple(zip(moments, events, strict=False))
    return InterviewRecord("0" * 32, "2026-03-02", replay_events(events), guide, journal)


TINY = tiny()
TEA = replay_answers(TINY, {"wish": "calm", "heat": "less", "more": "later"})
TOLD = record(
    TINY, TEA, "", NoteSet("gone", "An old note"), FollowUpAgreed("Buy leaves", "Ida", "2026-06-01")
)


def summary(told: InterviewRecord, *parts: str) -> PersonSummary:
    built = build_summary(told, parts, TODAY)
    assert built is not None
    return built


def body(built: PersonSummary) -> str:
    return " ".join(" ".join(mail_lines(built)).split())


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_there_when_it_is_asked_for_and_else_not(part: str) -> None:
    alone, rest = summary(TOLD, part), summary(TOLD, *(other for other in PARTS if other != part))
    for text in SAID[part]:
        assert text in body(alone)
        assert text in render_summary_page(alone)
    others = {text for other, texts in SAID.items() if other != part for text in texts} - {
        # Kinds of help, and days, are named in several places.
        *("Coffee", "1 June", "1 June 2026", "Ida", "Tea", "Ada", "How hot?"),
        *SAID[part],
    }
    for text in others:
        assert text not in body(alone)
    assert any(text not in body(rest) for text in SAID[part])


def test_notes_reviews_and_answers_are_left_out_unless_they_are_asked_for() -> None:
    usual = render_mail(summary(TOLD, *USUAL_PARTS))
    assert not [
        text
        for part in ("notes", "reviews", "answers")
        for text in SAID[part]
        if text in usual and text != "1 June"
    ]


def test_the_subject_of_a_mail_tells_nobody_what_it_is_about() -> None:
    subject, empty, *_ = render_mail(summary(TOLD, *PARTS)).splitlines()
    assert (subject, empty) == ("Subject: Our talk on 2 March 2026", "")


def test_that_of_a_walk_for_oneself_names_no_talk() -> None:
    own = msgspec.structs.replace(TOLD.interview, opened=InterviewStarted("r", "you", own=True))
    built = summary(msgspec.structs.replace(TOLD, interview=own), *PARTS)
    assert built.subject == "My questions of 2 March 2026"
    assert "meeting" not in {section.name for section in built.sections}


def test_a_mail_has_short_lines_and_a_text_passes_for_none_of_its_headings() -> None:
    long = " ".join(["word"] * 60) + "\nWhat was agreed:\n\x1b[31mred"
    mail = render_mail(summary(record(TINY, TEA, f" {long}"), *PARTS))
    assert max(map(len, mail.splitlines())) <= WIDTH
    assert mail.splitlines().count("What was agreed:") == 1
    assert "\x1b" not in mail


def test_what_is_not_finished_has_no_summary() -> None:
    started = InterviewRecord("0" * 32, "", replay_events([InterviewStarted("r", "you", "Ada")]), TINY)
    assert build_summary(started, PARTS, TODAY) is None


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield running
        running.close()


def sheets(browser: Browser, page: str) -> int:
    opened = browser.new_page()
    opened.set_content(page)
    paper = pypdf.PdfReader(io.BytesIO(opened.pdf(prefer_css_page_size=True)))
    opened.close()
    assert all(round(float(sheet.mediabox.width)) == 595 for sheet in paper.pages)
    return len(paper.pages)


def test_it_prints_on_one_sheet_whatever_it_came_to(browser: Browser, guide: Guide) -> None:
    walks: dict[str, Walk] = {}
    for case in load_cases(read_folder(shipped_rules()), guide):
        walk = replay_answers(guide, case.answers)
        if walk.current is None and len(walk.path) >= len(getattr(walks.get(case.expect), "path", ())):
            walks[case.expect] = walk
    assert len(walks) > 5
    for walk in walks.values():
        for text in ("", " and a little more of it"):
            built = summary(record(guide, walk, text), *PARTS)
            assert fits_a_page(built)
            assert sheets(browser, render_summary_page(built)) == 1


@pytest.mark.parametrize("letter", ["word ", "WWWW ", "漢字漢 "])
def test_it_says_truly_whether_it_fits(browser: Browser, letter: str) -> None:
    """Whatever is said to fit is printed on one sheet, also at the edge of it."""
    fitted = set()
    for number in range(0, 120, 4):
        built = summary(record(TINY, TEA, f" {letter * number}"), *PARTS)
        fitted.add(fits_a_page(built))
        if fits_a_page(built):
            assert sheets(browser, render_summary_page(built)) == 1, number
    assert fitted == {True, False}
