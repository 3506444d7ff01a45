"""What is under way in the app: a walk for oneself, or an interview."""

from typing import TYPE_CHECKING

from guide.engine.recommendation import Recommendation
from guide.sessions.acts import Act
from guide.sessions.autosave import SelfWalkSaver

if TYPE_CHECKING:
    from guide.interviews.events import InterviewStarted
    from guide.sessions.session import Session


class InterviewController(SelfWalkSaver):
    """``session`` is an interview or a walk for oneself; each change of an interview is saved at once."""

    @property
    def interview(self) -> "Session | None":
        """The session, where it is an interview."""
        return None if self.session is None or self.session.own else self.session

    @property
    def awaiting_confirmation(self) -> bool:
        """Whether the answers are to be read back before anything is recommended."""
        return self.interview is not None and self.interview.interview.finished is None

    @property
    def has_open_questions(self) -> bool:
        """Whether the recommendation is known, and something is still to be asked about it."""
        known = self.interview is not None and not self.awaiting_confirmation
        return known and self.interview is not None and self.interview.part is not None

    def can_do(self, action: str, recommendation: Recommendation) -> bool:
        """Whether a result offers this action: ``"close"`` an interview, or keep a walk for oneself."""
        if recommendation.end.private:
            return False
        if action == "close":
            return self.interview is not None
        return self.interview is None and self.path is not None

    def begin_interview(self, opened: "InterviewStarted") -> None:
        """Begin it, unsaved until the store has it. Raises StoreError."""
        from guide.sessions.start import begin_session, begin_unsaved

        self.session = begin_unsaved(self.guide, opened)
        if self.path is not None and not self.unsaved:
            self.session = begin_session(self.ruleset, self.store(), opened)

    def queue(self, act: Act) -> None:
        """Perform it in an interview at once; what is done in a walk for oneself is left to ``flush``.

        Raises StoreError; nothing was done then.
        """
        if self.interview is not None:
            self.interview.perform(act)
        else:
            super().queue(act)
