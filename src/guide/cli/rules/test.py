"""``guide rules test``: the scenario tests of a guide, and what none of them covers."""

from argparse import Namespace

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.rules.rules_command import Commands, add_command, count_noun, load_guide_and_cases, print_lines


def add_parser(commands: Commands) -> None:
    """Add ``guide rules test`` and its options to the parser of its group."""
    add_command(commands, "test", _run, "try the cases, and tell what they do not touch")


def _run(args: Namespace) -> int:
    from guide.authoring.scenarios import doubtful_lines, failure_lines, measure_coverage, run_scenario

    guide, cases = load_guide_and_cases(args.folder)
    results = [run_scenario(guide, case) for case in cases]
    failures = [result for result in results if not result.passed]
    for failure in failures:
        print_lines(*failure_lines(failure), "")
    if doubtful := list(doubtful_lines(results)):
        print_lines("Look at these once more; guide explain tells why:", *doubtful)
    covered = measure_coverage(guide, results)
    for what, counts in (("answer", covered.answers), ("outcome", covered.outcomes)):
        missed = [name for name, count in counts.items() if not count]
        print(f"{count_noun(len(counts) - len(missed), what)} of {len(counts)} in a case.")
        for name in missed:
            print_lines(f"  in no case: {name if isinstance(name, str) else '='.join(name)}")
    print(f"{len(results) - len(failures)} passed, {len(failures)} failed")
    return INPUT_AT_FAULT if failures else DONE
