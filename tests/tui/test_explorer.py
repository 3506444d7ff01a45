"""Looking through the whole guide."""

import time
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widgets import Static
from textual.widgets.tree import TreeNode

from guide.engine.walk import replay_answers
from guide.ruleset.model import Case, Guide, Option, Outcome, Question
from guide.ruleset.problems import Place, Problem, RulesError
from guide.tui.app import GuideApp
from guide.tui.screens.explorer.outline import DEEPEST, Node, Outline
from guide.tui.screens.explorer.screen import ExplorerScreen
from guide.tui.screens.explorer.tree import OutlineTree
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.question import QuestionScreen
from tests.machine import slowness
from tests.tiny import MORE_TREE, tiny
from tests.tui.test_app import HOSTILE, TINY, road, running, shown
from tests.tui.test_themes import PAINTED, contrast

CASES = (
    Case("Long day", {"wish": "calm", "heat": "less", "more": "no_more"}, "tea"),
    Case("No time", {"wish": "speed", "more": "later"}, "espresso"),
    Case("Halfway", {"wish": "calm"}, "tea"),
)


def branches(app: GuideApp) -> OutlineTree:
    return app.screen.query_one(OutlineTree)


def told(app: GuideApp) -> str:
    return str(app.screen.query_one("#details Static", Static).render())


def rows(app: GuideApp) -> list[str]:
    """The tree's rows, each below what it hangs on."""
    found, stack = [], [branches(app).root]
    while stack:
        row = stack.pop()
        found.append(str(row.label))
        if row.is_expanded:
            stack += reversed(row.children)
    return found


async def put(app: GuideApp, pilot: Pilot[None], question: str, option: str = "", outcome: str = "") -> None:
    branches(app).go_to(Node(question, option, outcome))
    await pilot.pause()


async def test_one_key_opens_the_tree_of_the_guide() -> None:
    async with running(skip_home=False, size=(100, 24)) as (app, pilot):
        assert "Explore" in shown(app)
        await pilot.press("x")
        assert isinstance(app.screen, ExplorerScreen)
        assert rows(app) == ["What do you wish?", "1 Calm", "2 Speed", "3 No more pain"]
        assert "Take the first thing." in shown(app)


@pytest.mark.parametrize("key", ["b", "escape", "backspace"])
async def test_back_leads_home(key: str) -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x", key)
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("1")
        assert isinstance(app.screen, QuestionScreen)


async def test_what_an_answer_leads_to_hangs_below_it() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x", "down", "right", "right", "right", "right", "right", "right")
        assert rows(app)[:6] == [
            "What do you wish?",
            "1 Calm",
            "How hot?",
            "1 Very",
            "→ Tea",
            "↗ Anything else?",
        ]
        assert branches(app).node == Node("heat", "very", "tea")
        await pilot.press("left", "left", "left", "left")
        assert branches(app).node == Node("heat")
        assert len(rows(app)) == 5
        await pilot.press("left", "left", "left", "left", "left")
        assert branches(app).node == Node("wish")


async def test_a_row_is_filled_only_once_it_is_unfolded() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x")
        assert not branches(app).root.children[0].children


async def test_a_shared_question_is_unfolded_once_and_jumped_to_from_elsewhere() -> None:
    outline = Outline(TINY)
    everything = list(outline._rows())
    assert len(everything) == len(set(everything))
    assert everything.count(Node("more")) == 1
    assert outline.below(Node("heat", "very"))[-1] == Node("more", jump=True)
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x")
        await put(app, pilot, "heat", "very", "tea")
        await pilot.press("down")
        assert branches(app).node == Node("more", jump=True)
        assert "Anything else?" in told(app)
        await pilot.press("enter")
        assert branches(app).node == Node("more")
        assert outline.path(Node("more"))[1] == Node("wish", "speed")


async def test_the_mouse_unfolds_and_jumps() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x")
        await pilot.click(OutlineTree, offset=(8, 2))
        await pilot.click(OutlineTree, offset=(10, 3))
        await pilot.click(OutlineTree, offset=(12, 4))
        await pilot.click(OutlineTree, offset=(14, 6))
        assert branches(app).node == Node("more")


