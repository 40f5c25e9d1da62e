"""Settings from the environment: `NAME` itself, or `NAME_FILE`, the path of a file that holds it, as for secrets."""

import os
from pathlib import Path


def setting(name: str) -> str:
    """The setting's value, or nothing. A line's end at the end of a file is not part of it."""
    value, path = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if value and path:
        raise SystemExit(f"set {name} or {name}_FILE, not both")
    if not path:
        return value
    try:
        return Path(path).read_text().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{name}_FILE names {path}, which can't be read: {type(error).__name__}") from None


def settings(*names: str) -> list[str]:
    """The values of all these. Ends the program, naming what is missing."""
    values = {name: setting(name) for name in names}
    missing = [name for name, value in values.items() if not value]
    if missing:
        raise SystemExit(f"set {', '.join(missing)} in the environment, or {missing[0]}_FILE and the like")
    return list(values.values())
