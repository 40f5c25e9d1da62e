"""Keys: each person's own, in a database beside the service's, wrapped by a master key that no database holds.

What is personal in a fact is sealed with AES-256-GCM under the key of the person it belongs to, bound to the stream and
fact that it stands in. Destroying the key erases the person everywhere in the log, its copies and its dumps, while
the log itself stays as it was. The keys' database must not be dumped together with the log.
"""

import base64
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg_pool import ConnectionPool

from shared.cipher import Master, WrongMasterKey, decrypt, encrypt
from shared.database import open_pool
from shared.errors import Conflict
from shared.personal import Holding, Taken
from shared.values import Json

SCHEMA = "keys"
CONNECTIONS = 2
KEEP_SECONDS = 60
MOST_KEPT = 10_000
READ_OR_MAKE = """
WITH made AS (
    INSERT INTO people (person, wrapped, master, basis, retention)
    SELECT * FROM unnest(%s::text[], %s::bytea[], %s::text[], %s::text[], %s::text[])
    ON CONFLICT DO NOTHING RETURNING person, wrapped, corrections)
SELECT person, wrapped, corrections FROM made UNION ALL SELECT person, wrapped, corrections FROM people
WHERE person = ANY(%s)
"""
OWN = Holding("the service's own secrets", "permanent")


@dataclass(frozen=True)
class Card:
    """A person's key, None once erased, and what was corrected: by field, the correction's position and value."""

    key: bytes | None
    corrections: Mapping[str, tuple[int, Json]] = field(default_factory=dict)


