"""Mistakes that authors make, one in each guide: what is changed in bad_rules/base, and what must be told.

In the new text, ¦ marks the place that must be told. It is no part of the text.
"""

from typing import NamedTuple


class Mistake(NamedTuple):
    """One change to one file, and the problem that must be told.

    Attributes:
        name: What is wrong, in a few words.
        file: The file that is changed.
        old: The text that is replaced; its first occurrence.
        new: The text that takes its place, with a mark at the place of the problem.
        code: The code of the problem.
        hint: A phrase of the message or the hint.
        also: The codes of other problems that follow from the same mistake.
        place: The place, where it is not in the new text.
    """

    name: str
    file: str
    old: str
    new: str
    code: str
    hint: str
    also: tuple[str, ...] = ()
    place: str = ""

    @property
    def text(self) -> str:
        """The new text without its mark."""
        return self.new.replace("¦", "")


def tree(name: str, old: str, new: str, code: str, hint: str, *also: str, place: str = "") -> Mistake:
    return Mistake(name, "tree.yaml", old, new, code, hint, also, place)


def kinds(name: str, old: str, new: str, code: str, hint: str, *also: str, place: str = "") -> Mistake:
    return Mistake(name, "kinds.yaml", old, new, code, hint, also, place)


def front(name: str, old: str, new: str, code: str, hint: str, *also: str, place: str = "") -> Mistake:
    return Mistake(name, "guide.yaml", old, new, code, hint, also, place)


def sources(name: str, old: str, new: str, code: str, hint: str, *also: str, place: str = "") -> Mistake:
    return Mistake(name, "sources.yaml", old, new, code, hint, also, place)


ASK = "ask: How hot?"
HOT = "hot: {say: Hot, means: {heat: hot}, recommend: tea, then: more}"
COLD = "cold: {say: Cold, means: {heat: cold}, recommend: iced, then: more}"
UNSURE = "unsure: {say: Hard to tell, unsure: true, recommend: tea}"
SAY = "say: Hot,"
STOP = "      stop: {say: Rather nothing, instead: nothing}\n"
TITLE = "title: Hot or cold?"
TEA = "tea: {kinds: [tea], title: Tea, because: It warms., sources: [leaf]}"
LEAF = 'leaf: {title: The leaf, short: Leaf, date: "1901"}'

COLONS = (
    tree("no space behind a colon", ASK, "ask¦:How hot?", "yaml", "a space is missing behind this colon"),
    front("no space in the first line", TITLE, "title¦:Hot or cold?", "yaml", "a space is missing"),
    front("no space, second line", "welcome: Two", "welcome¦:Two", "yaml", "a space is missing"),
    tree("no space before a bracket", "hot: {say", "hot¦:{say", "yaml", "a space is missing"),
    tree(
        "no space in brackets",
        SAY,
        "¦say:Hot,",
        "unknown",
        "Put a space behind the colon: say: Hot",
    ),
    tree(
        "no space in a table in brackets",
        "{heat: hot}, rec",
        "{¦heat:hot}, rec",
        "link",
        "Put a space behind the colon: heat: hot",
    ),
    tree("no space at the end of brackets", "then: more}", "¦then:more}", "unknown", "then: more"),
    kinds("no space in kinds", "name: Tea\n", "name¦:Tea\n", "yaml", "a space is missing"),
    tree("a colon in a text", ASK, "ask: How hot¦: very?", "yaml", 'in quotes: "How hot: very?"'),
    tree("a colon at the end of a text", ASK, "ask: How hot¦:", "yaml", 'in quotes: "How hot:"'),
    tree("a colon in brackets", SAY, "say: Hot¦: very,", "yaml", 'in quotes: "Hot: very"'),
    kinds("a colon in a claim", "says: Tea is hot.", "says: Tea¦: hot.", "yaml", "in quotes"),
    front(
        "a code of two halves", TITLE, 'title: "Hot \\u¦d83d\\ude00"', "yaml", "Write the character itself"
    ),
    front("a colon in the first text", TITLE, "title: Tea¦: hot or cold?", "yaml", '"Tea: hot or cold?"'),
    tree("no colon", ASK, "¦ask How hot?", "yaml", "put a colon and a space behind it"),
    tree("a semicolon for a colon", ASK, "¦ask; How hot?", "yaml", "in place of “;”"),
    tree("an equals sign for a colon", ASK, "¦ask= How hot?", "yaml", "in place of “=”"),
    tree("a wide colon", ASK, "¦ask： How hot?", "yaml", "in place of “：”"),
    tree(
        "no colon before a bracket", "hot: {say", "hot¦ {say", "yaml", "a colon is missing behind this name"
    ),
    tree("no colon in brackets", SAY, "¦say Hot,", "unknown", "Put a colon and a space behind “say”"),
    front("no colon in the last line", "speaks_to_one: [you]", "¦speaks_to_one [you]", "yaml", "colon"),
    front(
        "a line of words",
        "welcome: Two",
        "¦Welcome to all\nwelcome: Two",
        "yaml",
        "If it is a note, begin it with #; if it does not belong here, remove it.",
    ),
    tree("a name without a table", "options:\n      none", "¦options\n      none", "yaml", "colon"),
)

