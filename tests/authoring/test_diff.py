"""What differs between two guides: the parts, and where the walks end."""

import time
from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from guide.authoring.diff import diff, diff_lines
from guide.authoring.diff import reroutes as roads
from guide.authoring.diff.content import Change
from guide.authoring.diff.reroutes import End, Reached, Reordered, Reroute, Unanswered
from guide.engine.recommendation import recommend
from guide.engine.walk import Walk, replay_answers
from guide.ruleset.checks.structure import check
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Companion, Guide, Kind, Option, Outcome, Question
from guide.ruleset.problems import Place
from tests.examples import examples
from tests.machine import slowness
from tests.strategies import guides
from tests.tiny import GUIDE, KINDS, MORE_TREE, SOURCES, TREE, tiny

LINES = {"guide": GUIDE, "sources": SOURCES, "kinds": KINDS, "tree": TREE}


def against(file: str, *pairs: tuple[str, str]) -> list[str]:
    """What is told when the tiny guide is changed in one file."""
    text = LINES[file]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return list(diff_lines(diff(tiny(), tiny(**{file: text}))))


OPTION = "      less: {say: Less, means: {heat: cold}, recommend: tea, then: more}\n"
ADD = ", add: {kind: coffee, when: afterwards}"


@pytest.mark.parametrize(
    ("file", "old", "new", "lines"),
    [
        (
            "guide",
            "Taste differs.",
            "Tastes differ.",
            ["reworded front.caution", "    - Taste differs.", "    + Tastes differ."],
        ),
        ("sources", "judgement: true", "judgement: false", ["set sources.own.judgement: true → false"]),
        (
            "sources",
            "note: Sells tea.",
            "note: Sells tea., url: https://example.org/",
            ["set sources.leaf.url: (none) → https://example.org/"],
        ),
        ("sources", "own: {", "new: {title: N, short: N}\nown: {", ["added sources.new: N"]),
        (
            "sources",
            "leaf: {title: The leaf, short: Leaf",
            "leaf: {title: The leaf, short: Leaves",
            ["reworded sources.leaf.short", "    - Leaf", "    + Leaves"],
        ),
        (
            "kinds",
            "  cup: {name: The cup}",
            "  cup: {name: The cup, poles: {big: so}}",
            ["added distinctions.cup.poles.big: so"],
        ),
        (
            "kinds",
            "hot: steaming, cold: with ice",
            "cold: with ice, hot: steaming",
            ["reordered distinctions.heat.poles"],
        ),
        (
            "kinds",
            "{pole: hot, says: Tea is hot.",
            "{pole: cold, says: Tea is hot.",
            ["moved kinds.tea.claims.heat.1.pole: hot → cold"],
        ),
        (
            "kinds",
            "says: Tea is hot.",
            "says: Tea burns.",
            ["reworded kinds.tea.claims.heat.1.says", "    - Tea is hot.", "    + Tea burns."],
        ),
        (
            "kinds",
            "says: Tea is hot., sources: [leaf]",
            "says: Tea is hot., sources: [leaf, own]",
            ["moved kinds.tea.claims.heat.1.sources: leaf → leaf, own"],
        ),
        (
            "kinds",
            "        - {pole: cold, says: Iced tea exists., sources: [own]}\n",
            "",
            ["removed kinds.tea.claims.heat.2: Iced tea exists."],
        ),
        (
            "tree",
            "say: Calm",
            "say: Rest",
            ["reworded questions.wish.options.calm.say", "    - Calm", "    + Rest"],
        ),
        (
            "tree",
            "    ask_about: What do they wish?\n",
            "",
            ["reworded questions.wish.ask_about", "    - What do they wish?", "    + "],
        ),
        (
            "kinds",
            "  cup: {name: The cup}",
            "  cup: {name: The cup}\n  bag: {name: In a bag}",
            ["added distinctions.bag: In a bag"],
        ),
        (
            "kinds",
            "    plan: {first_step: {says: Grind., sources: [own]}}\n",
            "    plan: {}\n  water:\n    {name: Water, in_short: W., not_for: Tea., claims: {}, plan: {}}\n",
            ["added kinds.water: Water", "removed kinds.coffee.plan.first_step: Grind."],
        ),
        (
            "tree",
            "add: {kind: coffee, when: afterwards}",
            "add: {kind: coffee, when: alongside}",
            [
                "set questions.more.options.later.add.when: afterwards → alongside",
                "2 walks: tea, coffee afterwards → tea, coffee alongside",
                "    wish=calm,heat=very,more=later",
            ],
        ),
        (
            "tree",
            "recommend: doctor}",
            "recommend: doctor, instead: nothing}",
            [
                "moved questions.wish.options.pain.instead: (none) → nothing",
                "1 walk: doctor → nothing",
                "    wish=pain",
            ],
        ),
        (
            "tree",
            "kinds: [coffee]\n",
            "kinds: [coffee, tea]\n",
            ["moved outcomes.espresso.kinds: coffee → coffee, tea"],
        ),
    ],
)
def test_a_change_is_told(file: str, old: str, new: str, lines: list[str]) -> None:
    assert against(file, (old, new)) == lines


