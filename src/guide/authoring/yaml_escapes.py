"""JSON that is read as YAML."""

import re

_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that may stand in a text of JSON, and not in one of YAML, or are line breaks there."""


def escape_for_yaml(document: str) -> str:
    """Return a JSON document that means the same, and means it as YAML too."""
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", document)