SPACES = (
    tree("a no-break space behind a colon", ASK, "ask:¦\u00a0How hot?", "yaml", "U+00A0"),
    tree("a no-break space before a name", "    ask: How hot?", "   ¦\u00a0ask: How hot?", "yaml", "U+00A0"),
    tree(
        "a no-break space in brackets",
        SAY,
        "¦say:\u00a0Hot,",
        "unknown",
        "a special space behind the colon (U+00A0). Delete it, and type an ordinary space.",
    ),
    kinds(
        "a no-break space behind a dash",
        "claims: {heat: [{pole: hot",
        "claims: {heat: [{¦pole:\u00a0hot",
        "unknown",
        "Delete it, and type an ordinary space.",
    ),
    tree("a wide space", ASK, "ask:¦\u3000How hot?", "yaml", "U+3000"),
    tree(
        "a zero-width space in a name",
        "    ask: How hot?",
        "    ¦a\u200bsk: How hot?",
        "unknown",
        "an invisible character in it (U+200B). Delete the word, and type it anew.",
    ),
    tree("a zero-width space in an id", "then: more}", "then: ¦mo\u200bre}", "link", "type it anew"),
    tree(
        "a no-break space in a name", "    ask: How", "    ¦a\u00a0sk: How", "unknown", "Delete it, or type"
    ),
    tree("a zero-width space behind a colon", ASK, "ask:¦\u200bHow hot?", "yaml", "an ordinary space"),
    tree("a tab in front", "    probe: Wait.", "¦\tprobe: Wait.", "yaml", "Use spaces"),
    tree("a tab behind spaces", "    ask: How", "  ¦\task: How", "yaml", "Use spaces"),
    kinds("a tab in kinds", "    name: Tea\n", "¦\tname: Tea\n", "yaml", "Use spaces"),
    tree(
        "one space too many",
        "    probe: Wait.",
        "     ¦probe: Wait.",
        "yaml",
        "To stand beside “ask” (line 4), start it in column 5.",
    ),
    tree(
        "one space too few",
        "    probe: Wait.",
        "   ¦probe: Wait.",
        "yaml",
        "To stand beside “heat” (line 3), start it in column 3. To belong to “heat”, start it in column 5.",
    ),
    front(
        "a first line that is indented",
        TITLE,
        "  title: Hot or cold?",
        "yaml",
        "Remove the spaces",
        place="guide.yaml:1:1",
    ),
    tree(
        "an option too far to the left",
        "      cold: {say",
        "     ¦cold: {say",
        "yaml",
        "To belong to “options”, start it in column 7.",
    ),
    tree(
        "an option too far to the right",
        "      cold: {say",
        "        ¦cold: {say",
        "yaml",
        "To stand beside “hot” (line 8), start it in column 7.",
    ),
    kinds(
        "a kind too far to the right",
        "  iced:\n    name",
        "   ¦iced:\n    name",
        "yaml",
        "To stand beside “tea” (line 5), start it in column 3. To belong to “tea”, start it in column 5.",
    ),
    tree(
        "a text that goes on at the edge",
        ASK,
        "ask: How hot\n¦should it be?",
        "yaml",
        "start this line further to the right",
    ),
)

QUOTES = (
    tree(
        "a quote that is not closed",
        ASK,
        'ask: ¦"How hot?',
        "yaml",
        'Put a " at the end of the line, behind “hot?”.',
    ),
    tree(
        "a single quote that is not closed",
        ASK,
        "ask: ¦'How hot?",
        "yaml",
        "Put a ' at the end of the line, behind “hot?”.",
    ),
    tree(
        "an open quote before a comment",
        ASK,
        'ask: ¦"How hot?  # 1',
        "yaml",
        'Put a " in front of the comment, behind “hot?”.',
    ),
    tree(
        "an open quote alone", ASK, 'ask: ¦"', "yaml", 'Remove it, or write the text and a second " behind it'
    ),
    tree("an open quote in brackets", SAY, 'say: ¦"Hot,', "yaml", 'Put a " behind “Hot”.'),
    sources("an open quote before another", "{title: The leaf", '{title: ¦"The leaf', "yaml", ""),
    kinds("an open quote in kinds", "name: Tea\n", 'name: ¦"Tea\n', "yaml", "never closed"),
    front(
        "an open quote in the first line",
        TITLE,
        'title: ¦"Hot or cold?',
        "yaml",
        'Put a " at the end of the line, behind “cold?”.',
    ),
    front("an open quote in the last line", "[you]", '[¦"you]', "yaml", "never closed"),
    front(
        "two quotes, one open",
        "welcome: Two questions.\nstart_you: Begin",
        'welcome: ¦"Two questions.\nstart_you: "Begin"',
        "yaml",
        "never closed",
    ),
    tree("a quote in the middle of a text", ASK, 'ask: "How¦" hot?', "yaml", "in single quotes"),
    tree("an apostrophe in single quotes", ASK, "ask: 'How¦'s it?'", "yaml", "apostrophe twice"),
    tree("an apostrophe in brackets", SAY, "say: 'It¦'s hot',", "yaml", "apostrophe twice"),
    tree("doubled quotes", ASK, 'ask: "¦"How hot?""', "yaml", 'Write one at each end: "How hot?"'),
    tree("a Windows path in quotes", ASK, 'ask: "C:¦\\guides?"', "yaml", "single quotes"),
    tree("curly quotes and a colon", ASK, "ask: “How¦: hot?”", "yaml", 'in quotes: "How: hot?"'),
    tree("curly quotes in brackets", SAY, "say: “Hot¦: very”,", "yaml", 'in quotes: "Hot: very"'),
    tree(
        "curly quotes and a comma",
        SAY,
        "say: “Hot, ¦very”,",
        "unknown",
        'put the whole text in quotes: "Hot, very" (“ is read as a letter',
    ),
    tree("curly quotes around a name", ASK, "¦“ask”: How hot?", "unknown", "do not count as quotes"),
    tree("low quotes and a colon", ASK, "ask: „How¦: hot?“", "yaml", 'in quotes: "How: hot?"'),
    tree("curly quotes around an id", "then: more}", "then: ¦“more”}", "link", "do not count as quotes"),
    tree("an open quote at a name", ASK, '¦"ask: How hot?', "yaml", "never closed"),
)

