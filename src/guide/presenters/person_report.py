"""All that is held about a person in words, for a request under data protection law."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from guide.presenters.plain_text import section_lines
from guide.presenters.view_models import Line, Section

PRIVATE_ENDS = (
    "An interview that ended on a private signpost left only its month, without a name. Whose it was cannot"
    " be told any more, so none of these is here."
)
ELSEWHERE = "Backups, exports and reports that were made before are not searched."


class HeldInterview(Struct, frozen=True):
    """An interview in the report on a person: a heading, and all that is stored of it in sections."""

    heading: str
    sections: tuple[Section, ...]


class PersonReport(Struct, frozen=True):
    """All that the store has about a person, to be handed out.

    Attributes:
        title: Whom it is about, and on which day it was written.
        about: What is in it and what is not, in sentences.
        interviews: The interviews, the oldest first.
        others: Sentences on interviews of other names that may be the same person; none of them is "".
    """

    title: str
    about: tuple[str, ...]
    interviews: tuple[HeldInterview, ...]
    others: tuple[str, ...] = ()

    @property
    def other_section(self) -> Section:
        """The sentences in ``others`` as a section, which may have no lines."""
        return Section("others", "Elsewhere", tuple(map(Line, self.others)))


def person_lines(report: PersonReport) -> Iterator[str]:
    """Yield the report as lines of plain text."""
    yield report.title
    yield from report.about
    for interview in report.interviews:
        yield from ("", "", interview.heading)
        yield from section_lines(interview.sections)
    yield from section_lines(_with_lines([report.other_section]))


def _with_lines(sections: Iterable[Section]) -> Iterator[Section]:
    return (section for section in sections if section.lines)