def test_an_option_that_is_gone_leaves_its_question_to_be_asked() -> None:
    assert against("tree", (OPTION, OPTION.replace("less", "ice"))) == [
        "removed questions.heat.options.less: Less",
        "added questions.heat.options.ice: Less",
        "1 walk: tea → to be asked: heat",
        "    wish=calm,heat=less,more=no_more",
        "1 walk: tea, coffee afterwards → to be asked: heat",
        "    wish=calm,heat=less,more=later",
        "1 walk: nothing → to be asked: heat",
        "    wish=calm,heat=less,more=stop",
    ]


def test_an_option_that_leads_elsewhere_is_told_with_its_walks() -> None:
    assert against(
        "tree", ("{heat: cold}, recommend: tea, then: more", "{heat: cold}, recommend: espresso")
    ) == [
        "moved questions.heat.options.less.recommend: tea → espresso",
        "moved questions.heat.options.less.then: more → (none)",
        "1 walk: tea → espresso",
        "    wish=calm,heat=less,more=no_more",
        "1 walk: tea, coffee afterwards → espresso",
        "    wish=calm,heat=less,more=later",
        "1 walk: nothing → espresso",
        "    wish=calm,heat=less,more=stop",
    ]


def test_a_companion_that_is_gone_is_another_end() -> None:
    found = against("tree", (ADD, ""))
    assert found == [
        "removed questions.more.options.later.add: coffee",
        "2 walks: tea, coffee afterwards → tea",
        "    wish=calm,heat=very,more=later",
    ]


def test_what_is_asked_after_the_result_instead_changes_nothing_for_those_who_were_asked_before() -> None:
    on_roads = MORE_TREE.replace("more: more\n", "")
    for end in ("espresso}", "tea}\n      less", "tea}\n  more"):
        on_roads = on_roads.replace(f"recommend: {end}", f"recommend: {end.replace('}', ', then: more}')}", 1)
    old, new = tiny(tree=on_roads), tiny(tree=MORE_TREE)
    assert diff(old, new).reroutes == ()
    assert "set more: (none) → more" in "\n".join(diff_lines(diff(old, new))).replace(
        "moved more", "set more"
    )
    # The other way round, whoever said nothing then has to be asked now.
    assert {(one.old, one.new, one.walks) for one in diff(new, old).reroutes} == {
        (Reached("espresso"), Unanswered("more"), 1),
        (Reached("tea"), Unanswered("more"), 2),
    }


def test_what_can_be_added_to_a_result_and_could_not_is_told() -> None:
    less = MORE_TREE.replace(", add: {kind: tea, when: alongside}", "")
    assert list(diff_lines(diff(tiny(tree=MORE_TREE), tiny(tree=less)))) == [
        "removed questions.more.options.tea_too.add: tea",
        "1 walk: espresso, tea alongside → espresso",
        "    wish=speed,more=tea_too",
    ]


