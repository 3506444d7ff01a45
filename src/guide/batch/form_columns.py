"""The columns of a form apart from questions: who answered, when, and under which number.

What forms and people call these columns stands here, and nowhere else.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guide.batch.csv_rows import column_letters
from guide.batch.spelling import comparison_key
from guide.batch.survey_error import SurveyError
from guide.batch.survey_table import SurveyTable

_NAMES = (
    "person|name|names|full name|fullname|your name|your full name|what is your name|enter your name"
    "|please enter your name|please enter your full name|name of the person|employee|employee name"
    "|name of employee|staff member|participant|participant name|name of participant|respondent"
    "|respondent name|vor und nachname|vorname und nachname|vollständiger name|ihr name|dein name|mitarbeiter"
    "|mitarbeiterin|mitarbeiter in|teilnehmer|teilnehmerin|person name|nom|nom complet|votre nom"
    "|nom et prénom|nombre completo|nome completo|naam|volledige naam|imię i nazwisko"
)
_FIRST_NAMES = "first name|firstname|given name|forename|vorname|prénom|voornaam|recipient first name"
_LAST_NAMES = "last name|lastname|surname|family name|nachname|familienname|achternaam|recipient last name"
_CODES = (
    "code|personal code|person code|participant code|participant id|pseudonym|alias|initials|employee id"
    "|employee number|employee no|employee code|staff id|staff number|staff no|personnel number|personnel no"
    "|personalnummer|mitarbeiternummer|kürzel|external data reference|external reference|kennung"
)
_ADDRESSES = (
    "e mail|email|mail|e mail address|email address|mail address|your email|your e mail|recipient email"
    "|username|user name|e mail adresse|mailadresse|adresse e mail|benutzername"
)
_IDS = (
    "id|response id|responseid|respondent id|response number|submission id|entry id|record id|antwort id"
    "|antwortnummer|token|tokens|recordid|responsenumber"
)
_TIMES = (
    "timestamp|time stamp|start time|completion time|end time|start date|startdate|end date|enddate"
    "|submitdate|date submitted|submitted at|submission date|submission time|submitted|recorded date"
    "|recordeddate|datestamp|date started|date last action|date modified|date created|last modified time"
    "|zeitstempel|startzeit|fertigstellungszeit|abgabedatum|datum abgeschickt|horodateur|marca temporal"
)
_BY_SERVICE = (
    "collector id|collector|status|response type|progress|finished|duration|duration in seconds|ip address"
    "|ipaddress|language|user language|userlanguage|start language|startlanguage|lastpage|last page|seed"
    "|custom data 1|location latitude|locationlatitude|location longitude|locationlongitude"
    "|distribution channel|distributionchannel|refurl|referrer url|total points|quiz feedback|points"
    "|network id"
)
"""Columns that services add of themselves, and that name nobody."""
_INTERVIEWERS = "interviewer"
_OCCASIONS = "occasion"
NOBODY = "none"
"""What is given in place of a column where no column is to name people."""
_UNNAMED = ("anonymous", "anonym", "anonyme")
"""What services write in place of a name."""
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LONGEST = 60
"""Characters of a heading that a sentence repeats."""


class FormColumns(NamedTuple):
    """The columns of a form apart from questions and comments, by index.

    Attributes:
        person: Those that together are the name; none where nobody is named.
        interviewer: Those of the interviewer; at most one.
        occasion: Those of the occasion; at most one.
        ids: Those of the number that the service gave a submission.
        times: Those of moments, such as that of the submission.
        others: Those of which nothing is taken.
    """

    person: tuple[int, ...]
    interviewer: tuple[int, ...]
    occasion: tuple[int, ...]
    ids: tuple[int, ...]
    times: tuple[int, ...]
    others: tuple[int, ...]


class UnclearNameError(SurveyError):
    """It is not clear which column names people.

    ``candidates`` are sentence parts such as “Comment” (column A).
    """

    def __init__(self, why: str, candidates: tuple[str, ...]) -> None:
        super().__init__(
            f"{why}: {', '.join(candidates)}. Name it with --person, or nobody with --person none"
        )
        self.why = why
        self.candidates = candidates


def find_form_columns(table: SurveyTable, person: str | None = None) -> FormColumns:
    """Return the columns of a form apart from questions.

    Args:
        table: The form.
        person: The column of the name, by its heading, letter or number; ``NOBODY`` for none; None to find
            it.

    Raises:
        UnclearNameError: It is not clear which column names people.
        SurveyError: There is no column ``person``.
    """
    read = {at for columns in (table.questions, table.notes) for places in columns.values() for at in places}
    free = tuple(at for at in range(len(table.headings)) if at not in read)
    ids, times, by_service = (_named(table, free, words) for words in (_IDS, _TIMES, _BY_SERVICE))
    interviewer, occasion = (_named(table, free, words)[:1] for words in (_INTERVIEWERS, _OCCASIONS))
    known = {*ids, *times, *by_service, *interviewer, *occasion}
    if person is None:
        names = _find_person(table, tuple(at for at in free if at not in known))
    else:
        names = _column_of(table, person)
    used = {*names, *ids, *times, *interviewer, *occasion}
    return FormColumns(names, interviewer, occasion, ids, times, tuple(at for at in free if at not in used))


def person_of(cells: tuple[str, ...], columns: tuple[int, ...]) -> str:
    """Return the name in the cells of a row, on one line; "" where nobody is named."""
    name = " ".join(" ".join(cells[at] for at in columns).replace("\0", "").split())
    return "" if name.casefold() in _UNNAMED else name


def describe_column(table: SurveyTable, place: int) -> str:
    """Return a heading with the letter of its column, such as “Comment” (column A)."""
    heading = " ".join(table.headings[place].split())
    short = heading if len(heading) <= _LONGEST else f"{heading[: _LONGEST - 1]}…"
    return f"“{short}” (column {column_letters(place)})"


def _find_person(table: SurveyTable, free: tuple[int, ...]) -> tuple[int, ...]:
    """Return the columns of the name among those whose purpose is not known. Raises UnclearNameError."""
    firsts, lasts = (_filled(table, _named(table, free, words)) for words in (_FIRST_NAMES, _LAST_NAMES))
    for words in (_NAMES, "", _CODES, _ADDRESSES):
        if not words:
            if firsts and lasts:
                return (firsts[0], lasts[0])
            continue
        named = _filled(table, _named(table, free, words))
        if len({tuple(row.cells[at].strip() for row in table.rows) for at in named}) > 1:
            raise UnclearNameError("more than one column may be that of the name", _described(table, named))
        if named:
            return named[:1]
    left = _filled(table, free)
    if left and table.rows:
        raise UnclearNameError("no column is clearly that of the name", _described(table, left))
    return ()


def _described(table: SurveyTable, places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(describe_column(table, at) for at in places)


def _filled(table: SurveyTable, places: tuple[int, ...]) -> tuple[int, ...]:
    """Return those of the columns in which a row has something. Without rows, all of them."""
    return tuple(
        at for at in places if not table.rows or any(person_of(row.cells, (at,)) for row in table.rows)
    )


def _named(table: SurveyTable, places: tuple[int, ...], words: str) -> tuple[int, ...]:
    """Return those of the columns whose heading is one of the words."""
    known = frozenset(map(comparison_key, words.split("|")))
    return tuple(at for at in places if any(key in known for key in _keys(table.headings[at])))


def _keys(heading: str) -> Iterator[str]:
    """Yield a heading as it may be called: whole, without an aside, and each part of “code. Text”."""
    plain = _ASIDE.sub(" ", heading)
    for text in (heading, plain, *plain.partition(". ")[::2]):
        if key := comparison_key(text):
            yield key


def _column_of(table: SurveyTable, written: str) -> tuple[int, ...]:
    """Return the column that is meant by a heading, a letter or a number. Raises SurveyError."""
    key, count = comparison_key(written), len(table.headings)
    named = tuple(at for at in range(count) if key and comparison_key(table.headings[at]) == key)
    if len(named) > 1:
        raise SurveyError(f"several columns have this heading: {', '.join(_described(table, named))}")
    if named or key == NOBODY:
        return named
    by_letter = {column_letters(at): at for at in range(count)}
    place = by_letter.get(written.strip().upper())
    if place is None and written.strip().isdecimal() and 0 < int(written.strip()[:9]) <= count:
        place = int(written.strip()[:9]) - 1
    if place is None:
        all_columns = ", ".join(_described(table, tuple(range(count))))
        raise SurveyError(f"there is no column “{written}”; there is {all_columns}")
    return (place,)
