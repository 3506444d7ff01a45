"""Evidence: what the documents say for and against each kind of support, given the answers of a walk.

An answer chooses poles of distinctions. A claim on a chosen pole speaks for its kind. A document that claims
another pole of the same distinction, and not the chosen one, speaks against the kind. Claims that rest on our
own judgement alone are shown, but never counted.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import lcm

from msgspec import Struct

from guide.engine.walk import Step, Walk
from guide.ruleset.model import Claim, Guide, Statement

ChosenPoles = Mapping[str, Mapping[str, tuple[Step, ...]]]
"""The answers that chose a pole, in the order of the path, by distinction and pole."""

StatementCounts = Mapping[str, tuple[int, int]]
"""The numbers of documents for and against a kind, by distinction; at least one of the two is not zero."""


class Reason(Struct, frozen=True):
    """A statement for or against a recommendation, and the answers because of which it counts.

    It is a claim about a ``kind`` of help on a ``distinction`` (a point on which kinds differ). Both are ""
    for the reasons that an outcome without kinds of help (a signpost) has of its own.
    """

    steps: tuple[Step, ...]
    claim: Claim | Statement
    kind: str = ""
    distinction: str = ""


class Need(Struct, frozen=True):
    """A claim of a kind of help that no answer supports: what the person would have to need for it to fit.

    ``steps`` are the answers that chose another pole (side) of the same distinction; empty where none did.
    """

    steps: tuple[Step, ...]
    claim: Claim
    distinction: str


class Alternative(Struct, frozen=True):
    """A kind of help that is not recommended: what speaks for it all the same, and what it would need."""

    kind: str
    fits: tuple[Reason, ...]
    needs: tuple[Need, ...]


class Standing(Struct, frozen=True):
    """The numbers of documents that speak for a kind of help and against it, by the answers of a walk.

    A document speaks for it with a claim on the pole (side) that was chosen on a distinction, and against it
    with claims on other poles only. On each distinction it counts once.
    """

    kind: str
    pro: int
    con: int


def chosen_poles(walk: Walk, steps: Collection[Step]) -> ChosenPoles:
    """Return the poles (sides of a distinction) that answers of a walk choose, in the order of the path.

    Args:
        walk: The walk.
        steps: The answers to take into account; those not on the path have no effect.
    """
    poles: dict[str, dict[str, list[Step]]] = {}
    included = frozenset(steps)
    for step in walk.path:
        if step in included:
            for distinction, pole in walk.option_at(step).means.items():
                poles.setdefault(distinction, {}).setdefault(pole, []).append(step)
    return {
        distinction: {pole: tuple(choices) for pole, choices in by_pole.items()}
        for distinction, by_pole in poles.items()
    }


def reasons_for(guide: Guide, kind: str, poles: ChosenPoles) -> Iterator[Reason]:
    """Yield the claims of a kind of help on chosen poles, with those that rest on our own judgement."""
    for distinction, by_pole in poles.items():
        for claim in guide.kinds[kind].claims.get(distinction, ()):
            if claim.pole is not None and claim.pole in by_pole:
                yield Reason(by_pole[claim.pole], claim, kind, distinction)


def reasons_against(guide: Guide, kinds: Sequence[str], poles: ChosenPoles) -> Iterator[Reason]:
    """The claims that speak against some kinds: those of documents on other poles than the chosen ones.

    A distinction is left out where a document claims a chosen pole for any of the kinds.
    """
    for distinction, by_pole in poles.items():
        claims = {kind: guide.kinds[kind].claims.get(distinction, ()) for kind in kinds}
        if any(
            claim.pole in by_pole and _documents(guide, claim) for own in claims.values() for claim in own
        ):
            continue
        steps = _all_steps(by_pole)
        for kind, own in claims.items():
            for claim in own:
                if claim.pole is not None and claim.pole not in by_pole and _documents(guide, claim):
                    yield Reason(steps, claim, kind, distinction)


def weigh_alternative(guide: Guide, kind: str, poles: ChosenPoles) -> Alternative:
    """Find what speaks for a kind that is not recommended, and which of its claims no answer supports.

    The latter are its claims on other poles than the chosen ones. Where there are none, they are its claims
    on distinctions on which no answer chose a pole.
    """
    fits = tuple(reasons_for(guide, kind, poles))
    claims = guide.kinds[kind].claims
    contrary = [
        Need(steps, claim, distinction)
        for distinction, by_pole in poles.items()
        if not any(claim.pole in by_pole for claim in claims.get(distinction, ()))
        for steps in [_all_steps(by_pole)]
        for claim in claims.get(distinction, ())
        if claim.pole is not None
    ]
    untouched = (
        Need((), claim, distinction)
        for distinction, own in claims.items()
        if distinction not in poles
        for claim in own
        if claim.pole is not None
    )
    return Alternative(kind, fits, tuple(contrary or untouched))


def count_statements(guide: Guide, kinds: Sequence[str], poles: ChosenPoles) -> StatementCounts:
    """Count the documents for, and those against, some kinds of help taken together, by distinction.

    Each document counts once on each distinction. Where documents support one of the kinds on a distinction,
    none counts against them there, as each kind covers only a part of the need. Distinctions on which no
    document says anything of the kinds are left out.
    """
    counts: dict[str, tuple[int, int]] = {}
    for distinction, by_pole in poles.items():
        agreeing: set[str] = set()
        contrary: set[str] = set()
        for kind in kinds:
            for claim in guide.kinds[kind].claims.get(distinction, ()):
                if claim.pole is not None:
                    (agreeing if claim.pole in by_pole else contrary).update(_documents(guide, claim))
        pro = len(agreeing)
        con = len(contrary - agreeing) if len(kinds) == 1 or not agreeing else 0
        if pro or con:
            counts[distinction] = pro, con
    return counts


def fits_as_well(rival: StatementCounts, own: StatementCounts) -> bool:
    """Whether a rival kind fits the answers at least as well as the recommended kinds, by the documents.

    It does where some speak for it, and its share is at least as large in two ways: of all that the documents
    say of a kind on the answers, the share that speaks for it; and the same distinction by distinction, added
    up over those on which documents speak of the recommended kinds. Shares do not depend on how many
    documents there are. By the first, a recommended kind of which little is known needs no more statements
    than it has; by the second, a rival of which little is known does not outdo one that is known well.
    """
    pro, con = total_statements(rival)
    own_pro, own_con = total_statements(own)
    if not own or not pro or pro * (own_pro + own_con) < own_pro * (pro + con):
        return False
    common = {distinction: counts for distinction, counts in rival.items() if distinction in own}
    # The least common multiple makes whole numbers of all shares, so that equal sums are found equal.
    scale = lcm(*(pro + con for pro, con in (*common.values(), *own.values())))
    score = _add_shares(common, scale)
    return score > 0 and score >= _add_shares(own, scale)


def total_statements(counts: StatementCounts) -> tuple[int, int]:
    """The numbers of documents for and against a kind on all distinctions together."""
    return sum(pro for pro, _ in counts.values()), sum(con for _, con in counts.values())


def _add_shares(counts: StatementCounts, scale: int) -> int:
    return sum(pro * (scale // (pro + con)) for pro, con in counts.values())


def _documents(guide: Guide, claim: Claim) -> list[str]:
    """The sources of a claim without our own judgement."""
    return [source for source in claim.sources if not guide.sources[source].judgement]


def _all_steps(by_pole: Mapping[str, tuple[Step, ...]]) -> tuple[Step, ...]:
    return tuple(dict.fromkeys(step for steps in by_pole.values() for step in steps))
