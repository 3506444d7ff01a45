"""An interactive decision guide, read from a folder of YAML and walked in the terminal."""

__version__ = "0.1.0"