async def test_the_panel_follows_the_cursor() -> None:
    async with running(skip_home=False, size=(120, 40), cases=lambda _: CASES) as (app, pilot):
        await pilot.press("x")
        text = told(app)
        for said in ("What do they wish?", "Take the first thing.", "Ask twice.", "2 Speed"):
            assert said in text
        assert "Cases that come here: 3" in text
        await pilot.press("down")
        text = told(app)
        for said in (
            "Answer to “What do you wish?”",
            "Hot or cold: steaming",
            "Tea is hot.  [Leaf]",
            "How hot?",
        ):
            assert said in text
        assert "Coffee\nCoffee is hot.  [our view]" in text
        assert "Iced tea" not in text
        assert "Cases that come here: 2\nLong day\nHalfway" in text
        await put(app, pilot, "wish", "speed", "espresso")
        text = told(app)
        for said in ("It is fast.  [our view]", "First step", "Press the button."):
            assert said in text
        assert "Cases that come here: 1\nNo time" in text
        await put(app, pilot, "heat", "less", "tea")
        assert "Boil water.  [Leaf]\nWhen to stop\nWhen it is cold." in told(app)


async def test_answers_tell_where_they_lead() -> None:
    async with running(skip_home=False, size=(120, 40)) as (app, pilot):
        await pilot.press("x")
        await put(app, pilot, "more", "later")
        assert "Afterwards\nCoffee\nNothing more is asked." in told(app)
        await put(app, pilot, "more", "stop")
        assert "In place of what was recommended\nNothing" in told(app)
        await put(app, pilot, "wish", "pain", "doctor")
        assert "Other advice. Private: none of the answers is stored" in told(app)
        assert "If it hurts" in told(app)


async def test_the_cases_are_read_once_they_are_wanted() -> None:
    asked: list[Guide] = []

    def cases(guide: Guide) -> tuple[Case, ...]:
        asked.append(guide)
        return CASES

    async with running(skip_home=False, cases=cases) as (_, pilot):
        await pilot.press("1", "1", "b", "b")
        assert asked == []
        await pilot.press("x", "down", "down")
        assert asked == [TINY]


async def test_cases_at_fault_are_told_and_the_tree_stays() -> None:
    def cases(_: Guide) -> tuple[Case, ...]:
        raise RulesError([Problem("link", Place("cases.yaml", 3, 7), "there is no “tee”")])

    async with running(skip_home=False, cases=cases) as (app, pilot):
        await pilot.press("x", "down")
        assert "The cases cannot be read" in told(app)
        assert "cases.yaml:3:7" in told(app)
        assert "Answer to “What do you wish?”" in told(app)


async def test_search_goes_from_match_to_match() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x", "slash", *"TEA")
        assert "2 matches" in shown(app)
        await pilot.press("enter")
        assert branches(app).node == Node("heat", "very", "tea")
        assert "1 of 2" in shown(app)
        await pilot.press("enter")
        assert branches(app).node == Node("heat", "less", "tea")
        await pilot.press("enter")
        assert branches(app).node == Node("heat", "very", "tea")
        await pilot.press("escape")
        assert isinstance(app.screen, ExplorerScreen)
        assert branches(app).has_focus
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("no_more", Node("more", "no_more")),
        ("kettle", Node("heat")),
        ("do they w", Node("wish")),
        ("Pain first", Node("wish", "pain", "doctor")),
    ],
)
async def test_search_looks_at_ids_and_all_texts(text: str, node: Node) -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x", "slash", *text, "enter")
        assert branches(app).node == node


async def test_a_search_without_a_match_says_so() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x", "slash", *"[/x]qwb1", "enter")
        assert "0 matches" in shown(app)
        assert branches(app).node == Node("wish")


@pytest.mark.parametrize(
    ("node", "answers"),
    [
        (("wish",), []),
        (("heat", "less"), ["wish=calm"]),
        (("more", "stop", "nothing"), ["wish=speed"]),
    ],
)
async def test_walking_from_here_takes_a_shortest_road(node: tuple[str, ...], answers: list[str]) -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("2", "3", "r", "x")
        await put(app, pilot, *node)
        await pilot.press("g")
        assert isinstance(app.screen, QuestionScreen)
        assert road(app) == answers
        assert app.walk.current == node[0]
        assert app.voice == "they"
        assert not any(isinstance(screen, ExplorerScreen) for screen in app.screen_stack)


