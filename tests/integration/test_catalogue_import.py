"""The province's list over a real store: it replaces, keeps what it does not say, and a bad file changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.errors import CatalogueUnreadable, RoleMissing
from desk.model.people import Officer, Role, Session
from desk.ports import Desk
from desk.wiring import Founding, found, open_desk
from desk.work.catalogue import current, find_procedures, import_catalogue
from desk.work.packs import CATALOGUE_PACK, pack

EXPORT = """Mã TTHC,Tên thủ tục hành chính,Lĩnh vực,Thời hạn giải quyết
2.000815,Chứng thực bản sao từ bản chính (tên mới),Chứng thực,
1.009999,Thủ tục mới của tỉnh,Khác,07 ngày làm việc
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found(tmp_path / "office", Founding(commune="Nà Khuôn", login="hanh"))
    opened = open_desk(tmp_path / "office")
    yield opened
    opened.close()


def who(desk: Desk, *roles: Role) -> Session:
    with desk.unit() as uow:
        officer = uow.officers.all()[0]
    return Session(Officer(officer.login, officer.name, officer.title, frozenset(roles), id=officer.id), "quầy 1")


def kinds_recorded(desk: Desk) -> list[str]:
    with desk.unit() as uow:
        return [entry.event.kind.value for entry in uow.journal.entries()]


def test_an_export_replaces_the_list_and_keeps_what_it_does_not_say(desk: Desk, tmp_path: Path) -> None:
    before = current(desk)
    file = tmp_path / "danh-muc.csv"
    file.write_text(EXPORT, "utf-8")

    count = import_catalogue(desk, who(desk, Role.ADMIN), file)

    after = current(desk)
    assert count == 2
    assert after.version != before.version
    renamed = find_procedures(after, "2.000815")[0]
    assert renamed.name.endswith("(tên mới)")
    assert renamed.components == find_procedures(before, "2.000815")[0].components
    assert renamed.days == 0
    assert find_procedures(after, "1.009999")[0].days == 7
    assert find_procedures(after, "don tu do")[0].code == ""
    assert kinds_recorded(desk)[-1] == "office.catalogue-imported"


def test_importing_the_same_file_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "danh-muc.csv"
    file.write_text(EXPORT, "utf-8")

    first = import_catalogue(desk, who(desk, Role.ADMIN), file)
    known = current(desk)
    second = import_catalogue(desk, who(desk, Role.ADMIN), file)

    assert first == second
    assert current(desk) == known
    assert kinds_recorded(desk).count("office.catalogue-imported") == 1


def test_the_shipped_pack_may_be_imported_like_any_other(desk: Desk) -> None:
    count = import_catalogue(desk, who(desk, Role.RECEPTION), Path(str(pack(CATALOGUE_PACK))))

    assert count == 74
    assert len(current(desk).procedures) == 74


def test_a_bad_file_leaves_the_catalogue_as_it_was(desk: Desk, tmp_path: Path) -> None:
    before = current(desk)
    bad = {"a.csv": b"a,b\n1,2\n", "b.xlsx": b"PK\x03\x04broken", "c.json": b"{}", "d.csv": b"\xff"}
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CatalogueUnreadable):
            import_catalogue(desk, who(desk, Role.ADMIN), tmp_path / name)

    assert current(desk) == before
    assert "office.catalogue-imported" not in kinds_recorded(desk)


def test_who_only_inspects_may_not_import(desk: Desk) -> None:
    with pytest.raises(RoleMissing):
        import_catalogue(desk, who(desk, Role.INSPECTOR), Path(str(pack(CATALOGUE_PACK))))
