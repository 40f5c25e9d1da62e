"""What a service holds about a person: shown whole to whoever answers for it, before a correction or an erasure."""

from collections.abc import Mapping
from typing import Annotated, Any

from psycopg import Connection
from psycopg.rows import class_row

from shared.errors import Invalid, NotFound
from shared.facts import Facts
from shared.keys import Keyring
from shared.log import COLUMNS, Recorded
from shared.person import CorrectPerson
from shared.values import POSITIVE, value


@value
class PersonHeld:
    """`person` is the person's id; or a file's, such as "bed-<id>", for what it holds of nobody named."""

    person: str


@value
class PeopleIn:
    """`file` is a stream, such as "bed-<id>"."""

    file: str


@value
class PastRetention:
    limit: Annotated[int, POSITIVE] = 100


def export_person(db: Connection[Any], facts: Facts, keys: Keyring, person: str) -> Mapping[str, Any]:
    """`basis`, `retention`, `since`, `erased_at`, and `held`: each fact that holds personal data of that person, with
    its stream, position, name, time, and the values by field, as they stand after corrections. Raises NotFound."""
    holding = keys.holding(person)
    if holding is None:
        raise NotFound.thing("person", person)
    with db.cursor(row_factory=class_row(Recorded)) as cursor:
        rows = cursor.execute(
            f"SELECT {COLUMNS} FROM log.all_facts WHERE personal ? %s ORDER BY position",  # noqa: S608
            (person,),
        ).fetchall()
    held = [
        {"stream": row.stream, "position": row.position, "fact": row.name, "fields": _fields(keys, row, person)}
        for row in rows
    ]
    return {"person": person, "service": facts.service, **holding, "held": held}


def people_in(db: Connection[Any], keys: Keyring, file: str) -> Mapping[str, Any]:
    """The people whose data stands in a file, each with `basis`, `retention`, `since` and `erased_at`."""
    rows = db.execute(
        """
        SELECT DISTINCT person FROM log.all_facts, jsonb_object_keys(personal) person
        WHERE stream = %s AND personal IS NOT NULL
        """,
        (file,),
    ).fetchall()
    return {"people": [{"person": person, **(keys.holding(person) or {})} for (person,) in sorted(rows)]}


def _fields(keys: Keyring, row: Recorded, person: str) -> dict[str, Any]:
    return keys.open({person: row.personal[person]}, row.encoded.bound)


def require_held(db: Connection[Any], facts: Facts, keys: Keyring, person: str) -> None:
    """Raises NotFound unless something is held about that person."""
    export_person(db, facts, keys, person)


def require_field(db: Connection[Any], facts: Facts, keys: Keyring, command: CorrectPerson) -> None:
    """Raises NotFound, and Invalid if no such field of the person is held."""
    held = export_person(db, facts, keys, command.person)["held"]
    fields = sorted({at for item in held if item["fact"] != "PersonCorrected" for at in item["fields"]})
    if not any(f"/{at}".endswith(f"/{command.field}") for at in fields):
        raise Invalid.field("field", "Not a field that is held of this person.", f"choose from {', '.join(fields)}")
