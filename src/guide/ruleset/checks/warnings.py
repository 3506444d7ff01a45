"""Warnings: what makes a guide worse without stopping it. Only an author who asks is told of them."""

from guide.ruleset.checks.accepted import drop_accepted
from guide.ruleset.checks.claims import CLAIM_CHECKS
from guide.ruleset.checks.style import STYLE_CHECKS
from guide.ruleset.model import Guide
from guide.ruleset.problems import Locate, Problem


def find_warnings(guide: Guide, locate: Locate) -> list[Problem]:
    """Every warning that the author does not accept, and a warning for every acceptance that is not needed.

    Args:
        guide: A guide whose questions lead round in no circle.
        locate: Gives the place of a key in a file.
    """
    remarks = (remark for check in (*STYLE_CHECKS, *CLAIM_CHECKS) for remark in check(guide))
    return drop_accepted(guide, locate, remarks)
