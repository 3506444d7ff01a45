"""Exports a guide for other programs, one module for each format."""
