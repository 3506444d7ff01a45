"""An interactive decision guide for the terminal, read from a folder of YAML."""

__version__ = "0.1.0"
