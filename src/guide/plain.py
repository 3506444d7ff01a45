"""The walk line by line, for pipes, screen readers and terminals that cannot draw.

It only ever appends: no colour, no boxes, no hard wrap, and it does not repeat what was typed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from guide.advice import Recommendation, recommend
from guide.explain import STANDING, Explanation, Line, Section, answered, explain, position, visible
from guide.model import NOTHING, Guide, Question, Voice
from guide.walk import Walk, retrace

COMMANDS = "Type a number. Or: back, help, why, answers, change 2, note, quit."
MEANING = """\
A number answers the question.
back       take back the last answer
help       what the question means
why        why it is asked, and a hint for somebody who asks it in an interview
answers    the answers so far, numbered
change 2   answer question 2 again
note ...   keep a note with this question, shown at the end
quit       leave; nothing is kept"""


class EndedError(Exception):
    """The input came to its end, or the person left, before the walk was finished."""

    def __init__(self, by_choice: bool) -> None:
        super().__init__()
        self.by_choice = by_choice


class Conversation:
    """One walk between ``source`` and ``sink``. ``walk`` and ``notes`` can be read at any time."""

    def __init__(
        self, guide: Guide, voice: Voice, source: TextIO, sink: TextIO, answers: Mapping[str, str] = NOTHING
    ) -> None:
        self.walk = retrace(guide, answers)
        self.voice = voice
        self.notes: dict[str, str] = {}
        self._source = source
        self._sink = sink

    def run(self) -> Recommendation:
        """Ask until the end is reached, and say what it is. Raises EndedError."""
        self._say(*introduction(self.walk.guide), "", COMMANDS)
        while self.walk.question is not None:
            self._say("", *asked(self.walk, self.voice))
            self._turn(self.walk.question)
        recommendation = recommend(self.walk)
        self._say("", *told(explain(recommendation, self.voice, self.notes)))
        return recommendation

    def _turn(self, question: Question) -> None:
        """Listen until the walk moves."""
        before = self.walk
        while self.walk is before:
            word = self._listen()
            if option := _chosen(question, word):
                self.walk = self.walk.answer(option)
            else:
                self._command(word, question)

    def _listen(self) -> str:
        self._sink.write("> ")
        self._sink.flush()
        line = self._source.readline()
        if not line:
            raise EndedError(by_choice=False)
        return line.strip()

    def _command(self, typed: str, question: Question) -> None:
        word, _, rest = typed.partition(" ")
        match word.lower():
            case "back" | "b":
                if not self.walk.road:
                    self._say("This is the first question.")
                self.walk = self.walk.back()
            case "help" | "h" | "?":
                self._say(question.explained(self.voice), "", MEANING)
            case "why" | "w":
                self._say(question.explained(self.voice), f"In an interview: {question.probe}")
            case "answers" | "a":
                self._say(*_numbered(answered(self.walk, self.voice)) or ["There are none yet."])
            case "change" | "c":
                self._change(rest)
            case "note" | "n":
                self._note(rest)
            case "quit" | "q":
                raise EndedError(by_choice=True)
            case _:
                count = len(question.options)
                said = f"“{typed}” is not among the answers. " if typed else ""
                self._say(f"{said}Type a number from 1 to {count}, or help.")

    def _change(self, which: str) -> None:
        count = len(self.walk.road)
        if not which.isdecimal() or not 1 <= int(which) <= count:
            self._say(
                f"Say which: change 1 to change {count}." if count else "There is nothing to change yet."
            )
            return
        name = self.walk.road[int(which) - 1].question
        question = self.walk.guide.questions[name]
        self._say("", question.asked(self.voice), *_options(question, self.voice))
        word = self._listen()
        if option := _chosen(question, word):
            self.walk = self.walk.revise(name, option)
        else:
            self._say("Nothing was changed.", "", *asked(self.walk, self.voice))

    def _note(self, text: str) -> None:
        if not text:
            self._say("Write the note behind the word: note I would like to ask again in spring.")
            return
        self.notes[str(self.walk.at)] = text
        self._say("Noted.")

    def _say(self, *lines: str) -> None:
        self._sink.write("".join(f"{visible(line)}\n" for line in lines))
        self._sink.flush()


def introduction(guide: Guide) -> Iterator[str]:
    yield guide.front.title
    yield guide.front.welcome
    yield guide.front.privacy


def asked(walk: Walk, voice: Voice) -> Iterator[str]:
    question = walk.question
    assert question is not None
    yield f"{position(walk)}."
    yield question.asked(voice)
    yield from _options(question, voice)


def told(explanation: Explanation) -> Iterator[str]:
    yield f"{explanation.label}: {explanation.title}"
    yield _cited(explanation.because)
    if explanation.clarity:
        yield explanation.clarity
    if explanation.stands:
        yield ""
        yield f"{STANDING}:"
        yield from (f"- {stand.name}: {stand.text}" for stand in explanation.stands)
    yield from listed(explanation.sections)


def listed(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield ""
        yield f"{section.heading}:"
        for line in section.lines:
            if line.lead:
                yield line.lead
            yield f"- {_cited(line)}"


def _options(question: Question, voice: Voice) -> Iterator[str]:
    for number, option in enumerate(question.options.values(), 1):
        yield f"{number}. {option.spoken(voice)}"


def _chosen(question: Question, word: str) -> str | None:
    """The id of the option that a number or a name points to."""
    names = list(question.options)
    if word.isdecimal() and len(word) < 4 and 1 <= int(word) <= len(names):
        return names[int(word) - 1]
    return word if word in question.options else None


def _numbered(lines: tuple[Line, ...]) -> list[str]:
    return [f"{number}. {line.lead} {line.text}" for number, line in enumerate(lines, 1)]


def _cited(line: Line) -> str:
    return f"{line.text} ({'; '.join(line.cites)})" if line.cites else line.text
