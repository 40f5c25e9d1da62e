"""Which characters can be printed: one that no font has would stand as an empty box on the paper, within a name."""

import struct
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from services.approvals.document.office import OWN, PRODUCT

LATIN = frozenset([*range(0x20, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000), 0x0A])
"""Latin, Greek and Cyrillic: the press has a font for them itself."""


def font_folders() -> list[str]:
    """The office's own fonts, the product's, and a serif with 30,000 characters, for what those lack."""
    wide = str(files("pylopdf_fonts_zh_cn"))
    return [*dict.fromkeys([str(OWN / "fonts"), str(PRODUCT / "fonts"), wide])]


def missing_in(text: Iterable[str]) -> list[str]:
    """The characters that no font has."""
    return sorted({letter for part in text for letter in part if ord(letter) not in printable()})


@cache
def printable() -> frozenset[int]:
    fonts = [path for folder in font_folders() for path in sorted(Path(folder).glob("*.[ot]tf"))]
    return LATIN.union(*(characters_of(path.read_bytes()) for path in fonts))


def characters_of(font: bytes) -> Iterator[int]:
    """What a font has glyphs for, by its `cmap` of 32-bit characters, or else of 16-bit ones (OpenType, cmap)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = [struct.unpack_from(">HHI", font, start + 4 + 8 * n)[2] for n in range(count)]
    by_format = {struct.unpack_from(">H", font, start + offset)[0]: start + offset for offset in offsets}
    if 12 in by_format:
        yield from _groups(font, by_format[12])
    elif 4 in by_format:
        yield from _segments(font, by_format[4])


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag.decode()}")


def _groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from range(first, last + 1)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", font, at + 16 + doubled)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, last + 1)
