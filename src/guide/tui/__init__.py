"""The guide as a terminal app."""
