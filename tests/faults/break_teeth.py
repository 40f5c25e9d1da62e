"""Each safeguard is taken out on purpose: the test that guards it must turn red, every time."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from deploy.local import postgres
from tests.faults.fault import Counts, Run, fault, hold

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__")
AT_ONCE = 3
RED, GREEN, BROKEN = "red", "green", "broken"


@dataclass(frozen=True)
class Safeguard:
    """What it is, where it stands, what is put in its place, and the test that must notice."""

    what: str
    path: str
    text: str
    without: str
    test: str


LOG, READER = "tests/kernel/test_log.py", "tests/kernel/test_reader.py"
HEARING, FAULTS = "tests/kernel/test_hearing.py", "tests/kernel/test_faults.py"

SAFEGUARDS = (
    Safeguard(
        "an append holds its marker",
        "shared/migrations/log/0007.answer-without-facts.sql",
        "PERFORM pg_advisory_xact_lock_shared(last_value) FROM log.position;",
        "NULL;",
        f"{LOG}::test_the_head_waits_for_an_open_append_and_writers_do_not",
    ),
    Safeguard(
        "the head heeds markers",
        "shared/tail.py",
        "return last if marker is None else min(last or 0, marker) if last is not None else 0",
        "return last or 0",
        f"{LOG}::test_the_head_waits_for_an_open_append_and_writers_do_not",
    ),
    Safeguard(
        "the last position is read before the markers",
        "shared/tail.py",
        "    last = _number(connection, LAST_POSITION)\n    marker = _number(connection, LEAST_MARKER)\n",
        "    marker = _number(connection, LEAST_MARKER)\n    last = _number(connection, LAST_POSITION)\n",
        f"{LOG}::test_the_head_stays_before_an_append_that_begins_while_it_is_looked_for",
    ),
    Safeguard(
        "a stream has one fact a version",
        "shared/migrations/log/0001.log.sql",
        "    UNIQUE (stream, version),\n",
        "",
        f"{LOG}::test_twenty_racers_on_one_stream_have_one_winner",
    ),
    Safeguard(
        "the expected version is checked",
        "shared/commands.py",
        "if order.expected_version not in (None, version):",
        "if False:",
        f"{LOG}::test_an_expected_version_that_is_past_is_a_conflict",
    ),
    Safeguard(
        "a command is known by its key",
        "shared/commands.py",
        "answered = log.answer_to(connection, order.key)",
        "answered = None",
        f"{LOG}::test_the_same_command_twice_has_one_effect_and_one_answer",
    ),
    Safeguard(
        "a key is for one command",
        "shared/commands.py",
        "if answered is not None and answered.fingerprint != order.fingerprint:",
        "if False:",
        f"{LOG}::test_a_key_is_for_one_command",
    ),
    Safeguard(
        "the application can't change facts",
        "shared/grants.sql",
        "GRANT SELECT ON log.identity, log.cold, log.all_facts TO {application};",
        "GRANT SELECT ON log.identity, log.cold, log.all_facts TO {application}; "
        "GRANT UPDATE ON log.facts TO {application};",
        f"{LOG}::test_the_application_cannot_change_the_log",
    ),
    Safeguard(
        "not even its owner changes the log",
        "shared/migrations/log/0005.cold.sql",
        "BEFORE UPDATE OR TRUNCATE ON log.facts",
        "BEFORE TRUNCATE ON log.facts",
        "tests/kernel/test_database_rights.py::test_not_even_the_owner_changes_the_log",
    ),
    Safeguard(
        "a fact leaves the log only for where it is cold",
        "shared/migrations/log/0005.cold.sql",
        "IF EXISTS (SELECT FROM gone",
        "IF false AND EXISTS (SELECT FROM gone",
        "tests/kernel/test_archive.py::test_not_even_the_owner_changes_or_loses_a_fact",
    ),
    Safeguard(
        "nothing moves that a reader has still to read",
        "shared/archive.py",
        "(SELECT min(position) FROM log.checkpoints WHERE reader <> 'tell:published'),",
        "(SELECT 1000000),",
        "tests/kernel/test_archive.py::test_nothing_moves_that_a_reader_has_still_to_read",
    ),
    Safeguard(
        "an old fact is brought to today's form",
        "shared/facts.py",
        "data, version = self.upcasters[name, version](data), version + 1",
        "version = version + 1; data = {**data, 'beds': 7}",
        f"{LOG}::test_an_old_version_of_a_fact_is_read_as_todays",
    ),
    Safeguard(
        "effect and checkpoint are one transaction",
        "shared/reader.py",
        "            with traces.if_it_holds(), connection.transaction():\n                self._take(",
        "            with traces.if_it_holds():\n                self._take(",
        f"{READER}::test_without_the_checkpoint_there_is_no_effect",
    ),
    Safeguard(
        "a moved checkpoint is noticed",
        "shared/reader.py",
        "if connection.execute(self.checkpoint.save, parameters).rowcount != 1:",
        "if connection.execute(self.checkpoint.save, parameters).rowcount == -7:",
        f"{READER}::test_without_the_checkpoint_there_is_no_effect",
    ),
    Safeguard(
        "what follows a failed fact in its stream waits",
        "shared/reader.py",
        "if row.stream in waiting:",
        "if False:",
        f"{READER}::test_what_fails_waits_with_its_stream_and_nobody_else",
    ),
    Safeguard(
        "five tries, then an operator",
        "shared/parked.py",
        "CASE WHEN p.tries + 1 < %(most)s THEN",
        "CASE WHEN %(most)s > 0 THEN",
        f"{READER}::test_after_five_tries_it_is_parked_and_an_operator_decides",
    ),
    Safeguard(
        "what was settled meanwhile has no effect besides",
        "shared/reader.py",
        "if not parked.settle(connection, self.role, row.position):",
        "if not (parked.settle(connection, self.role, row.position) or True):",
        f"{READER}::test_what_was_settled_meanwhile_takes_no_effect_besides",
    ),
    Safeguard(
        "a message is known by its sequence",
        "shared/hearing.py",
        "elif fact.sequence <= heard:",
        "elif fact.sequence < 0:",
        f"{HEARING}::test_a_fact_that_comes_twice_is_heard_once",
    ),
    Safeguard(
        "a hole in the sequence is noticed",
        "shared/hearing.py",
        "elif fact.sequence > heard + 1:",
        "elif fact.sequence < 0:",
        f"{HEARING}::test_nothing_is_heard_beyond_a_hole",
    ),
    Safeguard(
        "another log of the same name is not heard",
        "shared/hearing.py",
        "if fact.teller != teller:",
        "if fact.sequence < 0:",
        f"{HEARING}::test_another_log_of_the_same_name_is_not_heard",
    ),
    Safeguard(
        "only the teller says which log to follow",
        "shared/hearing.py",
        "        if teller is None:\n            return 1\n",
        "        teller = teller or facts[0].teller\n",
        f"{HEARING}::test_which_log_is_followed_only_its_teller_says",
    ),
    Safeguard(
        "a rebuilt store is compared with a fold",
        "shared/rebuild.py",
        "if tables := differences(digest(connection, NEXT), digest(folded, CHECK)):",
        "if tables := []:",
        "tests/kernel/test_rebuild.py::test_a_store_that_is_not_the_fold_is_not_swapped_in",
    ),
    Safeguard(
        "nothing personal in a public fact",
        "shared/facts.py",
        "if kind.public and personal_paths(made):",
        "if False:",
        "tests/kernel/test_personal.py::test_a_public_fact_with_a_personal_field_cannot_be_declared",
    ),
    Safeguard(
        "seals are compared",
        "shared/seal.py",
        "if before != seal:",
        "if False:",
        "tests/kernel/test_seals.py::test_a_fact_that_was_changed_is_found",
    ),
    Safeguard(
        "acknowledged after the commit",
        "shared/heard_door.py",
        'failpoint.reach("after_receive")',
        'messages[-1].ack(multiple=True); time.sleep(3); failpoint.reach("after_receive")',
        f"{FAULTS}::test_a_message_is_acknowledged_only_once_its_fact_is_committed",
    ),
    Safeguard(
        "a guard before nameko",
        "shared/command_door.py",
        "guarded_rpc = GuardedRpc.decorator",
        "guarded_rpc = Rpc.decorator",
        f"{FAULTS}::test_a_malformed_call_never_ends_the_process",
    ),
    Safeguard(
        "a token's signature is verified",
        "shared/tokens.py",
        '{"require": ["sub", "exp", "roles", "unit"]}',
        '{"require": ["sub", "exp", "roles", "unit"], "verify_signature": False, "verify_aud": False}',
        f"{FAULTS}::test_a_caller_without_a_token_or_with_a_forged_one_is_not_signed_in",
    ),
)


@fault("F24", "each safeguard taken out on purpose")
def pull_teeth(run: Run) -> Counts:
    """With the safeguard its test is green; without it the same test is red."""
    chosen = SAFEGUARDS if run.scale >= 1 else run.random.sample(SAFEGUARDS, run.size(len(SAFEGUARDS), 3))
    server = postgres.start(run.home / "postgres")
    environment = {**os.environ, "DATABASE_URL": server.url, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            whole = copy(run)
            tests = sorted({safeguard.test for safeguard in chosen})
            found = list(pool.map(partial(outcome, whole, environment), tests))
            wrong = [test for test, colour in zip(tests, found, strict=True) if colour != GREEN]
            hold("each test is green with its safeguard", not wrong, wrong)
            found = list(pool.map(partial(outcome_without, run, environment), chosen))
        blunt = [item.what for item, colour in zip(chosen, found, strict=True) if colour != RED]
        hold("each test is red without its safeguard", not blunt, blunt)
        return {"safeguards": len(chosen), "tests": len(tests), "red": found.count(RED)}
    finally:
        server.stop()


def copy(run: Run) -> Path:
    """The whole tree, to be changed."""
    tree = Path(mkdtemp(dir=run.home)) / "tree"
    shutil.copytree(ROOT, tree, ignore=NOT_COPIED)
    if (ROOT / ".local").exists():  # what was unpacked of the broker is not unpacked again
        (tree / ".local").symlink_to(ROOT / ".local")
    return tree


def outcome_without(run: Run, environment: dict[str, str], safeguard: Safeguard) -> str:
    """What becomes of the test once the safeguard is gone."""
    tree = copy(run)
    path = tree / safeguard.path
    text = path.read_text()
    hold("a safeguard stands where it is said to", text.count(safeguard.text) == 1, safeguard.what)
    path.write_text(text.replace(safeguard.text, safeguard.without))
    found = outcome(tree, environment, safeguard.test)
    shutil.rmtree(tree)
    run.say(f"without: {safeguard.what}: {found}")
    return found


def outcome(tree: Path, environment: dict[str, str], test: str) -> str:
    """Green, red, or broken, as when its servers don't start: a test that could not run has noticed nothing."""
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", test]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True)
    if done.returncode == 0:
        return GREEN
    return RED if done.returncode == 1 and "\nFAILED " in done.stdout and "\nERROR " not in done.stdout else BROKEN
