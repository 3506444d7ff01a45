"""What comes to a terminal that a cat walks over: keys, the mouse, pastes, answers, and broken bytes."""

import random
from collections.abc import Callable

LETTERS = "abcdefghijkmnoprstuvwxyz/?+0123456789"
SPECIAL = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "app up": b"\x1bOA",
    "app down": b"\x1bOB",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "page up": b"\x1b[5~",
    "page down": b"\x1b[6~",
    "insert": b"\x1b[2~",
    "delete": b"\x1b[3~",
    "shift tab": b"\x1b[Z",
    "f1": b"\x1bOP",
    "f5": b"\x1b[15~",
    "shift up": b"\x1b[1;2A",
    "ctrl right": b"\x1b[1;5C",
    "ctrl end": b"\x1b[1;5F",
    "tab": b"\t",
    "enter": b"\r",
    "escape": b"\x1b",
    "space": b" ",
    "backspace": b"\x7f",
    **{f"ctrl {letter}": bytes([ord(letter) - 96]) for letter in "abdefghjklnopqrstuvwxy"},
    "alt b": b"\x1bb",
    "alt enter": b"\x1b\r",
    "kitty a": b"\x1b[97;5u",
    "ctrl backslash": b"\x1c",
}
TEXTS = (
    "Ada",
    "2026-12-01",
    "31.12.2026",
    "yes",
    "a longer sentence, with a comma",
    "Zoë Ångström",
    "林さん 🙂👩‍👩‍👧",
    "שלום",
    "e\u0301\u0301\u0301",
    "[b]bold[/b] [",
    "x" * 300,
    "report.md",
    "report.html",
    "report.txt",
    "report.json",
    "/no/such/folder/x.md",
    "~nobody/x.md",
    "a\u0000b.md",
    "Co",
)
KEYS: dict[str, bytes] = {
    **{letter: letter.encode() for letter in LETTERS},
    **SPECIAL,
    **{f"{text[:10]!r} enter": f"{text}\r".encode() for text in TEXTS},
}
"""What can be tried on a screen one by one, by name. Of ``q`` and Ctrl-C there is another chance."""
HOSTILE = (
    b"1\r1\r1",
    b"a\nb\r\nc",
    b"\x1b[31mred\x1b]0;title\x07\x1b[?1049l",
    b"\x00\x01\x02\x03\x1a\x7f\x9b",
    b"\xff\xfe\xc3",
    b"\x1b[200~nested",
    "\u202eright to left \u2066 \u200b\ufeff".encode(),
    "🙂👩‍👩‍👧e\u0301\u0301".encode(),
    b"[b]not bold[/b] [link=x] $error",
    b"x" * 3_000,
    "ä🙂\n".encode() * 2_000,
    b"",
)
BROKEN = (
    b"\x1b[",
    b"\x1b[1;",
    b"\x1b[<0;5",
    b"\x1b[M",
    b"\x1b[M\xff\xfe\xfd",
    b"\xe9",
    b"\xff",
    b"\x9b1",
    b"\xf0\x9f\x99",
    b"\x1b]0;",
    b"\x1b]11;rgb:1/1/1\x07",
    b"\x1bP1$r1 q\x1b\\",
    b"\x1b[9;9X",
    b"\x1b[99999999999999999999u",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[48;24;80;0;0t",
    b"\x1b[?2026;2$y",
    b"\x1b[?2048;1$y",
    b"\x1b[?1u",
    b"\x1b[24;80R",
    b"\x1b[<999999;99999;99999M",
    b"\x1b[<0;-1;-1M",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1bO",
    b"\x1b_",
    b"\x1b\x1b\x1b[A",
)
ANSWERS = (
    b"\x1b]11;rgb:0000/0000/0000\x07\x1b[?62;c",
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;c",
    b"\x1b]11;rgb:zzzz/1/2\x07",
    b"\x1b[?62;4c",
)
"""To the question for the background, true and false; whoever sends them may send them late and in pieces."""
Kind = Callable[[random.Random, tuple[int, int]], bytes]


def key(chance: random.Random, _: tuple[int, int]) -> bytes:
    if chance.random() < 0.6:
        return chance.choice(LETTERS).encode()
    return chance.choice(tuple(SPECIAL.values()))


def leave(chance: random.Random, _: tuple[int, int]) -> bytes:
    return chance.choice([b"q", b"q", b"q", b"\x03"])


def text(chance: random.Random, _: tuple[int, int]) -> bytes:
    return chance.choice(TEXTS).encode() + chance.choice([b"", b"\r", b"\t"])


def mouse(chance: random.Random, size: tuple[int, int]) -> bytes:
    column, row = (chance.randint(1, length + 2) for length in size)
    button = chance.choice([0, 0, 0, 0, 1, 2, 4, 16, 32, 35, 35, 64, 64, 65, 65])
    press = f"\x1b[<{button};{column};{row}M"
    if button >= 32:
        return press.encode()
    if chance.random() < 0.2:
        column, row = (chance.randint(1, length) for length in size)
        press += f"\x1b[<32;{column};{row}M"
    if chance.random() < 0.1:
        return press.encode()
    click = f"{press}\x1b[<{button};{column};{row}m"
    return (click * chance.choice([1, 1, 1, 2, 3])).encode()


def paste(chance: random.Random, _: tuple[int, int]) -> bytes:
    end = b"\x1b[201~" if chance.random() < 0.97 else b""
    return b"\x1b[200~" + chance.choice(HOSTILE) + end


def focus(chance: random.Random, _: tuple[int, int]) -> bytes:
    return chance.choice([b"\x1b[I", b"\x1b[O"])


def broken(chance: random.Random, _: tuple[int, int]) -> bytes:
    if chance.random() < 0.2:
        return chance.randbytes(chance.randint(1, 12)).replace(b"\x03", b"").replace(b"q", b"")
    return chance.choice(BROKEN)


def answer(chance: random.Random, _: tuple[int, int]) -> bytes:
    return chance.choice(ANSWERS)


KINDS: dict[Kind, float] = {
    key: 55,
    text: 4,
    mouse: 22,
    paste: 3,
    focus: 4,
    broken: 6,
    answer: 2,
    leave: 0.5,
}
"""How often each comes."""


def draw(chance: random.Random, number: int, size: tuple[int, int]) -> list[tuple[str, bytes]]:
    """So many events, each with the name of its kind."""
    kinds = chance.choices(list(KINDS), list(KINDS.values()), k=number)
    return [(kind.__name__, kind(chance, size)) for kind in kinds]


def draw_size(chance: random.Random) -> tuple[int, int]:
    """Columns and rows: usual ones, tiny ones, and any up to 300 by 100."""
    match chance.randrange(4):
        case 0:
            return chance.choice([(80, 24), (120, 40), (40, 12), (60, 20), (20, 5), (200, 60)])
        case 1:
            return chance.choice([(1, 1), (1, 100), (300, 1), (2, 3), (300, 100), (10, 4)])
    return chance.randint(1, 300), chance.randint(1, 100)
