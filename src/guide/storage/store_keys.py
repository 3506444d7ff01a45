"""The keys of encrypted stores. A passphrase is given once for the process, and kept in its memory alone."""

from pathlib import Path
from unicodedata import normalize

from guide.common.encrypted_file import make_salt, read_salt

ITERATIONS = 256_000
"""Rounds of PBKDF2 with SHA-512, as SQLCipher 4 does by itself: other programs can open the file, too."""
_KEY_LENGTH = 32

_passphrases: list[str] = []
_keys: dict[tuple[str, bytes], str] = {}
"""By passphrase and salt, so that a key is computed once."""
_known: dict[bytes, str] = {}
"""The keys that have opened a file, by its salt."""
_salts: dict[tuple[int, int], bytes] = {}
"""Salts of files that were opened, by device and number of the file; b"" for plain ones."""


def derive_key(passphrase: str, salt: bytes) -> str:
    """Return the key for a passphrase, as SQLCipher reads it. This takes about a tenth of a second.

    The passphrase may be typed with accents of one character or of two.
    """
    if (key := _keys.get((passphrase, salt))) is None:
        from hashlib import pbkdf2_hmac

        secret = normalize("NFC", passphrase).encode(errors="surrogateescape")
        key = f"{pbkdf2_hmac('sha512', secret, salt, ITERATIONS, _KEY_LENGTH).hex()}{salt.hex()}"
        _keys[passphrase, salt] = key
    return key


def make_key(passphrase: str) -> str:
    """Return the key of a new file with this passphrase."""
    return derive_key(passphrase, make_salt())


def remember_passphrase(passphrase: str) -> None:
    """Try this passphrase on each encrypted store that this process opens."""
    if passphrase not in _passphrases:
        _passphrases.append(passphrase)


def forget_passphrases() -> None:
    """Forget every passphrase and key."""
    for memory in (_passphrases, _keys, _known, _salts):
        memory.clear()


def candidate_keys(real: Path) -> list[str]:
    """Return the keys to try on a file: [""] where it is plain, and none where no passphrase was given."""
    salt = _salt(real)
    if not salt:
        return [""]
    if salt in _known:
        return [_known[salt]]
    return [derive_key(passphrase, salt) for passphrase in reversed(_passphrases)]


def note_opened(key: str) -> None:
    """Remember that this key has opened its file."""
    if key:
        _known[bytes.fromhex(key[2 * _KEY_LENGTH :])] = key


def key_in_use(real: Path) -> str:
    """Return the key by which this process has opened a file; "" for a plain one."""
    return _known.get(_salt(real), "")


def has_passphrase() -> bool:
    """Return whether any passphrase was given to this process."""
    return bool(_passphrases)


def reread_salt(real: Path) -> bool:
    """Read the beginning of a file again that could not be opened, and return whether it is another one."""
    return _salts.pop(_identity(real), b"") != _salt(real)


def _salt(real: Path) -> bytes:
    # The file is read before this process has a lock on it, and not again: closing it would drop the locks.
    identity = _identity(real)
    if identity not in _salts:
        _salts[identity] = read_salt(real)
    return _salts[identity]


def _identity(real: Path) -> tuple[int, int]:
    status = real.stat()
    return status.st_dev, status.st_ino
