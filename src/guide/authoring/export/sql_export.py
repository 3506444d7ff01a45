"""Exports a guide as one SELECT that SQLite, DuckDB, PostgreSQL and Spark SQL read unchanged.

Each layer of questions becomes a table of its options. It is joined to a row of answers by the question that
is asked in this layer, and by what the row answers to it. The question follows from the answers of the
earlier layers: numbers of questions rise along every path, so it is the one to which the last answer leads.
So the size of the statement grows with the options alone, however many paths share them, and a row costs one
lookup in a small table for each layer.

What is asked after the result is one more table, joined to the rows whose outcome takes it; a row need not
answer it.

No layer is written in terms of another's expressions: databases replace a name by its expression, so that one
which is used twice in each layer would double in size with every layer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guide.authoring.export.sql_layers import Layer, layers
from guide.authoring.export.sql_quoting import quote_literal, quote_name, quote_path
from guide.ruleset.model import Guide

_NOTE = """\
-- Adds outcome, companions and stopped_at to each row of a table of answers: a text column for each question,
-- with the id of an option. Where a row cannot be decided, stopped_at is the question without a valid answer.
-- A name in quotes stands here twice, for Spark and for all others; keep the line breaks as they are.
"""
_BRANCHES = 8
"""Questions that are compared one by one; more of them are halved first."""
_ARGUMENTS = 50
"""Arguments in one call. SQLite takes 100, and expressions nested 1,000 deep."""
_TABLES = 55
"""Tables that are joined at once. SQLite joins 64 at most."""
_END = 0
"""Stands in place of the number of a question where a walk ends."""


def export_sql(guide: Guide, table: str = "answers") -> str:
    """Export a guide as SQL that adds the columns outcome, companions and stopped_at to a table of answers.

    Args:
        guide: The guide.
        table: The table of answers, with a text column for each question; ``schema.table`` is possible.

    Returns:
        The statement, with a line break at its end. Its line breaks matter.

    Raises:
        UnquotableIdError: An id cannot be written for every database.
    """
    levels = layers(guide)
    asked = {question: number for layer in levels for question, number in layer.questions.items()}
    outcomes = _outcomes(guide, levels)
    taking = [name for name in outcomes if guide.takes_more(name)]
    if taking:
        asked[str(guide.more)] = len(asked) + 1
    adding = _adding(guide, levels, taking)
    tables = [
        *(_layer_table(guide, layer, asked) for layer in levels),
        *([_more_table(guide)] if taking else []),
        _values("guide_place", "number, name", [(_END, ""), *((asked[name], name) for name in asked)]),
        _values("guide_outcome", "name", [(name,) for name in outcomes]),
        *(
            [_values("guide_order", "place", [(place,) for place in sorted(_places(adding))])]
            if adding
            else []
        ),
    ]
    joins = [*_layer_joins(levels), *_ends(guide, levels, taking), *_companion_joins(guide, adding)]
    source, condition = _joined(f"{quote_path(table)} t", joins)
    if condition:
        tables.append(_values("guide_one", "number", [(1,)]))
    columns = f"COALESCE(o.name, '') AS outcome,\n{_companions(adding)} AS companions,\np.name AS stopped_at"
    defined = ",\n".join(tables)
    return f"{_NOTE}WITH {defined}\nSELECT t.*,\n{columns}\nFROM {source}{condition}\n"


def _layer_table(guide: Guide, layer: Layer, asked: Mapping[str, int]) -> str:
    rows = []
    for question, key, option in layer.options(guide):
        leads_to = asked[option.then] if option.then else _END
        effects = (option.recommend or "", option.instead or "", option.add.kind if option.add else "")
        rows.append((asked[question], key, leads_to, *effects))
    return _values(
        f"guide_layer_{layer.place}", "asked, choice, leads_to, recommends, replaces_by, adds", rows
    )


def _more_table(guide: Guide) -> str:
    """What each option of the question after the result adds; "" is for no answer, and adds nothing."""
    options = guide.questions[str(guide.more)].options
    rows = [("", ""), *((key, option.add.kind if option.add else "") for key, option in options.items())]
    return _values("guide_more", "choice, adds", rows)


def _values(table: str, columns: str, rows: Iterable[Sequence[int | str]]) -> str:
    def to_sql(value: int | str) -> str:
        return str(value) if isinstance(value, int) else quote_literal(value)

    lines = ",\n".join(f"({', '.join(map(to_sql, row))})" for row in rows)
    return f"{table} ({columns}) AS (VALUES\n{lines})"


def _layer_joins(levels: Sequence[Layer]) -> Iterator[str]:
    """The join of each layer."""
    for layer in levels:
        e = f"e{layer.place}"
        at = _first(f"e{before}.leads_to" for before in layer.reached) if layer.reached else "1"
        choice = f"{e}.choice = {_answer_expression(layer)}"
        yield f"guide_layer_{layer.place} {e} ON {e}.asked = {at} AND {choice}"


def _answer_expression(layer: Layer) -> str:
    """The expression for the answer to the question of this layer; any column where none is asked."""
    if len(layer.questions) == 1:
        return _column(next(iter(layer.questions)))
    numbers = tuple(layer.questions.values())
    *others, last = (
        (f"e{before}.leads_to", [(layer.questions[question], question) for question in questions])
        for before, questions in layer.reached.items()
    )
    cases = "".join(
        f"\nWHEN {at} BETWEEN {numbers[0]} AND {numbers[-1]} THEN {_branched(at, questions)}"
        for at, questions in others
    )
    return f"CASE{cases}\nELSE {_branched(*last)} END" if cases else _branched(*last)


def _branched(at: str, questions: Sequence[tuple[int, str]]) -> str:
    """The expression for the column of the question whose number is ``at``, found by halving."""
    if len(questions) == 1:
        return _column(questions[0][1])
    if len(questions) <= _BRANCHES:
        *others, (_, last) = questions
        cases = "".join(f"\nWHEN {number} THEN {_column(question)}" for number, question in others)
        return f"CASE {at}{cases}\nELSE {_column(last)} END"
    half = len(questions) // 2
    below, above = _branched(at, questions[:half]), _branched(at, questions[half:])
    return f"CASE WHEN {at} < {questions[half][0]}\nTHEN {below}\nELSE {above} END"


def _column(question: str) -> str:
    return f"t.{quote_name(question)}"


def _ends(guide: Guide, levels: Sequence[Layer], taking: Sequence[str]) -> Iterator[str]:
    """The joins for the question at which the walk stops, and for its outcome.

    Where an outcome takes more, a row with an invalid answer to that question stops there.
    """
    last = _first([*(f"e{layer.place}.leads_to" for layer in reversed(levels)), "1"])
    p, o = ("p0", "o0") if taking else ("p", "o")
    yield f"guide_place {p} ON {p}.number = {last}"
    replacing = [
        layer.place for layer in levels if any(option.instead for *_, option in layer.options(guide))
    ]
    recommending = [
        layer.place for layer in levels if any(option.recommend for *_, option in layer.options(guide))
    ]
    outcomes = [f"NULLIF(e{place}.replaces_by, '')" for place in replacing]
    outcomes += [f"NULLIF(e{place}.recommends, '')" for place in recommending]
    yield f"guide_outcome {o} ON {o}.name = CASE {p}.number WHEN {_END} THEN {_first(outcomes)} END"
    if taking:
        more, number = f"e{len(levels)}", sum(len(layer.questions) for layer in levels) + 1
        takes = f"o0.name IN ({', '.join(map(quote_literal, taking))})"
        given = f"COALESCE({_column(str(guide.more))}, '')"
        yield f"guide_more {more} ON {more}.choice = CASE WHEN {takes} THEN {given} END"
        stops = f"{takes} AND {more}.choice IS NULL"
        yield f"guide_place p ON p.number = CASE WHEN {stops} THEN {number} ELSE p0.number END"
        yield f"guide_outcome o ON o.name = CASE p.number WHEN {_END} THEN o0.name END"


def _outcomes(guide: Guide, levels: Sequence[Layer]) -> list[str]:
    options = [option for layer in levels for *_, option in layer.options(guide)]
    used = {outcome for option in options for outcome in (option.recommend, option.instead)}
    return [outcome for outcome in guide.outcomes if outcome in used]


def _adding(guide: Guide, levels: Sequence[Layer], taking: Sequence[str]) -> Mapping[str, list[int]]:
    """By kind, the layers in which answers add it; the question after the result counts as the last layer."""
    places: dict[str, list[int]] = {}
    for layer in levels:
        kinds = {option.add.kind: None for *_, option in layer.options(guide) if option.add}
        for kind in kinds:
            places.setdefault(kind, []).append(layer.place)
    if taking:
        options = guide.questions[str(guide.more)].options.values()
        for kind in dict.fromkeys(option.add.kind for option in options if option.add):
            places.setdefault(kind, []).append(len(levels))
    return places


def _places(adding: Mapping[str, Sequence[int]]) -> set[int]:
    return {place for places in adding.values() for place in places}


def _companion_joins(guide: Guide, adding: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """A join for each kind, to the layer in which it is added first unless the outcome has it already."""
    for number, (kind, places) in enumerate(adding.items()):
        having = [quote_literal(key) for key, outcome in guide.outcomes.items() if kind in outcome.kinds]
        goes = f"o.name NOT IN ({', '.join(having)})" if having else "o.name IS NOT NULL"
        first = "".join(f" WHEN e{place}.adds THEN {place}" for place in places)
        place = f"CASE WHEN {goes} THEN CASE {quote_literal(kind)}{first} END END"
        yield f"guide_order a{number} ON a{number}.place = {place}"


def _companions(adding: Mapping[str, Sequence[int]]) -> str:
    """The expression for the added kinds, in the order of the layers in which each was added first."""
    if not adding:
        return "''"
    parts = []
    for place in sorted(_places(adding)):
        kinds = (
            f" WHEN a{number}.place THEN {quote_literal(' ' + kind)}"
            for number, (kind, places) in enumerate(adding.items())
            if place in places
        )
        parts.append(f"CASE {place}{''.join(kinds)} ELSE '' END")
    return f"SUBSTR({_grouped(parts, '({})', ' || ')}, 2)"


def _first(values: Iterable[str]) -> str:
    """The expression for the first value that is not NULL."""
    return _grouped(list(values), "COALESCE({})", ", ")


def _grouped(parts: Sequence[str], form: str, between: str) -> str:
    """The parts in groups of _ARGUMENTS, and these in groups, until one expression is left."""
    while len(parts) > 1:
        groups = [parts[start : start + _ARGUMENTS] for start in range(0, len(parts), _ARGUMENTS)]
        parts = [form.format(between.join(group)) if len(group) > 1 else group[0] for group in groups]
    return parts[0]


def _joined(source: str, joins: Sequence[str]) -> tuple[str, str]:
    """The joined tables, and the condition that this needs.

    Of a longer chain, the first joins stand in parentheses to the right of another one: only there SQLite
    does not flatten them. That would make a row even of an empty table, which the condition removes.
    """
    chained = len(joins) > _TABLES + 5
    if chained:
        source += "\nCROSS JOIN guide_one present"
    for start in range(0, len(joins), _TABLES):
        if start:
            source = f"guide_one o{start} LEFT JOIN (\n{source}) ON 1 = 1"
        source += "".join(f"\nLEFT JOIN {join}" for join in joins[start : start + _TABLES])
        if not chained:
            source += "".join(f"\nLEFT JOIN {join}" for join in joins[_TABLES:])
            break
    return source, "\nWHERE COALESCE(present.number, 0) = 1" if chained else ""
