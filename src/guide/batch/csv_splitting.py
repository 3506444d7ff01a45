"""Where the rows of a table end, and where their cells do.

A quotation mark opens a cell only at its start, and closes it before a delimiter or a line end. Within, two
of them stand for one. Anywhere else it is a character like others. Cells stay as they are written.

A line with a cell that is opened and never closed is a row by itself. To decide that without reading the
whole file, a row over several lines has at most ``MOST`` bytes. Several lines are also taken for rows of
their own where together they have another number of cells than the header, and one of them alone has the
right one.
"""

import re
from collections.abc import Iterator

MOST = 1 << 18
"""Bytes of the longest row over several lines."""
_TRIES = 50
_SPACE = b" \t"

Cells = list[bytes]
Pair = tuple[bytes, Cells | None]
"""A row without its line end, and its cells; None where it cannot be told where they end."""


class Rows:
    """Splits bytes of CSV into rows and cells.

    ``width`` is the number of cells in the header; None while it is not known.
    """

    def __init__(self, delimiter: bytes, width: int | None = None) -> None:
        self.delimiter = delimiter
        self._width = width
        # Repeated groups are made atomic: possessive ones (“)*+”) match too little in Python before 3.11.5.
        between = re.escape(delimiter)
        space = b"[%s]*+" % _SPACE.replace(delimiter, b"")
        plain = rb'(?!")[^%s\n]*+' % between
        within = rb'"[^"]*+(?>(?:""[^"]*+)*)"' + space
        in_line = within.replace(b'[^"]', rb'[^"\n]')
        self._cell = re.compile(rb"%s(%s|%s)" % (between, within, plain.replace(rb"\n", b"")))
        self._row = re.compile(_row(rb"(?:%s|%s)" % (within, plain), between))
        self._unclosable = re.compile(rb'[^"]*+(?>(?:""[^"]*+)*)"[^%s"\s]' % between)
        self._lines = re.compile(rb"(?>(?:%s)*)" % _row(rb"(?:%s|%s)" % (in_line, plain), between))

    def read(self, block: bytes) -> Iterator[Pair]:
        """Yield the rows of a block, empty lines included. The block begins and ends between two rows."""
        if not block.endswith(b"\n"):
            block += b"\n"
        begin, end = 0, 0
        for line in block[:-1].split(b"\n"):
            if begin >= end:
                row = _bare(line)
                if b'"' not in line:
                    yield quote_returns(row, row.split(self.delimiter), self.delimiter)
                elif cells := self.cells(row):
                    yield quote_returns(row, cells, self.delimiter)
                elif end := self.end(block, begin):
                    row = _bare(block[begin:end])
                    yield quote_returns(row, self.cells(row) or [], self.delimiter)
                else:
                    yield row, None
            begin += len(line) + 1

    def cut(self, data: bytes) -> int:
        """Return the end of the last row that no following bytes could extend; 0 where there is none."""
        last = data.rfind(b"\n") + 1
        at = self._certain(data, last)
        while data.find(b'"', at, last) >= 0:
            if (on := self._ends(data, at, last)) > at:
                at = on
            elif end := self.end(data, at):
                at = end
            elif len(data) - at >= MOST:
                at = data.index(b"\n", at) + 1
            else:
                return at
        return last

    def end(self, data: bytes, at: int = 0) -> int:
        """Return the end of the row that begins at ``at``, after its line end.

        0 where it has none: a quotation mark is never closed, or not within ``MOST`` bytes, or the lines are
        rows of their own.
        """
        line = data.find(b"\n", at) + 1
        match = self._row.match(data, at, max(line, at + MOST))
        if not match or not line:
            return 0
        end = match.end()
        return 0 if end > line and self._holds_a_row(data, at, line, end) else end

    def cells(self, row: bytes) -> Cells | None:
        """Split a row into cells, as they are written. None where quotation marks make their ends unclear."""
        delimiter = self.delimiter
        cells: Cells = self._cell.findall(delimiter + row)
        return cells if delimiter.join(cells) == row else None

    def _certain(self, data: bytes, last: int) -> int:
        """Return a place near the end that is certainly between two rows, 0 where none is found.

        It saves reading everything before: where an open quotation mark could not be closed, none is open.
        """
        at = last
        for _ in range(_TRIES):
            if at == 0 or self._unclosable.match(data, at):
                return at
            at = data.rfind(b"\n", 0, max(data.rfind(b'"', 0, at), 0)) + 1
        return 0

    def _ends(self, data: bytes, at: int, last: int) -> int:
        """Return the end of the rows of one line each that follow from ``at`` on."""
        match = self._lines.match(data, at, last)
        return match.end() if match else at

    def _holds_a_row(self, data: bytes, at: int, line: int, end: int) -> bool:
        """Return whether these lines are rows of their own, after a quotation mark that was never closed.

        The first line ends at ``line``.
        """
        if self._width is None or len(self.cells(_bare(data[at:end])) or ()) == self._width:
            return False
        lines = data[line : end - 1].split(b"\n")
        return any(len(self.cells(_bare(text)) or ()) == self._width for text in lines)


def unquote_cell(cell: bytes) -> bytes:
    """Return the content of a cell: without its quotation marks, if it has them."""
    return cell.rstrip(_SPACE)[1:-1].replace(b'""', b'"') if cell[:1] == b'"' else cell


def quote_cell(cell: bytes, delimiter: bytes) -> bytes:
    """Return a cell with this content, in quotation marks if it needs them."""
    if delimiter in cell or b'"' in cell or b"\n" in cell or b"\r" in cell:
        return b'"%s"' % cell.replace(b'"', b'""')
    return cell


def _row(cell: bytes, between: bytes) -> bytes:
    return rb"%s(?>(?:%s%s)*)\r*+\n" % (cell, between, cell)


def _bare(row: bytes) -> bytes:
    return row.rstrip(b"\r\n") if row.endswith((b"\r", b"\n")) else row


def quote_returns(row: bytes, cells: Cells, delimiter: bytes) -> tuple[bytes, Cells]:
    """Put cells with a carriage return into quotation marks, as most programs would begin a new row there.

    Returns:
        The row, and its cells.
    """
    if b"\r" in row:
        cells = [
            quote_cell(cell, delimiter) if b"\r" in cell and cell[:1] != b'"' else cell for cell in cells
        ]
        row = delimiter.join(cells)
    return row, cells
