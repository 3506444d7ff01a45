"""Decision tables as values, and how large they may be."""

from collections.abc import Mapping
from typing import NamedTuple

MOST_RULES = 10_000
"""Rules that all tables may have together."""


class TooManyRulesError(Exception):
    """The tables would have more than MOST_RULES rules. The message is a sentence for the user."""


class Column(NamedTuple):
    """What a table compares: a name, and the words above it."""

    name: str
    label: str


class Rule(NamedTuple):
    """A test for each column, and a literal or a name for each output."""

    tests: tuple[str, ...]
    results: tuple[str, ...]
    note: str = ""


class Table(NamedTuple):
    """A decision table.

    Attributes:
        name: Its name, which is that of its result.
        question: What it answers.
        columns: What it compares.
        outputs: Labels by name.
        rules: The rules.
        overlaps: Whether several rules can apply, of which the first counts.
    """

    name: str
    question: str
    columns: tuple[Column, ...]
    outputs: Mapping[str, str]
    rules: tuple[Rule, ...]
    overlaps: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """The names that the table refers to, each once."""
        results = (result for rule in self.rules for result in rule.results if not result.startswith('"'))
        return tuple(dict.fromkeys((*(column.name for column in self.columns), *results)))


class Tables(NamedTuple):
    """The tables of a guide. ``inputs`` are the questions by the name of the answer to them."""

    inputs: Mapping[str, str]
    tables: tuple[Table, ...]
    """Each after all that it refers to; the last one decides."""


def limit_rules(rules: int) -> None:
    """Raise TooManyRulesError where there are more than MOST_RULES."""
    if rules > MOST_RULES:
        raise TooManyRulesError(
            f"The decision tables would have {rules:,} rules, and more than {MOST_RULES:,} would be of no use"
            " to anybody. Export the guide to SQL instead."
        )
