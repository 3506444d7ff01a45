"""Parses what a terminal sends into letters, sequences and pastes. Whatever is none of these is left out.

Bytes can be anything: letters in another encoding, mouse reports of terminals that know no better, answers to
questions that another program had asked, and the half of any of these. None of it may pass for a key.
"""

from codecs import getincrementaldecoder
from collections.abc import Iterator

from guide.tui.terminal.input_tokens import (
    BEGIN,
    CTRL_C,
    END,
    ESC,
    MOST,
    OPENS,
    REST_DELAY,
    State,
    Token,
    TokenKind,
    clean,
    patience,
)


class InputParser:
    """Splits the bytes of a terminal into tokens. It has to be told when time has passed.

    Attributes:
        since: When bytes came last, in seconds of the caller's clock.
        answers_until: Until when the terminal may be answering a question. An answer can then come in two
            halves, of which the first is nothing but ESC.
    """

    def __init__(self) -> None:
        self._state = State.GROUND
        self._held = ""
        self._pasted: list[str] = []
        self._left = 0
        self.since = 0.0
        self.answers_until = 0.0
        self._escaped = -REST_DELAY
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def feed(self, data: bytes, now: float) -> Iterator[Token]:
        """The tokens that these bytes complete.

        ``now`` is the time in seconds, on any clock that only rises.
        """
        yield from self.tick(now)
        self.since = now
        if data == CTRL_C or (
            self._state is State.ESCAPE and data[:1] not in (b"[", b"O", self._opens_answer)
        ):
            # Whoever waits for the end of something that never comes can still leave. And a key with Alt
            # comes in one piece: this was Esc, and then another key.
            yield from self._give_up()
        for byte in data:
            if self._state is State.MOUSE and byte != 0x1B:
                self._left -= 1
                if not self._left:
                    self._reset()
            elif byte == 0x9B and self._state is State.GROUND and not self._half_a_letter:
                # ESC [ in a single byte.
                self._begin(State.CONTROL, f"{ESC}[")
            else:
                for letter in self._decoder.decode(bytes([byte])):
                    yield from self._take(letter, now)

    def tick(self, now: float) -> Iterator[Token]:
        """The tokens that are complete because no more bytes came until ``now``."""
        if self._state is not State.GROUND and now - self.since >= self._patience(now):
            if self._state is State.ESCAPE:
                self._escaped = now
            yield from self._give_up()

    def _patience(self, now: float) -> float:
        answering = now < self.answers_until and self._held in (ESC, f"{ESC}]")
        return REST_DELAY if answering else patience(self._state, self._held)

    def _give_up(self) -> Iterator[Token]:
        state = self._state
        if state is State.PASTE:
            yield from self._end_paste()
        self._reset()
        if state is State.ESCAPE:
            yield Token(TokenKind.SEQUENCE, ESC)

    @property
    def _opens_answer(self) -> bytes:
        """The byte after ESC that opens an answer, while one may come."""
        return b"]" if self.since < self.answers_until else b"["

    @property
    def _half_a_letter(self) -> bool:
        return bool(self._decoder.getstate()[0])

    def _begin(self, state: State, held: str) -> None:
        self._state, self._held = state, held

    def _reset(self) -> None:
        self._begin(State.GROUND, "")

    def _take(self, letter: str, now: float) -> Iterator[Token]:
        if self._state is State.PASTE:
            yield from self._take_pasted(letter)
        elif letter == ESC and self._state is not State.STRING:
            if self._state is State.ESCAPE:
                yield Token(TokenKind.SEQUENCE, ESC)
            self._begin(State.ESCAPE, ESC)
        elif self._state is State.GROUND:
            yield from self._take_key(letter, now)
        elif letter < " " and self._state not in (State.STRING, State.ESCAPE):
            self._reset()
            yield Token(TokenKind.LETTER, letter)
        else:
            yield from self._take_further(letter)

    def _take_key(self, letter: str, now: float) -> Iterator[Token]:
        if letter == "[" and now - self._escaped < REST_DELAY:
            # The other half of a sequence whose first byte came long before, and passed for the key Esc.
            self._begin(State.CONTROL, f"{ESC}[")
        else:
            yield Token(TokenKind.LETTER, letter)
        self._escaped = -REST_DELAY

    def _take_further(self, letter: str) -> Iterator[Token]:
        self._held += letter
        held, state = self._held, self._state
        match state:
            case State.ESCAPE:
                if letter in OPENS:
                    self._state = OPENS[letter]
                    return
            case State.CONTROL if held == f"{ESC}[M":
                self._begin(State.MOUSE, "")
                self._left = 3
                return
            case State.CONTROL if held == f"{ESC}[[":
                self._state = State.SINGLE
                return
            case State.CONTROL if " " <= letter <= "?" and len(held) < MOST:
                return
            case State.STRING:
                if letter == "\x07" or held.endswith(f"{ESC}\\") or len(held) > MOST * MOST:
                    self._reset()
                    yield Token(TokenKind.ANSWER, held)
                return
        self._reset()
        if held == BEGIN:
            self._state = State.PASTE
        elif "@" <= letter <= "~" or state is not State.CONTROL:
            yield Token(TokenKind.SEQUENCE, held)

    def _take_pasted(self, letter: str) -> Iterator[Token]:
        self._pasted.append(letter)
        if letter == "~" and "".join(self._pasted[-len(END) :]) == END:
            del self._pasted[-len(END) :]
            yield from self._end_paste()

    def _end_paste(self) -> Iterator[Token]:
        text = clean("".join(self._pasted))
        self._pasted.clear()
        self._reset()
        yield Token(TokenKind.PASTE, text)
