"""Guards of tables whose rows are kept: the database itself refuses, also to programs that are not ours."""

import sqlalchemy as sa

_IN_A_FILE = "CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"

_REFUSING = (
    "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN"
    " RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $guard$"
)
_ON_A_SERVER = "CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
_EMPTYING = "CREATE TRIGGER {name}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
"""PostgreSQL empties a table without deleting its rows one by one, and calls no guard of rows for it."""


def refuse(connection: sa.Connection, name: str, act: str, table: str, words: str) -> None:
    """Have the database refuse an act on a table.

    Args:
        connection: In the transaction of the upgrade.
        name: Of the guard.
        act: `DELETE`, `UPDATE` or `UPDATE OF columns`.
        table: The table that is guarded.
        words: What a program that tries it is told.
    """
    said = {"name": name, "act": act, "table": table, "words": words}
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_IN_A_FILE.format(**said))
        return
    for statement in (_REFUSING, _ON_A_SERVER, *([_EMPTYING] if act == "DELETE" else [])):
        connection.exec_driver_sql(statement.format(**said))
