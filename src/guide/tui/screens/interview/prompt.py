"""One thing asked beside the questions: the goal, what is said to the recommendation, what follows."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from guide.common.dates import today
from guide.common.text import escape_control_chars
from guide.interviews.events import Part
from guide.presenters.interview_prompts import VIEWS, interview_heading, prompt_for
from guide.sessions.replies import current_reply, other_kinds, parse_day, spell_out_day, store_reply
from guide.sessions.session import Session
from guide.tui.drafts import Texts
from guide.tui.form_screen import FormScreen
from guide.tui.screens.interview.save_or_show import save_or_show
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.text_input import FreeTextInput

OPEN = "Leave it open"
HINTS: dict[Part, str] = {
    "goal": "Enter goes on, also where it is empty. Ctrl+J begins a new line.",
    "review": "A day, such as 2027-03-01 or 1 March, or how long from now: in 6 weeks. May be empty.",
}
ONE_LINE = ("owner", "review")
HINT = "Enter goes on. May be empty."


class AskScreen(FormScreen):
    """Asks for one part of an interview beside the questions, such as the goal, and saves the reply.

    ``then`` is called once it is saved or left open, ``back`` where the person goes back.
    """

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("b,escape", "put_off", "Back")]

    def __init__(
        self, session: Session, part: Part, then: Callable[[], object], back: Callable[[], object]
    ) -> None:
        super().__init__(classes="form one" if part in ONE_LINE else "form")
        self._session = session
        self._part = part
        self._then = then
        self._back = back
        self.form = (session.name, "asking", part)
        self.given = (current_reply(session.interview, part),)

    def compose(self) -> ComposeResult:
        opened = self._session.interview.opened
        with Vertical(classes="card"):
            yield Static(escape_control_chars(interview_heading(opened)), classes="quiet", markup=False)
            yield Static(prompt_for(self._part, opened.voice), classes="heading", markup=False)
            if self._choices():
                yield Choices(compact=True)
            else:
                yield FreeTextInput(*self.begun, one_line=self._part in ONE_LINE)
                yield Static(HINTS.get(self._part, HINT), id="hint", classes="quiet", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        for choices in self.query(Choices):
            (said,) = self.given
            options = [*self._choices().items(), ("", OPEN)]
            choices.show(options, said or None, question=self._part)
            choices.focus()
        for words in self.query(FreeTextInput):
            words.focus()

    def _choices(self) -> Mapping[str, str]:
        """What can be chosen, by id; nothing where the reply is written."""
        match self._part:
            case "response":
                return dict(VIEWS.items())
            case "kind":
                return other_kinds(self._session.interview, self._session.guide)
            case _:
                return {}

    def written(self) -> Texts:
        return tuple(words.text for words in self.query(FreeTextInput)) or self.given

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        self._take(event.option)

    def on_free_text_input_submitted(self, event: FreeTextInput.Submitted) -> None:
        said, fault = parse_day(event.text, today()) if self._part == "review" else (event.text, "")
        if fault:
            hint = self.query_one("#hint", Static)
            hint.update(fault)
            hint.add_class("fault")
        else:
            self._take(said)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the day that is understood while it is typed."""
        if self._part == "review":
            hint = self.query_one("#hint", Static)
            hint.update(spell_out_day(event.text_area.text, today()) or HINTS[self._part])
            hint.remove_class("fault")

    def _take(self, said: str) -> None:
        app = self.app
        self.hand_in()
        save_or_show(app, partial(store_reply, self._session, self._part, said), self._then)

    def action_put_off(self) -> None:
        self.put_aside()
        self._back()
