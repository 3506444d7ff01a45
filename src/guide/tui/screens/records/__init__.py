"""The records in the app: the list of interviews, single ones, two side by side, and figures."""
