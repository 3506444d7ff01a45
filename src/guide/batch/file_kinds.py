"""Files that are no text, known by the bytes at their start."""

_EXPORT = "export the answers as CSV, or save them as .xlsx"
_SAVE = "save it as .xlsx or as “CSV UTF-8”"
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"it is a PDF document, not a table; {_EXPORT}"),
    (b"\x89PNG", f"it is a picture (PNG), not a table; {_EXPORT}"),
    (b"\xff\xd8\xff", f"it is a picture (JPEG), not a table; {_EXPORT}"),
    (b"GIF8", f"it is a picture (GIF), not a table; {_EXPORT}"),
    (b"II*\0", f"it is a picture (TIFF), not a table; {_EXPORT}"),
    (
        b"\xd0\xcf\x11\xe0",
        f"it is an old Office file (.xls), or an Excel file with a password; {_SAVE}, without a password",
    ),
    (b"{\\rtf", f"it is a text document (RTF), not a table; {_EXPORT}"),
    (b"SQLite format 3", f"it is a database (SQLite), not a table; {_EXPORT}"),
    (b"\x1f\x8b", "it is compressed (gzip); unpack it first"),
    (b"7z\xbc\xaf", "it is compressed (7z); unpack it first"),
    (b"Rar!", "it is compressed (RAR); unpack it first"),
    (b"PAR1", f"it is a Parquet file, which is not read; {_EXPORT}"),
    (b"$FL", f"it is an SPSS file, which is not read; {_EXPORT}"),
)
ZIP = b"PK\x03\x04"
"""How workbooks begin, and all other archives."""
_INSIDE = (
    (b"Index/Document.iwa", "it is a document of Numbers or Pages; export it as CSV or Excel"),
    (b"word/document.xml", f"it is a Word document, not a table; {_EXPORT}"),
    (b"ppt/presentation.xml", f"it is a presentation, not a table; {_EXPORT}"),
)
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style")


def describe_foreign_file(start: bytes) -> str:
    """Return what a file is that is no table, and what to do about it; "" for text, and for archives."""
    for begin, kind in _KINDS:
        if start.startswith(begin):
            return kind
    text = start[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith(_PAGES):
        return f"it is a page of HTML, whatever its name says; open it in a spreadsheet, and {_SAVE}"
    if text.startswith(b"<?xml"):
        return f"it is XML, not a table; open it in a spreadsheet, and {_SAVE}"
    return ""


def describe_archive(data: bytes) -> str:
    """Return what an archive is that is no workbook, and what to do about it."""
    for name, kind in _INSIDE:
        if name in data:
            return kind
    return "it is an archive (zip), or a workbook that is damaged; unpack it, or save the workbook again"
