"""Interviews of a day that are held line by line."""

from guide.console import texts as words
from guide.engine.decision import more_options
from guide.engine.walk import replay_answers
from guide.presenters.interview_prompts import READING, VIEWS, prompt_for
from guide.ruleset.model import Guide
from tests.tui.day_script import Talk, other_kinds
from tests.tui.day_terminal import Desk


def hold_plain(guide: Guide, desk: Desk, talk: Talk) -> None:
    """From the first line to the last."""
    names = (text for name, value in talk.names.items() for text in (f"--{name}", value))
    desk.start("interview", "--plain", *names)
    desk.reply(words.GO_ON, "go on")
    desk.reply(prompt_for("goal", talk.voice), talk.goal)
    walk = replay_answers(guide)
    while walk.question is not None:
        name, asked = str(walk.current), walk.question.asked(talk.voice)
        if name == talk.leaves_at:
            desk.reply(asked, "quit")
            desk.end()
            desk.start("interview", "--plain", "--resume")
        desk.reply(asked, f"note {talk.notes[name]}" if name in talk.notes else talk.answers[name])
        if name in talk.notes:
            desk.reply(words.noted(len(walk.path) + 1), talk.answers[name])
        walk = walk.answer(talk.answers[name])
    desk.reply(READING, "confirm")
    desk.reply(words.ENTER_GOES_ON, "")
    adding = guide.questions[str(guide.more)].asked(talk.voice) if more_options(walk) else ""
    # Whoever presses Enter at once is taken to have read nothing, and is asked once more.
    following = adding or prompt_for("response", talk.voice)
    if desk.hear(words.ONCE_MORE_GOES_ON, following) == 0:
        desk.press("\r")
        desk.hear(following)
    if adding:
        desk.press("\r")
        desk.hear(prompt_for("response", talk.voice))
    desk.press(f"{[*VIEWS].index(talk.view) + 1}\r")
    if talk.view == "prefers":
        number = other_kinds(guide, talk).index(talk.kind) + 1 if talk.kind else ""
        desk.reply(prompt_for("kind", talk.voice), str(number))
    desk.reply(prompt_for("why", talk.voice), talk.why)
    desk.reply(prompt_for("step", talk.voice), talk.step)
    desk.reply(prompt_for("owner", talk.voice), talk.owner)
    desk.reply(prompt_for("review", talk.voice), talk.review_typed)
    desk.reply(words.CLOSING, "done")
    desk.end()
