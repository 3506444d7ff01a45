"""Rows of answers from a file, each decided as ``engine.decision`` does, only faster.

``state_machine`` walks a row through tables, and ``path_cache`` keeps what a whole path leads to.
``csv_rows`` and ``json_rows`` decide blocks of a file, ``workers`` spreads the blocks over processes.
"""
