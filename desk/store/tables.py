"""The schema (lược đồ): tables as the verbs need them; described for people in docs/data-model.md."""

import sqlalchemy as sa

SCHEMA = sa.MetaData()

_ID = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def _key() -> sa.Column[int]:
    return sa.Column("id", _ID, primary_key=True, autoincrement=True)


setting = sa.Table(
    "setting", SCHEMA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

catalogue = sa.Table(
    "catalogue", SCHEMA,
    sa.Column("version", sa.Text, primary_key=True),
    sa.Column("effective_from", sa.Text, nullable=False),
    sa.Column("imported_at", sa.Text, nullable=False),
    sa.Column("pack", sa.Text, nullable=False),
)

officer = sa.Table(
    "officer", SCHEMA, _key(),
    sa.Column("login", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("roles", sa.Text, nullable=False),
    sa.Column("secret", sa.Text),
    sa.Column("active", sa.Boolean, nullable=False),
)

citizen = sa.Table(
    "citizen", SCHEMA, _key(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("name_fold", sa.Text, nullable=False, index=True),
    sa.Column("personal_id", sa.Text, unique=True),
    sa.Column("born", sa.Text),
    sa.Column("sex", sa.Text),
    sa.Column("residence", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("old_id", sa.Text, index=True),
    sa.CheckConstraint("personal_id IS NULL OR length(personal_id) = 12", name="citizen_personal_id"),
)

consent = sa.Table(
    "consent", SCHEMA, _key(),
    sa.Column("citizen_id", sa.ForeignKey("citizen.id"), nullable=False, index=True),
    sa.Column("given_at", sa.Text, nullable=False),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("dossier", sa.Text, nullable=False),
    sa.Column("withdrawn_at", sa.Text),
)

dossier_day = sa.Table(
    "dossier_day", SCHEMA,
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

dossier = sa.Table(
    "dossier", SCHEMA, _key(),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("citizen_id", sa.ForeignKey("citizen.id"), nullable=False, index=True),
    sa.Column("procedure_code", sa.Text, nullable=False),
    sa.Column("procedure", sa.Text, nullable=False),
    sa.Column("catalogue", sa.Text, nullable=False),
    sa.Column("state", sa.Integer, nullable=False),
    sa.Column("opened_at", sa.Text, nullable=False),
    sa.Column("opened_by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("due_at", sa.Text),
    sa.Column("receipt", sa.Text),
    sa.Column("submitter", sa.Text),
    sa.Column("handed_over_at", sa.Text),
)

shown = sa.Table(
    "shown", SCHEMA,
    sa.Column("dossier", sa.ForeignKey("dossier.code"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
)

document = sa.Table(
    "document", SCHEMA, _key(),
    sa.Column("dossier", sa.ForeignKey("dossier.code"), nullable=False, index=True),
    sa.Column("citizen_id", sa.ForeignKey("citizen.id"), nullable=False, index=True),
    sa.Column("place", sa.Integer),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_digest", sa.Text),
    sa.Column("intake_key", sa.Text, nullable=False, unique=True),
    sa.Column("stage", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text),
    sa.Column("kind_confidence", sa.Float, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("pdf", sa.Text),
    sa.Column("paper_pages", sa.Integer),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("made_by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("confirmed_by", sa.ForeignKey("officer.id")),
    sa.Column("confirmed_at", sa.Text),
    sa.Column("fault", sa.Text),
    sa.Column("secrecy", sa.Text),
    sa.Column("copy_mark", sa.Boolean, nullable=False),
)

page = sa.Table(
    "page", SCHEMA, _key(),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("media", sa.Text, nullable=False),
    sa.Column("width_px", sa.Integer, nullable=False),
    sa.Column("height_px", sa.Integer, nullable=False),
    sa.Column("dpi", sa.Float, nullable=False),
    sa.Column("hint", sa.Integer, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("removed", sa.Boolean, nullable=False),
    sa.Column("reading", sa.LargeBinary),
    sa.UniqueConstraint("document_id", "place", name="page_place"),
)

field = sa.Table(
    "field", SCHEMA,
    sa.Column("document_id", sa.ForeignKey("document.id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("value", sa.Text),
    sa.Column("read", sa.Text),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("page", sa.Integer, nullable=False),
    sa.Column("box", sa.Text),
    sa.Column("how", sa.Text, nullable=False),
    sa.Column("confirmed_by", sa.ForeignKey("officer.id")),
    sa.Column("confirmed_at", sa.Text),
)

reuse = sa.Table(
    "reuse", SCHEMA, _key(),
    sa.Column("dossier", sa.ForeignKey("dossier.code"), nullable=False, index=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False),
    sa.Column("by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("rules", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("undone_at", sa.Text),
)

journal = sa.Table(
    "journal", SCHEMA,
    sa.Column("seq", _ID, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("desk", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

journal_head = sa.Table(
    "journal_head", SCHEMA,
    sa.Column("one", sa.Integer, primary_key=True),
    sa.Column("seq", _ID, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

searched = sa.Table(
    "searched", SCHEMA,
    sa.Column("document_id", sa.ForeignKey("document.id"), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("people", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

document_number = sa.Table(
    "document_number", SCHEMA,
    sa.Column("document_id", sa.ForeignKey("document.id"), primary_key=True),
    sa.Column("number", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True, index=True),
    sa.Column("own", sa.Boolean, nullable=False),
)

certified_copy = sa.Table(
    "certified_copy", SCHEMA, _key(),
    sa.Column("dossier", sa.ForeignKey("dossier.code"), nullable=False, index=True),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False, index=True),
    sa.Column("citizen_id", sa.ForeignKey("citizen.id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("book", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("officer", sa.Text, nullable=False),
    sa.Column("officer_title", sa.Text, nullable=False),
    sa.Column("seal_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("copies", sa.Integer, nullable=False),
    sa.Column("fee", sa.Integer, nullable=False),
    sa.Column("fees", sa.Text, nullable=False),
    sa.Column("wording", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("certified_at", sa.Text, nullable=False),
    sa.Column("made_by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("comparison", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False, index=True),
    sa.Column("prepared", sa.Text),
    sa.Column("signed", sa.Text),
    sa.Column("sealed", sa.Text),
    sa.Column("file", sa.Text),
    sa.Column("level", sa.Text),
    sa.Column("lacking", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("finished_at", sa.Text),
    sa.Column("voided_at", sa.Text),
    sa.Column("voided_by", sa.ForeignKey("officer.id")),
    sa.Column("voided_reason", sa.Text),
    sa.Column("requester", sa.Text, nullable=False),
    sa.Column("requester_number", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, server_default="certified"),
    sa.UniqueConstraint("book", "year", "number", name="certified_copy_number"),
)


@sa.event.listens_for(SCHEMA, "before_create")
def _add_conditional(*_: object, **__: object) -> None:
    """Add the index of copies in force; it names both kinds of database, and naming one loads all there is of it."""
    live = (certified_copy.c.stage != "void") & (certified_copy.c.kind == "certified")
    name = "certified_copy_live"
    if name not in {index.name for index in certified_copy.indexes}:
        sa.Index(name, certified_copy.c.document_id, unique=True, sqlite_where=live, postgresql_where=live)


component_signature = sa.Table(
    "component_signature", SCHEMA, _key(),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("certificate", sa.Text, nullable=False),
    sa.Column("signed_at", sa.Text, nullable=False),
    sa.Column("signed", sa.Text, nullable=False),
    sa.Column("file", sa.Text),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("lacking", sa.Text),
)

register_number = sa.Table(
    "register_number", SCHEMA,
    sa.Column("book", sa.Text, primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("lines", sa.Integer, nullable=False, server_default="0"),
    sa.Column("head", sa.Text, nullable=False, server_default="0" * 64),
    sa.Column("closed_at", sa.Text),
)

register_line = sa.Table(
    "register_line", SCHEMA,
    sa.Column("book", sa.Text, primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("number", sa.Integer),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

sa.Index("register_line_number", register_line.c.book, register_line.c.year, register_line.c.number)

refusal = sa.Table(
    "refusal", SCHEMA, _key(),
    sa.Column("dossier", sa.ForeignKey("dossier.code"), nullable=False, index=True),
    sa.Column("document_id", sa.ForeignKey("document.id"), nullable=False),
    sa.Column("grounds", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
)

signer = sa.Table(
    "signer", SCHEMA, _key(),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("certificate", sa.Text, nullable=False),
    sa.Column("der", sa.LargeBinary, nullable=False),
    sa.Column("on_behalf", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
)

evening_batch = sa.Table(
    "evening_batch", SCHEMA, _key(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("rules", sa.Text, nullable=False),
    sa.Column("dossier", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("pointer", sa.Integer, nullable=False),
    sa.Column("work_s", sa.Float, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("made_by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("read_at", sa.Text),
)

evening_side = sa.Table(
    "evening_side", SCHEMA,
    sa.Column("batch_id", sa.ForeignKey("evening_batch.id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("origin_digest", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("media", sa.Text, nullable=False),
    sa.Column("width_px", sa.Integer, nullable=False),
    sa.Column("height_px", sa.Integer, nullable=False),
    sa.Column("dpi", sa.Float, nullable=False),
    sa.Column("hint", sa.Integer, nullable=False),
    sa.Column("alone", sa.Boolean, nullable=False),
    sa.Column("duplex", sa.Boolean),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("blank", sa.Boolean),
    sa.Column("fault", sa.Text),
    sa.Column("reading", sa.LargeBinary),
    sa.UniqueConstraint("batch_id", "origin_digest", "number", name="evening_side_origin"),
)

evening_piece = sa.Table(
    "evening_piece", SCHEMA,
    sa.Column("batch_id", sa.ForeignKey("evening_batch.id"), primary_key=True),
    sa.Column("last", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
)

evening_act = sa.Table(
    "evening_act", SCHEMA,
    sa.Column("batch_id", sa.ForeignKey("evening_batch.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("before", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("by", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)

evening_guess = sa.Table(
    "evening_guess", SCHEMA,
    sa.Column("batch_id", sa.ForeignKey("evening_batch.id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)

deed = sa.Table(
    "deed", SCHEMA, _key(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("scope", sa.Text, nullable=False, index=True),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("desk", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("undone_at", sa.Text),
    sa.Column("undone_by", sa.ForeignKey("officer.id")),
)

draft = sa.Table(
    "draft", SCHEMA,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("officer_id", sa.ForeignKey("officer.id"), primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("accepted", sa.Boolean, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)
