"""Whether a passphrase opens an encrypted store."""

import os
from contextlib import closing
from pathlib import Path

from guide.common.encrypted_file import read_salt
from guide.storage.connections import connect
from guide.storage.errors import DATABASE_ERRORS, WrongPassphraseError, error_code
from guide.storage.store_keys import derive_key, remember_passphrase


def unlock(path: Path, passphrase: str) -> None:
    """Remember a passphrase for this process, if it opens this store. Nothing is written to the file.

    It is called before the file is opened as a store. Raises WrongPassphraseError, DriverMissingError.
    """
    real = Path(os.path.realpath(path))
    try:
        with closing(connect(real, derive_key(passphrase, read_salt(real)), read_only=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except DATABASE_ERRORS as error:
        if error_code(error) == "SQLITE_NOTADB":
            raise WrongPassphraseError(path) from None
        # It cannot be read for another reason, which the opening of the store will tell.
    remember_passphrase(passphrase)
