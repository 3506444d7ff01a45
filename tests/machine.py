"""How fast this machine is just now, for the limits of time that tests set.

The limits were set on a machine on which reading a certain YAML text took so long. Where it takes longer, as
it may when others share the machine, everything does: there the limits are longer in the same measure. They
are never shorter.
"""

import time
from functools import cache

import yaml

REFERENCE = 0.088
"""Seconds of the processor."""
_TEXT = "".join(
    f"name{number}: {{say: Text number {number}, means: {{a: b, c: d}}, then: name{number + 1}}}\n"
    for number in range(2_000)
)


@cache
def slowness() -> float:
    """How many times slower than the machine that the limits were set on; at least 1."""
    took = []
    for _ in range(3):
        begin = time.process_time()
        yaml.load(_TEXT, yaml.CSafeLoader)
        took.append(time.process_time() - begin)
    return max(1.0, min(took) / REFERENCE)
