"""An interview line by line."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.cli import interview as command
from guide.console import texts as words
from guide.engine.walk import Walk, replay_answers
from guide.interviews.events import Event, Finished, FollowUpAgreed, InterviewStarted, Responded
from guide.interviews.state import Interview
from guide.presenters.interview_prompts import WITHHELD
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import Guide
from guide.sessions.start import begin_session
from guide.storage import Store, open_store
from guide.storage import event_store as kept
from guide.storage.queries import Query, fetch_rows
from guide.storage.rule_texts import keep_rules
from guide.storage.store_settings import FOREVER, change_setting
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from tests.tiny import BRIEFING, GUIDE, MORE_TREE, TREE, texts, tiny

NAMED = ("--person", "Ada", "--interviewer", "Grace", "--occasion", "")
FORM = ("", "", "", "", "done")
TEXTS = texts(guide=GUIDE + BRIEFING)
TINY = tiny(guide=GUIDE + BRIEFING)
WHOLE = (
    "go on",
    "To rest",
    "calm",
    "very",
    "no_more",
    "confirm",
    "agrees",
    "I like it",
    "Buy",
    "Ada",
    "6",
    "done",
)

Talk = Callable[..., tuple[int, str]]


def in_folder(folder: Path, **changed: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts(**{"guide": GUIDE + BRIEFING, **changed}).items():
        (folder / name).write_bytes(text)
    return folder


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return in_folder(tmp_path / "rules")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "interviews.db")


def held(rules: Path, store: Path, lines: Sequence[str], *arguments: str) -> tuple[int, str]:
    """The exit code and all that was said while these lines were typed, up to the end of the input."""
    sink, before = StringIO(), (sys.stdin, sys.stdout, sys.stderr)
    sys.stdin, sys.stdout = StringIO("".join(f"{line}\n" for line in lines)), sink
    sys.stderr = sink
    try:
        code = command.run([*arguments, "--rules", str(rules), "--store", str(store)])
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    return code, sink.getvalue()


@pytest.fixture
def talk(rules: Path, store: Store) -> Talk:
    def talk(*lines: str, arguments: Sequence[str] = NAMED, rules: Path = rules) -> tuple[int, str]:
        return held(rules, store.path, lines, *arguments)

    return talk


def only(store: Store) -> Interview:
    (name,) = list_ids(store)
    return kept.load_interview(store, name)


def test_a_whole_interview_is_kept_with_all_that_was_said(talk: Talk, store: Store) -> None:
    code, said = talk(*WHOLE)
    assert code == 0
    found = only(store)
    assert (found.opened.person, found.opened.interviewer, found.opened.occasion) == ("Ada", "Grace", "")
    assert (found.informed, found.goal) == (True, "To rest")
    assert found.answers == {"wish": "calm", "heat": "very", "more": "no_more"}
    assert found.finished is not None
    assert found.finished.outcome == "tea"
    assert found.response == Responded("agrees", why="I like it")
    day = date.today() + timedelta(weeks=6)
    assert found.arranged == FollowUpAgreed("Buy", "Ada", day.isoformat())
    assert list(find_damage(store)) == []
    assert said.startswith("Interview with Ada, conducted by Grace.\n")
    assert "The interview is finished and saved." in said


@pytest.mark.parametrize(
    ("days", "promise"),
    [
        (730, "It is deleted after two years."),
        (365, "It is deleted after a year."),
        (4015, "It is deleted after 11 years."),
        (100, "It is deleted after 100 days."),
        (1, "It is deleted after a day."),
        (FOREVER, "It is kept until somebody deletes it."),
    ],
)
def test_the_briefing_promises_what_is_set(
    talk: Talk, store: Store, tmp_path: Path, days: int, promise: str
) -> None:
    change_setting(store, "retention", days)
    briefing = BRIEFING.replace("The cook.", "The cook. {kept}")
    _, said = talk(rules=in_folder(tmp_path / "promising", guide=GUIDE + briefing))
    assert f"Who sees it: The cook. {promise}\n" in said


def test_the_briefing_promises_nothing_where_nothing_is_kept(tmp_path: Path) -> None:
    store = tmp_path / "letter.db"
    store.write_bytes(b"my own words")
    briefing = BRIEFING.replace("The cook.", "The cook. {kept}")
    rules = in_folder(tmp_path / "promising", guide=GUIDE + briefing)
    _, said = held(rules, store, ["unsaved"], *NAMED)
    assert "Who sees it: The cook. Of this talk, no record is kept.\n" in said


def test_names_that_are_not_given_are_asked_for(talk: Talk, store: Store) -> None:
    talk("A-17", "Grace", "", arguments=())
    assert (only(store).opened.person, only(store).opened.interviewer) == ("A-17", "Grace")


@pytest.mark.parametrize("typed", ["yes", "OK", "go"])
def test_the_first_card_can_be_agreed_to_in_other_words(talk: Talk, store: Store, typed: str) -> None:
    talk(typed)
    assert only(store).informed


def test_of_whoever_does_not_agree_nothing_is_kept(talk: Talk, store: Store) -> None:
    person = "Nobody Special"
    code, said = talk("maybe", "no", arguments=("--person", person, *NAMED[2:]))
    assert code == 0
    assert said.endswith(f"\n{words.UNKEPT}\n")
    assert list_ids(store) == ()
    files = store.path.parent.glob(f"{store.path.name}*")
    assert person.encode() not in b"".join(path.read_bytes() for path in files)


def test_the_first_card_is_read_out_and_waited_for(talk: Talk, store: Store) -> None:
    _, said = talk("", "help", "maybe", "Go on")
    assert words.GO_ON_MEANING in said
    card, _, after = said.rpartition("type quit.\n> ")
    for told in ("To find a drink.", "You may stop.", "What you wish.", "It stays here.", "The cook."):
        assert told in card
    assert after.startswith("\nRead aloud: What would you like to achieve? In your own words.\n")
    assert only(store).informed


def test_a_guide_without_a_card_begins_with_the_goal(talk: Talk, tmp_path: Path) -> None:
    _, said = talk(rules=in_folder(tmp_path / "plain", guide=GUIDE))
    assert "Before the first question" not in said
    assert "In your own words." in said


def test_the_prompt_for_the_interviewer_stands_beside_each_question(talk: Talk) -> None:
    _, said = talk("go on", "", "calm")
    assert "For the interviewer: Ask twice.\nRead aloud: What do you wish?\n1. Calm\n" in said
    assert "For the interviewer: Point at the kettle.\nRead aloud: How hot?\n1. Very\n" in said


def test_nothing_tells_the_end_before_the_answers_are_confirmed(talk: Talk) -> None:
    _, said = talk("go on", "", "calm", "answers", "help", "why", "very", "no_more", "answers", "help")
    for told in ("Tea", "Coffee", "Espresso", "A doctor", "Nothing\n", "Recommended"):
        assert told not in said
    assert "Read the answers back." in said


def test_only_confirm_ends_the_reading_back(talk: Talk, store: Store) -> None:
    _, said = talk("go on", "", "pain", "yes", "", "1", "done")
    assert said.count("When the answers are right, type confirm.") == 5
    # As these answers can only come to a private end, nothing of them is in the store.
    assert list_ids(store) == ()


def test_answers_that_are_read_back_can_be_changed(talk: Talk, store: Store) -> None:
    _, said = talk(
        "go on", "", "speed", "later", "change 2", "no_more", "change 1", "calm", "very", "confirm"
    )
    assert "1. What do you wish?\n   Answer: Speed\n2. Anything else?\n   Answer: No more\n" in said
    assert "   Answer: Calm\n2. How hot?\n   Answer: Very\n3. Anything else?\n   Answer: No more\n" in said
    assert only(store).answers == {"wish": "calm", "heat": "very", "more": "no_more"}
    assert "Recommended: Tea" in said


def test_back_while_reading_asks_the_last_question_again(talk: Talk, store: Store) -> None:
    talk("go on", "", "speed", "later", "back", "no_more")
    assert only(store).answers == {"wish": "speed", "more": "no_more"}


def test_any_answer_can_have_a_note_and_lose_it(talk: Talk, store: Store) -> None:
    note = "note 2 people want it"
    _, said = talk("go on", "", note, "calm", "note 1", "other", "note 1", "", "note", "hot", "very", "later")
    assert only(store).notes == {"wish": "other", "heat": "hot"}
    assert "The note so far: 2 people want it\n" in said
    assert (
        "1. What do you wish?\n   Answer: Calm\n   Note on answer 1: other\n"
        "2. How hot?\n   Answer: Very\n   Note on answer 2: hot\n" in said
    )
    talk("note 2", "-", "note", arguments=("--resume",))
    assert only(store).notes == {"wish": "other"}


def test_somebody_can_prefer_another_kind(talk: Talk, store: Store) -> None:
    _, said = talk("go on", "", "speed", "no_more", "confirm", "2", "1", "Calmer", "", "", "", "done")
    assert "What would you prefer?\nPress Enter to leave it open.\n1. Tea\n> " in said
    assert only(store).response == Responded("prefers", "tea", "Calmer")
    assert "3. Preferred: Tea\n4. Why: Calmer\n" in said


def test_what_follows_can_be_left_open(talk: Talk, store: Store) -> None:
    code, said = talk("go on", "", "speed", "no_more", "confirm", *FORM)
    assert code == 0
    assert (only(store).response, only(store).arranged) == (None, None)
    assert said.count(": left open\n") == 5


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("soon", "Write a day, such as"),
        ("2020-01-01", "That day is over."),
        ("6.", "Is that "),
        ("2090-01-01", "That day is more than 10 years away."),
    ],
)
def test_a_day_that_will_not_do_is_asked_again(talk: Talk, store: Store, typed: str, said: str) -> None:
    year = date.today().year + 2
    talked = talk("go on", "", "speed", "no_more", "confirm", "", "", "", typed, f"1.3.{year}", "done")[1]
    assert said in talked
    assert f"day, 1 March {year}.\n" in talked
    assert only(store).arranged == FollowUpAgreed(review=f"{year}-03-01")


def test_what_is_left_open_is_said(talk: Talk) -> None:
    _, said = talk("go on", "")
    assert "> Left open.\n\nTo answer a question, type a number." in said


def test_a_pipe_may_hold_any_bytes(talk: Talk, store: Store) -> None:
    code, _ = talk("go on", "To\0 rest\x1b[31m \x07\ufffd", "calm")
    assert code == 1
    assert only(store).goal == "To\0 rest\x1b[31m \x07\ufffd"
    assert only(store).answers == {"wish": "calm"}


def test_the_last_lines_can_be_changed_one_by_one(talk: Talk, store: Store) -> None:
    talk(*WHOLE[:-1], "1", "To wake up", "2", "prefers", "1", "5", "Sell", "nonsense", "3", "", "done")
    found = only(store)
    assert found.goal == "To wake up"
    assert found.response == Responded("prefers", "coffee", "I like it")
    assert found.arranged is not None
    assert found.arranged.step == "Sell"


def test_a_summary_has_no_notes_unless_they_are_asked_for(talk: Talk, tmp_path: Path) -> None:
    without, with_notes = tmp_path / "without.html", tmp_path / "with.html"
    lines = [*WHOLE[:2], "note he smells of drink", *WHOLE[2:4], "note", "-", *WHOLE[4:-1]]
    _, said = talk(*lines, f"summary {without}", f"summary {with_notes} with notes", "done")
    assert b"smells" not in without.read_bytes()
    assert b"smells" in with_notes.read_bytes()
    stays = "Reports and summaries leave notes out, unless you ask for them."
    assert said.count(stays) == 2
    assert said.index("Noted, with question 1.") < said.index(stays)
    assert f"The summary is in {without}. The notes are not in it. To take the notes in, put" in said
    assert f"The summary is in {with_notes}.\n" in said


def test_a_summary_has_what_was_agreed(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "for-ada.md"
    _, said = talk(*WHOLE[:-1], f"summary {path}", f"summary {path}", "summary x.pdf", "done")
    assert f"The summary is in {path}." in said
    assert "is there already" in said
    assert "A report is a file with a name that ends in" in said
    summary = path.read_text(encoding="utf-8").partition("\n---\n")[0]
    assert "- **Your own goal** – To rest\n" in summary
    assert "- Name: Ada\n" in summary
    assert "- Next step: Buy\n- Who does it: Ada\n" in summary
    assert "____" not in summary


def test_of_a_private_end_the_month_alone_is_kept(talk: Talk, store: Store) -> None:
    code, said = talk("go on", "Secret goal", "pain", "confirm", "more")
    assert code == 0
    assert "Our advice: A doctor" in said
    assert said.endswith("Of the interview, only the month is stored, and that it was a private matter.\n")
    (row,) = fetch_rows(store, Query())
    assert (row.state, row.person) == ("private", "")
    assert b"ecret" not in store.path.read_bytes()
    code, said = talk(arguments=("--resume", row.id))
    assert (code, said) == (1, "This interview was a private matter. Nothing of it is stored.\n")


def test_the_other_voice_speaks_of_them(talk: Talk) -> None:
    _, said = talk("go on", "", arguments=(*NAMED, "--for", "someone"))
    assert "What would they like to achieve?" in said
    assert "What do they wish?" in said


def test_no_line_can_act_on_the_terminal(talk: Talk, store: Store) -> None:
    nasty = "\x1b[31m[b]\x07שלום"
    arguments = ("--person", nasty, "--interviewer", nasty, "--occasion", nasty)
    lines = (
        "go on",
        nasty,
        f"note {nasty}",
        nasty,
        "speed",
        "no_more",
        "confirm",
        "1",
        nasty,
        nasty,
        nasty,
        "",
    )
    _, said = talk(*lines, arguments=arguments)
    assert not {char for char in said if char < " "} - {"\n"}
    assert "␛[31m[b]␇שלום" in said
    assert only(store).opened.person == nasty
    _, said = talk(arguments=("--resume", list_ids(store)[0]))
    assert not {char for char in said if char < " "} - {"\n"}


def test_names_that_cannot_be_decoded_are_kept_as_far_as_they_can(talk: Talk, store: Store) -> None:
    talk(arguments=("--person", "A\udcff\nda ", *NAMED[2:]))
    assert only(store).opened.person == "A? da"


def test_leaving_tells_how_to_go_on(talk: Talk, store: Store, rules: Path) -> None:
    code, said = talk("go on", "", "calm", "quit")
    assert code == 0
    (name,) = list_ids(store)
    assert f"guide interview --resume {name[:8]} --store {store.path} --rules {rules}\n" in said
    assert talk("go on", "", "calm")[0] == 1
    assert talk("quit", arguments=())[1].endswith("\nNone of this is kept.\n")


def test_an_interrupt_is_told_and_exits_with_130(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("guide.console.line_io.Talk.listen", interrupted)
    code, said = talk()
    assert code == 130
    assert "Kept. To go on: guide interview --resume" in said


def test_the_last_unfinished_interview_is_gone_on_with(talk: Talk) -> None:
    assert talk(arguments=("--resume",)) == (1, "There is no unfinished interview.\n")
    talk("go on", "", "calm", arguments=("--person", "First", *NAMED[2:]))
    talk(*WHOLE)
    code, said = talk("quit", arguments=("--resume",))
    assert code == 0
    assert said.startswith("Interview with First, conducted by Grace. It goes on where it was left on ")
    assert (
        "\nQuestion 2 of at most 3.\nFor the interviewer: Point at the kettle.\nRead aloud: How hot?\n"
        in said
    )


def test_what_is_finished_can_be_gone_on_with_by_its_id(talk: Talk, store: Store) -> None:
    talk(*WHOLE)
    (name,) = list_ids(store)
    code, said = talk("4", "Wait", "done", arguments=("--resume", name[:6].upper()))
    assert code == 0
    assert "Recommended: Tea" in said
    arranged = only(store).arranged
    assert arranged is not None
    assert arranged.step == "Wait"


def test_what_was_left_between_confirming_and_agreeing_is_unfinished(talk: Talk, store: Store) -> None:
    talk(*WHOLE[:8])
    _, said = talk("Buy", "Ada", "", arguments=("--resume",))
    assert (
        said.index("Recommended: Tea") < said.index("What is the next step?") < said.index("Who will do it?")
    )
    assert "What do you think of this?" not in said
    assert only(store).arranged == FollowUpAgreed("Buy", "Ada")


def test_an_id_that_is_none_or_several_is_told(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Named:
        numbers = count()

        @property
        def hex(self) -> str:
            return f"abc{next(self.numbers)}" + "0" * 28

    monkeypatch.setattr(kept, "uuid4", Named)
    talk("go on")
    talk("go on")
    code, said = talk(arguments=("--resume", "abc"))
    assert code == 1
    assert said.startswith("Several ids begin with “abc”. Write more of it:\nabc")
    assert talk(arguments=("--resume", "x\x1b")) == (1, "There is no interview whose id begins with “x␛”.\n")
    assert talk("quit", arguments=("--resume", "abc0"))[0] == 0


def test_a_walk_for_oneself_is_no_interview(talk: Talk, store: Store) -> None:
    name = begin_session(LoadedGuide(TINY, TEXTS), store, InterviewStarted("", "you", own=True)).name
    code, said = talk(arguments=("--resume", name))
    assert code == 1
    assert "This is no interview but somebody's own answers" in said
    assert talk(arguments=("--resume",)) == (1, "There is no unfinished interview.\n")


RENAMED = (
    TREE.replace("  wish:", "  desire:")
    .replace("start: wish", "start: desire")
    .replace("very: {say: Very", "boiling: {say: Boiling")
    + "renamed: {questions: {wish: desire}}\n"
)


def test_an_interview_goes_on_with_the_questions_that_it_was_begun_with(
    talk: Talk, store: Store, tmp_path: Path
) -> None:
    talk("go on", "", "calm", "very")
    newer = in_folder(tmp_path / "newer", tree=RENAMED)
    _, said = talk("stay", "no_more", "confirm", *FORM, arguments=("--resume",), rules=newer)
    assert "The questions have changed since this was begun." in said
    assert "Kept in other words:\nWhat do you wish?\n- Calm\n" in said
    assert "Asked again, because the answer is no longer there:\nHow hot?\n- Very\n" in said
    assert only(store).answers == {"wish": "calm", "heat": "very", "more": "no_more"}
    _, said = talk("done", arguments=("--resume", list_ids(store)[0]), rules=newer)
    assert "have changed" not in said


def test_braces_in_rules_that_were_kept_before_there_were_names_stand_for_themselves(
    talk: Talk, store: Store, tmp_path: Path
) -> None:
    written = "How {hot} is {tea}, {duration} {{or}} {?"
    older = in_folder(tmp_path / "older", tree=TREE.replace("How hot?", f'"{written}"'))
    assert f"{written}\n" in talk("go on", "", "calm", rules=older)[1]
    newer = in_folder(tmp_path / "newer", guide=f"{GUIDE}names: {{}}\n", tree=RENAMED)
    _, said = talk("stay", "very", "no_more", "confirm", *FORM, arguments=("--resume",), rules=newer)
    assert f"{written}\n" in said
    _, said = talk("done", arguments=("--resume", list_ids(store)[0]), rules=newer)
    assert "Recommended: Tea" in said


def test_an_interview_moves_to_the_present_questions_when_one_says_so(
    talk: Talk, store: Store, tmp_path: Path
) -> None:
    talk("go on", "", "note warm", "calm", "very")
    newer = in_folder(tmp_path / "newer", tree=RENAMED)
    _, said = talk("move", "1", "no_more", "confirm", *FORM, arguments=("--resume",), rules=newer)
    assert "1. Boiling\n" in said
    assert only(store).answers == {"desire": "calm", "heat": "boiling", "more": "no_more"}
    assert only(store).notes == {"desire": "warm"}
    assert "Recommended: Tea" in said
    assert list(find_damage(store)) == []


def test_questions_that_are_gone_are_told_and_left_out(talk: Talk, store: Store, tmp_path: Path) -> None:
    talk("go on", "", "calm", "very")
    shorter = TREE.replace("means: {heat: hot}, then: heat}", "recommend: tea, then: more}", 1)
    shorter = shorter[: shorter.index("  heat:\n    ask")] + shorter[shorter.index("  more:\n") :]
    _, said = talk(
        "move", "no_more", arguments=("--resume",), rules=in_folder(tmp_path / "newer", tree=shorter)
    )
    assert "Kept as they are:\n- One answer.\n" in said
    assert "Left out, because the question is no longer asked:\nHow hot?\n- Very\n" in said
    assert only(store).answers == {"wish": "calm", "more": "no_more"}


def test_rules_that_this_version_cannot_read_can_only_be_moved_from(talk: Talk, store: Store) -> None:
    talk("go on", "", "calm")
    broken = keep_rules(store, {**TEXTS, "tree.yaml": b"start: [nowhere]"})
    (name,) = list_ids(store)
    body = store.connection.execute("SELECT body FROM event WHERE number = 1").fetchone()[0]
    old = only(store).rules
    store.connection.execute("UPDATE event SET body = ? WHERE number = 1", (body.replace(old, broken),))
    store.connection.execute("UPDATE interview SET rules = ?", (broken,))
    code, said = talk("leave", arguments=("--resume", name))
    assert code == 0
    assert "cannot be read by this version of guide" in said
    assert only(store).rules == broken
    _, said = talk("move", "very", arguments=("--resume",))
    assert only(store).answers == {"wish": "calm", "heat": "very"}
    assert "\nQuestion 2 of at most 3.\n" in said


# Steps of several lines begin anew where they were cut.
Step = tuple[str, ...]


def typed(steps: Sequence[Step]) -> list[str]:
    return [line for step in steps for line in step]


def begun_at(steps: Sequence[Step], line: int) -> int:
    """The number of the line with which the step that this line belongs to begins."""
    begins = 0
    for step in steps:
        if begins + len(step) > line:
            break
        begins += len(step)
    return begins


def events(store: Path) -> list[Event]:
    opened = open_store(store)
    try:
        return [entry.event for name in list_ids(opened) for entry in kept.load_entries(opened, name)]
    finally:
        opened.close()


def asked_last(said: str) -> str:
    """The paragraph that stands before the last prompt."""
    return said.rpartition("\n> ")[0].rpartition("\n> ")[2].rpartition("\n\n")[2].strip()


@st.composite
def scripts(draw: st.DrawFn, guide: Guide = TINY) -> list[Step]:
    """An interview with notes, with answers changed and taken back, as it would be typed."""
    words = st.sampled_from(["", "Some words", "note 1", "12 weeks", "–"])
    steps: list[Step] = [("go on",), (draw(words),)]
    walk = replay_answers(guide)
    while walk.current is not None or draw(st.integers(0, 2)) == 0:
        step, walk = draw(_turns(walk))
        steps.append(step)
    steps.append(("confirm",))
    if walk.path[-1].option == "pain":
        return steps
    view = draw(st.sampled_from(["", "agrees", "prefers", "3"]))
    steps += [(view,), *([(draw(st.sampled_from(["", "1"])),)] if view == "prefers" else [])]
    steps += [(draw(words),)] if view else []
    return [*steps, (draw(words),), (draw(words),), (draw(st.sampled_from(["", "in 3 months"])),), ("done",)]


@st.composite
def _turns(draw: st.DrawFn, walk: Walk) -> tuple[Step, Walk]:
    answered = len(walk.path)
    choice = draw(st.integers(0, 7))
    if choice == 0 and answered:
        return ("back",), walk.back()
    if choice == 1 and answered:
        number = draw(st.integers(1, answered))
        question = walk.path[number - 1].question
        option = draw(st.sampled_from(list(walk.guide.questions[question].options)))
        return (f"change {number}", option), walk.revise(question, option)
    if choice == 2 and answered:
        return (f"note {draw(st.integers(1, answered))}", draw(st.sampled_from(["", "a", "-"]))), walk
    if walk.question is None:
        return ("answers",), walk
    option = draw(st.sampled_from(list(walk.question.options)))
    return (option,), walk.answer(option)


@pytest.fixture(scope="module")
def module_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return in_folder(tmp_path_factory.mktemp("rules"))


def cut_at(rules: Path, store: Path, steps: Sequence[Step], cuts: Sequence[int]) -> list[Event] | None:
    """The events of an interview, the input of which ended after each of so many lines. None where it could
    only come to a private end then: nothing is left to go on with.
    """
    lines = typed(steps)
    arguments: tuple[str, ...] = NAMED
    reached = 0
    for cut in (*cuts, len(lines)):
        _, said = held(rules, store, lines[begun_at(steps, reached) : cut], *arguments)
        if WITHHELD in said:
            kept = open_store(store)
            assert list_ids(kept) == ()
            kept.close()
            return None
        arguments = ("--resume",)
        reached = cut
    return events(store)


@pytest.fixture(scope="module")
def whole(module_rules: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    store = tmp_path_factory.mktemp("whole") / "interviews.db"
    held(module_rules, store, WHOLE, *NAMED)
    return events(store)


@pytest.mark.parametrize("cut", range(len(WHOLE) - 1))
def test_an_interview_that_is_cut_after_any_line_goes_on_at_the_same_place(
    module_rules: Path, tmp_path: Path, whole: list[Event], cut: int
) -> None:
    store = tmp_path / "interviews.db"
    _, before = held(module_rules, store, WHOLE[:cut], *NAMED)
    _, after = held(module_rules, store, (), "--resume")
    assert asked_last(before) == asked_last(after)
    held(module_rules, store, WHOLE[cut:], "--resume")
    assert events(store) == whole


@settings(
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.large_base_example,
    ],
    max_examples=15,
    deadline=None,
)
@given(steps=scripts(), data=st.data())
def test_any_interview_that_is_cut_anywhere_comes_to_the_same_end(
    module_rules: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[Step], data: st.DataObject
) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(typed(steps)) - 1), min_size=1, max_size=3, unique=True))
    folder = tmp_path_factory.mktemp("cut")
    cut = cut_at(module_rules, folder / "cut.db", steps, sorted(cuts))
    assert cut in (None, cut_at(module_rules, folder / "whole.db", steps, []))


def test_one_more_thing_is_asked_before_what_is_said_to_the_recommendation(
    talk: Talk, store: Store, tmp_path: Path
) -> None:
    rules = in_folder(tmp_path / "more", tree=MORE_TREE)
    code, said = talk("go on", "", "calm", "very", "confirm", "later", *FORM, rules=rules)
    assert code == 0
    parts = ("Recommended: Tea", "For the interviewer: Wait.", "One more thing?", "Afterwards: Coffee")
    places = [said.index(part) for part in (*parts, "What do you think of this?")]
    assert places == sorted(places)
    found = only(store)
    assert found.answers == {"wish": "calm", "heat": "very", "more": "later"}
    assert found.finished == Finished("tea", ("coffee",))
    assert list(find_damage(store)) == []


def test_what_was_added_can_be_taken_away_and_something_be_added_at_the_end(
    talk: Talk, store: Store, tmp_path: Path
) -> None:
    rules = in_folder(tmp_path / "more", tree=MORE_TREE)
    begun = ("go on", "", "calm", "very", "confirm")
    _, said = talk(*begun, "later", *FORM[:-1], "more", "-", "done", rules=rules)
    assert "Nothing goes with it any more." in said
    assert (only(store).finished, only(store).answers) == (Finished("tea"), {"wish": "calm", "heat": "very"})
    for line in ("", "no_more"):
        store = open_store(tmp_path / f"other {line}.db")
        held(rules, store.path, [*begun, line, *FORM[:-1], "more", "later", "done"], *NAMED)
        assert only(store).finished == Finished("tea", ("coffee",))


def test_who_leaves_before_something_is_added_is_asked_again(
    talk: Talk, store: Store, tmp_path: Path
) -> None:
    rules = in_folder(tmp_path / "more", tree=MORE_TREE)
    code, _ = talk("go on", "", "speed", "confirm", "quit", rules=rules)
    assert code == 0
    assert only(store).finished == Finished("espresso")
    _, said = talk("tea_too", *FORM, arguments=("--resume",), rules=rules)
    assert "At the same time: Tea" in said
    assert only(store).finished == Finished("espresso", ("tea",))
    assert "One more thing" not in talk("go on", "", "pain", "confirm", rules=rules)[1]


def test_who_has_an_interview_already_is_named_and_nobody_is_stopped(rules: Path, store: Store) -> None:
    opened = InterviewStarted(keep_rules(store, TEXTS), "you", "Zoë Müller")
    kept.insert_events(store, (opened, Finished("tea")), "2024-05-03T10:00:00+00:00")
    _, said = held(rules, store.path, ["", "", "quit"], "--person", "zoe MULLER")
    assert "Zoë Müller already has an interview that was finished in May 2024." in said
    assert "To go on with that one" not in said
    _, said = held(rules, store.path, ["ZOË MULLER", "", "", "quit"])
    assert "zoe MULLER already has two interviews. The last one is open, left on" in said
    begun, _ = kept.insert_events(store, (opened,), "2099-05-03T10:00:00+00:00")
    code, said = held(rules, store.path, ["", "", "quit"], "--person", "Zoe Muller")
    assert "Zoë Müller already has four interviews" in said
    assert f"guide interview --resume {begun[:8]}" in said
    assert code == 0
    assert "already has" not in held(rules, store.path, ["", "", "quit"], "--person", "Zoe Muller-Bern")[1]
