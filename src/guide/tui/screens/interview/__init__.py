"""Interviews in the app, and walks for oneself that wait to be gone on with."""