async def test_every_question_of_the_shipped_guide_can_be_walked_to(guide: Guide) -> None:
    outline = Outline(guide)
    for name in guide.questions:
        # What is asked after the result is no step of a walk.
        assert replay_answers(guide, outline.answers_to(name)).current == (
            name if name != guide.more else guide.start
        )
        assert outline.path(Node(name))[-1] == Node(name)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5), (8, 3), (3, 2), (1, 1)])
async def test_every_size_can_be_looked_through(guide: Guide, size: tuple[int, int]) -> None:
    async with running(guide, size=size, skip_home=False) as (app, pilot):
        await pilot.press("x", "down", "right", "right", "right", "tab", "down", "slash", "r", "enter")
        await pilot.press("escape", "g")
        assert isinstance(app.screen, QuestionScreen)


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_small_screens_show_the_row_and_what_it_says(size: tuple[int, int]) -> None:
    async with running(skip_home=False, size=size) as (app, pilot):
        await pilot.press("x", "down", "down")
        lines = shown(app).splitlines()
        assert sum("Speed" in line for line in lines) == 2
        await pilot.resize_terminal(1, 1)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "Espresso" in shown(app)


async def test_deep_rows_are_scrolled_to(guide: Guide) -> None:
    outline = Outline(guide)
    deepest = max((node for node in outline._rows() if node.option), key=lambda node: len(outline.path(node)))
    async with running(guide, skip_home=False, size=(40, 12)) as (app, pilot):
        await pilot.press("x")
        await put(app, pilot, *deepest[:2])
        label = outline.label(deepest._replace(outcome=""), "you")
        assert label[:12] in shown(app)


async def test_hostile_texts_are_shown_as_they_are() -> None:
    option = Option(say=HOSTILE, recommend="end", means={})
    other = Option(say=f"\n{HOSTILE}", recommend="end")
    question = Question(ask=HOSTILE, probe=HOSTILE, help=HOSTILE, options={"a": option, "b": other})
    end = Outcome(title=HOSTILE, because=HOSTILE, sources=("leaf",), signpost=True)
    hostile = replace(TINY, start="q", questions={"q": question}, outcomes={"end": end})
    case = Case(HOSTILE, {"q": "a"}, "end")
    async with running(hostile, skip_home=False, cases=lambda _: (case,)) as (app, pilot):
        await pilot.press("x")
        assert shown(app).count("[/x][red]a") >= 4
        await pilot.press("down", "right", "right", "slash", *"[/x]", "enter", "enter")
        assert "[/x][red]a[/]" in told(app)
        assert "\u202e" not in shown(app)


def chain(count: int) -> Guide:
    def then(number: int) -> str | None:
        return f"q{number + 1}" if number + 1 < count else None

    return large(count, lambda number: (then(number), then(number)))


def bush(count: int) -> Guide:
    def then(number: int) -> str | None:
        return f"q{number}" if number < count else None

    return large(count, lambda number: (then(2 * number + 1), then(2 * number + 2)))


def large(count: int, leads: Callable[[int], tuple[str | None, str | None]]) -> Guide:
    questions = {}
    for number in range(count):
        options = {
            f"o{which}": Option(say=f"Answer {which}", then=then) for which, then in enumerate(leads(number))
        }
        questions[f"q{number}"] = Question(
            ask=f"Is this {number}?", probe="Ask.", help="Help.", options=options
        )
    return replace(TINY, start="q0", questions=questions)


@pytest.mark.parametrize("guide", [chain(2_000), bush(2_000)], ids=["chain", "bush"])
async def test_two_thousand_questions_open_in_under_a_second(guide: Guide) -> None:
    async with running(guide, skip_home=False) as (app, pilot):
        begun = time.process_time()
        await pilot.press("x")
        assert isinstance(app.screen, ExplorerScreen)
        assert "Is this 0?" in shown(app)
        assert time.process_time() - begun < 1 * slowness()
        begun = time.process_time()
        await pilot.press("slash", *"q1999", "enter")
        assert branches(app).node == Node("q1999")
        assert time.process_time() - begun < 2 * slowness()
        await pilot.press("escape", "g")
        assert app.walk.current == "q1999"


