"""Names as one searches and compares them, whatever script, case, tones, spaces or order they were written in."""

import os
import re
import unicodedata
import zlib
from collections.abc import Iterable
from functools import cache
from itertools import islice, product

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # names are no phrases, and those take 40 MB of memory
from pypinyin import Style, pinyin

from shared.personal import ERASED

LAST = chr(0x10FFFF)
PAGES = 16_384
MOST_READINGS = 8
TWO_CHARACTERS = (
    "欧阳 司马 诸葛 上官 夏侯 尉迟 长孙 皇甫 慕容 令狐 司徒 东方 独孤 南宫 宇文 歐陽 司馬 諸葛 尉遲 長孫 東方 獨孤 南宮"
)
"""Family names of two characters."""


def searchable(text: str) -> str:
    """Letters and digits only, in lower case: "ZHĀNG, Wěi-lín" and "zhang weilin" are the same, as are the lü, lv and
    lyu that one name is written with."""
    plain = text.casefold()
    if not plain.isascii():
        spread = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in spread if not unicodedata.combining(sign))
    letters = re.sub(r"[\W_]", "", re.sub(r"\bnyu", "nu", plain))
    return letters.replace("v", "u").replace("lyu", "lu")


def keys(zh: str | None, en: str | None, document: str | None = None) -> tuple[str, ...]:
    """What finds a person: the beginning of the Chinese name, and of the Latin one in both orders; after "=" the marks
    of the name, after "#" the document."""
    zh, en = _written(zh), _written(en)
    words = _words(en)
    found = {searchable(zh or ""), "".join(words), "".join((*words[1:], *words[:1]))}
    found |= {"".join(order) for spelled in _readings(zh) for order in (spelled, _turned(zh, spelled))}
    found |= {f"={mark}" for mark in marks(zh, en)}
    found |= {f"#{number}" for number in [document_key(document)] if number}
    return tuple(sorted(key for key in found if key))


def bounds(text: str) -> dict[str, str]:
    """Between which keys all names lie that begin so; whoever has typed "ly" may go on to "lyu"."""
    typed = searchable(text)
    first = typed[:-1] if typed.endswith(("ly", "ny")) else typed
    return {"first": first, "last": first + LAST}


def marks(zh: str | None, en: str | None) -> frozenset[str]:
    """What two spellings of one name have in common: the letters of its pinyin, in the order of the alphabet."""
    spelled = [*_readings(_written(zh)), _words(_written(en))]
    return frozenset(_mark(parts) for parts in spelled if "".join(parts))


def page(zh: str | None, en: str | None) -> int:
    """On which of the pages of a roster this name stands, however it is spelled: so many names share one that its
    number tells nothing of a name."""
    common = next(iter(_readings(_written(zh))), _words(_written(en)))
    return zlib.crc32(_mark(common).encode()) % PAGES


def document_key(number: str | None) -> str | None:
    """A document's number without case, spaces and marks."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", number or "").upper() if sign.isalnum())
    return plain or None


def phone_key(phone: str | None) -> str | None:
    """The end of a telephone number, which is the same with and without the country's number."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", phone or "") if sign.isdigit())
    return digits[-9:] if len(digits) >= 7 else None


def _written(name: str | None) -> str | None:
    return None if name == ERASED else name


def _mark(parts: Iterable[str]) -> str:
    """Joined, "chenyu" may be chen yu or che nyu: so a y before u is left out wherever it stands."""
    return "".join(sorted("".join(part.replace("yu", "u") for part in parts)))


def _words(en: str | None) -> tuple[str, ...]:
    return tuple(searchable(word) for word in (en or "").replace(",", " ").split())


def _readings(zh: str | None) -> list[tuple[str, ...]]:
    """The syllables of a Chinese name, the common reading first: 单 is dan, chan or shan."""
    if not zh:
        return []
    return list(islice(product(*[_sounds(character) for character in zh]), MOST_READINGS))


@cache
def _sounds(character: str) -> tuple[str, ...]:
    [readings] = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(searchable(reading) for reading in readings))


def _turned(zh: str | None, spelled: tuple[str, ...]) -> tuple[str, ...]:
    family = 2 if (zh or "")[:2] in TWO_CHARACTERS else 1
    return (*spelled[family:], *spelled[:family])
