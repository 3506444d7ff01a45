"""An interview line by line: asks each part in turn, from wherever it was left."""

from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from guide.common.text import number_lines
from guide.console import texts as words
from guide.console.command_words import split_command, suggest_word
from guide.console.line_io import InputEndedError, Talk, find_choice, is_leaving
from guide.console.questions import Questions
from guide.console.reply_prompts import ReplyPrompts
from guide.console.save_retry import UnsavedError, retry_until_saved, save_or_ask
from guide.engine.decision import more_options
from guide.engine.recommendation import recommend
from guide.interviews.events import Part
from guide.presenters.explanation import explain
from guide.presenters.interview_prompts import (
    BRIEFING,
    CLOSED,
    CLOSED_UNSAVED,
    FOR_INTERVIEWER,
    READING,
    SHOWN,
    briefing_lines,
    private_end_text,
    record_fields,
)
from guide.presenters.plain_text import explanation_lines
from guide.sessions.acts import Act
from guide.sessions.session import Session
from guide.storage import StoreError

_NO = frozenset({"no", "n"})
_YES = frozenset({"yes", "y", "ok", "okay"})
_READING_WORDS = ("confirm", "change", "note", "back", "answers", "help", "quit")


class InterviewTalk:
    """Asks, line by line, all parts of the interview in ``session``: goal, questions, response, agreement.

    Args:
        keep: Saves in the store what is unsaved so far. Raises StoreError.
        summary: Writes the report to a file with this name, with the notes or without them, and returns a
            sentence about the result.
    """

    def __init__(
        self,
        talk: Talk,
        session: Session,
        keep: Callable[[Session], None],
        summary: Callable[[Session, str, bool], str],
    ) -> None:
        self._talk = talk
        self._session = session
        self._keep = keep
        self._summary = summary
        self._replies = ReplyPrompts(talk, session)
        self._questions = Questions(
            talk,
            session.walk,
            session.interview.opened.voice,
            session.interview.notes,
            acting=self._perform,
            prompt=FOR_INTERVIEWER,
        )
        self._has_recommended = False
        self._told_commands = False
        self._explain_leaving()

    def run(self) -> None:
        """Ask what has not been asked yet, to the end. Raises InputEndedError if the person leaves before."""
        while (part := self._session.part) is not None:
            self._part(part)
        self._recommend()
        if not self._session.private:
            with suppress(InputEndedError):
                self._close()
            self._say_where()

    def _part(self, part: Part) -> None:
        match part:
            case "briefing":
                self._brief()
            case "questions":
                self._ask_questions()
            case "reading":
                self._read_back()
            case "goal":
                self._replies.ask(part)
            case _:
                self._recommend()
                if part == "response" and self._questions.walk.added is None:
                    self._questions.add()
                self._replies.ask(part)

    def _ask_questions(self) -> None:
        if not self._told_commands:
            self._told_commands = True
            self._talk.say("", words.COMMANDS)
        self._questions.to_the_end()

    def _perform(self, act: Act) -> None:
        save_or_ask(self._talk, self._session, lambda: self._session.perform(act))
        self._explain_leaving()

    def _explain_leaving(self) -> None:
        """Let ``help`` say what it means to leave, as things stand."""
        session = self._session
        kept = words.LEAVE_INTERVIEW if session.kept else words.LEAVE_UNSAVED
        self._questions.meaning = words.LEAVE_WITHHELD if session.withheld else kept

    def _brief(self) -> None:
        briefing = self._session.guide.front.briefing
        assert briefing is not None
        try:
            days = self._session.days_kept()
        except StoreError:
            # The next answer tells that nothing can be kept.
            days = None
        lines = (f"{line.lead}: {line.text}" for line in briefing_lines(briefing, days))
        self._talk.say("", f"{BRIEFING}:", *lines, words.GO_ON)
        while (word := self._talk.word().lower()) not in words.GO_ON_WORDS | _YES:
            if is_leaving(word):
                raise InputEndedError(by_choice=True)
            if word in _NO:
                self._refuse()
            self._talk.say(words.GO_ON_MEANING if word in ("help", "h", "?") else words.GO_ON)
        save_or_ask(self._talk, self._session, self._session.mark_briefed)

    def _refuse(self) -> NoReturn:
        """End as the person wishes. What is left of it in the file is told when the interview is left."""
        save_or_ask(self._talk, self._session, self._session.forget)
        raise InputEndedError(by_choice=True)

    def _read_back(self) -> None:
        """Until the answers are confirmed, or one of them has changed."""
        questions = self._questions
        self._talk.say("", READING, *questions.answers(), words.READ_BACK)
        before = questions.walk
        while questions.walk is before:
            typed = self._talk.listen()
            word, rest = split_command(typed, _READING_WORDS)
            match word:
                case "confirm":
                    self._confirm()
                    return
                case "change":
                    questions.change(rest)
                case "note":
                    questions.note(rest)
                case "back":
                    questions.back()
                case "answers":
                    self._talk.say(*questions.answers())
                case "help":
                    self._talk.say(words.READ_BACK_MEANING, questions.meaning)
                case "quit":
                    raise InputEndedError(by_choice=True)
                case _:
                    suggestion = suggest_word(typed, _READING_WORDS)
                    self._talk.say(*([suggestion] if suggestion else []), words.READ_BACK)

    def _confirm(self) -> None:
        session = self._session
        save_or_ask(self._talk, session, session.confirm)
        if session.private:
            self._recommend()
            self._talk.say("", private_end_text(session.counted, session.detached_id))

    def _recommend(self) -> None:
        """Say what it has come to, once."""
        if self._has_recommended:
            return
        self._has_recommended = True
        if self._talk.at_terminal:
            self._converse()
            return
        walk, interview = self._session.walk, self._session.interview
        self._talk.say(
            "", *explanation_lines(explain(recommend(walk), interview.opened.voice, interview.notes))
        )

    def _converse(self) -> None:
        from guide.console.result_prompt import ResultPrompt

        ResultPrompt(self._talk, self._questions, self._write_summary).run()

    def _write_summary(self, rest: str) -> str:
        """Write the summary to the file that is named, with the notes where that is asked for."""
        name, with_notes, _ = f"{rest} ".partition(f" {words.WITH_NOTES} ")
        return self._summary(self._session, name.strip(), bool(with_notes))

    def _close(self) -> None:
        """What was said beside the answers, until nothing of it is to be changed."""
        while True:
            self._say_fields()
            typed = self._talk.word()
            word, _, rest = typed.partition(" ")
            parts = [field.part for field in record_fields(self._session.interview, self._session.guide)]
            if part := find_choice(parts, typed):
                self._replies.ask(part)
                while (more := self._session.part) is not None:
                    self._replies.ask(more)
            elif word.lower() == "summary" and rest:
                self._talk.say(self._write_summary(rest))
            elif word.lower() == "result" and self._talk.at_terminal:
                self._converse()
            elif word.lower() == "more":
                self._questions.add()
            elif word.lower() == "keep" and not self._session.kept:
                with suppress(UnsavedError):
                    retry_until_saved(self._talk, lambda: self._keep(self._session))
            elif word.lower() in ("done", "q"):
                return

    def _say_fields(self) -> None:
        said = record_fields(self._session.interview, self._session.guide)
        lines = number_lines(f"{field.heading}: {field.text or words.OPEN_FIELD}" for field in said)
        unsaved = [] if self._session.kept else [words.CLOSING_UNSAVED]
        more = [words.CLOSING_MORE] if more_options(self._session.walk) else []
        again = [words.CLOSING_RESULT] if self._talk.at_terminal else []
        self._talk.say("", words.SAID, *lines, *unsaved, *more, *again, words.CLOSING)

    def _say_where(self) -> None:
        name = self._session.name[:SHOWN]
        self._talk.say("", *([CLOSED, words.report_written(name)] if name else [CLOSED_UNSAVED]))
