"""The palette: finds every action, question, record and theme by its words."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Provider
from textual.content import Content

from guide.common.settings_file import THEMES
from guide.common.text import escape_control_chars
from guide.storage.queries import Query, Row, fetch_rows
from guide.tui.appearance import LABELS
from guide.tui.base import AppBase, DialogBase
from guide.tui.key_list import HERE, active_bindings, describe, group_of, key_name
from guide.tui.palette_screen import PaletteScreen

MOST = 20
"""So many records are found at once."""
PROMPT = "Find an action, a question, a record, colours"


class Command(NamedTuple):
    """Something to do: its words, what it does, and where it belongs."""

    words: str
    run: Callable[[], Awaitable[object] | object]
    kind: str


def open_palette(app: AppBase) -> None:
    """Open the palette over the present screen, unless it is open."""
    if not CommandPalette.is_open(cast(Any, app)):
        app.push_screen(PaletteScreen([GuideCommands], placeholder=PROMPT))


class GuideCommands(Provider):
    """What the palette finds. Over a dialog, only what the dialog itself can do, and themes."""

    @property
    def _app(self) -> AppBase:
        return cast(AppBase, self.app)

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        for command in (*self._actions(), *self._themes()):
            yield DiscoveryHit(
                Content(command.words), cast(Any, command.run), text=command.words, help=command.kind
            )

    async def search(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for command in (*self._actions(), *self._themes(), *self._questions(query)):
            if (score := matcher.match(command.words)) > 0:
                # The text may hold brackets, which are no markup.
                yield Hit(score, Content(command.words), cast(Any, command.run), command.words, command.kind)
        for command in await self._records(query):
            yield Hit(1.0, Content(command.words), cast(Any, command.run), command.words, command.kind)

    def _actions(self) -> Iterator[Command]:
        seen = set()
        for key, active in active_bindings(self.screen).items():
            action = active.binding.action
            here = group_of(self.screen, active) == HERE
            if action not in seen and (here or action == "app.show_keys") and active.enabled:
                seen.add(action)
                run = partial(self._app.run_action, action, active.node)
                kind = "On this screen" if here else "Everywhere"
                yield Command(f"{describe(active)} ({key_name(key)})", run, kind)

    def _themes(self) -> Iterator[Command]:
        for choice in THEMES:
            yield Command(f"Colours: {LABELS[choice]}", partial(self._app.choose_theme, choice), "Everywhere")

    def _questions(self, query: str) -> Iterator[Command]:
        """Questions with all of these words. Letters alone would be found in most: they are long."""
        if isinstance(self.screen, DialogBase):
            return
        app = self._app
        for name, question in app.guide.questions.items():
            words = escape_control_chars(" ".join(question.asked(app.voice).split()))
            if not all(word in words.casefold() for word in query.casefold().split()):
                continue
            if name in app.walk.answers:
                yield Command(words, partial(app.open_revision, name), "Change this answer")
            else:
                yield Command(words, partial(self._explore, name), "Show among all questions")

    async def _explore(self, question: str) -> None:
        from guide.tui.screens.explorer.outline import Node
        from guide.tui.screens.explorer.screen import ExplorerScreen
        from guide.tui.screens.explorer.tree import OutlineTree

        app = self._app
        if not isinstance(app.screen, ExplorerScreen):
            await app.push_screen(ExplorerScreen())
        tree = app.screen.query_one(OutlineTree)
        app.call_after_refresh(tree.go_to, Node(question))

    async def _records(self, words: str) -> list[Command]:
        """Records with these words; none in an interview, where the person may see the screen."""
        app = self._app
        path = app.store_path
        if isinstance(self.screen, DialogBase) or path is None or not os.access(path, os.R_OK):
            return []
        if app.controller.interview is not None or not words.strip():
            return []
        rows = await asyncio.to_thread(self._find, words)
        return [Command(_name(row), partial(self._open, row), "Open this record") for row in rows]

    def _find(self, words: str) -> tuple[Row, ...]:
        """Runs in a thread, which needs a connection of its own."""
        from guide.storage import StoreError, open_store

        assert self._app.store_path is not None
        try:
            store = open_store(self._app.store_path)
            try:
                return tuple(fetch_rows(store, Query(search=words.strip()), 0, MOST))
            finally:
                store.close()
        except StoreError:
            # Opening the list of records tells what is wrong.
            return ()

    def _open(self, row: Row) -> None:
        from guide.tui.screens.records.list_screen import RecordsScreen

        app = self._app
        if any(isinstance(screen, RecordsScreen) for screen in app.screen_stack):
            app.go_to_screen(RecordsScreen)
        else:
            app.open_records()
        if isinstance(app.screen, RecordsScreen):
            app.call_after_refresh(app.screen.open_row, row)


def _name(row: Row) -> str:
    texts = (row.person, row.occasion, row.opened[:10])
    return escape_control_chars(" · ".join(text for text in texts if text))