async def test_very_deep_guides_go_on_in_an_outline_of_their_own() -> None:
    async with running(chain(3 * DEEPEST), skip_home=False) as (app, pilot):
        await pilot.press("x")
        last = f"q{DEEPEST - 1}"
        await put(app, pilot, last, "o0")
        await pilot.press("right", "right")
        assert branches(app).node == Node(f"q{DEEPEST}", jump=True)
        await pilot.press("enter")
        assert branches(app).node == Node(f"q{DEEPEST}")
        assert rows(app)[0] == f"Is this {DEEPEST}?"
        assert f"Is this {DEEPEST}?" in told(app)
        await pilot.press("left")
        assert branches(app).node == Node(last, "o0")


@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
async def test_what_is_painted_stands_out(guide: Guide, theme: Theme) -> None:
    async with running(guide, skip_home=False) as (app, pilot):
        app.theme = theme.name
        for keys in (["x", "down"], ["right", "right"], ["tab"], ["slash"], ["x", "enter"]):
            await pilot.press(*keys)
            await pilot.hover(OutlineTree, offset=(10, 3))
            for row in app.screen._compositor.render_strips():
                for segment in row:
                    if any(map(str.isalnum, segment.text)) and segment.style and segment.style.color:
                        style = segment.style
                        assert style.bgcolor is not None
                        pair = [Color.from_rich_color(color) for color in (style.color, style.bgcolor)]
                        if style.reverse:
                            pair.reverse()
                        assert contrast(*pair) >= 4.5, (segment.text, pair)


async def test_what_is_asked_after_the_result_stands_behind_the_answers_to_the_first_question() -> None:
    async with running(tiny(tree=MORE_TREE), skip_home=False, size=(100, 24)) as (app, pilot):
        await pilot.press("x", "end", "right")
        assert rows(app)[-4:] == [
            "After the result: One more thing?",
            "1 No more",
            "2 Something stronger afterwards",
            "3 A pot beside it",
        ]
        assert "Asked after the result" in told(app)
        await put(app, pilot, "more", "no_more")
        assert "Nothing is added." in told(app)
        await put(app, pilot, "more", "later")
        assert "Coffee" in told(app)
        assert "The walk ends here." not in told(app)
        await pilot.press("slash", *"stronger", "enter")
        assert branches(app).node == Node("more", "later")


async def test_what_is_cut_off_ends_in_an_ellipsis(guide: Guide) -> None:
    async with running(guide, skip_home=False) as (app, pilot):
        await pilot.press("x")
        columns = branches(app).scrollable_content_region.right
        lines = [line[:columns].rstrip() for line in shown(app).splitlines() if "├" in line]
        assert len(lines) > 5
        for line in lines:
            number = line.split()[2]
            whole = next(text for text in rows(app) if text.startswith(f"{number} "))
            assert line.endswith(("…", whole)), line


def row_path(row: TreeNode[Node]) -> list[TreeNode[Node]]:
    """The row and those above it."""
    return [row, *(row_path(row.parent) if row.parent else [])]


async def test_a_row_that_is_scrolled_sideways_says_so(guide: Guide) -> None:
    async with running(guide, skip_home=False, size=(60, 20)) as (app, pilot):
        await pilot.press("x")
        deepest = max(guide.questions, key=lambda name: len(branches(app).outline.path(Node(name))))
        await put(app, pilot, deepest)
        tree = branches(app)
        assert tree.scroll_offset.x > 0
        place = tree.content_region
        lines = [line[place.x :] for line in shown(app).splitlines()[place.y : place.bottom]]
        cut = [
            line
            for y, line in enumerate(lines, tree.scroll_offset.y)
            if (row := tree.get_node_at_line(y)) and 2 * len(row_path(row)) < tree.scroll_offset.x
        ]
        assert cut
        assert all(line.startswith("…") for line in cut), cut


async def test_ids_are_shown_to_authors_alone() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("x")
        assert "Question wish" not in told(app)
        await pilot.press("down")
        assert "wish=calm" not in told(app)
    async with running(skip_home=False, reload=lambda: None) as (app, pilot):
        await pilot.press("x")
        assert "Question wish" in told(app)
        await pilot.press("down")
        assert "Answer wish=calm" in told(app)
        await put(app, pilot, "wish", "speed", "espresso")
        assert "Outcome espresso" in told(app)