def test_a_guide_does_not_differ_from_itself(guide: Guide) -> None:
    begin = time.process_time()
    found = diff(guide, guide)
    assert time.process_time() - begin < 0.1 * slowness()
    assert (found.changes, found.reroutes) == ((), ())
    assert list(diff_lines(found)) == []


# --- by the roads one by one ---


def every_walk(walk: Walk) -> Iterator[Walk]:
    if walk.question is None:
        yield walk
        if (more := walk.guide.more) and walk.guide.takes_more(recommend(walk).outcome):
            yield from map(walk.extend, walk.guide.questions[more].options)
        return
    for option in walk.question.options:
        yield from every_walk(walk.answer(option))


def end(walk: Walk) -> Any:
    if walk.current is not None:
        return Unanswered(walk.current)
    found = recommend(walk)
    return Reached(found.outcome, tuple(sorted(found.companions, key=lambda added: added.kind)))


def comes(guide: Guide, at: str, name: str) -> bool:
    return name in topological_order(replace(guide, start=at))


def out_of_step(walk: Walk, new: Guide, limit: int) -> bool:
    """Whether more than so many answers must be remembered somewhere on the way."""
    for count, (coming, _) in enumerate(walk.path):
        given = dict(walk.path[:count])
        follower = replay_answers(new, given)
        if follower.current is None or not comes(walk.guide, coming, follower.current):
            return False
        waiting = [
            name
            for name, option in follower.inactive.items()
            if name in new.questions
            and option in new.questions[name].options
            and comes(new, follower.current, name)
        ]
        if len(waiting) > limit:
            return True
    return False


def one_by_one(old: Guide, new: Guide, limit: int) -> Counter[tuple[Reached, End]]:
    found: Counter[tuple[Reached, End]] = Counter()
    for walk in every_walk(replay_answers(old)):
        then = Reordered() if out_of_step(walk, new, limit) else end(replay_answers(new, walk.answers))
        found[end(walk), then] += 1
    return Counter({pair: count for pair, count in found.items() if pair[0] != pair[1]})


def count_roads(guide: Guide) -> int:
    roads_to = Counter({guide.start: 1})
    for name in topological_order(guide):
        for option in guide.questions[name].options.values():
            roads_to[option.then or ""] += roads_to[name]
    return roads_to[""] * (1 + len(guide.questions[guide.more].options) if guide.more else 1)


def sound(guide: Guide) -> bool:
    """Whether every walk comes to exactly one outcome."""
    problems = check(guide, lambda file, *_: Place(file, 1, 1))
    return {"road", "more"}.isdisjoint(problem.code for problem in problems)


def with_questions(guide: Guide, questions: dict[str, Question], start: str | None = None) -> Guide:
    return replace(guide, questions=MappingProxyType(questions), start=start or guide.start)


def with_option(guide: Guide, question: str, key: str, option: Option | None) -> Guide:
    asked = guide.questions[question]
    options = {name: old for name, old in asked.options.items() if name != key}
    if option is not None:
        options[key] = option
    return with_questions(guide, {**guide.questions, question: replace(asked, options=options)})


@st.composite
def accompanied(draw: st.DrawFn) -> Guide:
    """A guide with companions whose roads can be counted one by one."""
    return draw(guides().filter(lambda guide: count_roads(guide) <= 300))


added = st.builds(
    lambda kind, late: Companion(kind, "afterwards" if late else "alongside"),
    st.sampled_from(["kind0", "kind1"]),
    st.booleans(),
)


def choices(guide: Guide) -> list[tuple[str, str]]:
    return [(name, key) for name in topological_order(guide) for key in guide.questions[name].options]


def renamed(guide: Guide, names: dict[str, str]) -> Guide:
    """The same roads, with questions called by other names: so they are asked in another order."""
    questions = {}
    for name, question in guide.questions.items():
        options = {
            key: replace(option, then=option.then and names.get(option.then, option.then))
            for key, option in question.options.items()
        }
        questions[names.get(name, name)] = replace(question, options=options)
    more = guide.more and names.get(guide.more, guide.more)
    return replace(with_questions(guide, questions, names.get(guide.start, guide.start)), more=more)


