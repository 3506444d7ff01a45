"""What the driver leaves behind, where the terminal says something at the last moment."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("the driver of POSIX terminals", allow_module_level=True)

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.messages import InBandWindowResize

from guide.tui.terminal.posix_driver import UnixDriver


async def test_what_the_terminal_says_while_reading_ends_leaves_nothing_turned_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[str] = []
    driver = UnixDriver(App())
    monkeypatch.setattr(driver, "write", written.append)
    monkeypatch.setattr(driver, "flush", lambda: None)
    monkeypatch.setattr(driver._app, "post_message", lambda _: True)

    def end_reading(driver: LinuxDriver) -> None:
        driver._disable_mouse_support()
        driver.process_message(InBandWindowResize(supported=True, enabled=False))

    monkeypatch.setattr(LinuxDriver, "disable_input", end_reading)
    driver.disable_input()

    text = "".join(written)
    for mode in ("1016", "2048"):
        assert text.rpartition(f"\x1b[?{mode}")[2].startswith("l")
