"""A process that has been told no passphrase yet."""

from guide.storage import store_keys


def forget_passphrases() -> None:
    """Forget every passphrase and key, as a new process would not know them."""
    for memory in (store_keys._passphrases, store_keys._keys, store_keys._known, store_keys._salts):
        memory.clear()
