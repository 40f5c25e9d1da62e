"""Names as one searches them: without case, accents, spaces or marks, the family name first or last."""

import unicodedata

from services.consular.values import Name

LAST = chr(0x10FFFF)


def searchable(text: str) -> str:
    """Letters and digits only, in lower case: "ZHĀNG, Wěi-lín" and "zhang weilin" are the same."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def keys(name: Name) -> tuple[str, ...]:
    """What finds this name by its beginning: the Chinese name, and the Latin one in both orders."""
    words = name.en.replace(",", " ").split()
    turned = " ".join([*words[1:], *words[:1]])
    found = (searchable(name.zh), searchable(name.en), searchable(turned))
    return tuple(sorted({key for key in found if key}))


def bounds(text: str) -> dict[str, str]:
    """Between which keys all names lie that begin so."""
    first = searchable(text)
    return {"first": first, "last": first + LAST}
