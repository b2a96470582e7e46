"""Where the scanning of a paper stands."""

from enum import StrEnum


class ScanState(StrEnum):
    """Where the scanning stands."""

    EMPTY = "empty"
    SCANNING = "scanning"
    STOPPED = "stopped"
    COUNT_DIFFERS = "count-differs"
    POOR = "poor"
    READING = "reading"
    READY = "ready"
