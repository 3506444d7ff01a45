"""The outline as a tree widget, whose rows are made when they are first shown."""

from typing import ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from guide.ruleset.model import Voice
from guide.tui.screens.explorer.outline import Node, Outline


class OutlineTree(Tree[Node]):
    """A tree widget that shows the outline. A row is made when the row above it is first expanded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "expand_row", "Open, or go in", show=False),
        Binding("left", "collapse_row", "Close, or go out", show=False),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]

    def __init__(self, outline: Outline, voice: Voice) -> None:
        self.outline = outline
        self._voice = voice
        super().__init__(self._text(outline.top), outline.top)
        self.guide_depth = 2

    def on_mount(self) -> None:
        self._reset_to(self.outline.top)
        self.go_to(self.outline.top)

    @property
    def node(self) -> Node:
        """The row at the cursor; the first question where there is no cursor."""
        return self.outline.top if self.cursor_node is None else cast(Node, self.cursor_node.data)

    def show(self, outline: Outline) -> None:
        """Show another outline in place of this one, with the same rows expanded."""
        here, expanded = outline.nearest(self.node), self._expanded()
        self.outline = outline
        self._reset_to(outline.path(here)[0])
        stack = [self.root]
        while stack:
            row = stack.pop()
            if row.data in expanded:
                self._fill(row)
                row.expand()
                stack += row.children
        self.go_to(here)

    def go_to(self, node: Node) -> None:
        """Expand the rows above a row, and put the cursor on it."""
        top, *rest = self.outline.path(node)
        if self.root.data != top:
            self._reset_to(top)
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
        """Scroll sideways where a deep row begins so far to the right that too little of it would be seen."""
        depth, row = 0, event.node
        while row.parent is not None:
            depth, row = depth + 1, row.parent
        self.scroll_to(x=max(0, (depth + 2) * self.guide_depth - self.size.width // 2), animate=False)

    def action_expand_row(self) -> None:
        row = self.cursor_node
        if row is None or not row.allow_expand:
            return
        if row.is_expanded and row.children:
            self.move_cursor(row.children[0])
        else:
            row.expand()

    def action_collapse_row(self) -> None:
        row = self.cursor_node
        if row is None:
            return
        if row.is_expanded and row.allow_expand and not row.is_root:
            row.collapse()
        elif row.parent is not None:
            self.move_cursor(row.parent)
        elif step := self.outline.came_by.get(self.node.question):
            self.go_to(Node(*step))

    def _reset_to(self, top: Node) -> None:
        # Without a cursor, the next row is always a new one, and a message is posted for it.
        self.unselect()
        self.reset(self._text(top), top)
        self._fill(self.root)
        self.root.expand()

    def _fill(self, row: TreeNode[Node]) -> None:
        if not row.children and row.data is not None:
            for node in self.outline.below(row.data):
                row.add(self._text(node), node, allow_expand=bool(self.outline.below(node)))

    def _expanded(self) -> set[Node]:
        nodes, stack = set(), [self.root]
        while stack:
            row = stack.pop()
            if row.is_expanded and row.data is not None:
                nodes.add(row.data)
                stack += row.children
        return nodes

    def render_line(self, y: int) -> Strip:
        """The line of a row. Where its text is cut at either side, it has “…” there."""
        strip = super().render_line(y)
        # Nothing touches the scrollbar.
        gap = " " * self.show_vertical_scrollbar
        number, width = self.scroll_offset.y + y, self.scrollable_content_region.width - len(gap)
        if number > self.last_line or width < 2:
            return strip
        line = self._tree_lines[number]
        begins = line._get_guide_width(self.guide_depth, self.show_root) - self.scroll_offset.x
        if begins < 0:
            style = next(iter(strip.crop(0, 1))).style
            strip = Strip.join([Strip([Segment("…", style)]), strip.crop(1)])
        if begins + self.get_label_width(line.node) <= width:
            return strip
        cut = strip.crop(0, width - 1)
        *_, last = cut
        return Strip.join([cut, Strip([Segment(f"…{gap}", last.style)])])

    def render_label(self, node: TreeNode[Node], base_style: Style, style: Style) -> Text:
        label = super().render_label(node, base_style, style)
        if node is self.cursor_node:
            # The style of the cursor alone: with few colours it is not bold, as bold black is grey there.
            label.stylize(Style(bold=style.bold or False))
        return label

    def _text(self, node: Node) -> Text:
        return Text(self.outline.label(node, self._voice), style="" if node.option else "bold")
