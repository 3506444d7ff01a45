"""A search finds what reading all texts finds, and nothing of what is gone is left in its index."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.common.person_names import name_key
from guide.interviews.events import (
    Answered,
    Corrected,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
    Reviewed,
)
from guide.interviews.state import Interview
from guide.storage import Store, open_store
from guide.storage.backup import backup
from guide.storage.event_store import append, delete, end_privately, every_interview, load_entries
from guide.storage.queries import Query, Sort, count_rows, fetch_rows
from guide.storage.rule_texts import keep_rules
from guide.storage.verify import find_damage
from guide.storage.withholding import put_back, take_out
from tests.journals import insert_interview
from tests.storage.test_versions import STORES
from tests.tiny import texts

ALPHABET = "aAäÄ\u0308\u0301éßſøØ .,%_\n*’'İıﬁ"
words = st.text(ALPHABET, max_size=8)
questions = st.sampled_from(["wish", "heat", "more"])
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(GoalSet, words),
    st.builds(NoteSet, questions, words),
    st.builds(Answered, questions, st.just("calm")),
    st.builds(Responded, st.sampled_from(["agrees", "prefers"]), st.just("tea"), words),
    st.builds(FollowUpAgreed, words, words, st.sampled_from(["", "2026-12-01"])),
    st.builds(Corrected, words, words, words),
    st.builds(Reviewed, st.just(""), words),
)
openings = st.builds(InterviewStarted, st.just(""), st.just("you"), words, words, words)
journals = st.lists(st.tuples(openings, st.lists(events, max_size=5)), max_size=4)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "folder" / "interviews.db")


def texts_of(interview: Interview) -> list[str]:
    opened, response, arranged = interview.opened, interview.response, interview.arranged
    return [
        *(opened.person, opened.interviewer, opened.occasion, interview.goal, *interview.notes.values()),
        *([response.why] if response else []),
        *([arranged.step, arranged.owner] if arranged else []),
        *(review.text for review in interview.reviews),
    ]


def found_by_reading(store: Store, search: str) -> set[str]:
    key = name_key(search)
    return {
        name
        for name, interview in every_interview(store)
        if any(key in name_key(text) for text in texts_of(interview))
    }


def found(store: Store, search: str, sort: Sort = "changed") -> set[str]:
    rows = fetch_rows(store, Query(search=search, sort=sort))
    assert len(rows) == count_rows(store, Query(search=search, sort=sort))
    return {row.id for row in rows}


@settings(max_examples=60, deadline=None)
@given(journals, st.lists(words, max_size=6))
def test_a_search_finds_what_reading_everything_finds(
    written: list[tuple[InterviewStarted, list[Event]]], searches: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "interviews.db")
        for opened, added in written:
            name, state = insert_interview(store, opened)
            for event in added:
                state = append(store, name, state, event)
        every = [text for _, interview in every_interview(store) for text in texts_of(interview)]
        for search in (*searches, *every, *(text[1:3].upper() for text in every)):
            assert found(store, search) == found(store, search, "person") == found_by_reading(store, search)
        store.close()


def keep(store: Store, *added: Event, person: str = "Ada", occasion: str = "") -> str:
    opened = InterviewStarted(keep_rules(store, texts()), "you", person, "Grace Hopper", occasion)
    name, state = insert_interview(store, opened)
    for event in added:
        state = append(store, name, state, event)
    return name


def test_every_field_is_searched_without_regard_to_case_and_accents(store: Store) -> None:
    name = keep(
        store,
        GoalSet("Mehr Führung übernehmen"),
        NoteSet("wish", "She spoke of\nher “Lehrjahre”"),
        Finished("tea"),
        Responded("agrees", why="Weil es paßt"),
        FollowUpAgreed("Ein Gespräch", "Zoë Søndergård"),
        person="Jörg Müller",
        occasion="Jahresgespräch",
    )
    keep(store, person="Bea")
    for search in (
        *("jorg", "MULLER", normalize("NFD", "Müller"), "Hopper", "jahresgesprach", "fuhrung UBER"),
        *("her “lehrjahre”", "passt", "PASST", "ein gesprach", "zoe", "Sondergard"),
    ):
        assert found(store, search) == {name} or search == "Hopper", search
    assert len(found(store, "Hopper")) == 2
    assert found(store, "Mueller") == found(store, "Jörg Müller Grace") == set()


def test_names_are_sorted_as_a_reader_sorts_them(store: Store) -> None:
    people = ["Zoe", "Ägidius", "Adam", "Österle", "Otto", "øystein", "Olga", "ábel", "", "Éva", "Eva", "Ewa"]
    for person in people:
        keep(store, person=person)
    rows = fetch_rows(store, Query(sort="person", descending=False))
    ordered = ["ábel", "Adam", "Ägidius", "Eva", "Ewa", "Olga", "Österle", "Otto", "øystein", "Zoe", ""]
    assert [row.person.replace("É", "E") for row in rows] == sorted(
        [*ordered, "Eva"], key=lambda name: (not name, name_key(name))
    )
    assert [row.person for row in fetch_rows(store, Query(sort="person"))][-1] == ""


def raw(store: Store) -> bytes:
    """Every byte of the store's files."""
    return b"".join(path.read_bytes() for path in store.path.parent.iterdir())