class Keyring:
    """A service's keys. Keys that were read are kept in memory for a minute; for writing they are always read anew, so
    that nothing is sealed for a person who was erased meanwhile."""

    def __init__(self, url: str, master_key: str) -> None:
        self._master = Master(master_key)
        self.pool: ConnectionPool[Any] = open_pool(url, CONNECTIONS, SCHEMA)
        self._kept: dict[str, tuple[float, Card]] = {}
        self._fits = False

    def check(self) -> None:
        """Raises if the keys can't be read, or WrongMasterKey if the master key isn't theirs."""
        with self.pool.connection(timeout=2) as db:
            self._make_sure_it_fits(db)
            db.execute("SELECT")

    def close(self) -> None:
        self.pool.close()

    def seal(
        self, taken: Taken, holdings: Mapping[str, Holding | None], file: str, owner: str | None, bound: bytes
    ) -> dict[str, str]:
        """A sealed text for each person. Raises Conflict if one of them is erased."""
        with self.pool.connection() as db:
            owner = self._owner(db, file, owner) if file in taken or owner else None
            if owner and file in taken:
                taken = {**taken, owner: {**taken.get(owner, {}), **taken[file]}}
                holdings = {owner: holdings[file], **holdings}
                del taken[file]
            cards = self._cards_for_writing(db, {person: holdings.get(person) or OWN for person in taken})
        return {person: _seal(cards[person], fields, bound) for person, fields in taken.items()}

    def open(self, sealed: Mapping[str, str], bound: bytes) -> dict[str, Json]:
        """What was sealed, by where it stood, corrections in place; nothing of those who are erased."""
        fields: dict[str, Json] = {}
        for person, card in self._cards(sealed).items():
            if card.key is not None:
                fields.update(_corrected(_open(card.key, sealed[person], bound), card))
        return fields

    def warm(self, people: Iterable[str]) -> None:
        """Fetch these people's keys in one query."""
        self._cards(people)

    def secret(self, name: str) -> bytes:
        """A secret of the service's own, made on first use."""
        person = f"secret {name}"
        if person not in self._kept:
            with self.pool.connection() as db:
                self._keep(self._cards_for_writing(db, {person: OWN}), float("inf"))
        key = self._kept[person][1].key
        assert key is not None
        return key

    def holding(self, person: str) -> dict[str, Any] | None:
        """Why a person's data is held, for how long, since when, and when it was erased; None if we hold nothing."""
        with self.pool.connection() as db:
            row = db.execute(
                "SELECT basis, retention, since, erased_at FROM people WHERE person = %s", (person,)
            ).fetchone()
        return dict(zip(("basis", "retention", "since", "erased_at"), row, strict=True)) if row else None

    def past_retention(self, limit: int) -> list[str]:
        """People whose retention has run out since they were first entered, the longest held first."""
        with self.pool.connection() as db:
            rows = db.execute(
                """
                SELECT person FROM people WHERE wrapped IS NOT NULL AND retention <> 'permanent'
                AND since + retention::interval < now() ORDER BY since LIMIT %s
                """,
                (limit,),
            ).fetchall()
        return [row[0] for row in rows]

    def destroy(self, person: str) -> None:
        """Erase: without the key nothing of the person can be read again. Once more does nothing."""
        with self.pool.connection() as db:
            db.execute(
                """
                INSERT INTO people (person, master, basis, retention, erased_at) VALUES (%s, %s, '', '', now())
                ON CONFLICT (person) DO UPDATE SET wrapped = NULL, corrections = NULL,
                    erased_at = coalesce(people.erased_at, now())
                """,
                (person, self._master.id),
            )
        self._kept.pop(person, None)

    def correct(self, person: str, name: str, position: int, corrected: Json) -> None:
        """From now on this value stands in that field, unless a later correction was made before."""
        with self.pool.connection() as db, db.transaction():
            row = db.execute(
                "SELECT person, wrapped, corrections FROM people WHERE person = %s FOR UPDATE", (person,)
            ).fetchone()
            card = self._card(*row) if row else Card(None)
            if card.key is None or card.corrections.get(name, (0, None))[0] > position:
                return
            corrections = json.dumps({**card.corrections, name: (position, corrected)}, ensure_ascii=False)
            sealed = encrypt(AESGCM(card.key), corrections.encode(), b"corrections")
            db.execute("UPDATE people SET corrections = %s WHERE person = %s", (sealed, person))
        self._kept.pop(person, None)

    def _owner(self, db: Any, file: str, owner: str | None) -> str | None:
        if owner is not None:
            db.execute("INSERT INTO files (file, person) VALUES (%s, %s) ON CONFLICT DO NOTHING", (file, owner))
        row = db.execute("SELECT person FROM files WHERE file = %s", (file,)).fetchone()
        return row[0] if row else None

    def _cards_for_writing(self, db: Any, holdings: Mapping[str, Holding]) -> dict[str, Card]:
        """Of these people, those read anew who have one, and new ones for the others."""
        self._make_sure_it_fits(db)
        new = [self._new(person, holding) for person, holding in holdings.items()]
        rows = db.execute(READ_OR_MAKE, [*map(list, zip(*new, strict=True)), list(holdings)]).fetchall() if new else []
        cards = {row[0]: self._card(*row) for row in rows}
        if missing := holdings.keys() - cards.keys():  # somebody else makes them at this moment
            cards |= self._read(db, missing)
        self._keep(cards, time.monotonic() + KEEP_SECONDS)
        if any(card.key is None for card in cards.values()):
            raise Conflict.of("a person named here was erased", "enter the person anew, with a new person_id")
        return cards

    def _make_sure_it_fits(self, db: Any) -> None:
        """Raises WrongMasterKey if another one wraps a key here: what is sealed under both, neither can open."""
        if self._fits:
            return
        other = "SELECT FROM people WHERE wrapped IS NOT NULL AND master <> %s LIMIT 1"
        if db.execute(other, (self._master.id,)).fetchone() is not None:
            raise WrongMasterKey("MASTER_KEY is not the one that these keys were wrapped with")
        self._fits = True

    def _new(self, person: str, holding: Holding) -> tuple[Any, ...]:
        wrapped = self._master.wrap(person, AESGCM.generate_key(256))
        return person, wrapped, self._master.id, holding.basis, holding.retention

    def _cards(self, people: Iterable[str]) -> dict[str, Card]:
        now = time.monotonic()
        kept = {person: self._kept.get(person, (0.0, None)) for person in people}
        missing = [person for person, (until, _) in kept.items() if until < now]
        found = {person: card for person, (until, card) in kept.items() if until >= now and card is not None}
        if missing:
            with self.pool.connection() as db:
                read = self._read(db, missing)
            self._keep(read, now + KEEP_SECONDS)
            found |= read
        return found

    def _keep(self, cards: Mapping[str, Card], until: float) -> None:
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
        self._kept.update({person: (until, card) for person, card in cards.items()})

    def _read(self, db: Any, people: Iterable[str]) -> dict[str, Card]:
        rows = db.execute(
            "SELECT person, wrapped, corrections FROM people WHERE person = ANY(%s)", (list(people),)
        ).fetchall()
        return {row[0]: self._card(*row) for row in rows}

    def _card(self, person: str, wrapped: bytes | None, corrections: bytes | None) -> Card:
        if wrapped is None:
            return Card(None)
        key = self._master.unwrap(person, wrapped)
        if corrections is None:
            return Card(key)
        found = json.loads(decrypt(AESGCM(key), corrections, b"corrections"))
        return Card(key, {name: (position, item) for name, (position, item) in found.items()})


def _seal(card: Card, fields: Mapping[str, Json], bound: bytes) -> str:
    assert card.key is not None
    plain = json.dumps(fields, ensure_ascii=False).encode()
    return base64.b64encode(encrypt(AESGCM(card.key), plain, bound)).decode()


def _open(key: bytes, sealed: str, bound: bytes) -> dict[str, Json]:
    fields: dict[str, Json] = json.loads(decrypt(AESGCM(key), base64.b64decode(sealed), bound))
    return fields


def _corrected(fields: dict[str, Json], card: Card) -> dict[str, Json]:
    return {
        at: next((item for name, (_, item) in card.corrections.items() if f"/{at}".endswith(f"/{name}")), entered)
        for at, entered in fields.items()
    }
