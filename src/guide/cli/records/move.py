"""``guide records move``: an unfinished interview goes over to the present rules."""

from argparse import Namespace

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.records.common import SHORT, complain, confirmed, one, print_result, say
from guide.console import section_lines
from guide.engine.decision import only_private
from guide.engine.walk import replay_answers
from guide.presenters.event_text import NOTHING_ELSE
from guide.presenters.rule_changes import rule_change_sections
from guide.ruleset.folder import build_guide, read_folder
from guide.sessions.start import guide_texts, resume_session
from guide.storage import FinishedError, Store, StoreError
from guide.storage.event_store import digest, keep_rules

ENDS_PRIVATELY = (
    "Under these rules its answers can only come to a private end, so that nothing of it would be kept."
    " It stays under its own rules."
)


def run_move(store: Store, chosen: Namespace) -> int:
    row = one(store, chosen.id)
    if row.state == "private":
        raise StoreError(NOTHING_ELSE)
    if row.state == "finished":
        raise FinishedError
    texts = guide_texts(read_folder(chosen.rules))
    guide = build_guide(texts)
    if digest(texts) == row.rules:
        print_result(chosen, {"moved": False}, ["This interview has the present rules already."])
        return DONE
    session = resume_session(store, row.id)
    moving = session.moving(guide)
    if only_private(replay_answers(guide, moving.answers)):
        raise StoreError(ENDS_PRIVATELY)
    if not chosen.json:
        say(f"Interview {row.id[:SHORT]} under the rules in {chosen.rules}:")
        say(
            *section_lines(
                rule_change_sections(session.guide, guide, session.interview.opened.voice, moving)
            ),
            "",
        )
    if not confirmed("Move it?", chosen):
        complain("Nothing was moved.")
        return INPUT_AT_FAULT
    session.move_to(guide, keep_rules(store, texts))
    print_result(
        chosen,
        {"moved": True, "next": session.walk.current, "moving": moving},
        ["It has the present rules now."],
    )
    return DONE
