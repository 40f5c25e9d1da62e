"""The press: a paper's data and the layout in, a PDF out. A program of its own, beside the service.

It is native code that would hold up every other call of the process, and wants memory and fonts that the service
needs for nothing else. What comes in stands in one JSON object: `layout`, the layout's text; `fonts`, folders;
`paper`, the data. The same object gives the same bytes: PDF/A-2, which an archive may keep.
"""

import json
import sys
from typing import Any

import typst


def press(given: dict[str, Any]) -> bytes:
    """Raises typst.TypstError."""
    return typst.compile(
        given["layout"].encode(),
        font_paths=given["fonts"],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="a-2u",
        sys_inputs={"paper": json.dumps(given["paper"], ensure_ascii=False)},
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(press(json.load(sys.stdin.buffer)))
