"""What is asked beside the questions: the goal before them, and what is said and agreed after them."""

from msgspec.structs import replace

from guide.common.dates import DayError, format_date_long, parse_date, today
from guide.console import texts as words
from guide.console.line_io import Talk
from guide.console.save_retry import save_or_ask
from guide.interviews.events import FollowUpAgreed, GoalSet, Part, Responded
from guide.presenters.interview_prompts import VIEWS, prompt_for
from guide.sessions.session import Session

Heard = GoalSet | Responded | FollowUpAgreed


class Form:
    """An empty line leaves each of them open, or as it was."""

    def __init__(self, talk: Talk, session: Session) -> None:
        self._talk = talk
        self._session = session

    def ask(self, part: Part) -> None:
        """Raises EndedError."""
        skip = words.SKIP_DAY if part == "review" else words.SKIP
        self._talk.say("", prompt_for(part, self._session.interview.opened.voice), skip)
        heard = self._hear(part)
        save_or_ask(self._talk, self._session, lambda: self._take(part, heard))

    def _hear(self, part: Part) -> Heard | None:
        """The event that this part has come to; None where it was left open."""
        interview = self._session.interview
        response = interview.response
        match part:
            case "response":
                view = self._talk.choose(VIEWS, optional=True)
                # Another view keeps the reason. What was preferred goes with one of them alone.
                return Responded(view, why=response.why if response else "") if view else None
            case "kind":
                chosen = self._talk.choose(self._others(), optional=True)
                return replace(response, kind=chosen) if response and chosen else None
        text = self._text(part)
        if not text:
            return None
        if part == "goal":
            return GoalSet(text)
        if part == "why":
            return replace(response, why=text) if response else None
        return replace(interview.arranged or FollowUpAgreed(), **{part: text})

    def _others(self) -> dict[str, str]:
        """The names of the kinds that were not recommended."""
        finished = self._session.interview.finished
        guide = self._session.guide
        taken = guide.outcomes[finished.outcome].kinds if finished else ()
        return {name: kind.name for name, kind in guide.kinds.items() if name not in taken}

    def _text(self, part: Part) -> str:
        match part:
            case "review":
                return self._day()
            case "owner":
                return self._talk.word()
        return self._talk.words()

    def _day(self) -> str:
        while typed := self._talk.word():
            try:
                day = parse_date(typed, today())
            except DayError as error:
                self._talk.say(str(error))
            else:
                self._talk.say(f"{format_date_long(day)}.")
                return day.isoformat()
        return ""

    def _take(self, part: Part, heard: Heard | None) -> None:
        match heard:
            case None if self._session.part == part:
                self._session.leave_open(part)
                self._talk.say(words.LEFT_OPEN)
            case GoalSet(goal):
                self._session.aim(goal)
            case Responded():
                self._session.respond(heard)
            case FollowUpAgreed():
                self._session.arrange(heard)