SIGNS = (
    tree("stars around a word", ASK, "ask: ¦*How* hot?", "yaml", 'Put it in quotes: "*How* hot?"'),
    tree("two stars", ASK, "ask: ¦**How** hot?", "yaml", "Stars make nothing bold"),
    tree("two stars in brackets", SAY, "say: ¦**Hot**,", "yaml", '"**Hot**"'),
    tree("a star at one word of a text", ASK, "ask: ¦*How hot?", "yaml", 'Put it in quotes: "*How hot?"'),
    tree("a star alone", SAY, "say: ¦*Hot,", "alias", 'Put it in quotes: "*Hot"'),
    tree("a dash at the start", ASK, "ask: ¦- How hot?", "yaml", 'in quotes: "- How hot?"'),
    tree("a dash in brackets", SAY, "say: ¦- Hot,", "yaml", 'in quotes: "- Hot"'),
    tree("a dash in the line below", ASK, "ask:\n      ¦- How hot?", "type", "Remove the dash"),
    tree("a question mark at the start", ASK, "ask: ¦? How hot", "yaml", 'in quotes: "? How hot"'),
    tree("a question mark in brackets", SAY, "say: ¦? Hot,", "yaml", "in quotes"),
    tree("a bracket at the start", ASK, "ask: [How¦] hot?", "yaml", "Put the whole text in quotes"),
    tree(
        "a text in square brackets", ASK, "ask: ¦[How hot?]", "type", '"[How hot?]". Or remove the brackets'
    ),
    tree("a brace at the start", ASK, "ask: {How¦} hot?", "yaml", "Put the whole text in quotes"),
    tree("a text in braces", ASK, "ask: ¦{How hot?}", "type", '"{How hot?}". Or remove the brackets'),
    tree("an ampersand", ASK, "ask: ¦&How hot?", "alias", '"&How hot?". Or remove the &'),
    tree("a percent sign", ASK, "ask: ¦%How hot?", "yaml", 'in quotes: "%How hot?"'),
    tree("an at sign", ASK, "ask: ¦@How hot?", "yaml", 'in quotes: "@How hot?"'),
    tree("an at sign in brackets", SAY, "say: ¦@Hot,", "yaml", 'in quotes: "@Hot"'),
    tree("a backtick", ASK, "ask: ¦`How` hot?", "yaml", 'in quotes: "`How` hot?"'),
    tree("an exclamation mark", ASK, "ask: ¦!How hot?", "tag", '"!How hot?". Or remove the !'),
    tree("a Spanish-like mark", ASK, "ask: ¦! How hot?", "tag", '"! How hot?". Or remove the !'),
    tree("a greater-than sign", ASK, "ask: ¦> How hot?", "yaml", 'in quotes: "> How hot?"'),
    tree("a bar", ASK, "ask: ¦| How hot?", "yaml", 'in quotes: "| How hot?"'),
    tree("a comma at the start", ASK, "ask: ¦, How hot?", "yaml", "in quotes if it belongs"),
    tree(
        "a question mark before a name",
        "    ask: How",
        "    ¦? ask: How",
        "key",
        "Remove the ? and the space behind it.",
    ),
    tree("a number sign at the start", ASK, "ask:¦ #1 of many?", "type", 'use quotes: "#1 of many?"'),
    front(
        "a percent sign in the first column",
        "welcome: Two",
        "¦%welcome: Two",
        "yaml",
        "a line cannot begin with %",
    ),
)

