"""A store with interviews of every state, by the shipped rules."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from guide.common.dates import today
from guide.engine.decision import decide
from guide.engine.walk import replay_answers
from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
)
from guide.ruleset.folder import load_folder, shipped_rules
from guide.ruleset.model import Guide
from guide.storage import Store, event_store, open_store
from guide.storage.rule_texts import keep_rules

PERSONS = (
    "Ada Lovelace",
    "Zoë Ångström",
    "林さん",
    "שלום כהן",
    "[b]Bobby[/b] 'Tables'",
    "🙂👩‍👩‍👧 e\u0301\u0301",
    "W" * 200,
    "",
)


def write_store(path: Path, chance: random.Random) -> None:
    """Unfinished and finished interviews, some with a review that is due, private ends, an own walk."""
    ruleset = load_folder(shipped_rules())
    store = open_store(path)
    rules = keep_rules(store, ruleset.guide_texts)
    for number in range(40):
        day = today() - timedelta(days=chance.randrange(1, 400))
        opened = InterviewStarted(rules, chance.choice(["you", "they"]), PERSONS[number % 8], "Ida", "Talks")
        events = [
            opened,
            BriefingGiven(),
            GoalSet("To get further."),
            *_answers(ruleset.guide, chance, number),
        ]
        if isinstance(events[-1], Finished) and number % 3:
            review = today() + timedelta(days=chance.randrange(-30, 30))
            events += [Responded("agrees"), FollowUpAgreed("A first talk", "Ada", review.isoformat())]
        event_store.insert_events(store, events, f"{day}T10:00:00+00:00")
    for _ in range(3):
        event_store.end_privately(store)
    own = [InterviewStarted(rules, "you", own=True), *_answers(ruleset.guide, chance, 0)]
    event_store.insert_events(store, own)
    _write_latest(store, ruleset.guide, rules, chance)
    store.close()


def _write_latest(store: Store, guide: Guide, rules: str, chance: random.Random) -> None:
    """Write the interviews that the ways of ``chaos_ways`` rely on: of one person, and changed last.

    The last one is finished, with all that can be said and a review that is due. The one before has all
    answers, which are not confirmed yet.
    """
    opened = InterviewStarted(rules, "you", "Grace Hopper", "Ida", "Talks")
    *answers, finished = _finished_answers(guide, chance)
    agreed = FollowUpAgreed("A first talk", "Ada", today().isoformat())
    for events, days in (
        ([*answers], 1),
        ([*answers, finished, Responded("agrees", "", "It fits."), agreed], 0),
    ):
        moment = f"{today() - timedelta(days=days)}T10:00:00+00:00" if days else ""
        event_store.insert_events(store, [opened, BriefingGiven(), GoalSet("To get on."), *events], moment)


def _finished_answers(guide: Guide, chance: random.Random) -> list[Event]:
    """Answers that lead to an end which is not private, and that end."""
    events: list[Event] = []
    while not events or not isinstance(events[-1], Finished):
        events = [*_answers(guide, chance, 1)]
    return events


def _answers(guide: Guide, chance: random.Random, number: int) -> Iterator[Event]:
    """Every fourth is left after an answer, every other one is finished unless its end is private."""
    walk = replay_answers(guide)
    while walk.question is not None:
        if number % 4 == 0 and walk.path:
            return
        option = chance.choice(tuple(walk.question.options))
        following = walk.answer(option)
        if following.current is None and guide.outcomes[decide(following).outcome].private:
            return
        yield Answered(str(walk.current), option)
        if chance.random() < 0.3:
            yield NoteSet(str(walk.current), chance.choice(PERSONS) or "An example")
        walk = following
    decision = decide(walk)
    yield Finished(decision.outcome, tuple(companion.kind for companion in decision.companions))
