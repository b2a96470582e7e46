"""A clerk at work, until killed: `python -m tests.fakes.undo_storm FOLDER SEED` does things and takes some back."""

import random
import sys
from pathlib import Path

from desk.work.access import act_as
from desk.work.undoing import do_again, finish_turned, list_deeds, newest, take_back
from tests.fakes.undoing import ACTS, CODE, UndoOffice, act, opened


def main() -> None:
    """Work on in the office of the folder for ever, telling each act that was answered."""
    home, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))  # noqa: S311 -- moments, not secrets
    desk = opened(home)
    office = UndoOffice(home, desk, act_as(desk, "pao.hv", "Quầy 1"), [5, 6], 1)
    print("ready", flush=True)  # noqa: T201 -- told to the one who kills it
    while True:
        name = chance.choice([*ACTS, "back", "back", "again"])
        if name in ACTS:
            act(office, name, chance.randrange(6))
        else:
            turn_one(office, again=name == "again")
        print(name, flush=True)  # noqa: T201 -- as above


def turn_one(office: UndoOffice, *, again: bool = False) -> bool:
    """Take the newest deed back that can be, or do the oldest taken back again; False when there is none."""
    told = sorted(list_deeds(office.desk, CODE) + list_deeds(office.desk), key=lambda one: -one.deed.id)
    found = newest(told, again=again)
    if found is None:
        return False
    turn = do_again if again else take_back
    finish_turned(office.desk, office.who, turn(office.desk, office.who, found.deed.id))
    return True


if __name__ == "__main__":
    main()
