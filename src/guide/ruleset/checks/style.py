"""What an author would wish to be told: nothing that stops a guide, and much that makes it worse.

Each remark is a warning that can be accepted where it stands, with a reason.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from guide.ruleset.checks.structure import Where, shortest_walk
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Accepted, Guide, Kind, Option, Question
from guide.ruleset.problems import Problem

LONGEST_SENTENCE = 20
"""Words."""
MOST_UNEQUAL = 6
"""Times that an option may be longer than the shortest beside it, before it draws the eye."""

_TWO_THINGS = re.compile(r"\band/or\b|\b(and|or)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!;:]\s+|[.?!]$")


class _Remark(NamedTuple):
    """``keys`` lead to the place: the file first."""

    code: str
    keys: tuple[str, ...]
    message: str
    hint: str
    walk: str = ""


def remarks(guide: Guide, where: Where) -> list[Problem]:
    """Every warning that is not accepted, and every acceptance that is not needed (any more)."""
    accepting = dict(_acceptances(guide))
    needed: set[tuple[tuple[str, ...], str]] = set()
    found = []
    for remark in _all(guide):
        owner = _owner(remark, accepting)
        if owner is not None:
            needed.add((owner, remark.code))
            continue
        place = where(*remark.keys)
        found.append(Problem(remark.code, place, remark.message, remark.hint, "warning", remark.walk))
    for keys, accepted in accepting.items():
        for code in accepted:
            if (keys, code) not in needed:
                message = f"nothing here needs “{code}” to be accepted"
                place = where(*keys, "accept", code)
                found.append(Problem("acceptance", place, message, "Remove it.", "warning"))
    return found


def _owner(remark: _Remark, accepting: Mapping[tuple[str, ...], Accepted]) -> tuple[str, ...] | None:
    """The keys of the nearest table around the remark that accepts it."""
    for length in range(len(remark.keys), 0, -1):
        if remark.code in accepting.get(remark.keys[:length], ()):
            return remark.keys[:length]
    return None


def _acceptances(guide: Guide) -> Iterator[tuple[tuple[str, ...], Accepted]]:
    tables = (
        (("sources.yaml",), guide.sources),
        (("kinds.yaml", "distinctions"), guide.distinctions),
        (("kinds.yaml", "kinds"), guide.kinds),
        (("tree.yaml", "outcomes"), guide.outcomes),
        (("tree.yaml", "questions"), guide.questions),
    )
    yield ("guide.yaml",), guide.front.accept
    for keys, table in tables:
        for name, row in table.items():
            if row.accept:
                yield (*keys, name), row.accept
    for name, question in guide.questions.items():
        for key, option in question.options.items():
            if option.accept:
                yield ("tree.yaml", "questions", name, "options", key), option.accept


def _all(guide: Guide) -> Iterator[_Remark]:
    for name, question in guide.questions.items():
        yield from _question(name, question)
    words = guide.front.not_before_the_end
    spoiler = re.compile(rf"\b({'|'.join(map(re.escape, words))})", re.IGNORECASE) if words else None
    for keys, field, text in _spoken_before_the_end(guide):
        # Most texts are short, and no sentence in them can be long.
        if text.count(" ") >= LONGEST_SENTENCE:
            yield from _sentences((*keys, field), text)
        if spoiler and (found := spoiler.search(text)):
            hint = "guide.yaml lists it under not_before_the_end: say what it means instead."
            yield _Remark("spoiler", (*keys, field), f"“{found[0]}” gives the end away", hint)
    yield from _voices(guide)
    yield from _claims(guide)


def _question(name: str, question: Question) -> Iterator[_Remark]:
    keys = ("tree.yaml", "questions", name)
    if _TWO_THINGS.search(question.ask):
        hint = "Ask one thing, and let another question ask the other."
        yield _Remark("two-in-one", (*keys, "ask"), "this question may ask two things at once", hint)
    if not question.certain and not any(option.unsure for option in question.options.values()):
        hint = "Mark the option that says so with unsure: true, or the question with certain: true."
        yield _Remark("certain", keys, f"“{name}” has no answer for somebody who cannot say", hint)
    lengths = {key: len(option.say) for key, option in question.options.items() if not option.unsure}
    longest = max(lengths, key=lambda key: lengths[key], default="")
    if lengths and lengths[longest] > MOST_UNEQUAL * max(min(lengths.values()), 8):
        message = f"this option is more than {MOST_UNEQUAL} times as long as another"
        hint = "Long answers draw the eye. Shorten it, or say more in the others."
        yield _Remark("unequal", (*keys, "options", longest, "say"), message, hint)


def _spoken_before_the_end(guide: Guide) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The keys of a table, a field in it, and its text."""
    for name, question in guide.questions.items():
        keys: tuple[str, ...] = ("tree.yaml", "questions", name)
        yield keys, "ask", question.ask
        yield keys, "ask_about", question.ask_about
        yield keys, "probe", question.probe
        yield keys, "help", question.help
        yield keys, "help_about", question.help_about
        for key, option in question.options.items():
            keys = ("tree.yaml", "questions", name, "options", key)
            yield keys, "say", option.say
            yield keys, "say_about", option.say_about