BRACKETS = (
    tree("a comma in a text in brackets", SAY, "say: Hot, ¦very,", "unknown", '"Hot, very"'),
    kinds(
        "a comma in a claim",
        "says: Tea is hot.",
        "says: Tea is hot, ¦mostly.",
        "unknown",
        '"Tea is hot, mostly."',
    ),
    sources(
        "a comma in a source",
        "{title: The leaf",
        "{title: The leaf, ¦and more",
        "unknown",
        '"The leaf, and more"',
    ),
    tree(
        "a comma in an outcome",
        "because: It warms.",
        "because: It warms, ¦always.",
        "unknown",
        '"It warms, always."',
    ),
    tree("a brace within a text", SAY, "say: Hot ¦{very},", "yaml", "quotes around the whole text"),
    tree("a bracket within a text", SAY, "say: Hot ¦[very],", "yaml", "quotes around the whole text"),
    tree("a brace that closes too early", SAY, "say: Hot¦} very,", "yaml", "the brackets end here"),
    tree("a bracket that closes nothing", SAY, "say: Hot¦] very,", "yaml", "quotes around the text"),
    tree("a brace that is missing at the end", HOT, HOT[:-1] + "¦", "yaml", "it closes the { in column 12"),
    tree("a brace too many", HOT, HOT + "¦}", "yaml", "this bracket closes nothing"),
    tree(
        "an inner brace that is missing",
        "{heat: hot}, rec",
        "¦{heat: hot, rec",
        "yaml",
        "Put a } behind “hot”",
    ),
    tree(
        "a square bracket for a brace",
        "{heat: hot}, rec",
        "{heat: hot¦], rec",
        "yaml",
        "this ] does not close the { in column 30 If the { of this line ends here, write }",
    ),
    tree(
        "a brace for a square bracket",
        "kinds: [tea]",
        "kinds: [tea¦}",
        "yaml",
        "this } does not close the [ in column 16 If the [ of this line ends here, write ]",
    ),
    tree(
        "a dash behind a brace", HOT, HOT + "¦-", "yaml", "a - stands behind the } that closes Remove the -."
    ),
    tree("an exclamation mark behind a bracket", "kinds: [tea]", "kinds: [tea]¦!", "yaml", "Remove the !"),
    tree("a colon alone", "{heat: hot}, rec", "{¦: hot}, rec", "yaml", "Write the name in front of it"),
    tree(
        "a comma before a name",
        "    ask: How",
        "    ¦,ask: How",
        "yaml",
        "nothing in front of this , Remove it",
    ),
    tree("a colon before a name", "    ask: How", "    ¦: ask: How", "yaml", "a line cannot begin with :"),
    front(
        "a colon in the next line",
        TITLE,
        "title\n¦: Hot or cold?",
        "yaml",
        "Put it behind the name in the line above",
    ),
    tree("an exclamation mark before a name", "      cold: {", "      ¦!cold: {", "yaml", "Remove the !"),
    kinds("a brace that is opened at the end", "    plan: {}\n", "    plan: {¦\n", "yaml", "Put it there"),
    tree("a question mark at a word in brackets", SAY, "say: ¦?Hot,", "yaml", 'in quotes: "?Hot"'),
    tree(
        "a comment before the colon",
        "none: {",
        "none¦ # x: {",
        "yaml",
        "Put a colon and a space behind “none”",
    ),
    tree("two colons", "cold: {say", "¦cold:: {say", "id", "Remove one of the two"),
    tree("two colons before a bracket", "hot: {say", "hot:¦:{say", "yaml", "the : stands here twice"),
    tree("a bracket for a colon", "hot: {say", "hot¦] {say", "yaml", "a colon and a space in place of the ]"),
    tree("a round bracket", "hot: {say", "hot: ¦(say", "yaml", "round brackets"),
    tree("no opening brace", "hot: {say", "hot: say¦", "yaml", "write { in front of “say”"),
    tree("two opening braces", "hot: {say", "hot: {¦{say", "yaml", "{ stands here twice"),
    tree(
        "a missing comma",
        "tea, then",
        "tea ¦then",
        "yaml",
        "a comma is missing in front of “then” Put a comma behind “tea”.",
    ),
    tree(
        "a missing comma behind a bracket",
        "{heat: hot}, rec",
        "{heat: hot} ¦rec",
        "yaml",
        "a comma is missing in front of “recommend” Put a comma behind the }.",
    ),
    tree("a missing comma behind quotes", SAY, 'say: "Hot" ¦means: {}, x', "yaml", 'a comma behind the "'),
    tree("two commas", SAY, "say: Hot,¦,", "yaml", "nothing in front of this ,"),
    kinds("a list that is not closed", "first: [nothing]", "first: [nothing¦", "yaml", "Put it there"),
    front("a list without brackets", "[kettle]", "¦kettle", "type", "square brackets: [kettle]"),
    sources(
        "a brace that is missing in sources",
        LEAF,
        LEAF[:-1] + "¦",
        "yaml",
        "a } is missing at the end of this line",
    ),
    tree(
        "a missing comma between lines",
        "{say: Hot, means: {heat: hot}, rec",
        "{say: Hot,\n        means: {heat: hot}¦\n        rec",
        "yaml",
        "at the end of the line, behind the }. Or put a } there, if the { in line 8 ends with it.",
    ),
    tree(
        "a missing comma before a comment",
        "{say: Hot, means",
        "{say: Hot¦  # 1\n        means",
        "yaml",
        "a comma is missing in front of the comment Put it behind “Hot”.",
    ),
    tree("a comment within brackets", SAY, "say: Hot ¦# 1,", "yaml", "in quotes if the # belongs to it"),
)

