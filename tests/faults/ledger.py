"""The caller's own book: every command that was acknowledged, kept outside of what is tested."""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID


class Ledger:
    """A file of JSON lines, one an acknowledged command. Safe for several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self.count = 0

    def acknowledged(self, service: str, command_id: UUID, receipt: Mapping[str, Any]) -> None:
        """Enter the receipt of a command."""
        line = json.dumps({"service": service, "command_id": str(command_id), **receipt})
        with self._lock, self.path.open("a") as book:
            book.write(line + "\n")
            self.count += 1
