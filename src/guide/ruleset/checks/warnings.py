"""Warnings: what makes a guide worse without stopping it. Only an author who asks is told of them."""

from collections.abc import Callable, Iterator, Mapping

from guide.ruleset.checks.accepted import Remark, drop_accepted
from guide.ruleset.checks.claims import CLAIM_CHECKS
from guide.ruleset.checks.cut_texts import check_cut_texts
from guide.ruleset.checks.ids import check_ids
from guide.ruleset.checks.repeats import check_lists, check_same_texts, check_unused
from guide.ruleset.checks.replaced import check_replaced
from guide.ruleset.checks.style import STYLE_CHECKS
from guide.ruleset.checks.text_signs import check_text_signs, check_unused_names
from guide.ruleset.model import Guide
from guide.ruleset.parsing.source_map import SourceMap
from guide.ruleset.problems import Problem

GUIDE_CHECKS: tuple[Callable[[Guide], Iterator[Remark]], ...] = (
    *STYLE_CHECKS,
    check_ids,
    check_same_texts,
    check_lists,
    check_unused,
    check_replaced,
    *CLAIM_CHECKS,
)


def find_warnings(guide: Guide, locate: SourceMap, texts: Mapping[str, bytes]) -> list[Problem]:
    """Every warning that the author does not accept, and a warning for every acceptance that is not needed.

    Args:
        guide: A guide whose questions lead round in no circle.
        locate: Gives the place of a key in a file.
        texts: The content of its files by name.
    """
    remarks = [remark for check in GUIDE_CHECKS for remark in check(guide)]
    remarks += check_cut_texts(locate, texts)
    remarks += check_text_signs(guide, texts)
    remarks += check_unused_names(guide, texts)
    return drop_accepted(guide, locate, remarks)