GIT = (
    tree(
        "a conflict",
        f"    {ASK}",
        f"¦<<<<<<< HEAD\n    {ASK}\n=======\n    ask: Hot?\n>>>>>>> other",
        "yaml",
        "One stands in line 5, the other in line 7. Remove one of them, and lines 4, 6 and 8.",
    ),
    kinds(
        "a conflict in kinds",
        "    name: Tea\n",
        "¦<<<<<<< HEAD\n    name: Tea\n=======\n    name: Teas\n>>>>>>> x\n",
        "yaml",
        "two versions of the same lines stand here",
    ),
    front(
        "a conflict in the first line",
        TITLE,
        f"¦<<<<<<< HEAD\n{TITLE}\n=======\ntitle: Hot?\n>>>>>>> x",
        "yaml",
        "One stands in line 2, the other in line 4.",
    ),
    tree("half a conflict", f"    {ASK}", f"    {ASK}\n¦=======", "yaml", "left over from merging"),
    tree("the end of a conflict", f"    {ASK}", f"    {ASK}\n¦>>>>>>> other", "yaml", "Delete it"),
    front("the middle of a conflict", "welcome: Two", "¦=======\nwelcome: Two", "yaml", "Delete it"),
)

NAMES = (
    tree("a misspelt field", "ask: How", "¦aks: How", "unknown", "Did you mean “ask”?"),
    tree("a field in capitals", "ask: How", "¦ASK: How", "unknown", "Capitals make another name"),
    tree("a field with a capital", "then: more}", "¦Then: more}", "unknown", "Did you mean “then”?"),
    tree("a field with a Cyrillic letter", "ask: How", "¦аsk: How", "unknown", "looks like “ask”"),
    tree("a misspelt question", "then: more}", "then: ¦mroe}", "link", "Did you mean “more”?"),
    tree("a question in capitals", "then: more}", "then: ¦MORE}", "link", "Capitals make another name"),
    tree("a question with a Cyrillic letter", "then: more}", "then: ¦mоre}", "link", "U+043E"),
    tree(
        "a misspelt outcome", "recommend: tea, then", "recommend: ¦teaa, then", "link", "Did you mean “tea”?"
    ),
    tree("a text for an id", "recommend: tea, then", "recommend: ¦Tea, then", "link", "Capitals"),
    tree("a misspelt pole", "{heat: hot}, rec", "{heat: ¦hott}, rec", "link", "Did you mean “hot”?"),
    tree("a misspelt source", "sources: [leaf]", "sources: [¦leef]", "link", "Did you mean “leaf”?"),
    kinds(
        "a misspelt heading",
        "{first_step: {says",
        "{¦frist_step: {says",
        "link",
        "Did you mean “first_step”?",
    ),
    tree("a misspelt start", "start: heat", "start: ¦haet", "link", "Did you mean “heat”?"),
    tree(
        "a comment with slashes",
        "    ask: How",
        "    ¦// note: x\n    ask: How",
        "unknown",
        "begin it with #",
    ),
    tree(
        "a comment with stars", "    ask: How", "    ¦/* note: x\n    ask: How", "unknown", "begin it with #"
    ),
    tree(
        "the same question twice",
        "  more:\n    ask",
        "  ¦heat:\n    ask",
        "duplicate",
        "Call this one “more”, which lines 8 and 9 lead to",
    ),
    tree("the same option twice", "      cold: {say", "      ¦hot: {say", "duplicate", "already in line 8"),
    tree(
        "a field twice",
        "    probe: Wait.",
        "    ask: How?\n    probe: Wait.",
        "duplicate",
        "line 4",
        place="tree.yaml:5:5",
    ),
    tree("a number for a text", ASK, "ask: ¦12", "type", 'Put it in quotes: "12"'),
    tree("yes for a text", SAY, "say: ¦Yes,", "type", 'Put it in quotes: "Yes"'),
    tree("no for a text", SAY, "say: ¦No,", "type", 'Put it in quotes: "No"'),
    tree("an empty text", ASK, "ask:¦", "type", "Write it behind the colon"),
    tree("yes for true", "certain: true", "certain: ¦yes", "type", "Write true"),
    tree("true in quotes", "certain: true", 'certain: ¦"true"', "type", "without quotes"),
    tree("True with a capital", "certain: true", "certain: ¦True", "type", "in small letters"),
    tree(
        "a field that is missing",
        "    probe: Wait.\n",
        "",
        "missing",
        "Add it here: probe: …",
        place="tree.yaml:4:5",
    ),
    tree("a text for a list", "kinds: [tea]", "kinds: ¦tea", "type", "square brackets: [tea]"),
    tree(
        "a list for an id", "recommend: tea, then", "recommend: ¦[tea], then", "type", "Remove the brackets"
    ),
    tree(
        "a word that is not known",
        "instead: nothing}",
        "instead: nothing, add: {kind: tea, when: ¦later}}",
        "type",
        "alongside, afterwards",
    ),
)

