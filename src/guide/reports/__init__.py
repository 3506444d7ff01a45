"""The recommendation in other formats: one file a format, each a function that returns a text."""
