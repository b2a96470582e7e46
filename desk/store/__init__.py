"""The office's memory: database, journal, index and objects on disk."""

from inspect import iscoroutine

from desk.later import loaded_when_used

with loaded_when_used({"asyncio": {"iscoroutine": iscoroutine}, "importlib.metadata": {}}):
    # Its asynchronous half and its plug-ins, which nobody uses here, take a fifth of its loading.
    import sqlalchemy.dialects.sqlite  # noqa: F401 -- all others of this room find it loaded
