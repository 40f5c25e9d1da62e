"""Import this first in a service's process: everything that waits then lets other green threads run.

psycopg's binary wheel waits in C and would freeze the whole process, unless told otherwise before its import.
"""

import os
import warnings

os.environ["PSYCOPG_WAIT_FUNC"] = "wait_selector"

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # eventlet announces its own end of life on every import
    import eventlet

eventlet.monkey_patch()