@st.composite
def changed(draw: st.DrawFn, guide: Guide) -> Guide:
    """The guide with one small change at random; not always a sound one."""
    order = topological_order(guide)
    name, key = draw(st.sampled_from(choices(guide)))
    option = guide.questions[name].options[key]
    later = st.sampled_from(order[order.index(name) + 1 :] or [None])
    sort = draw(st.sampled_from(["end", "gone", "new", "add", "then", "skip", "ask", "more", "order"]))
    if sort == "end" and option.recommend:
        return with_option(
            guide, name, key, replace(option, recommend=draw(st.sampled_from(["end0", "end1"])))
        )
    if sort == "gone" and len(guide.questions[name].options) > 1:
        return with_option(guide, name, key, None)
    if sort == "new":
        return with_option(guide, name, "other", option)
    if sort == "add":
        return with_option(guide, name, key, replace(option, add=draw(st.none() | added)))
    if sort == "then":
        return with_option(guide, name, key, replace(option, then=draw(later)))
    if sort == "skip":
        return replace(guide, start=draw(st.sampled_from(order)))
    if sort == "more" and guide.more:
        return replace(guide, more=None) if draw(st.booleans()) else asked_on_the_road(guide, guide.more)
    if sort == "ask" and "asked" not in guide.questions:
        return inserted(guide, name)
    return renamed(guide, shuffled(draw, order))


def asked_on_the_road(guide: Guide, more: str) -> Guide:
    """With what was asked after the result at the end of every road."""
    questions = {}
    for name, question in guide.questions.items():
        on = {key: replace(option, then=option.then or more) for key, option in question.options.items()}
        questions[name] = question if name == more else replace(question, options=on)
    return replace(with_questions(guide, questions), more=None)


def inserted(guide: Guide, name: str) -> Guide:
    """With another question before this one, which leads on to it whatever is answered."""
    moved = renamed(guide, {name: "asked"})
    on = Option("x", then=name)
    fresh = Question("Ask?", "Probe.", "Help.", {"o0": on, "o1": on})
    return with_questions(moved, {**moved.questions, name: moved.questions["asked"], "asked": fresh})


def shuffled(draw: st.DrawFn, order: tuple[str, ...]) -> dict[str, str]:
    some = draw(st.lists(st.sampled_from(order), unique=True, max_size=4))
    return dict(zip(some, draw(st.permutations(some)), strict=True))


@settings(max_examples=examples(400))
@given(st.data(), st.sampled_from([0, 1, 3, 99]))
def test_pairs_and_counts_are_those_of_the_roads_one_by_one(data: st.DataObject, limit: int) -> None:
    old = data.draw(accompanied())
    new = old
    for _ in range(data.draw(st.integers(1, 4))):
        new = data.draw(changed(new))
    assume(sound(new))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roads, "REMEMBERED", limit)
        found = diff(old, new).reroutes
    assert {(one.old, one.new): one.walks for one in found} == one_by_one(old, new, limit)
    for one in found:
        shows(old, new, one)


def shows(old: Guide, new: Guide, one: Reroute) -> None:
    walk = replay_answers(old, dict(one.example))
    assert walk.path == one.example
    assert end(walk) == one.old
    assert one.new in (Reordered(), end(replay_answers(new, walk.answers)))


@settings(max_examples=examples())
@given(accompanied(), accompanied())
def test_two_guides_that_have_nothing_to_do_with_each_other_can_be_compared(old: Guide, new: Guide) -> None:
    found = {(one.old, one.new): one.walks for one in diff(old, new).reroutes}
    assert found == one_by_one(old, new, roads.REMEMBERED)


@st.composite
def hopping(draw: st.DrawFn) -> Guide:
    """The same few questions in any order, some answers leaving out the next one; the last decides."""
    names = [*draw(st.permutations(["q0", "q1", "q2", "q3"])), "last"]
    questions = {}
    for place, name in enumerate(names):
        following = names[place + 1 : place + 3]
        options = {
            f"o{n}": Option(
                "x",
                recommend=None if following else f"end{n}",
                then=draw(st.sampled_from(following)) if following else None,
                add=None if n else Companion("k0", "alongside"),
            )
            for n in range(2)
        }
        questions[name] = Question("Ask?", "Probe.", "Help.", options)
    return replace(chain(names), questions=questions)