def act_on(store: Store, kept: dict[str, Interview], chance: random.Random, word: Callable[[], str]) -> None:
    """Delete, withhold, correct or change one of the interviews that are kept."""
    name = chance.choice(sorted(kept))
    match chance.randrange(8):
        case 0:
            assert delete(store, [name]) == 1
            del kept[name]
            return
        case 1:
            end_privately(store, name)
            del kept[name]
            return
        case 2:
            taken = take_out(store, name, kept[name])
            store.clean()
            assert found(store, kept[name].opened.person) == set()
            kept[name] = put_back(store, taken, [Answered("heat", "very")])
            return
        case 3:
            event: Event = GoalSet(chance.choice((word(), "")))
        case 4:
            event = Corrected(word(), word(), word())
        case 5:
            event = FollowUpAgreed(word(), word())
        case _:
            event = NoteSet(chance.choice(("wish", "heat")), chance.choice((word(), "")))
    kept[name] = append(store, name, kept[name], event)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_is_gone_is_left_in_the_bytes_of_the_index(store: Store, seed: int) -> None:
    """Each text has a word of its own; one that is in no journal any more is in no byte of the file."""
    chance = random.Random(seed)
    written: list[str] = []

    def word() -> str:
        written.append(f"Wörd{chance.getrandbits(64):016x}É")
        return " ".join([written[-1]] * chance.choice((1, 3, 40)))

    rules = keep_rules(store, texts())
    kept: dict[str, Interview] = {}
    for _ in range(60):
        if not kept or chance.random() < 0.2:
            opened = InterviewStarted(rules, "you", word(), word(), word())
            name, state = insert_interview(store, opened)
            kept[name] = state
        else:
            act_on(store, kept, chance, word)
    left = " ".join(str(entry.event) for name in kept for entry in load_entries(store, name))
    copy = store.path.with_name("copy.db")
    backup(store, copy)
    content = raw(store)
    gone = [text for text in written if text not in left]
    assert len(gone) > 10
    for text in gone:
        for form in (text, name_key(text), normalize("NFD", text), text[4:20]):
            assert form.encode() not in content, form
        assert found(store, text) == set()
    for search in written:
        assert found(store, search) == found_by_reading(store, search)
    assert list(find_damage(store)) == []


def test_what_an_older_version_kept_is_searched_in_full(tmp_path: Path) -> None:
    for path in STORES.glob("version-*.db"):
        store = open_store(Path(shutil.copy(path, tmp_path)))
        for search in ("to rest", "ada", "buy TEA", "not “now”", "faster"):
            (row,) = fetch_rows(store, Query(search=search))
            assert (row.person, path.stem) == ("Ada", path.stem)
        store.close()


def test_a_damaged_journal_of_an_older_version_keeps_its_names(tmp_path: Path) -> None:
    import sqlite3

    path = Path(shutil.copy(STORES / "version-2.db", tmp_path))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE event SET body = X'ff7b' WHERE number = 3")
    connection.close()
    store = open_store(path)
    (row,) = fetch_rows(store, Query(search="yearly talk"))
    assert row.person == "Ada"
    assert not fetch_rows(store, Query(search="to rest"))
