"""Interviews of a day that are held in the app, and what is done there with their records."""

from collections.abc import Iterable

from guide.engine.decision import more_options
from guide.engine.walk import Walk, replay_answers
from guide.interviews.events import Part
from guide.presenters.interview_prompts import CLOSED, PRIVATE, READING, VIEWS, prompt_for
from guide.ruleset.model import Guide
from guide.sessions.unfinished import MAX_INTERVIEWS
from tests.tui.day_script import Deed, Script, Talk, other_kinds
from tests.tui.day_terminal import ENTER, ESCAPE, UP, Desk, squash

START, RECORDS = "Start an interview", "Look at the records"
WITH = "with “"
"""What the list of records says of a search."""


class AppDay:
    """Holds the talks of a script in the app, which is open on its first page between two of them.

    ``unfinished`` is how many interviews there are to go on with.
    """

    def __init__(self, guide: Guide, desk: Desk, script: Script, unfinished: int) -> None:
        self._guide = guide
        self._desk = desk
        self._script = script
        self._unfinished = unfinished

    def hold(self, talk: Talk) -> None:
        """From the form of the names to the end, or to the question at which it is left."""
        desk = self._desk
        self._choose(START)
        desk.see("All but the first may be empty.")
        for text in talk.names.values():
            desk.write(text)
        self._brief(talk)
        if self._answer(talk, replay_answers(self._guide)):
            self._finish(talk)
        else:
            self._unfinished += 1
            desk.press("q")
            desk.end()
            desk.start()

    def resume(self, talk: Talk) -> None:
        """Go on where it was left, or with what a form has answered, to the end."""
        self.open_record(talk)
        self._desk.press("g")
        if talk.from_form:
            self._brief(talk)
            known: Iterable[str] = talk.from_form
        else:
            asked = [*talk.answers]
            known = asked[: asked.index(talk.leaves_at)]
            talk.leaves_at = ""
        self._answer(talk, replay_answers(self._guide, {name: talk.answers[name] for name in known}))
        self._finish(talk)
        self._unfinished -= 1

    def open_record(self, talk: Talk) -> None:
        """From the first page, by a search for the name."""
        desk = self._desk
        self._choose(RECORDS)
        desk.see("/ Search")
        desk.press("/")
        desk.see("words of the goal")
        desk.write(talk.person)
        desk.see(f"1–1 of 1 · All · {WITH}{talk.person}”")
        desk.press(ENTER)
        desk.see(talk.person, without=WITH)

    def leave_record(self) -> None:
        self._desk.press(ESCAPE)
        self._desk.see(WITH)
        self._leave_list()

    def delete(self, talk: Talk) -> None:
        desk = self._desk
        self.open_record(talk)
        desk.press("d")
        desk.choose("Yes, delete it")
        desk.see("Nothing matches these words.")
        self._leave_list()

    def hold_review(self, talk: Talk) -> None:
        """Write what came of it, and that another one is to come, or none."""
        desk, (day, typed) = self._desk, self._script.write_day()
        done = len(talk.mark) % 2 == 0
        text = self._script.write_text(talk.mark)
        self.open_record(talk)
        desk.press("v")
        desk.see("The review was held")
        desk.write(text)
        desk.write("done" if done else typed)
        desk.miss("The review was held")
        self.leave_record()
        talk.review = "" if done else day
        talk.changes.append({"type": "reviewed", "review": talk.review, "text": text})

    def change(self, talk: Talk, what: Deed) -> None:
        """Change a part of what was agreed, or the occasion."""
        desk, script = self._desk, self._script
        self.open_record(talk)
        desk.press("e")
        match what:
            case "names":
                desk.choose("Name, interviewer or occasion")
                before, talk.occasion = talk.occasion, f"New occasion {talk.mark}"
                desk.see("Correct what was written")
                desk.write("")
                desk.write("")
                desk.write(talk.occasion, erased=before)
                desk.miss("Correct what was written")
                talk.changes.append({"type": "corrected", **talk.names})
            case "response":
                desk.choose("What was said to the recommendation")
                before, talk.why = talk.why, script.write_text(talk.mark)
                talk.view, talk.kind = "prefers", script.draw_kind(talk)
                self._respond(talk)
                self._write_part("why", talk, before, talk.why)
                talk.changes.append({"type": "responded", **talk.response})
            case "step" | "owner" | "review":
                desk.choose(
                    {"step": "Next step", "owner": "Who does it"}.get(what, "When to look at it again")
                )
                before = talk.agreed[what]
                new, typed = script.write_day() if what == "review" else (script.write_text(talk.mark),) * 2
                self._write_part(what, talk, before, typed)
                setattr(talk, what, new)
                talk.changes.append({"type": "arranged", **talk.agreed})
        self.leave_record()

    def _choose(self, words: str) -> None:
        """Choose on the first page, once it has what is read from the store after it was painted first."""
        number = self._unfinished
        more = " or more" if number >= MAX_INTERVIEWS else ""
        are = "is" if number == 1 else "are"
        if number:
            self._desk.see(f"({min(number, MAX_INTERVIEWS)}{more} {are} open)")
        else:
            self._desk.miss("open)")
        self._desk.choose(words)

    def _leave_list(self) -> None:
        """From the list in which was searched to the first page."""
        desk = self._desk
        desk.press(ESCAPE)
        desk.miss(WITH)
        desk.press(ESCAPE)
        desk.see(START)

    def _brief(self, talk: Talk) -> None:
        desk = self._desk
        desk.choose("The person agrees: go on")
        desk.see(prompt_for("goal", talk.voice))
        desk.write(talk.goal)

    def _answer(self, talk: Talk, walk: Walk) -> bool:
        """Answer the questions from here on; whether to the end, not just to that at which it is left."""
        desk = self._desk
        while walk.question is not None:
            name, asked, options = (
                str(walk.current),
                walk.question.asked(talk.voice),
                [*walk.question.options],
            )
            desk.see(asked)
            if name == talk.leaves_at:
                return False
            if misstep := talk.missteps.pop(name, ""):
                desk.press(str(options.index(misstep) + 1))
                self._leave_question(asked)
                desk.press("b")
                desk.see(asked, without=READING)
            if note := talk.notes.get(name) if name not in talk.from_form else None:
                desk.press("n")
                desk.see("Your note on this question")
                desk.write(note)
                desk.see(f"Note: {note}")
            desk.press(str(options.index(talk.answers[name]) + 1))
            self._leave_question(asked)
            walk = walk.answer(talk.answers[name])
        return True

    def _leave_question(self, asked: str) -> None:
        """Until another question is shown, or the answers are read back, where this one is listed."""
        question, reading = squash(asked), squash(READING)
        self._desk.wait_until(lambda shown: question not in shown or reading in shown, "what follows")

    def _finish(self, talk: Talk) -> None:
        """Read back, mend, confirm, add one more thing, and agree; then back to the first page."""
        desk, guide = self._desk, self._guide
        desk.see(READING)
        walk = replay_answers(guide, talk.answers)
        answered = [step.question for step in walk.path if step.question != guide.more]
        if talk.mended is not None:
            question, option = talk.mended
            # The goal is the first line.
            desk.press(str(answered.index(question) + 2))
            desk.miss(READING)
            desk.press(str([*guide.questions[question].options].index(option) + 1))
            talk.answers[question] = option
            if talk.kind not in other_kinds(guide, talk):
                talk.kind = ""
            desk.see(READING)
        desk.press("g")
        desk.miss(READING)
        if talk.private:
            desk.see(PRIVATE)
            desk.press("r")
            desk.see(START)
            return
        if more := talk.answers.get(str(guide.more)):
            before = {name: option for name, option in talk.answers.items() if name != guide.more}
            asked = guide.questions[str(guide.more)].asked(talk.voice)
            desk.press("+")
            desk.see(asked)
            desk.press(str([*more_options(replay_answers(guide, before))].index(more) + 1))
            desk.miss(asked)
        desk.press("g")
        self._agree(talk)
        desk.see(CLOSED)
        # The last choice, which can be the tenth, without a key of its own.
        desk.press(UP)
        desk.press(ENTER)
        desk.see(START)

    def _agree(self, talk: Talk) -> None:
        self._respond(talk)
        self._write_part("why", talk, "", talk.why)
        self._write_part("step", talk, "", talk.step)
        self._write_part("owner", talk, "", talk.owner)
        self._write_part("review", talk, "", talk.review_typed)

    def _respond(self, talk: Talk) -> None:
        """The view, and the kind that is preferred."""
        desk = self._desk
        desk.see(prompt_for("response", talk.voice))
        desk.press(str([*VIEWS].index(talk.view) + 1))
        desk.miss(prompt_for("response", talk.voice))
        if talk.view == "prefers":
            desk.see(prompt_for("kind", talk.voice))
            desk.press(str([*other_kinds(self._guide, talk), ""].index(talk.kind) + 1))

    def _write_part(self, part: Part, talk: Talk, before: str, text: str) -> None:
        prompt = prompt_for(part, talk.voice)
        self._desk.see(prompt)
        self._desk.write(text, erased=before)
        self._desk.miss(prompt)
