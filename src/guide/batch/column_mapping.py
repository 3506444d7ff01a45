"""What a file calls the questions and answers of a guide, where it does not use their ids or texts."""

from collections.abc import Mapping

from msgspec import Struct

from guide.ruleset.model import NOTHING, OptionId, QuestionId


class ColumnMapping(Struct, frozen=True):
    """The names that a file uses for the questions and answers of a guide.

    Attributes:
        columns: The name of the column, by question id.
        options: The text of the answer, by question id and option id.
    """

    columns: Mapping[QuestionId, str] = NOTHING
    options: Mapping[QuestionId, Mapping[OptionId, str]] = NOTHING


NOT_MAPPED = ColumnMapping()
