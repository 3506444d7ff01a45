"""Many people at once: rows of answers in, what each comes to out. Decides as ``decision`` does, only faster.

``machine`` walks rows in memory, and ``roads`` adds what speaks for each end.
"""