SILENT = (
    tree(
        "two options with one text",
        "say: Cold",
        "¦say: Hot",
        "same-text",
        "the same text as the option “hot”",
    ),
    tree("two options that differ in a mark", "say: Cold", "¦say: hot.", "same-text", "the same text"),
    tree(
        "two options with one text about others",
        "{say: Hot, ",
        "{say: Hot, ¦say_about: Cold, ",
        "same-text",
        "the option “cold” (line 9)",
    ),
    tree(
        "two questions with one text",
        "ask: Anything else?",
        "¦ask: How hot?",
        "same-text",
        "the question “heat” (line 4)",
    ),
    tree(
        "two questions in one text about others",
        "    ask: Anything else?\n",
        "    ask: Anything else?\n    ¦ask_about: How hot?\n",
        "same-text",
        "about somebody else",
    ),
    tree(
        "option ids that differ in capitals",
        "      cold: {say",
        "      ¦HOT: {say",
        "alike",
        "differ in capitals alone",
    ),
    tree(
        "outcome ids that differ in capitals",
        TEA,
        TEA + "\n  ¦Tea: {kinds: [iced], title: Tea, because: It., sources: [own]}",
        "alike",
        "capitals",
        "unreached",
    ),
    tree(
        "an option with a Cyrillic letter",
        "      cold: {say",
        "      ¦hоt: {say",
        "alike",
        "looks like “hot” (line 8)",
    ),
    tree(
        "an option with an invisible character",
        "      cold: {say",
        "      ¦hot\u200b: {say",
        "alike",
        "If it is another option, give it another name",
    ),
    tree(
        "an option with a letter in two parts",
        "      cold: {say",
        "      ¦cafe\u0301: {say",
        "id",
        "an accent that is a sign of its own",
    ),
    tree(
        "an option with a comma",
        "      cold: {say",
        '      ¦"cold, very": {say',
        "id",
        "Write it as cold_very",
    ),
    tree(
        "an option with a space",
        "      cold: {say",
        "      ¦very cold: {say",
        "id",
        "holds a space, and is easily misread where answers stand in one line Write it as very_cold",
    ),
    tree("an option with an equals sign", "      cold: {say", "      ¦a=b: {say", "id", "Write it as a_b"),
    tree(
        "recommend and instead",
        "recommend: iced, then: more}",
        "recommend: iced, ¦instead: nothing}",
        "both",
        "If “iced” is meant, remove instead: nothing.",
    ),
    tree(
        "an outcome that is always replaced",
        "none: {say: No more}",
        "none: {say: No more, instead: nothing}",
        "replaced",
        "every option of the next question, “more” (line 11), has instead:",
        place="tree.yaml:9:46",
    ),
    tree("a kind that is listed twice", "kinds: [tea]", "kinds: [tea, ¦tea]", "twice", "stands twice"),
    tree(
        "a source that is listed twice", "sources: [leaf]", "sources: [leaf, ¦leaf]", "twice", "stands twice"
    ),
    front("a word that is listed twice", "[you]", "[you, ¦you]", "twice", "stands twice"),
    kinds(
        "a heading that is never used",
        "headings: {first_step: First step",
        "headings: {first_step: First step, ¦stop: Stop",
        "unused",
        "no plan has a line",
    ),
    kinds(
        "a kind that is never used",
        "  iced:\n",
        "  ¦milk: {name: Milk, in_short: White., not_for: Some., claims: {}, plan: {}}\n  iced:\n",
        "unused",
        "leads to the kind",
    ),
    kinds(
        "a distinction that is never used",
        "headings:",
        "  ¦cup: {name: The cup}\nheadings:",
        "unused",
        "no kind claims",
    ),
    tree("a text that # cuts", ASK, "¦ask: How hot is #1?", "cut", '"How hot is #1?".'),
    tree("a text that # cuts, with a space", ASK, "¦ask: How hot is number # 1?", "cut", "in quotes"),
    kinds("a name that # cuts", "name: Tea\n", "¦name: Tea #2\n", "cut", '"Tea #2"'),
    front("a title that # cuts", TITLE, "¦title: Hot #or cold?", "cut", "in quotes"),
    tree("two things in one question", ASK, "¦ask: How hot or cold?", "two-in-one", "Ask one thing"),
    tree(
        "no answer for those who cannot say",
        "unsure: true, ",
        "",
        "certain",
        "unsure: true",
        place="tree.yaml:3:3",
    ),
    tree(
        "a text that speaks to one", ASK, "¦ask: How hot do you like it?", "voice", "next to it: ask_about: …"
    ),
    tree(
        "a word that gives the end away", ASK, "¦ask: How hot is the kettle?", "spoiler", "not_before_the_end"
    ),
    sources(
        "a source that nothing cites",
        LEAF,
        LEAF + "\n¦page: {title: A page, short: Page}",
        "uncited",
        "Cite it",
    ),
    kinds(
        "a pole that nobody claims",
        "cold: with ice",
        "cold: with ice, ¦warm: so so",
        "unclaimed",
        "Give a kind a claim",
    ),
)