@settings(max_examples=examples(200))
@given(hopping(), hopping(), st.sampled_from([0, 1, 2, 3]))
def test_questions_asked_in_any_order_are_followed_as_far_as_is_remembered(
    old: Guide, new: Guide, limit: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roads, "REMEMBERED", limit)
        found = {(one.old, one.new): one.walks for one in diff(old, new).reroutes}
    assert found == one_by_one(old, new, limit)


@settings(max_examples=examples(50))
@given(accompanied())
def test_no_guide_differs_from_itself(guide: Guide) -> None:
    assert list(diff_lines(diff(guide, guide))) == []


@settings(max_examples=examples())
@given(st.data())
def test_an_example_is_the_shortest_of_its_walks(data: st.DataObject) -> None:
    old = data.draw(accompanied())
    new = data.draw(changed(old))
    assume(sound(new))
    for one in diff(old, new).reroutes:
        same = [
            walk
            for walk in every_walk(replay_answers(old))
            if (end(walk), end(replay_answers(new, walk.answers))) == (one.old, one.new)
        ]
        assert isinstance(one.new, Reordered) or len(one.example) == min(len(walk.path) for walk in same)


# --- large guides ---


def chain(names: list[str], odd: str = "") -> Guide:
    """Every walk is asked all of these, the last answer decides; at ``odd`` one answer adds a companion."""
    questions = {}
    for name, then in zip(names, [*names[1:], None], strict=True):
        options = {
            f"o{n}": Option("x", recommend=None if then else f"end{n % 2}", then=then) for n in range(3)
        }
        if name == odd:
            options["o2"] = replace(
                options["o2"], recommend=None, instead=None, add=Companion("k0", "alongside")
            )
        questions[name] = Question("Ask?", "Probe.", "Help.", MappingProxyType(options))
    outcomes = {f"end{n}": Outcome("End", "Because.", (), signpost=True) for n in range(2)}
    kinds = {"k0": Kind("K", "x", "x", {}, {})}
    return replace(tiny(), questions=questions, start=names[0], outcomes=outcomes, kinds=kinds)


NAMES = [f"q{number}" for number in range(2000)]


def timed(old: Guide, new: Guide) -> tuple[Reroute, ...]:
    begin = time.process_time()
    found = diff(old, new)
    list(diff_lines(found))
    assert time.process_time() - begin < 5 * slowness()
    return found.reroutes


def test_two_thousand_questions_with_one_change() -> None:
    found = timed(chain(NAMES), chain(NAMES, odd="q1000"))
    assert {(one.old.outcome, one.walks) for one in found} == {("end0", 2 * 3**1998), ("end1", 3**1998)}
    assert all(len(one.example) == 2000 for one in found)


def test_two_thousand_questions_the_first_of_which_is_now_asked_last_but_one() -> None:
    assert timed(chain(NAMES), chain([*NAMES[1:-1], NAMES[0], NAMES[-1]])) == ()


def test_a_question_moved_too_far_ahead_is_told_apart() -> None:
    (found, other) = timed(chain(NAMES), chain([NAMES[-2], *NAMES[:-2], NAMES[-1]]))
    assert isinstance(found.new, Reordered) and isinstance(other.new, Reordered)
    lines = list(diff_lines(diff(chain(NAMES), chain([NAMES[-2], *NAMES[:-2], NAMES[-1]]))))
    assert any(line == "about 10^954 walks: end0 → asked in another order" for line in lines)


def test_a_change_is_a_value() -> None:
    found = diff(tiny(), tiny(tree=TREE.replace("say: Calm", "say: Rest")))
    trail = ("questions", "wish", "options", "calm", "say")
    assert found.changes == (Change("reworded", trail, "Calm", "Rest"),)
