"""A walk for oneself, from the first page to the recommendation."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TextIO

from guide.console import texts as words
from guide.console.line_io import InputEndedError, Talk, is_leaving
from guide.console.questions import Questions
from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import Walk, replay_answers
from guide.presenters.explanation import explain
from guide.presenters.plain_text import explanation_lines, introduction_lines
from guide.ruleset.model import NOTHING, Guide, Voice
from guide.sessions.acts import Act, Notes

if TYPE_CHECKING:
    from guide.console.self_walk_saving import SelfWalkPrompts
    from guide.sessions.autosave import SelfWalkSaver


def _saving_prompts(talk: Talk, saver: "SelfWalkSaver") -> "SelfWalkPrompts":
    from guide.console.self_walk_saving import SelfWalkPrompts

    return SelfWalkPrompts(talk, saver)


class Conversation:
    """A walk for oneself, asked line by line from ``source`` to ``sink``.

    With ``own``, it is saved while it is unfinished. ``write`` writes a result to a file with this name and
    returns a sentence about that.
    """

    def __init__(
        self,
        guide: Guide,
        voice: Voice,
        source: TextIO,
        sink: TextIO,
        answers: Mapping[str, str] = NOTHING,
        own: "SelfWalkSaver | None" = None,
        write: Callable[[str, Recommendation, Voice, Notes], str] | None = None,
    ) -> None:
        self._talk = Talk(source, sink)
        self._questions = Questions(self._talk, replay_answers(guide, answers), voice)
        self._questions.more = {
            "someone": lambda: self._turn_to("they"),
            "myself": lambda: self._turn_to("you"),
        }
        self._saving = None if own is None else _saving_prompts(self._talk, own)
        self._write = write
        if own is not None:
            own.start(self.walk, voice)
            self._questions.acting = self._save
            self._questions.more = {**self._questions.more, "forget": self._forget}
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
        """Ask to the end, print the recommendation and return it. Raises InputEndedError."""
        with self._talk:
            return self._run()

    def _run(self) -> Recommendation:
        self._talk.say(*introduction_lines(self.walk.guide))
        if self._saving is not None and not self.walk.answers:
            self._resume(self._saving)
        may_turn = self._talk.at_terminal and self.voice == "you" and not self.walk.answers
        self._talk.say("", words.COMMANDS, *([words.FOR_SOMEONE] if may_turn else []))
        self._to_the_end()
        try:
            if self._talk.at_terminal:
                self._converse()
            else:
                self._tell_all()
        except InputEndedError as ended:
            if self.walk.current is not None:
                raise
            # The result is there: whoever leaves now has come to the end.
            if not ended.by_choice:
                # The prompt stands there without an answer.
                self._talk.say("")
        if self._talk.at_terminal:
            self._say_unkept()
        return recommend(self.walk)

    def _tell_all(self) -> None:
        self._talk.say("", *explanation_lines(explain(recommend(self.walk), self.voice, self.notes)))
        if self.walk.added is None:
            self._questions.add()
        if self._saving is not None and not recommend(self.walk).end.private:
            self._offer_to_keep(self._saving)

    def _converse(self) -> None:
        from guide.console.result_prompt import ResultPrompt

        save = None if self._write is None else self._write_result
        keep = None if self._saving is None else self._keep
        ResultPrompt(self._talk, self._questions, save, self._to_the_end, keep, self._restart).run()

    def _write_result(self, name: str) -> str:
        assert self._write is not None
        return self._write(name, recommend(self.walk), self.voice, self.notes)

    def _restart(self) -> None:
        questions = self._questions
        questions.walk, questions.notes = replay_answers(self.walk.guide), NOTHING
        if self._saving is not None:
            self._saving.restart(questions.walk, questions.voice)
            self._explain_leaving(self._saving.saver)

    def _keep(self) -> bool:
        assert self._saving is not None
        self._saving.keep_finished()
        return self._saving.saver.kept_finished

    def _say_unkept(self) -> None:
        if (
            self._saving is not None
            and not self._saving.saver.kept_finished
            and not recommend(self.walk).end.private
        ):
            self._talk.say(words.LEFT_UNKEPT)

    def _turn_to(self, voice: Voice) -> None:
        """Ask about somebody else, or about the person again. An answer holds for one of them only."""
        questions = self._questions
        if questions.walk.path or questions.notes:
            self._talk.say(words.VOICE_FIXED)
            return
        questions.voice = voice
        questions.walk = replay_answers(questions.walk.guide)
        if self._saving is not None:
            self._saving.saver.start(questions.walk, voice)
        self._talk.say(words.TURNED[voice])

    def _to_the_end(self) -> None:
        try:
            self._questions.to_the_end()
        except (InputEndedError, KeyboardInterrupt):
            if self._saving is not None:
                self._leave(self._saving.saver)
            raise
        self._save()

    def _leave(self, saver: "SelfWalkSaver") -> None:
        """Say what becomes of the walk that is left before its end."""
        if saver.session is not None:
            saver.session.leave()
        if saver.waits:
            self._talk.say("", words.WAITS)
        elif saver.withheld:
            from guide.presenters.interview_prompts import WITHHELD_WALK

            self._talk.say("", WITHHELD_WALK)

    def _save(self, act: Act | None = None) -> None:
        if self._saving is not None:
            self._saving.save(act)
            self._explain_leaving(self._saving.saver)

    def _explain_leaving(self, saver: "SelfWalkSaver") -> None:
        """Let ``help`` say what it means to leave, as things stand."""
        waits = words.LEAVE_WITHHELD if saver.withheld else words.LEAVE_WAITING
        self._questions.meaning = words.LEAVE_UNSAVED if saver.unsaved else waits

    def _resume(self, saving: "SelfWalkPrompts") -> None:
        if saving.resume() and (session := saving.saver.session) is not None:
            self._questions.walk = session.walk
            self._questions.notes = session.interview.notes
            self._questions.voice = session.interview.opened.voice
        self._explain_leaving(saving.saver)

    def _forget(self) -> None:
        if self._saving is not None:
            self._saving.forget()
            self._explain_leaving(self._saving.saver)
            self._talk.say(words.FORGETTING)

    def _offer_to_keep(self, saving: "SelfWalkPrompts") -> None:
        """An empty line says neither: it may be the second one of a double Enter."""
        self._talk.say("", words.KEEP)
        while (word := self._talk.listen().lower()) != "keep":
            if is_leaving(word):
                self._talk.say(words.LEFT_UNKEPT)
                return
            self._talk.say(words.KEEP)
        saving.keep_finished()
