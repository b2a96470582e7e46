"""Revisions of the schema, forward only; a released one is never edited."""
