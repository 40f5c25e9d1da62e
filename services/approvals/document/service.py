"""The counter for the office's papers and their numbers."""

from functools import partial

from services.approvals import schemas
from services.approvals.commands import OpenRegister
from services.approvals.document import queries as document_queries
from services.approvals.document.copy import described, key_of, rendered
from services.approvals.document.queries import (
    DocumentByNumber,
    DocumentKey,
    Documents,
    Registers,
    RenderDocument,
    VerifyDocument,
)
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class DocumentCounter:
    """Papers with their numbers: shown, printed, verified."""

    desk: AtDesk

    @command(schemas.open_register)
    def open_register(self, request: OpenRegister) -> Receipt:
        """Say which numbers were given by hand before this system, before it gives the first."""
        return self.desk.decide(request)

    @query(schemas.list_numbers)
    def list_numbers(self, question: Registers) -> Answer:
        """The register book: every number once, and what became of its paper."""
        return self.desk.answer(document_queries.list_numbers, question)

    @query(schemas.list_documents)
    def list_documents(self, question: Documents) -> Answer:
        """Papers by kind, state, unit or case."""
        return self.desk.answer(document_queries.list_documents, question)

    @query(schemas.get_document)
    def get_document(self, question: DocumentByNumber) -> Answer:
        """One paper: all that it says, and what its QR code says."""
        return described(self.desk, self.desk.answer(document_queries.get_document, question))

    @query(schemas.render_document)
    def render_document(self, question: RenderDocument) -> Answer:
        """A paper as PDF, in base64: the same bytes for the same paper, and marked if it holds no more."""
        return rendered(self.desk, self.desk.answer(document_queries.get_document, question), question)

    @query(schemas.verify_document)
    def verify_document(self, question: VerifyDocument) -> Answer:
        """Whether a paper is genuine and still holds, for whoever has its number and code; no name is told."""
        ask = partial(document_queries.verify_document, secret=self.desk.secret("documents"))
        return self.desk.answer(ask, question)

    @query(schemas.document_key)
    def document_key(self, _: DocumentKey) -> Answer:
        """The public key that checks papers without a connection: publish each, and keep it as long as its papers."""
        return key_of(self.desk)
