"""What is under way in the app: a walk for oneself, or an interview."""

from typing import TYPE_CHECKING

from guide.engine.recommendation import Recommendation
from guide.sessions.acts import Act
from guide.sessions.autosave import SelfWalkSaver

if TYPE_CHECKING:
    from guide.interviews.events import InterviewStarted
    from guide.sessions.session import Session


class InterviewController(SelfWalkSaver):
    """Saves what the user does: a walk for oneself as ``SelfWalkSaver`` does, or an interview.

    ``session`` can be either. Of an interview, each change is saved at once.
    """

    @property
    def interview(self) -> "Session | None":
        """The session, if it is an interview; None for a walk for oneself, and where there is no session."""
        return None if self.session is None or self.session.own else self.session

    @property
    def awaiting_confirmation(self) -> bool:
        """Whether an interview has all answers, which the person has not confirmed yet."""
        return self.interview is not None and self.interview.interview.finished is None

    @property
    def has_open_questions(self) -> bool:
        """Whether an interview has its recommendation, and parts such as the response are still open."""
        known = self.interview is not None and not self.awaiting_confirmation
        return known and self.interview is not None and self.interview.part is not None

    def can_do(self, action: str, recommendation: Recommendation) -> bool:
        """Return whether an action can be offered beside a result.

        ``action`` is "close" (ask for the open parts of an interview) or the one that saves a walk for
        oneself.
        """
        if recommendation.end.private:
            return False
        if action == "close":
            return self.interview is not None
        return self.interview is None and self.path is not None

    def begin_interview(self, opened: "InterviewStarted") -> None:
        """Begin an interview and save it; it becomes ``session``. Raises StoreError."""
        from guide.sessions.start import begin_session, begin_unsaved

        self.session = begin_unsaved(self.guide, opened)
        if self.path is not None and not self.unsaved:
            self.session = begin_session(self.ruleset, self.store(), opened)

    def queue(self, act: Act) -> None:
        """Perform an act (such as an answer) in the session.

        In an interview it is saved at once, in a walk for oneself by the next ``flush``. Raises StoreError;
        then nothing has changed.
        """
        if self.interview is not None:
            self.interview.perform(act)
        else:
            super().queue(act)
