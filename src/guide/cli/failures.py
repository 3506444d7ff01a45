"""What is said on standard error when something is wrong with the input, or with guide itself."""

import os
import sys
from pathlib import Path

from guide.cli.commands import OUR_FAILURE


def complain(sentence: str) -> None:
    """Print a sentence on standard error, with control characters made visible."""
    from guide.common.text import escape_control_chars

    print(escape_control_chars(sentence), file=sys.stderr)


def report_own_failure(error: BaseException) -> int:
    """Print one sentence on standard error about an error of the program, and return the exit code for that.

    The message of the error is left out, as it could hold what somebody answered. With ``GUIDE_DEBUG`` in
    the environment, the places of the traceback are printed too, but no values.
    """
    if os.environ.get("GUIDE_DEBUG"):
        import traceback

        traceback.print_tb(error.__traceback__)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = (
        f" ({type(error).__name__} in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})"
        if trace
        else ""
    )
    print(
        f"guide had to stop because of a fault of its own{where}. Set GUIDE_DEBUG=1 to see more.",
        file=sys.stderr,
    )
    return OUR_FAILURE
