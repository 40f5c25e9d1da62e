"""Work at the same time."""

import threading
from collections.abc import Callable, Sequence


def in_threads(works: Sequence[Callable[[], None]]) -> None:
    """Run them all at once, and wait for all; raises what the first of them raised."""
    raised: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
