"""The digest of files: it tells one version of them from another."""

from collections.abc import Mapping
from hashlib import sha256


def digest(texts: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of the names and contents of the files, in hexadecimal: the id of this version."""
    whole = sha256()
    for name in sorted(texts):
        for part in (name.encode(), texts[name]):
            # With its length, so that no two lists of files give the same bytes.
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
