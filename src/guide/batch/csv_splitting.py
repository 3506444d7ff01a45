"""Where the rows of a table end, and where their cells do.

A quotation mark opens a cell only at its start, and closes it before a delimiter or a line end; within,
two of them stand for one. Anywhere else it is a letter like others. Cells are handed on as they are written.

A line with a cell that is opened and not closed is a row for itself, and the next line begins another. So
that this does not hang on what comes much later, a row over several lines has at most ``MOST`` bytes. Nor are
lines a row where it had another number of cells than the head, and one of them is a whole row by itself.
"""

import re
from collections.abc import Iterator

MOST = 1 << 18
_TRIES = 50
_SPACE = b" \t"

Cells = list[bytes]
Pair = tuple[bytes, Cells | None]
"""A row without its line end, and its cells; None where it cannot be told where they end."""


class Rows:
    """``width`` is the number of cells in the head; None while that is not known."""

    def __init__(self, delimiter: bytes, width: int | None = None) -> None:
        self.delimiter = delimiter
        self._width = width
        between = re.escape(delimiter)
        space = b"[%s]*+" % _SPACE.replace(delimiter, b"")
        plain = rb'(?!")[^%s\n]*+' % between
        within = rb'"[^"]*+(?:""[^"]*+)*+"' + space
        in_line = within.replace(b'[^"]', rb'[^"\n]')
        self._cell = re.compile(rb"%s(%s|%s)" % (between, within, plain.replace(rb"\n", b"")))
        self._row = re.compile(_row(rb"(?:%s|%s)" % (within, plain), between))
        self._unclosable = re.compile(rb'[^"]*+(?:""[^"]*+)*+"[^%s"\s]' % between)
        self._lines = re.compile(rb"(?:%s)*+" % _row(rb"(?:%s|%s)" % (in_line, plain), between))

    def read(self, block: bytes) -> Iterator[Pair]:
        """The rows of a block, which begins and ends between two of them. An empty line is one, too."""
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
        """The end of the last row that is a whole one whatever comes behind; 0 where there is none."""
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
        """Where the row that begins there ends, with its line end; 0 where it does not."""
        line = data.find(b"\n", at) + 1
        found = self._row.match(data, at, max(line, at + MOST))
        if not found or not line:
            return 0
        end = found.end()
        return 0 if end > line and self._holds_a_row(data, at, line, end) else end

    def cells(self, row: bytes) -> Cells | None:
        """The cells of a row with quotes in it."""
        delimiter = self.delimiter
        cells: Cells = self._cell.findall(delimiter + row)
        return cells if delimiter.join(cells) == row else None

    def _certain(self, data: bytes, last: int) -> int:
        """A place between two rows near the end, which saves looking at all that stands before: where a quote
        that was open could not be closed, none is open.
        """
        at = last
        for _ in range(_TRIES):
            if at == 0 or self._unclosable.match(data, at):
                return at
            at = data.rfind(b"\n", 0, max(data.rfind(b'"', 0, at), 0)) + 1
        return 0

    def _ends(self, data: bytes, at: int, last: int) -> int:
        """The end of the rows of one line that follow one another from there on."""
        found = self._lines.match(data, at, last)
        return found.end() if found else at

    def _holds_a_row(self, data: bytes, at: int, line: int, end: int) -> bool:
        """Whether this is rows behind a quote that was never closed. The first line ends at ``line``."""
        if self._width is None or len(self.cells(_bare(data[at:end])) or ()) == self._width:
            return False
        lines = data[line : end - 1].split(b"\n")
        return any(len(self.cells(_bare(one)) or ()) == self._width for one in lines)


def unquote_cell(cell: bytes) -> bytes:
    """What a cell says."""
    return cell.rstrip(_SPACE)[1:-1].replace(b'""', b'"') if cell[:1] == b'"' else cell


def quote_cell(cell: bytes, delimiter: bytes) -> bytes:
    """A cell that says this."""
    if delimiter in cell or b'"' in cell or b"\n" in cell or b"\r" in cell:
        return b'"%s"' % cell.replace(b'"', b'""')
    return cell


def _row(cell: bytes, between: bytes) -> bytes:
    return rb"%s(?:%s%s)*+\r*+\n" % (cell, between, cell)


def _bare(row: bytes) -> bytes:
    return row.rstrip(b"\r\n") if row.endswith((b"\r", b"\n")) else row


def quote_returns(row: bytes, cells: Cells, delimiter: bytes) -> tuple[bytes, Cells]:
    """The same with carriage returns in quotes; most programs would else begin a row there."""
    if b"\r" in row:
        cells = [
            quote_cell(cell, delimiter) if b"\r" in cell and cell[:1] != b'"' else cell for cell in cells
        ]
        row = delimiter.join(cells)
    return row, cells
