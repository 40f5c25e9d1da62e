"""Checks a log extract alone: `python audit.py extract.jsonl [position:seal]`. Needs nothing but Python 3.11.

The extract's first line is an object: `service`, `log` (the log's identity), `after` (the position before the first
row) and `before` (the seal there, in hex; for `after` 0 it must be the SHA-256 of the identity's text). Each further
line is `{"row": [...], "seal": hex}`. A row lists position, stream, version, id, name, fact version, source, sequence,
data, personal (sealed texts by person), actor, correlation, causation and the moment of recording in UTC, each as text
or null.

    seal = SHA-256(the seal before, as 32 bytes, then the row as JSON in UTF-8, without spaces or needless escapes)

With `position:seal`, as another service or the auditor noted it earlier, the extract must bear that seal.
"""

import hashlib
import json
import sys
from collections.abc import Iterable


def audit(lines: Iterable[str], witnessed: str = "") -> str:
    """A sentence that says what was found; it begins with "whole" if nothing is wrong."""
    rows = iter(lines)
    start = json.loads(next(rows))
    before, last, count = bytes.fromhex(start["before"]), start["after"], 0
    if last == 0 and before != hashlib.sha256(start["log"].encode()).digest():
        return "broken at the start: the first seal does not follow from the log's identity"
    at, _, wanted = witnessed.partition(":")
    met = not witnessed
    for number, line in enumerate(rows, start=2):
        item = json.loads(line)
        row = json.dumps(item["row"], ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(before + row.encode()).digest()
        position = int(item["row"][0])
        if position <= last:
            return f"broken at line {number}, position {position}: it does not follow {last}"
        if before.hex() != item["seal"]:
            return f"broken at line {number}, position {position}: the row is not what was sealed"
        if str(position) == at:
            if item["seal"] != wanted:
                return f"broken at or before position {position}: the seal is not the one that was noted"
            met = True
        last, count = position, count + 1
    if not met:
        return f"broken: the extract has no position {at}, which was noted; the end may have been cut"
    return f"whole: {count} facts of {start['service']}, up to position {last}, seal {before.hex()}"


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as extract:
        found = audit(extract, *sys.argv[2:])
    print(found)
    sys.exit(0 if found.startswith("whole") else 1)
