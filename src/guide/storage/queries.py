"""Lists of interviews: sorted, filtered, paged and counted by the database."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from guide.common.person_names import name_key
from guide.storage.database import Store
from guide.storage.event_store import FINISHED

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

Sort = Literal["changed", "opened", "person", "interviewer", "occasion", "outcome", "review"]


class Query(Struct, frozen=True):
    """Which interviews to list, and in which order. Fields that are empty do not filter.

    Attributes:
        search: A text in a name, the occasion, the goal, a note, the reason of the response, the next step or
            its owner, in any spelling with the same ``name_key``.
        state: The state.
        outcome: The id of the outcome.
        person: The name of the person, in any spelling with the same ``name_key``.
        since: The first day of the last change, YYYY-MM-DD. A private outcome, of which only the month is
            known, counts as the first day of it.
        until: The last such day, included.
        due: The day by which a review is to be held.
        own: This user's walks for oneself in place of interviews.
        sort: The column to sort by.
        descending: Whether the largest comes first.
    """

    search: str = ""
    state: Literal["", "open", "finished", "private"] = ""
    outcome: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    due: str = ""
    own: bool = False
    sort: Sort = "changed"
    descending: bool = True


class Row(NamedTuple):
    """One interview as a list shows it. Texts are empty where nothing is known.

    ``opened`` and ``changed`` are moments in ISO 8601, ``review`` is a day. ``companions`` are ids with
    spaces between, ``rules`` is a digest.
    """

    id: str
    state: str
    opened: str
    changed: str
    person: str
    interviewer: str
    occasion: str
    outcome: str
    companions: str
    owner: str
    review: str
    rules: str

    @property
    def day(self) -> date:
        """The local day of the last change; today where damage has left none."""
        try:
            return date.fromisoformat(self.changed[:10])
        except ValueError:
            return date.today()


class Count(NamedTuple):
    """The number of interviews of a month (YYYY-MM) with the same state, outcome and companions."""

    month: str
    state: str
    outcome: str
    companions: str
    number: int


FIELDS = ", ".join(Row._fields)
DAMAGED = "damaged"
"""The state of an interview of which only the journal is left."""
SEEN = "(own = 0 OR user = ?)"
"""The condition that this user may see an interview. Its parameter is the name of the user."""


def row_of(cells: Iterable[object]) -> Row:
    """Return a row of the database as a Row. Values that damage has changed become text."""
    return Row(*map(_text, cells))


def fetch_rows(
    store: Store, query: Query, offset: int = 0, limit: int = 50, backwards: bool = False
) -> tuple[Row, ...]:
    """Return a page of the list: at most ``limit`` rows after the first ``offset``. Raises StoreError.

    ``backwards`` counts ``offset`` from the end and returns the rows in reverse, which is faster for the
    second half of the list.
    """
    where, values = _where(store, query)
    order = _order(query, backwards)
    # Rows before the page are found in the index alone. With the index of the order, a filter that few rows
    # pass would read nearly every wide row.
    looked_through = query.outcome or query.state or query.sort not in _NEVER_EMPTY
    index = ""
    if not query.person and not query.due:
        index = _SEARCHED if query.search else _LISTED if looked_through else ""
    inner = f"SELECT rowid FROM interview{index} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    statement = f"SELECT {FIELDS} FROM interview WHERE rowid IN ({inner}) ORDER BY {order}"
    with store.reading() as connection:
        return tuple(map(row_of, connection.execute(statement, (*values, limit, offset))))


def count_rows(store: Store, query: Query) -> int:
    """Return how many interviews a query finds. Raises StoreError."""
    where, values = _where(store, query)
    index = _SEARCHED if query.search and not query.person and not query.due else ""
    with store.reading() as connection:
        statement = f"SELECT count(*) FROM interview{index} WHERE {where}"
        (number,) = connection.execute(statement, values).fetchone()
    return int(number)


def find_by_id(store: Store, beginning: str) -> tuple[Row, ...]:
    """Return the interviews whose id begins like this and that this user may see.

    Where there is none, damaged ones are searched too, whose id or row has changed.
    """
    with store.reading() as connection:
        # “~” comes after everything that is in an id.
        where = f"id >= ? AND id <= ? AND {SEEN}"
        statement = f"SELECT {FIELDS} FROM interview WHERE {where} ORDER BY changed"
        values = (beginning, f"{beginning}~", store.user)
        rows = tuple(map(row_of, connection.execute(statement, values)))
    return rows or tuple(_search_damaged(store, beginning))


def orphan_journals(store: Store) -> tuple[str, ...]:
    """Return the ids of journals whose row in the list of interviews is missing, as through damage.

    Those of walks for oneself are left out, as it is not known whose they are.
    """
    statement = """
        SELECT DISTINCT interview FROM event AS one WHERE interview NOT IN (SELECT id FROM interview)
        AND NOT EXISTS (
            SELECT 1 FROM event WHERE interview = one.interview AND number = 1 AND instr(body, '"own":true')
        )
    """
    with store.reading() as connection:
        return tuple(_text(name) for (name,) in connection.execute(statement))


def _search_damaged(store: Store, beginning: str) -> Iterator[Row]:
    """Yield the interviews that no index finds by their ids, and journals without an interview."""
    with store.reading() as connection:
        ids = connection.execute("SELECT rowid, id FROM interview NOT INDEXED").fetchall()
        for place in [place for place, name in ids if _text(name).startswith(beginning)]:
            statement = f"SELECT {FIELDS} FROM interview NOT INDEXED WHERE rowid = ? AND {SEEN}"
            yield from map(row_of, connection.execute(statement, (place, store.user)))
    for name in orphan_journals(store):
        if name.startswith(beginning):
            yield Row(name, DAMAGED, *[""] * (len(Row._fields) - 2))


def due_reviews(store: Store, until: str) -> tuple[Row, ...]:
    """Return the interviews whose review is due by this day (YYYY-MM-DD), the earliest first."""
    with store.reading() as connection:
        statement = (
            f"SELECT {FIELDS} FROM interview WHERE own = 0 AND review > '' AND review <= ? ORDER BY review"
        )
        return tuple(map(row_of, connection.execute(statement, (until,))))


def filter_visible(store: Store, names: Iterable[str]) -> list[str]:
    """Return those of the ids that this user may see."""
    with store.reading() as connection:
        statement = f"SELECT 1 FROM interview WHERE id = ? AND {SEEN}"
        return [name for name in names if connection.execute(statement, (name, store.user)).fetchone()]


def count_ends(store: Store, since: str = "", until: str = "") -> tuple[Count, ...]:
    """Return how many interviews ended, by month, outcome and companions. Walks for oneself are not counted.

    ``since`` and ``until`` are days of the end, YYYY-MM-DD, both included. Later changes do not move an
    interview to another month.
    """
    statement = """
        WITH ended AS (
            SELECT max(number), at AS day, state, outcome, companions
            FROM event CROSS JOIN interview ON id = interview
            WHERE substr(body, 1, length(:finished)) = :finished AND own = 0 AND state = 'finished'
            GROUP BY interview
            UNION ALL
            SELECT 0, changed, state, outcome, companions FROM interview WHERE own = 0 AND state = 'private'
        )
        SELECT substr(day, 1, 7), state, outcome, companions, count(*) FROM ended
        WHERE day >= :since AND (:until = '' OR day <= :until || '~') GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    """
    values = {"finished": FINISHED, "since": _from(since), "until": until}
    with store.reading() as connection:
        rows = connection.execute(statement, values).fetchall()
    # Damage may have left no month. Such an interview belongs to no period; ``verify`` names it.
    return tuple(
        Count(month, state, _text(outcome), _text(companions), number)
        for month, state, outcome, companions, number in rows
        if _MONTH.fullmatch(_text(month))
    )


def list_outcomes(store: Store) -> tuple[str, ...]:
    """Return the id of each outcome that an interview or a walk for oneself has. Raises StoreError."""
    with store.reading() as connection:
        rows = connection.execute("SELECT DISTINCT outcome FROM interview WHERE outcome != ''").fetchall()
    return tuple(_text(outcome) for (outcome,) in rows)


def rules_in_use(store: Store) -> tuple[str, ...]:
    """Return the digests of the rules that stored interviews use, those unused for longest first."""
    with store.reading() as connection:
        statement = "SELECT rules FROM interview WHERE rules > '' GROUP BY rules ORDER BY max(opened), rules"
        return tuple(_text(name) for (name,) in connection.execute(statement))


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    return "" if cell is None else cell.decode(errors="replace") if isinstance(cell, bytes) else str(cell)


def _where(store: Store, query: Query) -> tuple[str, tuple[str | int, ...]]:
    conditions, values = ["own = ?"], [int(query.own)]
    filters: tuple[tuple[str, str], ...] = (
        ("state = ?", query.state),
        ("outcome = ?", query.outcome),
        ("user = ?", store.user if query.own else ""),
        # A name of blanks finds nobody.
        ("person_key = ?", query.person and (name_key(query.person) or query.person)),
        ("instr(words, ?) > 0", name_key(query.search)),
        ("changed >= ?", _from(query.since)),
        # A moment of the day comes after the day itself; “~” comes after every moment of it.
        ("changed <= ?", query.until and f"{query.until}~"),
        ("review > '' AND review <= ?", query.due),
    )
    parameters: list[str | int] = [*values]
    for condition, value in filters:
        if value:
            conditions.append(condition)
            parameters.append(value)
    return " AND ".join(conditions), tuple(parameters)


def _from(day: str) -> str:
    """Return a text that sorts not after anything of this day. A month sorts before its days."""
    return day.removesuffix("-01")


def _order(query: Query, backwards: bool) -> str:
    """Return the order. Rows without a value come last, whichever way the others are sorted."""
    direction = "DESC" if query.descending != backwards else "ASC"
    forwards = "DESC" if backwards else "ASC"
    column = _KEYS.get(query.sort, query.sort)
    order = f"{column} {direction}, changed {direction}, rowid {direction}"
    # What is due has a review, and then the index has this order already.
    never_empty = query.sort in _NEVER_EMPTY or (query.due and query.sort == "review")
    return order if never_empty else f"{column} = '' {forwards}, {order}"


_NEVER_EMPTY = ("changed", "opened")
_KEYS: Mapping[Sort, str] = {
    "person": "person_key",
    "interviewer": "interviewer_key",
    "occasion": "occasion_key",
}
"""The columns by which names are sorted, so that Ä comes with A. The spellings of one name are one."""
_LISTED, _SEARCHED = " INDEXED BY interview_listed", " INDEXED BY interview_searched"