PATHS = (
    tree(
        "an end without any outcome",
        "unsure: true, recommend: tea}",
        "unsure: true}",
        "road",
        "without a recommendation",
        place="tree.yaml:10:7",
    ),
    tree(
        "a second outcome",
        "none: {say: No more}",
        "¦none: {say: No more, recommend: iced}",
        "road",
        "a second outcome",
    ),
    tree(
        "a circle",
        "none: {say: No more}",
        "none: {say: No more, ¦then: heat}",
        "cycle",
        "Remove “then: heat” if the questions end here",
    ),
    tree(
        "a question that nothing leads to",
        "  more:\n    ask",
        "  ¦lost:\n    ask: Where?\n    probe: Wait.\n    help: x\n    certain: true\n"
        "    options: {a: {say: A, recommend: tea}, b: {say: B, recommend: iced}}\n  more:\n    ask",
        "unreached",
        "Lead to it",
    ),
    tree(
        "an outcome that nothing leads to",
        TEA,
        TEA + "\n  ¦milk: {kinds: [tea], title: Milk, because: It., sources: [own]}",
        "unreached",
        "Recommend it",
    ),
    tree(
        "a question with one option", STOP, "", "choice", "Add an option", "unreached", place="tree.yaml:11:3"
    ),
    tree(
        "an outcome of both sorts",
        "tea: {kinds: [tea]",
        "¦tea: {signpost: true, kinds: [tea]",
        "outcome",
        "Remove one of the two",
    ),
    tree(
        "a claim without a source",
        "because: It warms., sources: [leaf]",
        "because: It warms., ¦sources: []",
        "source",
        "sources: [leaf]",
    ),
)

