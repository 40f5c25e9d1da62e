"""Keys that seal nothing, for tests of all else."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


class OpenKeys:
    """A sealed text is the plain one."""

    def seal(self, taken: Any, *_: Any) -> dict[str, str]:
        """Each person's fields as text."""
        return {person: json.dumps(fields) for person, fields in taken.items()}

    def open(self, sealed: Mapping[str, str], _: bytes) -> dict[str, Any]:
        """What was sealed."""
        return {at: item for text in sealed.values() for at, item in json.loads(text).items()}

    def warm(self, people: Iterable[str]) -> None:
        """Nothing to fetch."""
