"""A walk for oneself, from the first page to the recommendation."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from guide.console import texts as words
from guide.console.line_io import InputEndedError, Talk, leaves
from guide.console.questions import Notes, Questions
from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import Walk, replay_answers
from guide.presenters.explanation import explain
from guide.presenters.plain_text import explanation_lines, introduction_lines
from guide.ruleset.model import NOTHING, Guide, Voice

if TYPE_CHECKING:
    from guide.console.self_walk_saving import SelfWalkSaver

if TYPE_CHECKING:
    pass


class Conversation:
    """One walk between ``source`` and ``sink``. ``walk``, ``notes`` and ``voice`` can be read at any time.

    With ``own`` it is kept while it is unfinished; without, never.
    """

    def __init__(
        self,
        guide: Guide,
        voice: Voice,
        source: TextIO,
        sink: TextIO,
        answers: Mapping[str, str] = NOTHING,
        own: "SelfWalkSaver | None" = None,
    ) -> None:
        self._talk = Talk(source, sink)
        self._questions = Questions(self._talk, replay_answers(guide, answers), voice)
        self._own = own
        if own is not None:
            self._questions.changing = self._keep
            self._questions.more = {"forget": self._forget}
            self._questions.meaning = words.LEAVE_WAITING

    @property
    def walk(self) -> Walk:
        return self._questions.walk

    @property
    def notes(self) -> Notes:
        return self._questions.notes

    @property
    def voice(self) -> Voice:
        return self._questions.voice

    def run(self) -> Recommendation:
        """Ask until the end is reached, and say what it is. Raises EndedError."""
        with self._talk:
            return self._run()

    def _run(self) -> Recommendation:
        self._talk.say(*introduction_lines(self.walk.guide))
        if self._own is not None and not self.walk.answers:
            self._resume(self._own)
        self._talk.say("", words.COMMANDS)
        self._to_the_end()
        self._talk.say("", *explanation_lines(explain(recommend(self.walk), self.voice, self.notes)))
        # The result is there: whoever leaves now has come to the end.
        try:
            if self.walk.added is None:
                self._questions.add()
            if self._own is not None and not recommend(self.walk).end.private:
                self._offer_to_keep(self._own)
        except InputEndedError as ended:
            if not ended.by_choice:
                # The prompt stands there without an answer.
                self._talk.say("")
        return recommend(self.walk)

    def _to_the_end(self) -> None:
        try:
            self._questions.to_the_end()
        except (InputEndedError, KeyboardInterrupt):
            if self._own is not None:
                self._own.leave()
                self._say_where(self._own)
            raise
        self._keep(self.walk, self.notes)

    def _say_where(self, own: "SelfWalkSaver") -> None:
        """What becomes of the walk that is left before its end."""
        if own.waits:
            self._talk.say("", words.WAITS)
        elif own.withheld:
            from guide.presenters.interview_prompts import WITHHELD_WALK

            self._talk.say("", WITHHELD_WALK)

    def _keep(self, walk: Walk, notes: Notes) -> None:
        if self._own is not None:
            self._own.keep(self._talk, walk, self.voice, notes)
            self._mean(self._own)

    def _mean(self, own: "SelfWalkSaver") -> None:
        waits = words.LEAVE_WITHHELD if own.withheld else words.LEAVE_WAITING
        self._questions.meaning = words.LEAVE_UNSAVED if own.unsaved else waits

    def _resume(self, own: "SelfWalkSaver") -> None:
        if own.resume(self._talk) and own.session is not None:
            self._questions.walk = own.session.walk
            self._questions.notes = own.session.interview.notes
            self._questions.voice = own.session.interview.opened.voice
        self._mean(own)

    def _forget(self) -> None:
        if self._own is not None:
            self._own.forget(self._talk)
            self._mean(self._own)
            self._talk.say(words.FORGETTING)

    def _offer_to_keep(self, own: "SelfWalkSaver") -> None:
        """An empty line says neither: it may be the second one of a double Enter."""
        self._talk.say("", words.KEEP)
        while (word := self._talk.listen().lower()) != "keep":
            if leaves(word):
                self._talk.say(words.LEFT_UNKEPT)
                return
            self._talk.say(words.KEEP)
        own.keep_finished(self._talk, self.walk, self.voice, self.notes)
