"""The prompts beside the questions: for the goal, for the response, and for what is agreed."""

from guide.common.dates import today
from guide.console import texts as words
from guide.console.line_io import Talk
from guide.console.save_retry import save_or_ask
from guide.interviews.events import Part
from guide.presenters.interview_prompts import VIEWS, prompt_for
from guide.sessions.replies import other_kinds, parse_day, spell_out_day, store_reply
from guide.sessions.session import Session

_TO_PERSON = frozenset[Part]({"goal", "response", "kind", "why"})
"""Parts that the person is asked for; about the others interviewer and person agree."""


class ReplyPrompts:
    """Asks for the parts of an interview beside its questions, such as the goal, and saves the replies.

    An empty line leaves a part open, or keeps its earlier reply.
    """

    def __init__(self, talk: Talk, session: Session) -> None:
        self._talk = talk
        self._session = session

    def ask(self, part: Part) -> None:
        """Ask for one part, and save the reply. Raises InputEndedError."""
        voice = self._session.interview.opened.voice
        aloud = f"{words.READ_ALOUD}: " if voice == "you" and part in _TO_PERSON else ""
        skip = words.SKIP_DAY if part == "review" else words.SKIP
        self._talk.say("", f"{aloud}{prompt_for(part, voice)}", skip)
        reply = self._read_reply(part)
        if reply:
            save_or_ask(self._talk, self._session, lambda: store_reply(self._session, part, reply))
        elif self._session.part == part:
            save_or_ask(self._talk, self._session, lambda: store_reply(self._session, part, ""))
            self._talk.say(words.LEFT_OPEN)

    def _read_reply(self, part: Part) -> str:
        match part:
            case "response":
                return self._talk.choose(VIEWS, optional=True) or ""
            case "kind":
                kinds = other_kinds(self._session.interview, self._session.guide)
                return self._talk.choose(kinds, optional=True) or ""
            case "review":
                return self._read_day()
            case "owner":
                return self._talk.word()
        return self._talk.words()

    def _read_day(self) -> str:
        """As YYYY-MM-DD, or nothing; asked for until it is one of them."""
        while typed := self._talk.word():
            day, fault = parse_day(typed, today())
            self._talk.say(fault or spell_out_day(typed, today()))
            if day:
                return day
        return ""
