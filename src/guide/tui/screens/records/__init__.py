"""The screens of the records: the list, a single interview, two side by side, and statistics."""
