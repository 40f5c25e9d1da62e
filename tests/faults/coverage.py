"""A small coverage-guided fuzzer: what reaches a line that nothing reached before is kept, and changed further."""

import sys
from collections.abc import Callable
from random import Random
from types import FrameType
from typing import Any

MARKS = b'" { } [ ] : , null true -1 1e999 / // \\u0000'
WORDS = b"cloudEvents_sequence cloudEvents_source cloudEvents_id reply_to args kwargs"
PIECES = (b"", *MARKS.split(), *WORDS.split())


class Explorer:
    """Watches the lines of `files`. The first texts are given by `keep`."""

    def __init__(self, random: Random, files: set[str]) -> None:
        self._random, self._files = random, files
        self._kept: list[bytes] = []
        self._seen: set[tuple[str, int]] = set()
        self._new = False

    def keep(self, text: bytes) -> None:
        self._kept.append(text)

    def explore(self, look: Callable[[bytes], None], tries: int) -> int:
        """Give `look` so many texts; whatever it raises ends the run. Gives how many lines were reached."""
        before = sys.gettrace()
        for number in range(tries):
            text = self._kept[number] if number < len(self._kept) else self._change(self._random.choice(self._kept))
            self._new = False
            sys.settrace(self._trace)
            try:
                look(text)
            except Exception as error:
                raise AssertionError(f"{text!r} raised {type(error).__name__}") from error
            finally:
                sys.settrace(before)
            if self._new:
                self._kept.append(text)
        return len(self._seen)

    def _trace(self, frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename not in self._files:
            return None
        place = (frame.f_code.co_name, frame.f_lineno)
        if event == "line" and place not in self._seen:
            self._seen.add(place)
            self._new = True
        return self._trace

    def _change(self, text: bytes) -> bytes:
        start, end = sorted(self._random.randint(0, len(text)) for _ in range(2))
        other = self._random.choice(self._kept)
        piece = self._random.choice(
            (self._random.choice(PIECES), text[start:end] * 2, other[start:end], self._random.randbytes(2))
        )
        return text[:start] + piece + text[min(end, start + self._random.randint(0, 8)) :]
