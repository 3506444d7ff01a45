"""What is raised where a file is no table of answers."""


class SurveyError(Exception):
    """The file cannot be read as a table of answers. The message is a sentence without a full stop."""
