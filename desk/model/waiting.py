"""What waits in an office (việc đang chờ)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WaitingCount:
    """How much waits, as a bar or a board tells it; a dossier that waits for its copies is counted with them alone."""

    stuck: int = 0
    people: int = 0
    stamps: int = 0
    to_hand: int = 0
    overdue: int = 0
    today: int = 0

    @property
    def total(self) -> int:
        """Return how many things wait to leave or to be mended."""
        return self.stuck + self.people + self.stamps + self.to_hand
