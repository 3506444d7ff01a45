"""Everything that is wrong with a guide: errors and warnings, also where some files are at fault."""

from collections.abc import Iterator, Mapping

from guide.ruleset.checks.accepted import Remark, drop_accepted
from guide.ruleset.checks.claims import (
    check_citations,
    check_contradictions,
    check_disputes,
    check_distinctions,
    check_shown,
)
from guide.ruleset.checks.cut_texts import check_cut_texts
from guide.ruleset.checks.ids import check_ids
from guide.ruleset.checks.repeats import check_lists, check_same_texts, check_unused
from guide.ruleset.checks.replaced import check_replaced
from guide.ruleset.checks.structure import (
    CHECKS,
    check,
    check_choices,
    check_cycles,
    check_outcomes,
    check_placeholders,
    check_sources,
)
from guide.ruleset.checks.style import STYLE_CHECKS
from guide.ruleset.checks.text_signs import check_text_signs, check_unused_names
from guide.ruleset.checks.warnings import find_warnings
from guide.ruleset.model import Case, Guide
from guide.ruleset.parsing.loader import CASES_FILE, LoadedParts, check_linked, load_parts
from guide.ruleset.parsing.partial import faulty_rows, keys_of_row, only_these, partial_guide
from guide.ruleset.problems import Place, Problem

_ROW_CHECKS = (check_choices, check_outcomes, check_sources, check_placeholders)
"""The checks of structure that look at one row at a time."""

_ROW_WARNINGS = (*STYLE_CHECKS, check_ids, check_same_texts, check_lists)
"""The warnings for which each row stands for itself, or can be compared with those that are in order."""

_PATHS_AT_FAULT = ("choice", "more", "road")
"""Errors of paths, beside which nothing can be said about where walks end."""

_ON_PATHS = ("both", "replaced")
"""Warnings about where walks end."""

_LARGEST = 1 << 20
"""Bytes of a guide at fault, beyond which only what is at fault is told."""

_BESIDE_PATHS = ("sources", "headings", "kinds", "distinctions")
"""Tables that no path depends on."""


def find_all_problems(texts: Mapping[str, bytes]) -> list[Problem]:
    """Every problem of a guide and its cases, in the order of their places.

    Where some of it is at fault, the rest is checked as far as it does not depend on that: of a row with an
    error nothing else is told, and what takes several files is checked where these are in order.

    Args:
        texts: The content of the files by name.
    """
    loaded = load_parts(texts)
    problems = list(loaded.problems)
    problems += _of_parts(loaded, texts) if problems else _of_guide(loaded, texts)
    problems += _of_cases(loaded, texts)
    return sorted(problems, key=lambda problem: problem.place)


def _of_guide(loaded: LoadedParts, texts: Mapping[str, bytes]) -> list[Problem]:
    guide = loaded.guide()
    problems = check(guide, loaded.locate)
    if any(problem.code == "cycle" for problem in problems):
        return problems
    warnings = find_warnings(guide, loaded.locate, _own_texts(loaded, texts))
    if any(problem.code in _PATHS_AT_FAULT for problem in problems):
        warnings = [problem for problem in warnings if problem.code not in _ON_PATHS]
    return problems + warnings


def _own_texts(loaded: LoadedParts, texts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {name: text for name, text in texts.items() if name in loaded.parts}


def _of_parts(loaded: LoadedParts, texts: Mapping[str, bytes]) -> list[Problem]:
    """The further problems of a guide of which some parts are at fault.

    None where so many are that their cause must be mended first, or the files are larger than guides are.
    """
    size = sum(map(len, _own_texts(loaded, texts).values()))
    if size > _LARGEST or any(problem.code == "too-many" for problem in loaded.problems):
        return []
    guide = partial_guide(loaded)
    problems = [problem for check_rows in _ROW_CHECKS for problem in check_rows(guide, loaded.locate)]
    remarks = list(_remarks_on_rows(loaded, guide, texts))
    if only_these(loaded, "tree.yaml", _BESIDE_PATHS):
        cycles = list(check_cycles(guide, loaded.locate))
        others = [check_code for check_code in CHECKS if check_code not in _ROW_CHECKS]
        problems += cycles or [found for check_code in others for found in check_code(guide, loaded.locate)]
        at_fault = cycles or any(problem.code in _PATHS_AT_FAULT for problem in problems)
        remarks += [] if at_fault else _remarks_on_paths(loaded, guide)
    # Whether an acceptance is needed is known only where every check was made.
    accepted = drop_accepted(guide, loaded.locate, remarks)
    problems += [problem for problem in accepted if problem.code != "acceptance"]
    faulty = faulty_rows(loaded)
    return [
        problem
        for problem in problems
        if keys_of_row(problem.place.file, loaded.locate.keys_at(problem.place)) not in faulty
    ]


def _remarks_on_rows(loaded: LoadedParts, guide: Guide, texts: Mapping[str, bytes]) -> Iterator[Remark]:
    for check_rows in _ROW_WARNINGS:
        yield from check_rows(guide)
    yield from check_cut_texts(loaded.locate, _own_texts(loaded, texts))
    # Whether there is a table of names, and which, is known only where the first page is in order.
    names_known = all(problem.place.file != "guide.yaml" for problem in loaded.problems)
    if names_known:
        yield from check_unused_names(guide, _own_texts(loaded, texts))
    for remark in check_text_signs(guide, _own_texts(loaded, texts)):
        if names_known or remark.code != "braces":
            yield remark


def _remarks_on_paths(loaded: LoadedParts, guide: Guide) -> Iterator[Remark]:
    """Warnings about a guide whose paths are in order, as far as its other files allow."""
    yield from check_replaced(guide)
    linked = ("sources", "headings")
    kinds_known = only_these(loaded, "kinds.yaml", linked) and only_these(loaded, "tree.yaml", linked)
    kinds_whole = only_these(loaded, "kinds.yaml")
    if kinds_known:
        for check_claims in (check_distinctions, check_shown, check_contradictions):
            yield from check_claims(guide)
    if kinds_whole and only_these(loaded, "sources.yaml"):
        yield from check_disputes(guide)
    if kinds_whole and only_these(loaded, "tree.yaml"):
        yield from check_unused(guide)
        yield from check_citations(guide)


def _of_cases(loaded: LoadedParts, texts: Mapping[str, bytes]) -> list[Problem]:
    if CASES_FILE in texts:
        return check_linked(texts, CASES_FILE, tuple[Case, ...], loaded.tables)[1]
    stem = CASES_FILE.partition(".")[0]
    message = f"this file is not read, as it is not called {CASES_FILE}"
    return [
        Problem("file", Place(name, 1, 1), message, f"Rename it to “{CASES_FILE}”.", "warning")
        for name in texts
        if name.casefold().partition(".")[0] == stem
    ]
