"""What the documents say to the answers of a walk: for each kind of support, what speaks for and against it.

An answer chooses poles. A claim on such a pole speaks for its kind. A document that claims another pole of
the same distinction, and not this one, speaks against it. What stands on no document is our own view: it is
shown, and never counted.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from guide.engine.walk import Step, Walk
from guide.ruleset.model import Claim, Guide, Statement

ChosenPoles = Mapping[str, Mapping[str, tuple[Step, ...]]]
"""The answers that chose a pole, by distinction and pole."""


class Reason(Struct, frozen=True):
    """What bears on a recommendation, and the answers that make it do so.

    For and against a kind it is a claim on a ``distinction``. A signpost's own reasons have neither kind nor
    distinction.
    """

    steps: tuple[Step, ...]
    claim: Claim | Statement
    kind: str = ""
    distinction: str = ""


class Need(Struct, frozen=True):
    """A claim that a kind would need an answer for. ``steps`` chose another pole; where empty, none did."""

    steps: tuple[Step, ...]
    claim: Claim
    distinction: str


class Alternative(Struct, frozen=True):
    """A kind that is not recommended: the answers that fit it too, and what it would need."""

    kind: str
    fits: tuple[Reason, ...]
    needs: tuple[Need, ...]


class Standing(Struct, frozen=True):
    """How many statements of documents speak for a kind on a walk, and against it.

    A document counts once on each distinction.
    """

    kind: str
    pro: int
    con: int


def chosen_poles(walk: Walk, steps: Collection[Step]) -> ChosenPoles:
    """The poles that these answers of the walk choose, in the order of the road."""
    found: dict[str, dict[str, list[Step]]] = {}
    among = frozenset(steps)
    for step in walk.path:
        if step in among:
            for distinction, pole in walk.option_at(step).means.items():
                found.setdefault(distinction, {}).setdefault(pole, []).append(step)
    return {
        distinction: {pole: tuple(own) for pole, own in by_pole.items()}
        for distinction, by_pole in found.items()
    }


def reasons_for(guide: Guide, kind: str, poles: ChosenPoles) -> Iterator[Reason]:
    """The claims that stand on a chosen pole."""
    for distinction, by_pole in poles.items():
        for claim in guide.kinds[kind].claims.get(distinction, ()):
            if claim.pole is not None and claim.pole in by_pole:
                yield Reason(by_pole[claim.pole], claim, kind, distinction)


def reasons_against(guide: Guide, kinds: Sequence[str], poles: ChosenPoles) -> Iterator[Reason]:
    """The documents' claims on other poles, where no document claims a chosen one for any of the kinds."""
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
    """Why not this kind: its claims on other poles than the chosen ones; without any, those not spoken of."""
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
    unspoken = (
        Need((), claim, distinction)
        for distinction, own in claims.items()
        if distinction not in poles
        for claim in own
        if claim.pole is not None
    )
    return Alternative(kind, fits, tuple(contrary or unspoken))


def count_statements(guide: Guide, kinds: Sequence[str], poles: ChosenPoles) -> tuple[int, int]:
    """How many statements of documents speak for these kinds taken together, and how many against.

    Of several kinds each has its part, so none is held against them where another has the document's word.
    """
    pro = con = 0
    for distinction, by_pole in poles.items():
        own: set[str] = set()
        other: set[str] = set()
        for kind in kinds:
            for claim in guide.kinds[kind].claims.get(distinction, ()):
                if claim.pole is not None:
                    (own if claim.pole in by_pole else other).update(_documents(guide, claim))
        pro += len(own)
        con += len(other - own) if len(kinds) == 1 or not own else 0
    return pro, con


def _documents(guide: Guide, claim: Claim) -> list[str]:
    return [source for source in claim.sources if not guide.sources[source].judgement]


def _all_steps(by_pole: Mapping[str, tuple[Step, ...]]) -> tuple[Step, ...]:
    return tuple(dict.fromkeys(step for steps in by_pole.values() for step in steps))
