"""The result at a terminal: about twelve lines, and a prompt at which the rest is asked for."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from math import inf
from typing import NoReturn

from guide.common.text import join_words
from guide.console import texts as words
from guide.console.command_words import split_command, suggest_word
from guide.console.line_io import InputEndedError, Talk
from guide.console.questions import Questions
from guide.console.trial import Trial
from guide.engine.decision import more_options
from guide.engine.recommendation import recommend
from guide.engine.walk import Walk
from guide.presenters.explanation import explain
from guide.presenters.plain_text import closing_line, summary_lines
from guide.presenters.spoken_lines import (
    numbered_section,
    other_answers,
    spoken_sections,
    spoken_stands,
)
from guide.presenters.view_models import Door, Explanation
from guide.ruleset.model import Voice
from guide.sessions.acts import Notes

SOON = 0.7
"""Seconds after the result is there in which Enter is the second of a double Enter: nobody has read it."""
_FURTHER = ("add", "compare", "undo", "back", "save", "keep")
_CHANGING = ("back", "try", "note")
_WITH_NAME = {"save": "save result.html"}
_READING = frozenset({"plan", "why", "others", "change", "disputes", "answers", "sources", "all", "compare"})
"""Words that tell something and change nothing."""


class ResultPrompt:
    """Prints the result of ``questions``, whose walk is finished, and answers commands about it.

    Args:
        ask_on: Asks until the walk is at its end again, after an answer was changed. Raises InputEndedError.
            None where the answers are confirmed and cannot be changed.
        save: Writes the result to a file with this name, and returns a sentence about that; None where it
            cannot be written.
        restart: Begins a new walk; None where that is not possible.
        keep: Saves the walk in the store, and returns whether it did; None where it cannot be saved or is
            saved already.
    """

    def __init__(
        self,
        talk: Talk,
        questions: Questions,
        save: Callable[[str], str] | None = None,
        ask_on: Callable[[], None] | None = None,
        keep: Callable[[], bool] | None = None,
        restart: Callable[[], None] | None = None,
    ) -> None:
        self._talk = talk
        self._questions = questions
        self._save = save
        self._ask_on = ask_on
        self._keep = keep
        self._restart = restart
        self._kept: Walk | None = None
        self._trial = Trial(questions)
        self._acts = self._list_acts()
        self._explained: tuple[tuple[Walk, Notes, Voice], Explanation] | None = None
        self._shown_at = -inf
        self._warned = False

    def run(self) -> None:
        """Answer commands until the person leaves by Enter.

        Raises InputEndedError for other ways to leave.
        """
        self._show()
        while typed := self._listen():
            before = self._questions.walk
            word = self._obey(typed)
            walk = self._questions.walk
            if walk is not before and walk.answers == before.answers:
                self._talk.say(words.SAME_RESULT)
            # What was added has been said by itself.
            elif walk is not before and word != "add":
                if walk.current is not None:
                    self._finish_again()
                self._show()

    def _finish_again(self) -> None:
        """Ask what is open now. Whoever leaves a trial has the result that was there before it."""
        try:
            if self._trial.active or self._ask_on is None:
                self._questions.to_the_end()
            else:
                self._ask_on()
        except InputEndedError:
            self._trial.undo()
            raise

    def _listen(self) -> str:
        """What is typed; empty where the person leaves."""
        while not (typed := self._talk.listen(texts=("note", "n"))):
            lost = self._would_be_lost and not self._warned
            if not lost and time.monotonic() - self._shown_at > SOON:
                break
            self._shown_at, self._warned = -inf, True
            once_more = words.ONCE_MORE_UNKEPT if lost else words.ONCE_MORE
            self._talk.say(once_more if self._ask_on else words.ONCE_MORE_GOES_ON)
        return "" if self._ask_on is None and typed.lower() in words.GO_ON_WORDS else typed

    def _show(self) -> None:
        explanation = self._explanation
        trial = [text, words.TRYING] if (text := self._trial.text) else []
        caution = [explanation.caution.text] if explanation.urgent else []
        aloud = [words.RESULT_FOR_PERSON] if self._ask_on is None else []
        self._talk.say("", *trial, *aloud, *summary_lines(explanation), *caution, "", *self._prompt())
        self._shown_at, self._warned = time.monotonic(), False

    @property
    def _would_be_lost(self) -> bool:
        """Whether it could be kept, and was neither kept nor written to a file."""
        return self._can_keep and self._kept is not self._questions.walk

    @property
    def _explanation(self) -> Explanation:
        questions = self._questions
        now = (questions.walk, questions.notes, questions.voice)
        if self._explained is None or any(a is not b for a, b in zip(self._explained[0], now, strict=True)):
            self._explained = now, explain(recommend(questions.walk), questions.voice, questions.notes)
        return self._explained[1]

    @property
    def _words(self) -> list[str]:
        """What can be typed as things stand."""
        walk, urgent = self._questions.walk, self._explanation.urgent
        left_out = {"undo": not self._trial.active, "keep": not self._can_keep, "save": self._save is None}
        left_out["again"] = self._restart is None
        left_out["add"] = self._ask_on is None or not (walk.added or more_options(walk))
        left_out |= dict.fromkeys(_CHANGING, self._ask_on is None)
        if urgent:
            doors = {door.name for door in self._explanation.doors}
            left_out |= {word: word not in doors for word in ("others", "disputes")}
            left_out |= dict.fromkeys(("compare", "try"), True)
        return [word for word in words.RESULT_WORDS if not left_out.get(word)]

    @property
    def _can_keep(self) -> bool:
        return self._keep is not None and not self._explanation.private and not self._trial.active

    def _prompt(self) -> Iterator[str]:
        known = self._words
        doors = [door.name for door in self._explanation.doors]
        yield words.READ_ON.format(join_words([*doors, "sources", "all"], "or"))
        further = [word for word in _FURTHER if word in known and not (word == "back" and self._trial.active)]
        yield words.GO_FURTHER.format(join_words([_WITH_NAME.get(word, word) for word in further], "or"))
        if "keep" in known and self._kept is not self._questions.walk:
            yield words.KEEP_OR_NOT
        yield f"{self._leaving} {words.HELP_TELLS}"

    @property
    def _leaving(self) -> str:
        return words.ENTER_GOES_ON if self._ask_on is None else words.ENTER_LEAVES

    def _obey(self, typed: str) -> str:
        """Do what is typed; the word that was meant, or "" where none was."""
        word, rest = split_command(typed, self._words)
        if word:
            self._acts[word](rest)
            if word in _READING and self._questions.walk.current is None and not (word == "change" and rest):
                self._talk.say(words.NEXT_WORD)
        elif typed.lower() in words.RESULT_WORDS:
            self._talk.say(words.NOTHING_OF_IT)
        else:
            self._talk.say(words.no_word(typed, suggest_word(typed, self._words), self._leaving))
        return word

    def _list_acts(self) -> dict[str, Callable[[str], None]]:
        """What each word does with what stands behind it."""
        questions = self._questions
        return {
            **{word: partial(self._open, word) for word in ("plan", "why", "others", "disputes", "answers")},
            "sources": self._say_sources,
            "change": self._change,
            "all": self._say_all,
            "compare": questions.compare,
            "add": lambda _: questions.add(),
            "try": self._try,
            "undo": lambda _: self._trial.undo(),
            "back": lambda _: questions.back(),
            "note": questions.note,
            "again": self._begin_again,
            "save": self._write,
            "keep": self._keep_it,
            "help": self._help,
            "quit": self._quit,
        }

    def _write(self, name: str) -> None:
        if name and self._save:
            self._warned = True
            self._talk.say(self._save(name))
        else:
            self._talk.say(words.SAVE_WHERE)

    def _keep_it(self, _: str) -> None:
        if self._kept is self._questions.walk:
            self._talk.say(words.ALREADY_KEPT)
        elif self._keep is not None and self._keep():
            self._kept = self._questions.walk

    def _begin_again(self, _: str) -> None:
        self._trial.undo()
        if self._restart is not None:
            self._restart()

    def _quit(self, _: str) -> NoReturn:
        raise InputEndedError(by_choice=True)

    def _open(self, name: str, _: str = "") -> None:
        door = next((door for door in self._explanation.doors if door.name == name), None)
        if name == "plan" and self._explanation.urgent:
            self._talk.say(*summary_lines(self._explanation))
        elif door is None:
            self._talk.say(words.NOTHING_OF_IT)
        elif name == "change":
            self._say_changes(unfolded=False)
        else:
            self._talk.say(*self._behind(door))

    def _behind(self, door: Door, with_hints: bool = True) -> Iterator[str]:
        """Yield what a door leads to; hints on what can be typed would sound like an end within a whole."""
        if door.name == "change":
            yield from numbered_section(door.sections[0])
            return
        if door.name == "answers":
            # Numbered, as they can be changed.
            yield from ("", f"{door.sections[0].heading}:", *self._questions.answers())
            if self._ask_on and with_hints:
                yield words.TO_CHANGE
        yield from spoken_sections(section for section in door.sections if section.name != "answers")
        if door.name == "why":
            yield from spoken_stands(self._explanation)

    def _say_sources(self, _: str) -> None:
        section = self._explanation.section("sources")
        self._talk.say(*(spoken_sections([section]) if section else [words.NOTHING_OF_IT]))

    def _change(self, rest: str) -> None:
        """What would change the result; behind the word, the number of an answer changes that one."""
        if self._ask_on is not None and (rest not in ("", "all") or self._explanation.urgent):
            self._questions.change(rest)
        else:
            self._say_changes(unfolded=rest == "all")

    def _say_changes(self, unfolded: bool) -> None:
        section = self._explanation.section("change")
        if section is None:
            self._talk.say(words.NOTHING_OF_IT)
            return
        may_try = "try" in self._words and bool(other_answers(section))
        self._talk.say(*numbered_section(section, unfolded), *([words.TO_TRY] if may_try else []))
        if not unfolded and any(line.stands_for for line in section.lines):
            self._talk.say(words.TO_TRY_MORE)

    def _say_all(self, _: str) -> None:
        explanation = self._explanation
        self._talk.say(*summary_lines(explanation))
        for door in explanation.doors:
            self._talk.say(*self._behind(door, with_hints=False))
        self._talk.say("", explanation.caution.text, "", closing_line(explanation))

    def _try(self, number: str) -> None:
        section = self._explanation.section("change")
        others = [line.other for line in other_answers(section) if line.other] if section else []
        if number.isdecimal() and len(number) < 5 and 1 <= int(number) <= len(others):
            self._trial.begin(others[int(number) - 1], words.UNDO)
        else:
            self._talk.say(words.WHICH_TRIAL if others else words.NO_TRIAL)

    def _help(self, _: str) -> None:
        known = self._words
        meanings = dict(words.RESULT_WORDS)
        if self._explanation.urgent:
            meanings["change"] = words.CHANGE_AN_ANSWER
        if self._ask_on is None:
            meanings |= {"change": words.WHAT_WOULD_CHANGE, "quit": words.LEAVE_FOR_NOW}
        self._talk.say(*(f"{word}: {text}." for word, text in meanings.items() if word in known))
        self._talk.say(self._leaving)