def _sentences(keys: tuple[str, ...], text: str) -> Iterator[_Remark]:
    for sentence in _SENTENCE_END.split(text):
        count = len(sentence.split())
        if count > LONGEST_SENTENCE:
            message = f"a sentence of {count} words; {LONGEST_SENTENCE} are the most that can be read aloud"
            yield _Remark("long-sentence", keys, message, "Make two of it.")


def _voices(guide: Guide) -> Iterator[_Remark]:
    """Texts that speak to the person, where the text that speaks of them is missing."""
    words = guide.front.speaks_to_one
    if not words:
        return
    speaks = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    pairs: list[tuple[tuple[str, ...], str, str, str]] = []
    for name, question in guide.questions.items():
        keys: tuple[str, ...] = ("tree.yaml", "questions", name)
        pairs.append((keys, "ask", question.ask, question.ask_about))
        pairs.append((keys, "help", question.help, question.help_about))
        for key, option in question.options.items():
            pairs.append(((*keys, "options", key), "say", option.say, option.say_about))
    for name, outcome in guide.outcomes.items():
        keys = ("tree.yaml", "outcomes", name)
        pairs.append((keys, "because", outcome.because, outcome.because_about))
    for keys, field, text, about in pairs:
        if not about and (found := speaks.search(text)):
            message = f"“{found[0]}” speaks to the person, and there is no {field}_about"
            yield _Remark(
                "voice", (*keys, field), message, f"Write {field}_about for somebody who is not there."
            )


def _claims(guide: Guide) -> Iterator[_Remark]:
    kinds = {name: 1 << number for number, name in enumerate(guide.kinds)}
    meant = _kinds_by_pole(guide, kinds)
    yield from _distinctions(guide, meant)
    yield from _unsettled(guide)
    for kind_name, kind in guide.kinds.items():
        yield from _unshown(kind_name, kind, kinds[kind_name], meant)
    yield from _contradicted(guide)
    cited = {source for kind in guide.kinds.values() for source in _cited(kind)}
    for outcome in guide.outcomes.values():
        cited.update(outcome.sources, *(line.sources for line in (*outcome.reasons, *outcome.plan.values())))
    for name in guide.sources:
        if name not in cited:
            yield _Remark(
                "uncited", ("sources.yaml", name), f"nothing cites “{name}”", "Cite it or remove it."
            )


def _cited(kind: Kind) -> Iterator[str]:
    for claims in kind.claims.values():
        for claim in claims:
            yield from claim.sources
    for line in kind.plan.values():
        yield from line.sources


def _distinctions(guide: Guide, meant: Mapping[tuple[str, str], int]) -> Iterator[_Remark]:
    tested = {distinction for distinction, _ in meant}
    for name, distinction in guide.distinctions.items():
        if distinction.poles and name not in tested:
            keys: tuple[str, ...] = ("kinds.yaml", "distinctions", name)
            hint = "Let an answer mean one of its poles, or remove the poles."
            yield _Remark("untested", keys, f"no question tests “{name}”", hint)
        claimed = {claim.pole for kind in guide.kinds.values() for claim in kind.claims.get(name, ())}
        for pole in distinction.poles:
            if pole not in claimed:
                keys = ("kinds.yaml", "distinctions", name, "poles", pole)
                hint = "Give a kind a claim on it, or remove it."
                yield _Remark("unclaimed", keys, f"no kind has a claim on “{name}: {pole}”", hint)


