"""Tiny guides to test with, written as their authors would write them."""

from collections.abc import Mapping

from guide.ruleset.checks.structure import check
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import load
from guide.ruleset.problems import RulesError

GUIDE = """\
title: Tea or coffee?
welcome: Two questions.
start_you: Begin
start_they: Begin for a guest
duration: A minute.
privacy: Nothing is kept.
caution: Taste differs.
caution_about: Ask the guest.
"""
BRIEFING = """\
briefing:
  purpose: To find a drink.
  voluntary: You may stop.
  noted: What you wish.
  confidential: It stays here.
  seen_by: The cook.
"""
SOURCES = """\
leaf: {title: The leaf, short: Leaf, kind: book, date: "1901", note: Sells tea.}
own: {title: What we think, short: our view, judgement: true}
"""
KINDS = """\
distinctions:
  heat: {name: Hot or cold, poles: {hot: steaming, cold: with ice}}
  cup: {name: The cup}
headings: {first_step: First step, stop: When to stop}
kinds:
  tea:
    name: Tea
    in_short: Leaves in hot water.
    not_for: People in a hurry.
    first: [doctor]
    claims:
      heat:
        - {pole: hot, says: Tea is hot., sources: [leaf]}
        - {pole: cold, says: Iced tea exists., sources: [own]}
      cup: [{says: A cup with a handle., sources: [leaf]}]
    plan: {first_step: {says: Boil water., sources: [leaf]}, stop: {says: When it is cold., sources: [own]}}
  coffee:
    name: Coffee
    in_short: Beans in hot water.
    not_for: The evening.
    claims:
      heat: [{pole: hot, says: Coffee is hot., sources: [own]}]
    plan: {first_step: {says: Grind., sources: [own]}}
"""
TREE = """\
start: wish
questions:
  wish:
    ask: What do you wish?
    ask_about: What do they wish?
    probe: Ask twice.
    help: Take the first thing.
    options:
      calm: {say: Calm, means: {heat: hot}, then: heat}
      speed: {say: Speed, recommend: espresso, then: more}
      pain: {say: No more pain, recommend: doctor}
  heat:
    ask: How hot?
    probe: Point at the kettle.
    help: Mind your tongue.
    options:
      very: {say: Very, means: {heat: hot}, recommend: tea, then: more}
      less: {say: Less, means: {heat: cold}, recommend: tea, then: more}
  more:
    ask: Anything else?
    probe: Wait.
    help: No is fine.
    options:
      no_more: {say: No more}
      later: {say: Something stronger afterwards, means: {heat: hot}, add: {kind: coffee, when: afterwards}}
      stop: {say: I changed my mind, instead: nothing}
outcomes:
  tea: {kinds: [tea], title: Tea, because: It calms you., because_about: It calms them., sources: [leaf]}
  espresso:
    kinds: [coffee]
    title: Espresso
    because: It is fast.
    sources: [own]
    plan: {first_step: {says: Press the button., sources: [own]}}
  doctor:
    {signpost: true, private: true, title: A doctor, when: If it hurts, because: Pain first., sources: [own]}
  nothing: {signpost: true, title: Nothing, because: You said so., sources: [own]}
"""

MORE_TREE = """\
start: wish
more: more
questions:
  wish:
    ask: What do you wish?
    ask_about: What do they wish?
    probe: Ask twice.
    help: Take the first thing.
    options:
      calm: {say: Calm, means: {heat: hot}, then: heat}
      speed: {say: Speed, recommend: espresso}
      pain: {say: No more pain, recommend: doctor}
  heat:
    ask: How hot?
    probe: Point at the kettle.
    help: Mind your tongue.
    options:
      very: {say: Very, means: {heat: hot}, recommend: tea}
      less: {say: Less, means: {heat: cold}, recommend: tea}
  more:
    ask: One more thing?
    ask_about: One more thing for them?
    probe: Wait.
    help: No is fine.
    options:
      no_more: {say: No more}
      later: {say: Something stronger afterwards, means: {heat: hot}, add: {kind: coffee, when: afterwards}}
      tea_too: {say: A pot beside it, add: {kind: tea, when: alongside}}
""" + TREE[TREE.index("outcomes:") : TREE.index("  nothing:")]
"""The tiny guide, which asks for one more thing once the result is there."""


def texts(**changed: str) -> Mapping[str, bytes]:
    """The tiny guide's files; a keyword puts another text in place of a file's."""
    parts = {"guide": GUIDE, "sources": SOURCES, "kinds": KINDS, "tree": TREE, **changed}
    return {f"{name}.yaml": text.encode() for name, text in parts.items()}


def load_tiny(**changed: str) -> LoadedGuide:
    """The tiny guide with its files."""
    return LoadedGuide(tiny(**changed), texts(**changed))


def tiny(**changed: str) -> Guide:
    guide, where = load(texts(**changed))
    if problems := check(guide, where):
        raise RulesError(problems)
    return guide
