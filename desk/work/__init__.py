"""Verbs of the office (việc ở quầy): one module per use case, all taking a `Desk` and a `Session`."""
