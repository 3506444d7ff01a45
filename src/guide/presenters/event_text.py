"""The events of an interview and what is known of it, in words.

Where the rules of an interview cannot be read, the guide is None, and ids stand in place of words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from guide.common.text import join_words
from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Corrected,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    Moved,
    NoteSet,
    Responded,
    Reviewed,
    TakenBack,
)
from guide.interviews.state import Interview, replay_events
from guide.presenters.history import change_phrases, change_text
from guide.presenters.interview_facts import (
    ABOUT,
    AGREED,
    OWNER,
    REVIEW,
    STEP,
    MeetingFacts,
    meeting_section,
    response_text,
)
from guide.presenters.view_models import Line, Section, typed_line
from guide.ruleset.model import Guide, Voice

STATES: Mapping[str, str] = {
    "open": "not finished",
    "finished": "finished",
    "private": "a private matter",
}
"""What is said of an interview without a recommendation, by its state in the store."""
NOTHING_ELSE = "It was a private matter. Nothing else of it is stored."
NO_RULES = "The rules of this interview cannot be read, so ids stand here for their words."
HEARD = "What the interview is for was told before the first question."
"""What is said of an interview in which the briefing was given."""

Rules = Callable[[str], Guide | None]
"""Returns the guide with a digest; None where it cannot be read."""


def follow_up_section(facts: MeetingFacts) -> Section:
    """Return a section with the agreement of an interview: next step, who does it, day of the review."""
    lines = (typed_line(facts.step, STEP), typed_line(facts.owner, OWNER), typed_line(facts.review, REVIEW))
    return Section("agreed", AGREED, tuple(line for line in lines if line.text))


def briefing_section(interview: Interview) -> Section:
    """Return a section that says that the briefing was given; without lines where it was not."""
    return Section("heard", "Briefing", (Line(HEARD),) if interview.informed else ())


def fact_sections(guide: Guide | None, interview: Interview, facts: MeetingFacts) -> tuple[Section, ...]:
    """Return sections with all that is known of an interview beside answers and outcome.

    These are follow-up, meeting and briefing; sections without lines are left out. Without a guide, ids stand
    in place of words.
    """
    sections = (
        follow_up_section(facts),
        meeting_section(guide, ABOUT, facts),
        briefing_section(interview),
    )
    return tuple(section for section in sections if section.lines)


def unasked_section(guide: Guide | None, interview: Interview) -> Section:
    """Return a section with the stored answers and notes to questions that the present path does not ask."""
    voice = interview.opened.voice
    asked = {step.question for step in interview.walk(guide).path} if guide else set()
    lines = []
    for question in dict.fromkeys((*interview.answers, *interview.notes)):
        if question in asked:
            continue
        lead = question_text(guide, question, voice)
        if question in interview.answers:
            lines.append(Line(answer_text(guide, question, interview.answers[question], voice), lead))
            lead = ""
        if question in interview.notes:
            lines.append(typed_line(f"Note: {interview.notes[question]}", lead))
    heading = "Also stored, though no longer asked after these answers" if guide else "Answers"
    return Section("aside", heading, tuple(lines))


def journal_section(rules: Rules, entries: Iterable[tuple[str, Event]], today: date) -> Section:
    """Return a section with every event of an interview and its moment, in the words of the rules of then.

    Args:
        rules: Returns the guide with a digest; None where it cannot be read.
        entries: Moment (ISO 8601) and event, in order.
        today: The day from which years are left out.
    """
    guide: Guide | None = None
    voice: Voice = "you"
    interview: Interview | None = None
    lines = []
    for moment, event in entries:
        match event:
            case InterviewStarted(digest, voice):
                guide = rules(digest)
            case Moved(digest):
                guide = rules(digest)
        changed = change_phrases(guide, voice, interview, event, today) if interview else ()
        lines.append(typed_line(change_text(changed) or event_text(guide, voice, event), moment))
        interview = interview.apply(event) if interview else replay_events([event])
    return Section("journal", "Journal", tuple(lines))


def event_text(guide: Guide | None, voice: Voice, event: Event) -> str:
    """Return what one event changed, as a sentence or a short phrase.

    Without a guide, ids stand for words.
    """
    match event:
        case BriefingGiven():
            return HEARD
        case GoalSet(goal):
            return f"Goal: {goal}"
        case Answered(question, option):
            answer = answer_text(guide, question, option, voice)
            return f"Answer to “{question_text(guide, question, voice)}”: {answer}"
        case TakenBack(question):
            return f"Answer taken back: “{question_text(guide, question, voice)}”"
        case NoteSet(question, ""):
            return f"Note taken away: “{question_text(guide, question, voice)}”"
        case NoteSet(question, text):
            return f"Note to “{question_text(guide, question, voice)}”: {text}"
        case Moved(_, answers, _):
            return f"Moved to other rules, with these answers: {', '.join(map('='.join, answers.items()))}"
        case _:
            return "; ".join(_parts(guide, event))


def _parts(guide: Guide | None, event: Event) -> Iterator[str]:
    match event:
        case InterviewStarted(_, _, person, interviewer, occasion):
            yield "Begun"
            yield from filter(None, (person, interviewer, occasion))
        case Finished(outcome, companions):
            yield f"Answers confirmed: {outcome_title(guide, outcome)}{companions_text(guide, companions)}"
        case Responded(_, _, why):
            yield response_text(guide, ABOUT, event)
            yield from filter(None, (why,))
        case FollowUpAgreed(step, owner, review):
            for lead, text in ((STEP, step), (OWNER, owner), (REVIEW, review)):
                if text:
                    yield f"{lead}: {text}"
        case Corrected(person, interviewer, occasion):
            yield "Corrected"
            yield from filter(None, (person, interviewer, occasion))
        case Reviewed(review, text):
            yield "The review was held"
            yield from filter(None, (text,))
            if review:
                yield f"Next review: {review}"


def outcome_title(guide: Guide | None, outcome: str) -> str:
    """Return the title of an outcome, or its id where there is no guide or it does not have the outcome."""
    return guide.outcomes[outcome].title if guide and outcome in guide.outcomes else outcome


def companions_text(guide: Guide | None, companions: Iterable[str]) -> str:
    """Return “, with …” and the names of companions, to follow an outcome; "" where there are none."""
    names = [guide.kinds[kind].name if guide and kind in guide.kinds else kind for kind in companions]
    return f", with {join_words(names)}" if names else ""


def question_text(guide: Guide | None, question: str, voice: Voice) -> str:
    """Return a question as it is asked, or its id where the guide does not have it."""
    return guide.questions[question].asked(voice) if guide and question in guide.questions else question


def answer_text(guide: Guide | None, question: str, option: str, voice: Voice) -> str:
    """Return an option as it is spoken, or its id where the guide does not have it."""
    choice = guide.questions[question].options.get(option) if guide and question in guide.questions else None
    return choice.spoken(voice) if choice else option