def _unsettled(guide: Guide) -> Iterator[_Remark]:
    """Documents that put a kind on different poles, where the guide does not say what it makes of it."""
    settled = {
        (kind, name)
        for name, distinction in guide.distinctions.items()
        for dispute in distinction.disputes
        for kind in dispute.kinds
    }
    for kind_name, kind in guide.kinds.items():
        for name, claims in kind.claims.items():
            if (kind_name, name) in settled:
                continue
            poles: dict[str, set[str]] = {}
            for claim in claims:
                if claim.pole:
                    documents = (source for source in claim.sources if not guide.sources[source].judgement)
                    poles.setdefault(claim.pole, set()).update(documents)
            if any(one and other and one.isdisjoint(other) for one, other in combinations(poles.values(), 2)):
                keys = ("kinds.yaml", "kinds", kind_name, "claims", name)
                message = (
                    f"documents disagree about “{kind_name}” on “{name}”, and the guide leaves it at that"
                )
                hint = "Say what the guide makes of it: list it under disputes of the distinction."
                yield _Remark("dispute", keys, message, hint)


def _unshown(name: str, kind: Kind, bit: int, meant: Mapping[tuple[str, str], int]) -> Iterator[_Remark]:
    for distinction, claims in kind.claims.items():
        for pole in dict.fromkeys(claim.pole for claim in claims if claim.pole):
            if not meant.get((distinction, pole), 0) & bit:
                keys = ("kinds.yaml", "kinds", name, "claims", distinction)
                message = f"no walk can show what “{name}” claims on “{distinction}: {pole}”"
                hint = "No answer that leads to this kind means that pole."
                yield _Remark("unshown", keys, message, hint)


def _kinds_by_pole(guide: Guide, kinds: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """For each distinction and pole that an answer means, the kinds that walks with it can end on, as bits.

    What can be recommended before a question and what after it are worked out apart, each in one pass.
    """
    order = topological_order(guide)
    ends = {name: sum(kinds[kind] for kind in outcome.kinds) for name, outcome in guide.outcomes.items()}
    before = dict.fromkeys(order, 0)
    after = dict.fromkeys(order, 0)
    meant: dict[tuple[str, str], int] = {}
    for name in order:
        so_far = before[name]
        for option in guide.questions[name].options.values():
            if then := _next(guide, name, option):
                before[then] |= so_far | _own(option, ends, kinds)
    for name in reversed(order):
        for option in guide.questions[name].options.values():
            then = _next(guide, name, option)
            later = _own(option, ends, kinds) | (after[then] if then else 0)
            after[name] |= later
            for pair in option.means.items():
                meant[pair] = meant.get(pair, 0) | before[name] | later
    return meant


def _next(guide: Guide, name: str, option: Option) -> str | None:
    """What can be asked next: after the result, what can be added to it."""
    return option.then or (guide.more if name != guide.more else None)


def _own(option: Option, ends: Mapping[str, int], kinds: Mapping[str, int]) -> int:
    added = kinds[option.add.kind] if option.add else 0
    return added | ends[option.recommend] if option.recommend else added


def _contradicted(guide: Guide) -> Iterator[_Remark]:
    """Answers that recommend kinds whose claims all stand on other poles than what the answer means."""
    for name in topological_order(guide):
        for key, option in guide.questions[name].options.items():
            kinds = (
                [guide.kinds[kind] for kind in guide.outcomes[option.recommend].kinds]
                if option.recommend
                else []
            )
            views = [_view(kind, *pair) for kind in kinds for pair in option.means.items()]
            if views and -1 in views and 1 not in views:
                keys = ("tree.yaml", "questions", name, "options", key)
                message = f"the claims contradict what “{option.recommend}” is recommended for here"
                hint = "Every kind in it claims another pole than the one that this answer means."
                yield _Remark("contradicted", keys, message, hint, shortest_walk(guide, name, key))


def _view(kind: Kind, distinction: str, pole: str) -> int:
    """Whether the kind's claims speak for the pole (1), only for others (-1), or not of it (0)."""
    poles = {claim.pole for claim in kind.claims.get(distinction, ()) if claim.pole}
    return 0 if not poles else 1 if pole in poles else -1
