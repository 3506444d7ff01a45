"""The guide as a shell runs it, with a pipe on which it tells what it does: the child of ``chaos``.

    python chaos_child.py OUT IN FOLDER ARGUMENT...

The process that is started is the leader of the session and does what a shell does with its jobs: it gives
the terminal to the guide, takes it back when the guide is stopped, and continues it on a line from ``IN``.
The guide is a process of its own. On ``OUT`` come lines:

    pid NUMBER              the guide runs
    screen CLASS            a screen is painted
    shut                    what is typed does not count now
    open                    it does again
    handled                 a key, or what else was typed, was handled or does not count
    begun                   something is done beside: in a thread, or bit by bit
    done                    and has ended
    slow WALL CPU CLASS     a step of the loop took so many milliseconds, and so many of the processor
    stopped SIGNAL          the guide was stopped, by the signal with this number
    ended CODE              its exit code, or minus the signal that ended it
"""

import os
import signal
import sys
import time

NOTABLE = 0.1
"""Seconds that a step takes to be told."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STOPPING = (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP)
OTHER_WRITES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate")


def run_job(out: int, commands: int, folder: str, arguments: list[str]) -> int:
    """Run the guide in the foreground of this terminal; its exit code."""
    # Not SIGHUP: without its terminal the leader ends, and the guide is told so.
    for name in (*STOPPING, signal.SIGINT, signal.SIGQUIT):
        signal.signal(name, signal.SIG_IGN)
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for name in (*STOPPING, signal.SIGQUIT):
            signal.signal(name, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run_guide(out, folder, arguments)
    tell(out, f"pid {pid}")
    while True:
        _, status = os.waitpid(pid, os.WUNTRACED)
        os.tcsetpgrp(0, os.getpgrp())
        if not os.WIFSTOPPED(status):
            code = os.waitstatus_to_exitcode(status)
            tell(out, f"ended {code}")
            return 0
        tell(out, f"stopped {os.WSTOPSIG(status)}")
        os.read(commands, 1)
        os.tcsetpgrp(0, pid)
        os.killpg(pid, signal.SIGCONT)


def tell(out: int, line: str) -> None:
    os.write(out, f"{line}\n".encode())


def run_guide(out: int, folder: str, arguments: list[str]) -> None:
    import asyncio.events
    import faulthandler

    from guide.cli.main import main
    from guide.tui.terminal.gated_app import GatedApp

    # So that what hangs can be asked where.
    faulthandler.register(signal.SIGUSR1, all_threads=True)
    shown = ""
    display, step = GatedApp._display, asyncio.events.Handle._run

    def tell_screen(app, screen, renderable):  # type: ignore[no-untyped-def]
        nonlocal shown
        name = type(app.screen).__name__
        if name != shown:
            shown = name
            tell(out, f"screen {name}")
        display(app, screen, renderable)

    def measure(handle):  # type: ignore[no-untyped-def]
        wall, cpu = time.perf_counter(), time.thread_time()
        step(handle)
        wall = time.perf_counter() - wall
        if wall > NOTABLE:
            tell(out, f"slow {wall * 1000:.0f} {(time.thread_time() - cpu) * 1000:.0f} {shown}")

    tell_of_gate(out)
    tell_of_work(out)
    GatedApp._display = tell_screen  # type: ignore[method-assign]
    asyncio.events.Handle._run = measure  # type: ignore[method-assign]
    sys.addaudithook(lambda event, told: keep_inside(folder, event, told))
    sys.argv[1:] = arguments
    main()


def tell_of_gate(out: int) -> None:
    """Tell when what is typed counts, and of keys that do not."""
    from guide.tui.terminal.input_gate import Gate

    opening, shutting, admitting = Gate._open, Gate._shut, Gate.admits_key

    def tell_open(gate, turn):  # type: ignore[no-untyped-def]
        was_open = gate.is_open
        opening(gate, turn)
        if gate.is_open and not was_open:
            tell(out, "open")

    def tell_shut(gate):  # type: ignore[no-untyped-def]
        if gate.is_open:
            tell(out, "shut")
        return shutting(gate)

    def tell_dropped(gate, key):  # type: ignore[no-untyped-def]
        admitted = admitting(gate, key)
        if not admitted:
            tell(out, "handled")
        return admitted

    Gate._open = tell_open  # type: ignore[method-assign]
    Gate._shut = tell_shut  # type: ignore[method-assign]
    Gate.admits_key = tell_dropped  # type: ignore[method-assign]


def tell_of_work(out: int) -> None:
    """Tell when what was typed is handled, and of what is done beside."""
    from textual.worker import Worker

    from guide.tui.terminal.gated_app import GatedApp

    handing, finishing, working = GatedApp._hand_on, GatedApp._finish, Worker._run

    async def tell_handed(app, event):  # type: ignore[no-untyped-def]
        await handing(app, event)
        if app._under_way is None:
            tell(out, "handled")

    async def tell_finished(app, event):  # type: ignore[no-untyped-def]
        if app._under_way is event:
            tell(out, "handled")
        await finishing(app, event)

    async def tell_work(worker, app):  # type: ignore[no-untyped-def]
        tell(out, "begun")
        try:
            await working(worker, app)
        finally:
            tell(out, "done")

    GatedApp._hand_on = tell_handed  # type: ignore[method-assign]
    GatedApp._finish = tell_finished  # type: ignore[method-assign]
    Worker._run = tell_work  # type: ignore[method-assign]


def keep_inside(folder: str, event: str, told: tuple[object, ...]) -> None:
    """Let nothing be written outside the folder, whatever name for a file was typed."""
    if event == "open":
        path, _, flags = told
        writes = isinstance(flags, int) and flags & WRITES
    else:
        path, writes = (told or ("",))[0], event in OTHER_WRITES
    if writes and isinstance(path, str | bytes | os.PathLike):
        where = os.path.realpath(os.fsdecode(path))
        if not where.startswith((f"{folder}{os.sep}", "/dev/")) and "__pycache__" not in where:
            raise PermissionError(1, "Operation not permitted", where)


if __name__ == "__main__":
    told, asked, place, *rest = sys.argv[1:]
    sys.exit(run_job(int(told), int(asked), place, rest))
