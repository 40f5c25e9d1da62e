"""What a person types as a call's fields."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from deploy.demo import words
from deploy.terminal.office import NoOffice

HERE = UUID(int=0)
"""The run to which `${id name}` belongs at the terminal: always the same one."""


def fields_of(typed: Iterable[str]) -> Any:
    """A JSON object, or a field each as name=value. A value that begins with { or [ is JSON, one that begins with @
    names the file that holds it; days may stand as in a case file: ${day 5}, ${workday -7}. Raises NoOffice."""
    found: dict[str, Any] = {}
    for word in typed:
        name, equals, value = word.partition("=")
        if word.lstrip().startswith("{"):
            found |= _json(word, "the fields")
        elif equals and name:
            found[name] = _value(name, value)
        else:
            raise NoOffice(f"{word!r} is no field: give name=value, or all fields as a JSON object")
    _check_words(json.dumps(found))
    return words.fill(found, {}, HERE)


def _value(name: str, text: str) -> Any:
    if text.startswith("@"):
        try:
            text = Path(text[1:]).read_text().lstrip()
        except OSError as error:
            raise NoOffice(f"{name}: {error.filename} can't be read: {error.strerror}") from error
    return _json(text, name) if text.startswith(("{", "[")) else text


def _json(text: str, what: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise NoOffice(f"{what}: this is not JSON: {error}") from error


def _check_words(text: str) -> None:
    for word in words.words_in(text):
        if not words.is_known(word):
            known = "${day 5}, ${workday -7}, ${moment 3 09:30} or ${id name}"
            raise NoOffice(f"${{{word}}} is no word: write {known}")
