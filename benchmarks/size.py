"""Reading and checking guides of many questions, beside what it takes to read the same YAML at all.

    python benchmarks/size.py [--questions 1000 10000 100000]

For each size, a guide with three options a question is generated, half of its questions shared by several
branches. In a process of its own each, it is (a) read by yaml.load with the C loader, and (b) loaded and
completely checked by the guide, with places. Seconds are the processor's; they and the peak memory leave out
what it takes to start. The ratio is (b) to (a).
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

FRONT = """\
{title: T, welcome: W, start_you: Y, start_they: T, duration: D, privacy: P, caution: C, caution_about: C}
"""
SOURCES = "own: {title: What we think, short: our view, judgement: true}\n"
KINDS = """\
distinctions: {side: {name: Side, poles: {left: on the left, right: on the right}}}
headings: {first_step: First step}
kinds:
  one:
    name: One
    in_short: One of two.
    not_for: Two.
    claims:
      side:
        - {pole: left, says: It is on the left., sources: [own]}
        - {pole: right, says: It can be right., sources: [own]}
    plan: {first_step: {says: Go., sources: [own]}}
"""
QUESTION = """\
  q{number}:
    ask: Is it this that you want to get further with, as number {number}?
    ask_about: Is it this that they want to get further with, as number {number}?
    probe: Ask for one example from the last week.
    help: Think of the last time when it mattered.
    options:
      yes_sure:
        say: Yes, that is it
        means: {{side: left}}
        {first}
      not_sure:
        say: I cannot say yet
        unsure: true
        {second}
      no_other:
        say: No, something else
        means: {{side: right}}
        {third}
"""
MEASURE = {
    "yaml": "import sys, yaml\ntext = open(sys.argv[1] + '/tree.yaml').read()\n"
    "def work(): yaml.load(text, yaml.CSafeLoader)\n",
    # As "guide rules check" does it.
    "guide": "import gc, sys\nfrom pathlib import Path\nfrom guide.cli.rules.check import find_problems\n"
    "gc.disable()\n"
    "def work():\n    _, found = find_problems(Path(sys.argv[1]))\n    assert not found, found[:3]\n",
}
TIMED = """
import resource, time
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begin = time.process_time()
work()
print(time.process_time() - begin, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def write(folder: Path, count: int) -> None:
    """A guide in which each question leads to the next ones; the last recommend.

    Question n leads to 2n + 1 and 2n + 2 in the first half (a tree), and the third option to a neighbour, so
    that half of the questions are come to by several roads.
    """

    def leads(number: int) -> str:
        return f"then: q{number}" if number < count else "recommend: end"

    questions = (
        QUESTION.format(
            number=number,
            first=leads(2 * number + 1),
            second=leads(2 * number + 2),
            third=leads(2 * number + 3 if number % 2 else 2 * number + 2),
        )
        for number in range(count)
    )
    end = "outcomes:\n  end: {kinds: [one], title: End, because: It is so., sources: [own]}\n"
    (folder / "tree.yaml").write_text(f"start: q0\nquestions:\n{''.join(questions)}{end}")
    (folder / "kinds.yaml").write_text(KINDS)
    (folder / "sources.yaml").write_text(SOURCES)
    (folder / "guide.yaml").write_text(FRONT)


def measure(what: str, folder: Path) -> tuple[float, float]:
    """Seconds and MiB."""
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE[what] + TIMED, str(folder)], capture_output=True, text=True, check=True
    )
    seconds, memory = ran.stdout.split()
    return float(seconds), float(memory)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--questions", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    print("| questions | MB of YAML | yaml.load, s | guide, s | ratio | yaml.load, MiB | guide, MiB |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for count in arguments.parse_args().questions:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, count)
            size = (folder / "tree.yaml").stat().st_size / 1e6
            plain, plain_memory = measure("yaml", folder)
            ours, our_memory = measure("guide", folder)
            cells = (f"{count:,}", f"{size:.1f}", f"{plain:.2f}", f"{ours:.2f}", f"{ours / plain:.2f}")
            print(f"| {' | '.join(cells)} | {plain_memory:.0f} | {our_memory:.0f} |")


if __name__ == "__main__":
    main()
