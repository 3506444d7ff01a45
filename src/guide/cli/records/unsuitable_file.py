"""What a file is that ``guide records import`` cannot take, and what to do about it."""

from guide.batch.file_kinds import ZIP, describe_archive, describe_foreign_file
from guide.common.encrypted_file import MARK

TAKES = (
    "“import” takes what “guide records export FILE.json” wrote, and answers of a form as a table (.csv,"
    " .xlsx, .ods); a backup is for “guide records restore”"
)
_APPLICATION, _PLACE = b"guid", slice(68, 72)
"""What a plain store has as its application id, and where."""
_WORKBOOKS = (b"xl/workbook", b"opendocument.spreadsheet")


def is_store(start: bytes) -> bool:
    """Return whether a file that starts like this is a store or a backup of one, encrypted or not."""
    return start.startswith(MARK) or start[_PLACE] == _APPLICATION


def describe_unsuitable(content: bytes) -> str:
    """Return what a file is, as part of a sentence, that is neither a form by its name nor JSON.

    It quotes nothing of the content. "" where the content begins like JSON.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and not content.startswith(b"{\\rtf"):
        return ""
    if not content.strip():
        return f"it is empty; {TAKES}"
    if content.startswith(ZIP) and any(name in content for name in _WORKBOOKS):
        return "it is a workbook under another name; let its name end in .xlsx or .ods"
    if kind := describe_archive(content) if content.startswith(ZIP) else describe_foreign_file(content):
        return kind
    try:
        content.decode()
    except UnicodeDecodeError:
        return f"it is neither a text nor a table; {TAKES}"
    return f"it is a text, and not a table by its name; {TAKES}"
