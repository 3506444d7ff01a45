"""What each field of a guide's files is for: shown by editors, and listed in the manual of the rules.

Each says what the field is for, where it is shown, and what happens where it is left out. Ids and links are
described by the schema itself.
"""

from collections.abc import Mapping
from typing import Any

from guide.ruleset.model import (
    Briefing,
    Case,
    Claim,
    Companion,
    Dispute,
    Distinction,
    Front,
    Kind,
    Option,
    Outcome,
    Question,
    Renamed,
    Source,
    Statement,
)
from guide.ruleset.parsing.loader import KindsFile, TreeFile

_ACCEPT = "Warnings that are accepted here and in all that is below: the reason, by the code of the warning."
_SOURCES = "The ids of the sources that say so: one at least. They are cited behind it, by their `short`."

FIELD_DESCRIPTIONS: Mapping[Any, Mapping[str, str]] = {
    Front: {
        "title": "The name of the guide, on its first page and on every report.",
        "welcome": "The first sentences of the first page.",
        "start_you": "The first line to choose on the first page: for oneself.",
        "start_they": "The second line to choose there: for somebody who is not there, or for a team.",
        "duration": "How long it takes, on the first page of the app; `{duration}` in other texts.",
        "privacy": "What becomes of the answers, on the first page. A promise: name the exception if there "
        "is an outcome with `private: true`.",
        "caution": "What no guide can know. It stands below every result.",
        "caution_about": "The same about somebody who is not there. Left out: `caution` is used.",
        "names": "Names that every text can use in braces: `organisation: Blue House` for `{organisation}`. "
        "Where this is, and be it empty (`names: {}`), `{duration}` and the ids of kinds can be used as "
        "well, and a brace of a text is doubled. Left out: braces stand for themselves.",
        "briefing": "What an interviewer says before the first question. Left out: an interview begins with "
        "the goal, and nothing is said of what is noted and who sees it.",
        "not_before_the_end": "What gives the end away, such as the names of the kinds: no question, answer, "
        "help or hint may use it. Each entry is the beginning of a word, or of several words (`knowledge "
        "sharing`), in small letters or capitals. Left out: nothing is looked for.",
        "speaks_to_one": "The words by which a text speaks to the person, such as `you`: a text with one "
        "needs a second text, for “they”. Left out: nothing is looked for.",
        "accept": _ACCEPT,
    },
    Briefing: {
        "purpose": "Under “What this is for”.",
        "voluntary": "Under “It is voluntary”.",
        "noted": "Under “What is noted”.",
        "confidential": "Under “What is confidential”.",
        "seen_by": "Under “Who sees it”.",
    },
    Source: {
        "title": "What the document is called, in the list of sources.",
        "short": "Its short name, beside each claim that cites it.",
        "kind": "What sort of document it is (`blog post`, `page 13 of a handbook`), in the list of sources. "
        "Any text; it has nothing to do with the kinds in `kinds.yaml`.",
        "date": "When it was published, in the list of sources. Any text; in quotes where it begins with a "
        "digit.",
        "note": "What a reader should know of it, such as what its author sells, in the list of sources.",
        "judgement": "`true` for what no document says, but you. It is shown like a document, and never "
        "counted when kinds are weighed. Left out: it is a document.",
        "url": "The address at which it can be read, with `https://` or `http://` in front: a link in the "
        "list of sources.",
        "accept": _ACCEPT,
    },
    KindsFile: {
        "distinctions": "The points on which the kinds differ, by id. They are the rows of the comparison.",
        "headings": "What a plan has lines for, by id. The first two stand with the recommendation, the "
        "others are opened.",
        "kinds": "The kinds of help between which the guide decides, by id.",
    },
    Distinction: {
        "name": "The point in a few words, in the comparison and where documents disagree.",
        "poles": "Its sides, by id, each in a few words that go on a sentence (`slow: with time`). They are "
        "shown where documents disagree. Left out: the point is compared, and never decides.",
        "disputes": "Where documents disagree on it, and what the guide makes of that. Left out: a warning "
        "tells of each kind that documents put on different sides.",
        "accept": _ACCEPT,
    },
    Dispute: {
        "kinds": "The ids of the kinds about which they disagree.",
        "treated": "What the guide makes of it, in a sentence or two: in the comparison, and with each "
        "recommendation that the point matters to.",
    },
    Kind: {
        "name": "What it is called, everywhere; its id in braces stands for it.",
        "in_short": "What it is, in one sentence: in the comparison, and under “Why” of the result.",
        "not_for": "Whom or what it does not suit, as words to follow “is not for”: in the same places.",
        "claims": "What the sources say about it, by the id of a distinction.",
        "plan": "What to do, by the id of a heading: a line for each, or only for some.",
        "first": "The ids of outcomes that come before this kind where they apply. They stand below its "
        "plan, under “What comes before all this”. Left out: there is no such part.",
        "accept": _ACCEPT,
    },
    Claim: {
        "says": "What they say, as a sentence: a reason in the result, and a cell of the comparison.",
        "sources": _SOURCES,
        "pole": "The id of the side on which it stands. It is a reason where an answer means this side. Left "
        "out: it is compared, and never decides.",
    },
    Statement: {"says": "What is said, as a sentence.", "sources": _SOURCES},
    TreeFile: {
        "start": "The id of the first question.",
        "questions": "The questions, by id.",
        "outcomes": "The ends, by id.",
        "more": "The id of a question that is asked after the result, and can add one more kind to it. Left "
        "out: none is asked.",
        "renamed": "What ids of earlier versions are called now. Left out: answers that were kept under "
        "other ids are asked again.",
    },
    Question: {
        "ask": "The question, to the person.",
        "probe": "A hint for an interviewer: below the question in an interview.",
        "help": "What the question means, when the person asks for help.",
        "options": "The answers, by id: two at least.",
        "ask_about": "The question about somebody who is not there. Left out: `ask` is used.",
        "help_about": "What it means, about somebody who is not there. Left out: `help` is used.",
        "certain": "`true` where everybody can answer, so that no answer needs to be `unsure`.",
        "accept": _ACCEPT,
    },
    Option: {
        "say": "The answer, in the words of the person.",
        "say_about": "The answer about somebody who is not there. Left out: `say` is used.",
        "means": "The sides that it chooses: the id of a pole, by the id of its distinction. Claims on them "
        "become reasons. Left out: it is a reason for nothing.",
        "recommend": "The id of the outcome that the walk has come to with it.",
        "instead": "The id of an outcome that takes the place of what was recommended before.",
        "add": "A second kind that goes with the recommended one.",
        "then": "The id of the next question. Left out: the walk ends.",
        "unsure": "`true` for the answer of somebody who cannot say. It makes the result less clear.",
        "accept": _ACCEPT,
    },
    Companion: {
        "kind": "The id of the kind.",
        "when": "`alongside` (at the same time), or `afterwards`.",
    },
    Outcome: {
        "title": "What is recommended, as the heading of the result.",
        "because": "Why, in one sentence below it, to the person.",
        "sources": _SOURCES,
        "because_about": "Why, about somebody who is not there. Left out: `because` is used.",
        "kinds": "The ids of the kinds that are recommended. Left out only where it is a signpost.",
        "signpost": "`true` for an end that is none of the kinds.",
        "private": "`true` where nothing of the walk is kept, and all of the plan is shown at once. "
        "`privacy` in `guide.yaml` should name the exception.",
        "when": "Half a sentence that says in which case this comes first (`If you are in pain`). It stands "
        "beside its title where a kind has it under `first`. Left out: the title stands alone there.",
        "reasons": "The reasons of a signpost, each with its sources. Of a kind, the claims are the reasons.",
        "plan": "What to do, by the id of a heading. These lines take the place of those of its first kind. "
        "A signpost has no others.",
        "accept": _ACCEPT,
    },
    Renamed: {
        "questions": "The present id of a question, by its former one.",
        "options": "The present id of an answer, by its former one, below the present id of its question.",
    },
    Case: {
        "about": "Who comes and why, in one sentence. It is shown when the case fails.",
        "answers": "The id of each answer, by the id of its question: all that are asked on the way.",
        "expect": "The id of the outcome to which they must lead.",
        "companions": "The ids of the kinds that must be added, in the order in which answers add them. Left "
        "out: none must be.",
    },
}
"""The description by type of the model, then by field. It is Markdown of one line."""
