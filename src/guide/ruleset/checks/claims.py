"""Warnings about claims, poles and sources: what is tested, shown, settled and cited."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from guide.ruleset.checks.accepted import Remark
from guide.ruleset.graph import following_question, shortest_walk, topological_order
from guide.ruleset.model import Claim, Guide, Kind, Option


def check_distinctions(guide: Guide) -> Iterator[Remark]:
    """Warn of poles that have no effect.

    ``untested``: a distinction with poles, none of which any answer means. ``unclaimed``: a pole that no kind
    has a claim on.
    """
    tested = {distinction for distinction, _ in _kinds_by_pole(guide)}
    for name, distinction in guide.distinctions.items():
        if distinction.poles and name not in tested:
            keys: tuple[str, ...] = ("kinds.yaml", "distinctions", name)
            hint = "Let an answer mean one of its poles, or remove the poles."
            yield Remark("untested", keys, f"no question tests “{name}”", hint)
        claimed = {claim.pole for kind in guide.kinds.values() for claim in kind.claims.get(name, ())}
        for pole in distinction.poles:
            if pole not in claimed:
                keys = ("kinds.yaml", "distinctions", name, "poles", pole)
                hint = "Give a kind a claim on it, or remove it."
                yield Remark("unclaimed", keys, f"no kind has a claim on “{name}: {pole}”", hint)


def check_disputes(guide: Guide) -> Iterator[Remark]:
    """Warn of disputes that the guide does not mention (``dispute``).

    That is: different documents put a kind on different poles of a distinction, and the distinction does not
    list the kind under ``disputes``. A source that is only the guide's own judgement is no document.
    """
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
            if opposed := _opposed_documents(guide, claims):
                keys = ("kinds.yaml", "kinds", kind_name, "claims", name)
                first, second = opposed
                message = f"“{first}” and “{second}” put “{kind_name}” on different sides of “{name}”"
                hint = (
                    f"If both can be right, say what the guide makes of it, under “{name}” in distinctions: "
                    f"disputes: [{{kinds: [{kind_name}], treated: …}}]. If one is on the wrong side, change "
                    f"its pole. To accept it, write under “{kind_name}”: accept: {{dispute: the reason}}."
                )
                yield Remark("dispute", keys, message, hint)


def _opposed_documents(guide: Guide, claims: Iterable[Claim]) -> tuple[str, str] | None:
    """The first two documents that stand on different poles, where no document stands on both poles."""
    poles: dict[str, dict[str, None]] = {}
    for claim in claims:
        if claim.pole:
            documents = (source for source in claim.sources if not guide.sources[source].judgement)
            poles.setdefault(claim.pole, {}).update(dict.fromkeys(documents))
    for first, second in combinations(poles.values(), 2):
        if first and second and first.keys().isdisjoint(second):
            return next(iter(first)), next(iter(second))
    return None


def check_shown(guide: Guide) -> Iterator[Remark]:
    """Warn of claims that no explanation can use (``unshown``).

    A claim of a kind is such where no answer on any walk that recommends or adds this kind means its pole.
    """
    bits = _kind_bits(guide)
    kinds = _kinds_by_pole(guide)
    for name, kind in guide.kinds.items():
        for distinction, claims in kind.claims.items():
            for pole in dict.fromkeys(claim.pole for claim in claims if claim.pole):
                if not kinds.get((distinction, pole), 0) & bits[name]:
                    keys = ("kinds.yaml", "kinds", name, "claims", distinction)
                    message = (
                        f"no answer that leads to “{name}” means “{distinction}: {pole}”, so what it claims "
                        "there is never a reason"
                    )
                    hint = (
                        f"Let such an answer mean it (means: {{{distinction}: {pole}}}), or drop “pole: "
                        f"{pole}” here: the claim is then there to compare."
                    )
                    yield Remark("unshown", keys, message, hint)


def _kind_bits(guide: Guide) -> dict[str, int]:
    """A bit for each kind, so that a set of kinds is one number."""
    return {name: 1 << number for number, name in enumerate(guide.kinds)}


@lru_cache(maxsize=2)
def _kinds_by_pole(guide: Guide) -> Mapping[tuple[str, str], int]:
    """For each distinction and pole that an answer means, the kinds that walks with that answer can end on.

    The kinds are bits, as in ``_kind_bits``. What can be recommended before a question and what after it are
    worked out apart, each in one pass over the questions.
    """
    kinds = _kind_bits(guide)
    order = topological_order(guide)
    ends = {name: sum(kinds[kind] for kind in set(outcome.kinds)) for name, outcome in guide.outcomes.items()}
    before = dict.fromkeys(order, 0)
    after = dict.fromkeys(order, 0)
    kinds_of: dict[tuple[str, str], int] = {}
    for name in order:
        so_far = before[name]
        for option in guide.questions[name].options.values():
            if then := following_question(guide, name, option):
                before[then] |= so_far | _kinds_of_option(option, ends, kinds)
    for name in reversed(order):
        for option in guide.questions[name].options.values():
            then = following_question(guide, name, option)
            later = _kinds_of_option(option, ends, kinds) | (after[then] if then else 0)
            after[name] |= later
            for pair in option.means.items():
                kinds_of[pair] = kinds_of.get(pair, 0) | before[name] | later
    return kinds_of


def _kinds_of_option(option: Option, ends: Mapping[str, int], kinds: Mapping[str, int]) -> int:
    """The kinds that the option itself recommends or adds, as bits."""
    added = kinds[option.add.kind] if option.add else 0
    return added | ends[option.recommend] if option.recommend else added


def check_contradictions(guide: Guide) -> Iterator[Remark]:
    """Warn of answers that contradict the claims of the kinds that they recommend (``contradicted``).

    For at least one distinction that such an answer means, a kind claims other poles only, and no kind
    supports the answer on any of them.
    """
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
                yield Remark("contradicted", keys, message, hint, shortest_walk(guide, name, key))


def _view(kind: Kind, distinction: str, pole: str) -> int:
    """Whether the kind's claims speak for the pole (1), only for others (-1), or not of it (0)."""
    poles = {claim.pole for claim in kind.claims.get(distinction, ()) if claim.pole}
    return 0 if not poles else 1 if pole in poles else -1


def check_citations(guide: Guide) -> Iterator[Remark]:
    """Warn of sources that no claim, outcome, reason or plan cites (``uncited``)."""
    cited = {source for kind in guide.kinds.values() for source in _cited_by(kind)}
    for outcome in guide.outcomes.values():
        cited.update(outcome.sources, *(line.sources for line in (*outcome.reasons, *outcome.plan.values())))
    for name in guide.sources:
        if name not in cited:
            yield Remark(
                "uncited", ("sources.yaml", name), f"nothing cites “{name}”", "Cite it or remove it."
            )


def _cited_by(kind: Kind) -> Iterator[str]:
    for claims in kind.claims.values():
        for claim in claims:
            yield from claim.sources
    for line in kind.plan.values():
        yield from line.sources


CLAIM_CHECKS: tuple[Callable[[Guide], Iterator[Remark]], ...] = (
    check_distinctions,
    check_disputes,
    check_shown,
    check_contradictions,
    check_citations,
)