NEIGHBOURS = (
    tree(
        "two braces at both ends",
        HOT,
        HOT.replace("{say", "{¦{say") + "}",
        "key",
        "one } where the table ends",
    ),
    tree(
        "a question mark before an option",
        "      cold: {say",
        "      ¦? cold: {say",
        "key",
        "Remove the ? and the space behind it.",
    ),
    tree(
        "a question mark before a question",
        "  more:\n    ask",
        "  ¦? more:\n    ask",
        "key",
        "Remove the ? and the space behind it.",
    ),
    tree("a name in brackets", "      cold: {say", "      ¦[cold]: {say", "key", "Remove the brackets"),
    tree("two names in brackets", "      cold: {say", "      ¦[cold, x]: {say", "key", "Write one word"),
    tree(
        "a star at an id",
        "recommend: tea, then",
        "recommend: ¦*tea, then",
        "alias",
        "Remove the * in front of “tea”.",
    ),
    tree(
        "a star in a list of ids", "kinds: [tea]", "kinds: [¦*tea]", "alias", "Remove the * in front of “tea”"
    ),
    tree("a star at true", "unsure: true", "unsure: ¦*true", "alias", "Remove the * in front of “true”"),
    tree("an exclamation mark at a brace", "hot: {say", "hot: ¦!{say", "yaml", "Remove the !"),
    tree("a word with an exclamation mark", "hot: {say", "hot: ¦!x {say", "tag", "Remove that word"),
    tree(
        "an id without its value",
        "{heat: hot}, rec",
        "{heat¦}, rec",
        "type",
        "a pole of “heat” is missing Write {heat: hot} or {heat: cold}.",
    ),
    tree(
        "a misspelt id without its value",
        "{heat: hot}, rec",
        "{¦haet}, rec",
        "link",
        "Did you mean “heat”? A pole of it is missing as well: write {heat: hot} or {heat: cold}.",
    ),
    tree(
        "a colon without a value",
        "{heat: hot}, rec",
        "{heat¦:}, rec",
        "yaml",
        "Write a space and what belongs to the name",
    ),
    tree(
        "no colon in a table in brackets",
        "{heat: hot}, rec",
        "{¦heat hot}, rec",
        "link",
        "Put a colon and a space behind “heat”: heat: hot",
    ),
    tree("doubled single quotes", ASK, "ask: '¦'How hot?''", "yaml", "Write one at each end: 'How hot?'"),
    tree("doubled quotes in brackets", SAY, 'say: "¦"Hot"",', "yaml", 'Write one at each end: "Hot"'),
    kinds(
        "three brackets that are missing",
        "sources: [leaf]}]}\n    plan",
        "sources: [leaf]¦\n    plan",
        "yaml",
        "they close the { in column 13 and the [ in column 20 and the { in column 21",
    ),
    kinds(
        "a brace around names of others",
        "heat: {name: Hot or cold, poles: {hot: steaming, cold: with ice}}",
        "heat: {poles: ¦{hot: steaming, cold: with ice, name: Hot or cold}",
        "yaml",
        "Put a } behind “ice”",
    ),
    tree("an inner list that is not closed", "kinds: [tea]", "kinds: ¦[tea", "yaml", "Put a ] behind “tea”"),
    tree(
        "a brace missing before a comment",
        HOT,
        HOT[:-1] + "¦  # warm",
        "yaml",
        "Put a } behind “more”, in front of the comment: it closes the { in column 12.",
    ),
    tree(
        "a conflict with what was there before",
        f"    {ASK}",
        f"¦<<<<<<< HEAD\n    {ASK}\n    probe: x\n||||||| base\n    ask: x\n=======\n>>>>>>> other",
        "yaml",
        "Keep lines 5 to 6 (or remove them as well), and remove line 4 and lines 7 to 10.",
    ),
    tree(
        "a conflict whose first version is empty",
        f"    {ASK}",
        f"¦<<<<<<< HEAD\n=======\n    {ASK}\n>>>>>>> other",
        "yaml",
        "Keep line 6 (or remove it as well), and remove lines 4 to 5 and line 7.",
    ),
    tree(
        "a conflict of two empty versions",
        f"    {ASK}",
        f"    {ASK}\n¦<<<<<<< HEAD\n=======\n>>>>>>> other",
        "yaml",
        "Remove lines 5 to 7.",
    ),
    tree(
        "two leftovers",
        f"    {ASK}",
        f"¦=======\n    {ASK}\n>>>>>>> x",
        "yaml",
        "Delete it, and line 6 as well",
    ),
    tree(
        "a dash in front of a name",
        "      none: {say: No more}",
        "    ¦- none: {say: No more}",
        "type",
        "Remove the dash; start “none” in column 7 like “stop”.",
    ),
    tree(
        "dashes in front of all names",
        "      none: {say: No more}\n      stop:",
        "    ¦- none: {say: No more}\n    - stop:",
        "type",
        "Remove the dash in front of each name; start the names in column 7.",
    ),
    tree(
        "dashes in place of names",
        "      none: {say: No more}\n      stop:",
        "    ¦- {say: No more}\n    - stop:",
        "type",
        "Write a name and a colon in place of each dash.",
    ),
    tree(
        "a dash in the column of the names",
        "      none: {say: No more}\n      stop:",
        "      - none: {say: No more}\n      ¦stop:",
        "yaml",
        "Remove the dash in line 17; start “none” in column 7 like this line.",
    ),
    kinds(
        "a field that does not stand below that of its item",
        "claims: {heat: [{pole: hot, says: Tea is hot., sources: [leaf]}]}",
        "claims:\n      heat:\n      - pole: hot\n       ¦says: Tea is hot.\n        sources: [leaf]",
        "yaml",
        "To stand beside “pole” (line 12), start it in column 9.",
    ),
    kinds(
        "a dash that stands too far to the right",
        "first: [nothing]",
        "first:\n    - ¦nothing\n     - nothing",
        "link",
        "Start its dash in column 5, as this one does",
    ),
    tree(
        "a missing comma behind a comment",
        "{say: Hot, means: {heat: hot}, rec",
        "{say: Hot,  # warm\n        means: {heat: hot}¦\n        rec",
        "yaml",
        "Put a comma at the end of the line, behind the }.",
    ),
    kinds(
        "a dash that does not stand below another",
        "claims: {heat: [{pole: hot, says: Tea is hot., sources: [leaf]}]}",
        "claims:\n      heat:\n      - {pole: hot, says: It is., sources: [leaf]}\n       ¦- {pole: cold}",
        "yaml",
        "To stand beside the dash in line 12, start it in column 7.",
    ),
    tree(
        "a text for a table",
        "hot: {say: Hot, means: {heat: hot}, recommend: tea, then: more}",
        "hot: ¦Hot",
        "type",
        '{say: "Hot"}',
    ),
    tree(
        "a name beside a dash",
        "      none: {say: No more}\n      stop:",
        "    - none: {say: No more}\n     ¦stop:",
        "yaml",
        "Remove the dash in line 17; start “none” and “stop” in column 7.",
    ),
    tree(
        "two misspelt names, and one that is missing",
        "    ask: How hot?\n    probe: Wait.\n    help: Guess.",
        "    ask: How hot?\n    ¦prob: Wait.",
        "unknown",
        "Did you mean “probe”? It is missing here.",
        "missing",
    ),
    tree(
        "a name twice, and a misspelt outcome",
        f"      {COLD}\n      {UNSURE}",
        f"      ¦{COLD}\n      {UNSURE}".replace("cold:", "hot:", 1).replace("tea}", "teaa}"),
        "duplicate",
        "rename or remove one of them",
        "link",
    ),
    tree(
        "an outcome twice, and one misspelt",
        "      unsure: {say: Hard to tell, unsure: true, recommend: tea}",
        "      unsure: {say: Hard to tell, unsure: true, recommend: ¦teaa}",
        "link",
        "Did you mean “tea”?",
    ),
    tree(
        "a Cyrillic letter in the first of two",
        "      cold: {say",
        "      hоt2: {say: A, recommend: tea}\n      hot2: {say",
        "alike",
        "looks like “hot2” (line 10)",
        place="tree.yaml:9:7",
    ),
    tree(
        "a space in an id whose mend is taken",
        "      cold: {say",
        "      very_cold: {say: A, recommend: tea}\n      ¦very cold: {say",
        "id",
        "Write it as very_cold_2 (very_cold is taken), here and wherever it is used.",
    ),
)
"""Neighbours of those above, in which a hint could mislead, or hide what is a problem of its own."""

MISTAKES = (*COLONS, *SPACES, *QUOTES, *SIGNS, *BRACKETS, *GIT, *NAMES, *SILENT, *PATHS, *NEIGHBOURS)
