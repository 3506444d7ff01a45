"""The outline as a tree on the screen, unfolded where somebody looks."""

from typing import ClassVar, cast

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from guide.ruleset.model import Voice
from guide.tui.screens.explorer.outline import Node, Outline


class OutlineTree(Tree[Node]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "unfold", show=False),
        Binding("left,h", "fold", show=False),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    def __init__(self, outline: Outline, voice: Voice) -> None:
        self.outline = outline
        self._voice = voice
        super().__init__(self._text(outline.top), outline.top)
        self.guide_depth = 2

    def on_mount(self) -> None:
        self._plant(self.outline.top)
        self.go_to(self.outline.top)

    @property
    def node(self) -> Node:
        """What is under the cursor."""
        return self.outline.top if self.cursor_node is None else cast(Node, self.cursor_node.data)

    def show(self, outline: Outline) -> None:
        """Put another outline in place of this one, unfolded alike."""
        here, unfolded = outline.nearest(self.node), self._unfolded()
        self.outline = outline
        self._plant(outline.path(here)[0])
        stack = [self.root]
        while stack:
            row = stack.pop()
            if row.data in unfolded:
                self._fill(row)
                row.expand()
                stack += row.children
        self.go_to(here)

    def go_to(self, node: Node) -> None:
        """Unfold what leads to a row, and put the cursor on it."""
        top, *rest = self.outline.path(node)
        if self.root.data != top:
            self._plant(top)
        row = self.root
        for data in rest:
            self._fill(row)
            row.expand()
            row = next(child for child in row.children if child.data == data)
        # The tree gives its rows their lines when it is asked for the last one.
        if self.last_line >= 0:
            self.move_cursor(row)

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Node]) -> None:
        self._fill(event.node)

    def on_tree_node_selected(self, event: Tree.NodeSelected[Node]) -> None:
        if event.node.data is not None and event.node.data.jump:
            self.go_to(Node(event.node.data.question))

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Node]) -> None:
        """Deep rows begin far to the right: follow them."""
        depth, row = 0, event.node
        while row.parent is not None:
            depth, row = depth + 1, row.parent
        self.scroll_to(x=max(0, depth * self.guide_depth - self.size.width // 3), animate=False)

    def action_unfold(self) -> None:
        row = self.cursor_node
        if row is None or not row.allow_expand:
            return
        if row.is_expanded and row.children:
            self.move_cursor(row.children[0])
        else:
            row.expand()

    def action_fold(self) -> None:
        row = self.cursor_node
        if row is None:
            return
        if row.is_expanded and row.allow_expand and not row.is_root:
            row.collapse()
        elif row.parent is not None:
            self.move_cursor(row.parent)
        elif step := self.outline.came_by.get(self.node.question):
            self.go_to(Node(*step))

    def _plant(self, top: Node) -> None:
        # Without a cursor the next row under it is always a new one, and told of.
        self.unselect()
        self.reset(self._text(top), top)
        self._fill(self.root)
        self.root.expand()

    def _fill(self, row: TreeNode[Node]) -> None:
        if not row.children and row.data is not None:
            for node in self.outline.below(row.data):
                row.add(self._text(node), node, allow_expand=bool(self.outline.below(node)))

    def _unfolded(self) -> set[Node]:
        found, stack = set(), [self.root]
        while stack:
            row = stack.pop()
            if row.is_expanded and row.data is not None:
                found.add(row.data)
                stack += row.children
        return found

    def _text(self, node: Node) -> Text:
        return Text(self.outline.label(node, self._voice), style="" if node.option else "bold")
