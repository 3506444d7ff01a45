"""Asks the questions of a walk line by line, and obeys all that can be typed meanwhile."""

from collections.abc import Callable, Mapping

from guide.console import texts as words
from guide.console.command_words import split_command, suggest_word
from guide.console.line_io import InputEndedError, Talk, find_choice, is_leaving
from guide.engine.decision import decide, more_options, options_for
from guide.engine.recommendation import recommend
from guide.engine.walk import Walk
from guide.presenters.explanation import answer_lines, explain
from guide.presenters.plain_text import option_lines, question_lines, section_lines
from guide.ruleset.model import NOTHING, Question, Voice
from guide.sessions.acts import Act, Extend, GiveAnswer, Notes, Revise, SetNote, TakeBack, apply_act

_BESIDE = ("help", "why", "answers", "compare", "note")
"""Words after which it is said which question is still open."""
_WORDS = ("back", "repeat", "help", "why", "answers", "change", "compare", "note", "quit")


class Questions:
    """Asks the questions of a walk line by line, and answers the commands that can be typed in between.

    ``walk`` (a guide and the answers given to it) and ``notes`` can be read and replaced at any time.

    Attributes:
        acting: Called with each act, such as an answer, before it takes effect. If it raises, nothing is
            done.
        more: Further commands: a function by each word.
        meaning: Lines of the help on what leaving does, and on the words in ``more``.
        prompt: A label for prompts to the interviewer, shown with each question; "" for none.
    """

    def __init__(
        self,
        talk: Talk,
        walk: Walk,
        voice: Voice,
        notes: Notes = NOTHING,
        *,
        acting: Callable[[Act], None] = lambda _act: None,
        more: Mapping[str, Callable[[], None]] = NOTHING,
        meaning: str = words.LEAVE,
        prompt: str = "",
    ) -> None:
        self.talk = talk
        self.walk = walk
        self.voice = voice
        self.notes = notes
        self.acting = acting
        self.more = more
        self.meaning = meaning
        self.prompt = prompt

    def to_the_end(self) -> None:
        """Ask questions until the walk is at its end. Raises InputEndedError."""
        before = self.walk
        while (question := self.walk.question) is not None:
            self.talk.say("", *self._asked(question))
            self._turn(question)
        if self.walk is not before and self.talk.at_terminal:
            self.talk.say("", words.LAST)

    def add(self) -> None:
        """Ask which kind of help to add to the result, and print the new result.

        Does nothing where no kind can be added. Raises InputEndedError.
        """
        choices = more_options(self.walk)
        if not choices:
            return
        question = self.walk.guide.questions[str(self.walk.guide.more)]
        added = self.walk.added is not None
        prompt = words.ADD_OR_TAKE_AWAY if added else words.ADD
        self.talk.say(
            "",
            *self._prompt(question),
            self._spoken(question),
            *option_lines(choices, self.voice),
            prompt,
        )
        while word := self.talk.listen():
            if option := find_choice(choices, word):
                self._change_result(Extend(option))
                return
            if word == "-" and added:
                self._change_result(TakeBack())
                return
            if is_leaving(word):
                raise InputEndedError(by_choice=True)
            asks = word.lower() in ("help", "h", "?", "why", "w")
            self.talk.say(question.explained(self.voice) if asks else words.not_offered(word), prompt)

    def _change_result(self, act: Extend | TakeBack) -> None:
        before = decide(self.walk).companions
        self.perform(act)
        if decide(self.walk).companions != before:
            beside = explain(recommend(self.walk), self.voice).section("with")
            self.talk.say(*(section_lines([beside]) if beside else [words.NOTHING_BESIDE]))
        else:
            self.talk.say(words.NOTHING_ADDED)

    def perform(self, act: Act) -> None:
        """Apply an act, such as an answer, to ``walk`` and ``notes``, once ``acting`` was called with it."""
        after = apply_act(act, self.walk, self.notes)
        self.acting(act)
        self.walk, self.notes = after

    def back(self) -> None:
        """Take back the last answer, or say that there is none."""
        if self.walk.path:
            last = self.walk.option_at(self.walk.path[-1]).spoken(self.voice)
            self.perform(TakeBack())
            self.talk.say(words.taken_back(last))
        else:
            self.talk.say(words.FIRST)

    def answers(self) -> list[str]:
        """Return the answers so far as numbered lines, each with its note."""
        listed = []
        lines = answer_lines(self.walk, self.voice)
        for number, (step, line) in enumerate(zip(self.walk.path, lines, strict=True), 1):
            note = self.notes.get(step.question)
            listed += [
                f"{number}. {line.lead}",
                f"   Answer: {line.text}",
                *([f"   Note on answer {number}: {note}"] if note else []),
            ]
        here = self.notes.get(str(self.walk.current))
        return [*listed, *([words.note_here(here)] if here else [])]

    def change(self, which: str) -> None:
        """Ask the question of an answer again; ``which`` is the number of the answer as typed."""
        number = self._number(which)
        if number is None:
            count = len(self.walk.path)
            self.talk.say(words.which("change", count) if count else words.NOTHING_TO_CHANGE)
            return
        name = self.walk.path[number].question
        question = self.walk.guide.questions[name]
        choices = options_for(self.walk, name)
        given = self.walk.option_at(self.walk.path[number]).spoken(self.voice)
        self.talk.say(
            "",
            self._spoken(question),
            words.answer_so_far(given),
            *option_lines(choices, self.voice),
            words.CHANGE_HOW,
        )
        word = self.talk.listen()
        if option := find_choice(choices, word):
            self.perform(Revise(name, option))
        elif is_leaving(word):
            raise InputEndedError(by_choice=True)
        else:
            self.talk.say(words.NO_CHANGE)
            if self.walk.question is not None:
                self.talk.say("", *self._asked(self.walk.question))

    def note(self, rest: str) -> None:
        """Set a note, from what was typed behind the command word.

        ``rest`` is the note to the current question. Where it is "" or the number of an answer, the note is
        asked for, to the current question or to that of the answer.
        """
        number = self._number(rest)
        name = self.walk.current if number is None else self.walk.path[number].question
        if name is None:
            self.talk.say(words.which("note", len(self.walk.path)))
            return
        text = rest
        if number is not None or not rest:
            so_far = self.notes.get(name)
            self.talk.say(
                *self._where_notes_go(), words.NOTE, *([words.note_so_far(so_far)] if so_far else [])
            )
            text = self.talk.words()
        if not text:
            return
        self.perform(SetNote(name, "" if text == "-" else text))
        asked = len(self.walk.path) if number is None else number
        self.talk.say(words.NOTE_GONE if text == "-" else words.noted(asked + 1))
        if text == rest != "-":
            self.talk.say(*self._where_notes_go())

    def _where_notes_go(self) -> list[str]:
        """Of an interview, whether the person will read them."""
        if not self.prompt:
            return []
        from guide.presenters.interview_prompts import NOTE_STAYS

        return [NOTE_STAYS]

    def _number(self, which: str) -> int | None:
        """The place on the road of the answer with this number."""
        named = which.isdecimal() and len(which) < 6 and 1 <= int(which) <= len(self.walk.path)
        return int(which) - 1 if named else None

    def _asked(self, question: Question) -> list[str]:
        position, _, *choices = question_lines(self.walk, self.voice)
        return [position, *self._prompt(question), self._spoken(question), *choices]

    def _spoken(self, question: Question) -> str:
        """The text of a question, marked as the part to read aloud where there is a hint beside it."""
        asking = question.asked(self.voice)
        return f"{words.READ_ALOUD}: {asking}" if self.prompt else asking

    def _prompt(self, question: Question) -> list[str]:
        return [f"{self.prompt}: {question.probe}"] if self.prompt else []

    def _turn(self, question: Question) -> None:
        """Listen until the walk moves."""
        before = self.walk
        while self.walk is before:
            word = self.talk.listen(texts=("note", "n"))
            if option := find_choice(question.options, word):
                self.perform(GiveAnswer(str(self.walk.current), option))
            else:
                self._command(word, question)

    def compare(self, rest: str) -> None:
        """Print the comparison of the kinds of help on the points that the answers are about.

        It covers all points where ``rest``, what was typed behind the command word, asks for them.
        """
        from guide.presenters.comparison import UNTOUCHED, compare_kinds, touched_distinctions
        from guide.presenters.spoken_lines import comparison_lines

        everything = rest.lower() == "all"
        comparison = compare_kinds(self.walk.guide, None if everything else touched_distinctions(self.walk))
        said = list(comparison_lines(comparison)) if comparison.rows else [UNTOUCHED]
        self.talk.say("", *said, *([] if everything else [words.COMPARE_ALL]))

    def _why(self, question: Question) -> None:
        from guide.presenters.question_purpose import purpose_lines

        self.talk.say(question.explained(self.voice), *purpose_lines(self.walk))

    def _command(self, typed: str, question: Question) -> None:
        """Obey what was typed in place of an answer; quitting raises InputEndedError."""
        known = [*_WORDS, *self.more]
        word, rest = split_command(typed, known)
        if word == "quit":
            raise InputEndedError(by_choice=True)
        if word in self.more and not rest:
            self.more[word]()
        elif word in _WORDS:
            self._obey(word, rest, question)
        else:
            suggestion = suggest_word(typed, [*question.options, *known])
            self.talk.say(words.no_answer(typed, len(question.options), suggestion))

    def _obey(self, word: str, rest: str, question: Question) -> None:
        match word:
            case "back":
                self.back()
            case "repeat":
                self.talk.say("", *self._asked(question))
            case "help":
                self.talk.say(question.explained(self.voice), "", words.MEANING, self.meaning)
            case "why":
                self._why(question)
            case "answers":
                self.talk.say(*self.answers() or [words.NO_ANSWERS])
            case "change":
                self.change(rest)
            case "compare":
                self.compare(rest)
            case "note":
                self.note(rest)
        if word in _BESIDE:
            self.talk.say(words.here(len(self.walk.path) + 1, len(question.options)))
