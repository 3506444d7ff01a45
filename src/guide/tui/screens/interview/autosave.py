"""What of a walk is kept, and where. The store's rooms are opened once something is to be kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guide.engine.recommendation import Recommendation
from guide.engine.walk import Walk
from guide.ruleset.model import Guide, Voice

if TYPE_CHECKING:
    from guide.interviews.events import InterviewStarted
    from guide.sessions.session import Session
    from guide.storage import Store


class InterviewController:
    """``session`` is the interview or walk for oneself that is being held; ``path`` is None where nothing may
    be kept. ``kept`` is the finished walk for oneself that was kept last. ``texts`` are those that the guide
    was loaded from.
    """

    def __init__(self, path: Path | None, guide: Guide, texts: Mapping[str, bytes]) -> None:
        self.path = path
        self.guide = guide
        self.texts = texts
        self.session: Session | None = None
        self.kept: Walk | None = None
        self._store: Store | None = None
        self._unsaved = False
        self._owed: tuple[Walk, Mapping[str, str], Voice] | None = None

    @property
    def interview(self) -> "Session | None":
        """The session, where it is an interview."""
        return None if self.session is None or self.session.own else self.session

    @property
    def to_confirm(self) -> bool:
        """Whether answers are to be read back before anything is recommended."""
        return self.interview is not None and self.interview.interview.finished is None

    @property
    def to_close(self) -> bool:
        """Whether the recommendation is known, and something is still to be said to it."""
        known = self.interview is not None and not self.to_confirm
        return known and self.interview is not None and self.interview.part is not None

    def offers(self, action: str, recommendation: Recommendation) -> bool:
        """Whether a result offers to close the interview, or to keep a walk for oneself."""
        if recommendation.end.private:
            return False
        if action == "close":
            return self.interview is not None
        return self.interview is None and self.path is not None

    def store(self) -> "Store":
        """Raises StoreError."""
        if self._store is None:
            from guide.sessions.legacy_journals import look_through
            from guide.storage import open_store

            assert self.path is not None
            store = open_store(self.path)
            look_through(store)
            self._store = store
        return self._store

    def let_go(self) -> None:
        """Hold nothing any more; what is kept stays. Raises StoreError, and has let go by then."""
        try:
            self.catch_up()
        finally:
            if self.session is not None:
                self.session.leave()
            self.session = None
            self._unsaved = False

    def begin_interview(self, opened: "InterviewStarted") -> None:
        """Held unsaved until the store has it. Raises StoreError."""
        self.begin_unsaved(opened)
        if self.path is not None and not self._unsaved:
            from guide.sessions.start import begin_session

            self.session = begin_session(self.guide, self.store(), self.texts, opened)

    def begin_unsaved(self, opened: "InterviewStarted") -> None:
        from guide.sessions.start import begin_unsaved

        self.session = begin_unsaved(self.guide, opened)

    def go_on_unsaved(self) -> None:
        self._unsaved = True
        if self.session is not None:
            self.session.go_on_unsaved()

    def follow(self, walk: Walk, notes: Mapping[str, str], voice: Voice) -> None:
        """Keep what is about to be shown; a walk for oneself is kept by ``catch_up``. Raises StoreError."""
        if self.interview is not None:
            self.interview.follow(walk, notes)
        else:
            self._owed = walk, notes, voice

    def catch_up(self) -> None:
        """Keep what was only noted down so far. Raises StoreError."""
        owed, self._owed = self._owed, None
        if owed is not None and self.path is not None and not self._unsaved:
            self._follow_own(*owed)

    def _follow_own(self, walk: Walk, notes: Mapping[str, str], voice: Voice) -> None:
        """A walk for oneself is kept from its first answer on until it is finished."""
        waits = walk.current is not None and bool(walk.answers or notes)
        if self.session is None:
            if not waits:
                return
            from guide.interviews.events import InterviewStarted

            self.begin_unsaved(InterviewStarted("", voice, own=True))
        session = self.session
        assert session is not None
        if not waits:
            session.forget()
        session.follow(walk, notes)
        if waits and not session.kept and not session.withheld:
            # In one piece, so that the first answer waits for the disk no longer than the others.
            session.keep_in(self.store(), self.rules())

    def keep_finished(self, walk: Walk, notes: Mapping[str, str], voice: Voice) -> None:
        """Keep a finished walk for oneself, because the person says so. Raises StoreError."""
        from guide.interviews.events import InterviewStarted
        from guide.sessions.start import begin_unsaved

        rules = self.session.interview.rules if self.session else ""
        session = begin_unsaved(walk.guide, InterviewStarted(rules, voice, own=True))
        session.follow(walk, notes)
        session.confirm()
        session.keep_in(self.store(), rules or self.rules())
        self.kept = walk

    def rules(self) -> str:
        """The digest of the rules that hold, which the store has then. Raises StoreError."""
        held = self.session.interview.rules if self.session else ""
        return held or self.present_rules()

    def present_rules(self) -> str:
        """Raises StoreError."""
        from guide.sessions.start import save_rules

        return save_rules(self.store(), self.texts)
