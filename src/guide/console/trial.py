"""Another answer is tried: the walk goes on from it, nothing of that is saved, and ``undo`` comes back."""

from guide.console.questions import Questions
from guide.engine.walk import Step
from guide.presenters.what_if import trial_text
from guide.sessions.acts import SetNote


class Trial:
    """Tries other answers in ``questions``, and keeps the walk before the first of them to return to."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._baseline = questions.walk
        self._notes = questions.notes
        self._acting = questions.acting
        self._more, self._meaning = questions.more, questions.meaning
        self.active = False

    @property
    def text(self) -> str:
        """A sentence on which answer is tried in place of which; "" while none is."""
        return trial_text(self._questions.walk, self._baseline, self._questions.voice) if self.active else ""

    def begin(self, other: Step, meaning: str) -> None:
        """Change an answer of the walk as a trial. ``meaning`` is the line of the help on how to return."""
        questions = self._questions
        if not self.active:
            self._baseline, self._notes, self._acting = questions.walk, questions.notes, questions.acting
            self._more, self._meaning = questions.more, questions.meaning
            questions.acting = lambda _act: None
            questions.more = {"undo": self.undo}
            questions.meaning = meaning
            self.active = True
        questions.walk = questions.walk.revise(*other)

    def undo(self) -> None:
        """Return to the walk before the first trial."""
        if self.active:
            questions = self._questions
            written = questions.notes
            questions.walk, questions.notes = self._baseline, self._notes
            questions.acting = self._acting
            questions.more, questions.meaning = self._more, self._meaning
            self.active = False
            # A note is no answer that is only tried.
            for name in {**self._notes, **written}:
                if written.get(name) != self._notes.get(name):
                    questions.perform(SetNote(name, written.get(name, "")))
