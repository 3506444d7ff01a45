"""How many examples a property is tried with.

Each run of the suite tries so many that all of it is done in minutes; with ``HYPOTHESIS_PROFILE=thorough`` in
the environment it tries all.
"""

import os

from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
SHARE = 3
"""One in so many is tried where nobody asks for all."""

# A busy machine lets a test wait: it is no fault to be slow, neither of what is tested nor of what is drawn.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def examples(count: int = 100) -> int:
    """Of a property whose examples are slow: all of them, or a part."""
    return count if THOROUGH else count // SHARE
