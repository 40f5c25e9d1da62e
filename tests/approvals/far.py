"""How far the random walks go: the same short ones at each run of the tests, or as many as WALKS says, elsewhere each
time.

WALKS=20000 .venv/bin/python -m pytest tests/approvals/test_walks.py tests/approvals/test_plan_walks.py
"""

import os

from hypothesis import HealthCheck, Phase, settings

WALKS = int(os.environ.get("WALKS", "0"))
FAR = settings(
    max_examples=WALKS or 150,
    derandomize=not WALKS,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),  # a walk is told step by step, and can't be shrunk
)
