"""What is missing is told once, completely [S26]: one list a case, and never an empty one."""

from collections.abc import Collection

from shared.aggregate import Refusal, refuse

ONCE = "told once, completely [S26]"


def not_the_one_list(missing: Collection[str], returns: int) -> Refusal | None:
    """Why this is not the one list with which a case may be returned: it is empty, or the second."""
    if refusal := empty_list(missing, "say what is missing"):
        return refusal
    if not returns:
        return None
    mend = "judge the case as it is, or refuse it with its reason"
    return refuse("one-list", ONCE, "one list a case", "a second list", mend)


def empty_list(missing: Collection[str], mend: str) -> Refusal | None:
    return None if missing else refuse("one-list", ONCE, "a list", "an empty list", mend)
