"""Guides as files, at random: small ones and damaged ones, with ids and texts of every kind."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

import yaml
from msgspec import Struct

from guide.authoring.export.json_export import export_json
from guide.authoring.yaml_escapes import escape_for_yaml
from guide.ruleset import model
from guide.ruleset.parsing.loader import KindsFile, TreeFile, load
from tests.ruleset.test_mutations import GUIDES, Texts, damaged

Parts = dict[str, Any]
"""The content of each file of a guide by its name, as JSON has it."""

KINDS = ("kind0", "kind1", "kind2")
OUTCOMES: Parts = {
    "end0": {"kinds": ["kind0"]},
    "end1": {"kinds": ["kind1"]},
    "end2": {"kinds": ["kind2"]},
    "end3": {"kinds": ["kind0", "kind1"]},
    "end4": {"signpost": True, "when": "If it hurts"},
    "end5": {"kinds": ["kind1", "kind2"]},
}
PLAIN = 8
"""Of so many guides, all but one have odd ids or texts."""

FEEL_WORDS = (
    "for",
    "null",
    "true",
    "if",
    "not",
    "date",
    "-",
    "string",
    "a.b",
    "3-d",
    "_",
    "?",
    "?x",
    "in",
    "item",
)
YAML_WORDS = (
    "yes",
    "no",
    "on",
    "Off",
    "~",
    "12",
    "007",
    "1.0",
    "1e3",
    "0x1f",
    "-1",
    "2013-04-17",
    "12:30",
    "<<",
    "=",
    ".",
)
OWN_WORDS = (
    *("decided", "outcome", "companions", "problem", "stopped_at", "row", "id", "note", "clarity", "answers"),
    *(
        "help",
        "back",
        "quit",
        "q",
        "why",
        "?",
        "note x",
        "change 1",
        "keep",
        "more",
        "t",
        "o",
        "p",
        "guide_one",
    ),
    *(
        "answer: x",
        "note: x",
        "recommendation",
        "reasons",
        "sources",
        "possible",
        "other",
        "comment",
        "q1",
        "Q1.",
    ),
)
SIGNS = (
    *(
        "a b",
        "a  b",
        " a",
        "a ",
        "a,b",
        "a;b",
        "a=b",
        "a: b",
        "a:b",
        'a"b',
        "'",
        "it's",
        '"',
        "a\\",
        "\\n",
        "`",
        "a|b",
    ),
    *(
        "[x]",
        "{a}",
        "{{a}}",
        "<b>",
        "&amp;",
        "#x",
        "a#b",
        "a #b",
        "*x",
        "%s",
        "%",
        "$1",
        "${x}",
        "--",
        "-- x",
        ";",
    ),
    *(
        "/*",
        "*/",
        "=1+1",
        "@x",
        "+x",
        "a/b",
        "..",
        "!x",
        "> x",
        "| x",
        "]]>",
        "<!--",
        "end",
        "__proto__",
        "x" * 130,
    ),
)
LETTERS = (
    *(
        "größe",
        "Größe",
        "gro\u0308ße",
        "GROSSE",
        "ß",
        "ss",
        "İ",
        "i",
        "I",
        "ı",
        "ﬁ",
        "fi",
        "Жук",
        "а",
        "a",
        "日本",
        "٣",
    ),
    *(
        "²",
        "①",
        "é",
        "e\u0301",
        "a\u200bb",
        "\u200d",
        "\ufeffa",
        "א",
        "\u202eabc",
        "👩\u200d💻",
        "𝒳",
        "a\u00a0b",
        "a\u00adb",
    ),
    *(
        "a\tb",
        "a\nb",
        "a\rb",
        "\x07",
        "\x1b[2J",
        "a\x85b",
        "a\u2028b",
        "a\x00b",
        "\x7f",
        "\ufffe",
        "\ufffd",
        "\ue000",
    ),
)
CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "aAbB019  \n\t\r\x00\x01\x1b\x7f\x85\xa0\xad\u0301\u200b\u2028\u202e\u3000ßİıﬁé"
)
IDS = (*FEEL_WORDS, *YAML_WORDS, *OWN_WORDS, *SIGNS, *LETTERS)

ADDED = (
    *(
        " and [a page](https://example.org/a?b=c&d=%20e).",
        " https://example.org/x_(y).",
        " help@example.org",
        " [x](y)",
    ),
    *(
        " [b]bold[/b]",
        " <script>alert(1)</script>",
        " &amp; &lt;",
        " *x* _y_ `z` ~~w~~",
        " | a | b |",
        " ]]> <!-- -->",
    ),
    *(
        ' "quoted"',
        " “curly”",
        " it's",
        " a; b, c",
        " #x",
        " # y",
        " x: y",
        " {",
        " }",
        " {x}",
        " {organisation} {Kind0} {tea}",
        " {{x}}",
        " {kept}",
    ),
    *(
        " %s %d",
        " ${x}",
        " \\n \\",
        " -- /* x */",
        " =1+1",
        " ```js",
        " %%{init: {}}%%",
        " end",
        " ---",
        "\n---\nx",
    ),
    *(
        "\nsecond line",
        "\n\n  third",
        "\ttab",
        "\rreturn",
        " \x07",
        " \x1b[31mred",
        "\x85",
        "\u2028",
        "\u00a0",
        "\u200b",
        "\x00",
    ),
    *(
        " größe",
        " e\u0301",
        " Жук",
        " 日本語のとても長い文",
        " العربية",
        " \u202eabc",
        " 👩\u200d💻",
        " \ufffe",
        " \ud7ff",
        " \ue000",
    ),
    *(
        " " + "word " * 60,
        " " + "x" * 300,
        "",
        " ",
        "?",
        "!",
        ".",
        " …",
        " (one only)",
        ".1",
        " [2]",
        "_2",
        "*",
    ),
)
BEGUN = (
    "- ",
    "* ",
    "> ",
    "# ",
    "1. ",
    "a) ",
    "Q1: ",
    "[x] ",
    "{x} ",
    "@",
    "=",
    "+",
    '"',
    " ",
    "\n",
    "2",
    "'",
    "%",
    "!",
    "| ",
    "~",
)


def odd_guide(random: Random) -> Texts:
    """The files of a guide, which may be at fault or not."""
    if not random.randrange(4):
        return damaged(GUIDES[random.choice(("tiny", "more", "named", "shipped"))], random)
    base = random.randrange(10)
    if base < 6:
        parts = small_guide(random)
    else:
        parts = as_parts(GUIDES["shipped" if base == 9 else ("tiny", "more", "named")[base - 6]])
    if random.randrange(PLAIN):
        if random.randrange(3):
            parts = with_other_ids(parts, random)
        if random.randrange(3):
            parts = with_other_texts(parts, random)
    return {name: written(part, random) for name, part in parts.items()}


def as_parts(texts: Texts) -> Parts:
    parts: Parts = json.loads(export_json(load(texts)[0]))
    del parts["note"]
    return parts


SMALL: Parts = {
    "guide.yaml": {
        "title": "Which?",
        "welcome": "Welcome.",
        "start_you": "Start",
        "start_they": "Start for them",
        "duration": "Soon.",
        "privacy": "Private.",
        "caution": "Careful.",
    },
    "sources.yaml": {
        "paper": {"title": "A paper", "short": "Paper", "url": "https://example.org/paper"},
        "own": {"title": "What we think", "short": "our view", "judgement": True},
    },
    "kinds.yaml": {
        "distinctions": {
            "place": {"name": "Near or far", "poles": {"near": "near by", "far": "far away"}},
            "time": {"name": "Sooner or later"},
        },
        "headings": {"first": "First"},
        "kinds": {
            kind: {
                "name": f"Kind {kind[-1]}",
                "in_short": "Short.",
                "not_for": "Nobody.",
                "claims": {
                    "place": [
                        {"says": "It is near.", "pole": "near", "sources": ["paper"]},
                        {"says": "It is far.", "pole": "far", "sources": ["own", "paper"]},
                    ],
                    "time": [{"says": "It is soon.", "sources": ["paper"]}],
                },
                "plan": {"first": {"says": "Begin.", "sources": ["own"]}},
            }
            for kind in KINDS
        },
    },
}
"""All of a small guide but its tree."""


def small_guide(random: Random) -> Parts:
    """A guide of up to six questions, every walk of which ends on one outcome.

    Questions lead on to later ones alone. Those before the turn recommend nothing but when they lead past it.
    """
    count = random.randrange(1, 7)
    turn = random.randrange(count)
    questions: Parts = {}
    reached = {"q0"}
    for number in range(count):
        question = small_question(number, turn, count, random)
        if f"q{number}" in reached:
            questions[f"q{number}"] = question
            reached |= {option.get("then", "") for option in question["options"].values()}
    tree: Parts = {"start": "q0", "questions": questions, "outcomes": small_outcomes(questions, random)}
    if random.random() < 0.5:
        tree["more"] = "beside"
        options = {
            f"o{number}": {"say": f"Add {number}", "add": added(random)}
            for number in range(random.randrange(1, 4))
        }
        questions["beside"] = {
            "ask": "And beside it?",
            "probe": "Wait.",
            "help": "No is fine.",
            "options": {**options, "none": {"say": "Nothing more"}},
        }
    return {**deepcopy(SMALL), "tree.yaml": tree}


def small_question(number: int, turn: int, count: int, random: Random) -> Parts:
    options = {
        f"o{name}": small_option(f"Option {name} of {number}", number, turn, count, random)
        for name in range(random.choice((2, 2, 3, 3, 4, 11)))
    }
    question: Parts = {"ask": f"Ask {number}?", "probe": "Probe.", "help": "Help.", "options": options}
    about = {"ask_about": f"Ask {number} about them?", "help_about": "Help them."}
    return question | about if random.random() < 0.4 else question


def small_option(say: str, number: int, turn: int, count: int, random: Random) -> Parts:
    then = random.randrange(number + 1, count + 1)
    fields: Parts = {
        "say_about": f"{say} for them",
        "means": {"place": random.choice(("near", "far"))},
        "add": added(random),
        "unsure": True,
    }
    option = {"say": say, **{name: value for name, value in fields.items() if random.random() < 0.35}}
    if number <= turn < then:
        option["recommend"] = random.choice([*OUTCOMES])
    if number > turn and then == count and random.random() < 0.4:
        option["instead"] = random.choice([*OUTCOMES])
    if then < count:
        option["then"] = f"q{then}"
    return option


def added(random: Random) -> Parts:
    return {"kind": random.choice(KINDS), "when": random.choice(("alongside", "afterwards"))}


def small_outcomes(questions: Parts, random: Random) -> Parts:
    """The outcomes that the questions lead to, some of them private."""
    options = [option for question in questions.values() for option in question["options"].values()]
    used = {option.get(field) for option in options for field in ("recommend", "instead")}
    return {
        name: {
            "title": f"Title {name[-1]}",
            "because": f"Because {name[-1]}.",
            "sources": ["paper"],
            "private": random.random() < 0.2,
            **outcome,
        }
        for name, outcome in OUTCOMES.items()
        if name in used
    }


def tables(parts: Parts) -> list[Mapping[str, Any]]:
    """Every table whose keys are ids of the author."""
    kinds, tree = parts["kinds.yaml"], parts["tree.yaml"]
    return [
        parts["sources.yaml"],
        *(kinds["distinctions"], kinds["headings"], kinds["kinds"], tree["questions"], tree["outcomes"]),
        *(distinction.get("poles", {}) for distinction in kinds["distinctions"].values()),
        *(question["options"] for question in tree["questions"].values()),
    ]


FIELDS = frozenset(
    field
    for struct in (*vars(model).values(), KindsFile, TreeFile)
    if isinstance(struct, type) and issubclass(struct, Struct)
    for field in struct.__struct_fields__
) | {"alongside", "afterwards"}


def with_other_ids(parts: Parts, random: Random) -> Parts:
    """The parts with other ids for some of theirs, wherever they are used."""
    ids = sorted({name for table in tables(parts) for name in table} - FIELDS)
    share = random.choice((0.1, 0.5, 1.0))
    renamed = [name for name in ids if random.random() < share]
    odd = [odd_name(random) for _ in renamed] if random.random() < 0.5 else random.sample(IDS, len(IDS))
    names = [name for name in dict.fromkeys(odd) if name not in ids and name not in FIELDS]
    changed: Parts = replaced(parts, dict(zip(renamed, names, strict=False)).get)
    return changed


def odd_name(random: Random) -> str:
    """Some signs, or two odd ids in one."""
    if random.random() < 0.3:
        return random.choice(IDS) + random.choice(IDS)
    return "".join(random.choice(CHARACTERS) for _ in range(random.randrange(1, 7)))


def replaced(value: Any, other: Callable[[str], str | None]) -> Any:
    """A value with another text for each for which there is one, also where it is a key."""
    if isinstance(value, dict):
        return {other(key) or key: replaced(part, other) for key, part in value.items()}
    if isinstance(value, list):
        return [replaced(part, other) for part in value]
    return (other(value) or value) if isinstance(value, str) else value


def with_other_texts(parts: Parts, random: Random) -> Parts:
    """The parts with something before or behind some of their texts. Ids are left as they are."""
    ids = {name for table in tables(parts) for name in table} | FIELDS | {"https://example.org/paper"}
    share = random.choice((0.05, 0.3, 1.0))

    def other(text: str) -> str | None:
        if random.random() > share:
            return None
        if not random.randrange(10):
            return f"{text} {odd_name(random)}" if random.random() < 0.8 else odd_name(random)
        begun = random.choice(BEGUN) if not random.randrange(3) else ""
        return random.choice(IDS) if not random.randrange(12) else f"{begun}{text}{random.choice(ADDED)}"

    def changed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: changed(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [changed(part, key) for part in value]
        is_text = isinstance(value, str) and value not in ids and key not in ("url", "names")
        return (other(value) or value) if is_text else value

    parts = {name: changed(part) for name, part in parts.items()}
    if not random.randrange(4):
        parts["guide.yaml"]["names"] = {"organisation": "Blue House" + random.choice(ADDED), "x": "the X"}
    if not random.randrange(4):
        fields = ("purpose", "voluntary", "noted", "confidential", "seen_by")
        parts["guide.yaml"]["briefing"] = {field: f"Said{random.choice(ADDED)}" for field in fields}
    return parts


def written(part: Any, random: Random) -> bytes:
    """A file of this content, in one of the ways in which programs write YAML."""
    way = random.randrange(4)
    if way == 0:
        indent = random.choice((None, 2))
        return escape_for_yaml(json.dumps(part, ensure_ascii=False, indent=indent)).encode()
    text: str = yaml.dump(
        part,
        Dumper=dumper(random.choice("'\"") if way == 1 else ""),
        sort_keys=False,
        allow_unicode=random.random() < 0.7,
        width=random.choice((20, 80, 1 << 20)),
        default_flow_style=random.choice((False, False, None)),
        explicit_start=random.random() < 0.1,
        explicit_end=random.random() < 0.1,
        line_break=random.choice(("\n", "\n", "\r\n")),
    )
    return text.encode("utf-8-sig" if not random.randrange(10) else "utf-8")


@cache
def dumper(sign: str) -> type[yaml.SafeDumper]:
    """What writes no aliases, and all texts between these signs where there is one."""

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, _data: object) -> bool:
            return True

    if sign:
        tag = "tag:yaml.org,2002:str"
        Dumper.add_representer(str, lambda self, text: self.represent_scalar(tag, text, sign))
    return Dumper
