"""A guide as decision tables: one for each question, and a few that put their results together.

The table of a question says what the answers from there on lead to. An answer that leads to another question
has the result of that question's table. So each option is one rule, however many paths share it, and two
where what it recommends can still be replaced:

- Before something is recommended, the result is the outcome.
- After that, it is the outcome that takes the place of the recommended one, or "" where none does.
- Where a question or one that follows it is not answered, there is none.

Where answers add kinds of help, a second table for the question has these, with spaces between them. Every
test is for one value: the least that DMN has, and all that some engines read.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from guide.authoring.export.dmn_ends import NOTHING_ADDED, Added, Ends, Sort, add_before
from guide.authoring.export.dmn_model import Column, Rule, Table, Tables, limit_rules
from guide.authoring.export.dmn_names import ANY, NULL, Names, quote
from guide.engine.decision import NOTHING_YET, possible_from
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide


def make_tables(guide: Guide) -> Tables:
    """Return the decision tables of a guide. Raises TooManyRulesError where they would be too large."""
    size = sum(len(question.options) for question in guide.questions.values())
    limit_rules(size)
    maker = _Maker(guide)
    tables = tuple(maker.tables())
    limit_rules(sum(len(table.rules) for table in tables))
    needed = {name for table in tables for name in table.needs}
    return Tables({name: question for question, name in maker.answer.items() if name in needed}, tables)


class _Maker:
    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.known = Ends(guide)
        order = topological_order(guide)
        names = Names()
        self.decided, self.kinds = names.take("decided"), names.take("kinds")
        self.answer = {name: names.take(name) for name in order}
        self.result = {name: names.take(f"{self.answer[name]}_result") for name in order}
        self.added = {name: names.take(f"{self.answer[name]}_companions") for name in self.known.tree}

    def tables(self) -> Iterator[Table]:
        for name in reversed(self.known.tree):
            yield self._result_table(name)
        for name in reversed(self.known.tree):
            if self.known.adds(name) != NOTHING_ADDED:
                yield self._companions_table(name)
        if self.known.takes_more:
            yield self._more_table(str(self.guide.more))
        yield self._kinds_table()
        yield self._last_table()

    def _answer_column(self, question: str) -> Column:
        return Column(self.answer[question], self._ask(question))

    def _result_table(self, question: str) -> Table:
        options = self.guide.questions[question].options
        later = _unique(option.then for option in options.values() if option.recommend or option.instead)
        rules = []
        for name, option in options.items():
            own = option.instead or option.recommend
            result = self.result[option.then] if option.then else quote("")
            if own and option.then:
                # Whatever follows has to be answered, too.
                tests = _tests(quote(name), later, {option.then: quote("")})
                rules.append(Rule(tests, (quote(own),), option.say))
            else:
                rules.append(Rule(_tests(quote(name), later), (quote(own) if own else result,), option.say))
            if own and not option.instead and option.then in self.known.replacing:
                rules.append(Rule(_tests(quote(name), later), (result,), option.say))
        columns = (
            self._answer_column(question),
            *(Column(self.result[then], f"What takes its place, after: {self._ask(then)}") for then in later),
        )
        label = "what takes its place" if question in self.known.settled else "outcome"
        name, overlaps = self.result[question], len(rules) > len(options)
        return Table(name, self._ask(question), columns, {name: label}, tuple(rules), overlaps)

    def _companions_table(self, question: str) -> Table:
        options = self.guide.questions[question].options
        adding = {
            name: option for name, option in options.items() if self.known.adds(option.then) != NOTHING_ADDED
        }
        later = _unique(option.then for option in adding.values() if option.add)
        rules = []
        for name, option in options.items():
            if not option.add and name in adding:
                rules.append(Rule(_tests(quote(name), later), (self.added[str(option.then)],), option.say))
            elif option.add:
                for added in sorted(self.known.adds(option.then)):
                    rest = {option.then: quote(" ".join(added))} if name in adding else {}
                    result = quote(" ".join(add_before(option, added)))
                    rules.append(Rule(_tests(quote(name), later, rest), (result,), option.say))
        if len({rule.tests[0] for rule in rules}) < len(options):
            rules.append(Rule(_tests(ANY, later), (quote(""),), "Nothing is added"))
        columns = (
            self._answer_column(question),
            *(Column(self.added[then], f"What is added after: {self._ask(then)}") for then in later),
        )
        name, overlaps = self.added[question], rules[-1].tests[0] == ANY
        return Table(name, self._ask(question), columns, {name: "kinds added"}, tuple(rules), overlaps)

    def _more_table(self, question: str) -> Table:
        options = self.guide.questions[question].options
        rules = [
            Rule((quote(name),), (quote(option.add.kind if option.add else ""),), option.say)
            for name, option in options.items()
        ]
        # Nobody has to answer it.
        rules += [Rule((silent,), (quote(""),), "No answer") for silent in (NULL, quote(""))]
        name, column = self.result[question], self._answer_column(question)
        return Table(name, self._ask(question), (column,), {name: "kind added"}, tuple(rules))

    def _kinds_table(self) -> Table:
        start = self.guide.start
        label = {
            name: self._labels[self.known.sort_of(name)]
            for name in possible_from(self.guide, NOTHING_YET, start)
        }
        rules = [
            Rule((quote(name),), (quote(text),), self.guide.outcomes[name].title)
            for name, text in label.items()
        ]
        column = Column(self.result[start], "Outcome")
        question = "Which kinds of support is the outcome?"
        return Table(self.kinds, question, (column,), {self.kinds: "kinds of support"}, tuple(rules))

    @cached_property
    def _labels(self) -> Mapping[Sort, str]:
        """What stands for a sort of outcomes: its kinds. Two sorts have different texts."""
        sorts = sorted({sort for sort, _ in self.known.ends[self.guide.start] if sort is not None})
        labels: dict[Sort, str] = {}
        for sort in sorts:
            label = " ".join(sort.kinds)
            while label in labels.values():
                label += " (no more)"
            labels[sort] = label
        return labels

    def _last_table(self) -> Table:
        start, more = self.guide.start, str(self.guide.more)
        columns = [Column(self.kinds, "Kinds of support")]
        path = self.known.adds(start) != NOTHING_ADDED
        if path:
            columns.append(Column(self.added[start], "Added by the answers"))
        if self.known.takes_more:
            columns.append(Column(self.result[more], f"Added after the result: {self._ask(more)}"))
        rules = []
        ends = ((sort, added) for sort, added in self.known.ends[start] if sort)
        for sort, added in sorted(ends, key=self._place):
            for extra in self._extras() if sort.takes_more else (None,):
                tests = [quote(self._labels[sort])]
                tests += [quote(" ".join(added))] if path else []
                tests += [ANY if extra is None else quote(extra)] if self.known.takes_more else []
                kinds = dict.fromkeys((*added, *([extra] if extra else [])))
                companions = " ".join(kind for kind in kinds if kind not in sort.kinds)
                rules.append(Rule(tuple(tests), (self.result[start], quote(companions))))
        question = "What is recommended, and what goes with it?"
        outputs = {"outcome": "outcome", "companions": "companions"}
        return Table(self.decided, question, tuple(columns), outputs, tuple(rules))

    def _extras(self) -> tuple[str, ...]:
        """What can be added after the result: nothing, or a kind."""
        options = self.guide.questions[str(self.guide.more)].options.values()
        return tuple(dict.fromkeys(("", *(option.add.kind for option in options if option.add))))

    def _place(self, end: tuple[Sort, Added]) -> tuple[list[int], Added]:
        """Outcomes by the position of their kinds in the guide, those without any last."""
        position = {kind: place for place, kind in enumerate(self.guide.kinds)}
        return [position[kind] for kind in end[0].kinds] or [len(position)], end[1]

    def _ask(self, question: str) -> str:
        return self.guide.questions[question].ask


def _unique(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _tests(
    answer: str, later: Iterable[str], rest: Mapping[str | None, str] | None = None
) -> tuple[str, ...]:
    return (answer, *((rest or {}).get(name, ANY) for name in later))
