"""What an office relies on of its work profiles: one file carries them, a lock holds, each does what it says."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import (
    ComponentUnknown,
    DeskError,
    FileMissing,
    OutputRefused,
    ProfileDeviceAbsent,
    ProfileFeederMissing,
    ProfileForEvening,
    ProfilePaperTooLarge,
    ProfileSidesUnfit,
    ProfilesLocked,
    ProfilesUnreadable,
    ProfileUnknown,
    ProfileWrong,
    RoleMissing,
    ScannerAbsent,
)
from desk.model.dossier import Dossier
from desk.model.events import Kind
from desk.model.people import Citizen, Officer, Role, Session
from desk.model.profile import KEYS, PaperSize, ProfileSet, Sides, Target, WorkProfile, request_for
from desk.model.scanning import Device, Source
from desk.model.values import Json, tidy
from desk.ports import Desk
from desk.text import say
from desk.work.profile_file import profiles_of, read_profiles, toml_of
from desk.work.profile_words import profile_line
from desk.work.profiles import (
    bind_device,
    bindings,
    choose_place,
    export_profiles,
    find_profile,
    import_profiles,
    keep_profiles,
    last_used,
    lock_profiles,
    profile_set,
    remember_use,
    request_of,
    suggested,
    try_scan,
)
from ocr.kinds import kinds
from tests.fakes.office import ALLOWANCE, NOW, GlassScanner, make_office

A4_FEEDER = Device(
    "escl:one", "Máy một mặt", "escl", (Source.GLASS, Source.FEEDER, Source.AUTO), width_mm=216, height_mm=297,
    identity="uuid:one",
)  # fmt: skip
A3_BOTH = Device("sane:two", "Máy khổ lớn", "sane", (Source.FEEDER,), duplex=True, width_mm=297, height_mm=432)
CLERK = Session(Officer("mai.lt", "Lý Thị Mai", "", frozenset({Role.RECEPTION}), id=2), "Quầy 1")
ADMIN = Session(Officer("pao.hv", "Hoàng Văn Páo", "", frozenset({Role.RECEPTION, Role.ADMIN}), id=1), "Quầy 1")
BIRTH = WorkProfile("Khai sinh", 2, kind="khai_sinh")

names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40).map(tidy)
profiles = st.builds(
    WorkProfile, names.filter(lambda text: 0 < len(text) <= 40 and text.isprintable()), st.just(0),
    st.sampled_from(["", "uuid:4509", 'a"\\b']), st.sampled_from(Source), st.sampled_from(Sides), st.integers(75, 1200),
    st.booleans(), st.sampled_from(PaperSize), st.booleans(), st.sampled_from(["", *kinds()]), st.integers(0, 99),
    st.integers(0, 500), st.sampled_from(Target),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = make_office(tmp_path_factory.mktemp("profiles") / "office")
    with desk.unit() as uow:
        citizen = uow.citizens.add(Citizen("Nông Thị Hạnh"))
        uow.dossiers.add(Dossier("TAM-261124-0001", citizen.id, ALLOWANCE, "thu-1", NOW, 1))
        uow.commit()
    yield desk
    desk.close()


@pytest.fixture
def desk(made: Desk) -> Iterator[Desk]:
    yield made
    with made.unit() as uow:
        uow.set_setting("work-profiles", None)
        uow.set_setting("work-profiles-at:Quầy 1", None)
        uow.commit()


# -- the file ---------------------------------------------------------------------------------------------------------


@given(st.lists(profiles, min_size=1, max_size=8, unique_by=lambda one: one.name.casefold()), st.booleans())
def test_a_file_gives_back_what_was_written(some: list[WorkProfile], locked: bool) -> None:
    whole = ProfileSet(tuple(replace(one, key=key) for one, key in zip(some, KEYS, strict=False)), locked)

    assert profiles_of(toml_of(whole).encode(), "x.toml") == whole


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"saoy-profiles = 1\n{text}".encode()))
def test_whatever_a_file_holds_it_is_a_set_or_a_sentence(data: bytes) -> None:
    try:
        found: ProfileSet | None = profiles_of(data, "x.toml")
    except (ProfilesUnreadable, ProfileWrong) as fault:
        said = say(fault.code, fault.context)
        found = None
        assert "…" not in said.sentence
        assert said.sentence.isprintable()

    assert found is None or found.profiles


HEAD = 'saoy-profiles = 1\n[[profile]]\nname = "Khai sinh"\n'
HOSTILE = {
    "no version": '[[profile]]\nname = "a"\n',
    "a newer version": HEAD.replace("1", "2", 1),
    "true for a version": HEAD.replace("1", "true", 1),
    "no profile": "saoy-profiles = 1\n",
    "a profile that is none": "saoy-profiles = 1\nprofile = [1]\n",
    "an unknown head": "program = 'x'\n" + HEAD,
    "nested beyond reason": "saoy-profiles = 1\nx = " + "[" * 5000 + "]" * 5000,
    "a thousand profiles": "saoy-profiles = 1\n" + "".join(f'[[profile]]\nname = "{n}"\n' for n in range(1000)),
    "not UTF-8": b"saoy-profiles = 1\n\xff",
    "too large": HEAD + "#" * (1 << 16),
    "an unknown line": HEAD + 'hook = "rm -rf /"\n',
    "a key that is no work key": HEAD + "key = 10\n",
    "true for a number": HEAD + "slot = true\n",
    "no bound to the pages": HEAD + "pages = 99999999999999999999\n",
    "dots beyond reason": HEAD + "dpi = 100000\n",
    "a source there is not": HEAD + 'source = "../../etc"\n',
    "a kind there is not": HEAD + 'kind = "../khai_sinh"\n',
    "a name of control characters": HEAD.replace("Khai sinh", "a\\u0000\\u202eb"),
    "no name": HEAD.replace("Khai sinh", "  "),
    "one name twice": HEAD + '[[profile]]\nname = "KHAI SINH"\n',
    "one key twice": HEAD + 'key = 2\n[[profile]]\nname = "b"\nkey = 2\n',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_and_the_set_stays(case: str, desk: Desk, tmp_path: Path) -> None:
    data, file = HOSTILE[case], tmp_path / "x.toml"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    before = profile_set(desk)

    with pytest.raises((ProfilesUnreadable, ProfileWrong)):
        import_profiles(desk, ADMIN, file)

    assert profile_set(desk) == before


def test_a_set_carried_to_another_office_is_the_same_there(desk: Desk, tmp_path: Path) -> None:
    keep_profiles(desk, CLERK, [BIRTH, WorkProfile("Bản án", 9, device="uuid:4509", dpi=400, clean=False)])
    export_profiles(desk, tmp_path / "x.toml")
    wanted = profile_set(desk)
    keep_profiles(desk, CLERK, [BIRTH])

    import_profiles(desk, CLERK, tmp_path / "x.toml")

    assert profile_set(desk) == wanted == read_profiles(tmp_path / "x.toml")


def test_the_shipped_profiles_have_all_eight_keys(desk: Desk) -> None:
    shipped = profile_set(desk)

    assert [one.key for one in shipped.profiles] == list(KEYS)
    assert not shipped.locked
    assert all(profile_line(one, "en") != profile_line(one) for one in shipped.profiles)


def test_what_is_no_file_of_profiles_is_neither_waited_for_nor_written_over(desk: Desk, tmp_path: Path) -> None:
    getattr(os, "mkfifo", os.mkdir)(tmp_path / "pipe.toml")
    (tmp_path / "office.db").write_bytes(b"precious")

    with pytest.raises(FileMissing):
        import_profiles(desk, ADMIN, tmp_path / "pipe.toml")
    with pytest.raises(OutputRefused):
        export_profiles(desk, tmp_path / "office.db")

    assert (tmp_path / "office.db").read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ({"name": "Của quê", "kind": "a-kind-whose-file-is-gone", "dpi": 200}, WorkProfile("Của quê", dpi=200)),
        ({"name": "Mới hơn", "of_a_newer_version": 1}, WorkProfile("Mới hơn")),
    ],
)
def test_a_set_that_is_not_understood_whole_still_scans(desk: Desk, row: dict[str, Json], kept: WorkProfile) -> None:
    with desk.unit() as uow:
        uow.set_setting("work-profiles", {"profiles": [row, {"no": "name"}, 7], "locked": False})
        uow.commit()

    assert profile_set(desk).profiles == (kept,)
    assert keep_profiles(desk, CLERK, [kept]).profiles == (kept,)


# -- keeping and locking ----------------------------------------------------------------------------------------------


def test_a_locked_set_is_used_and_not_changed(desk: Desk, tmp_path: Path) -> None:
    export_profiles(desk, tmp_path / "x.toml")
    lock_profiles(desk, ADMIN, locked=True)

    with pytest.raises(ProfilesLocked):
        keep_profiles(desk, ADMIN, [BIRTH])
    with pytest.raises(ProfilesLocked):
        import_profiles(desk, ADMIN, tmp_path / "x.toml")

    assert find_profile(profile_set(desk), "2").name == "Khai sinh"
    assert not lock_profiles(desk, ADMIN, locked=False).locked


def test_only_an_administrator_locks_also_by_a_file(desk: Desk, tmp_path: Path) -> None:
    lock_profiles(desk, ADMIN, locked=True)
    export_profiles(desk, tmp_path / "x.toml")
    lock_profiles(desk, ADMIN, locked=False)

    with pytest.raises(RoleMissing):
        lock_profiles(desk, CLERK, locked=True)
    with pytest.raises(RoleMissing):
        import_profiles(desk, CLERK, tmp_path / "x.toml")

    assert import_profiles(desk, ADMIN, tmp_path / "x.toml").locked
    assert profile_set(desk).locked


def test_a_change_is_in_the_journal(desk: Desk) -> None:
    keep_profiles(desk, CLERK, [BIRTH])

    with desk.unit() as uow:
        last = uow.journal.entries()[-1].event
    assert (last.kind, last.data) == (Kind.SETTINGS_CHANGED, {"work_profiles": 1, "locked": False})


@pytest.mark.parametrize("wrong", [replace(BIRTH, name="khai SINH", key=3), replace(BIRTH, name="b"), WorkProfile("")])
def test_no_two_profiles_share_a_name_or_a_key(desk: Desk, wrong: WorkProfile) -> None:
    with pytest.raises(ProfileWrong):
        keep_profiles(desk, CLERK, [BIRTH, wrong])


@pytest.mark.parametrize("name", ["CCCD hai mặt", "cccd  HAI mặt", "3", "F3", "Shift+F3", "shift f3"])
def test_a_profile_is_found_by_its_name_or_its_key(desk: Desk, name: str) -> None:
    assert find_profile(profile_set(desk), name).key == 3


@pytest.mark.parametrize("name", ["", "1", "²", "F", "Khai"])
def test_a_profile_that_is_not_there_is_said_so(desk: Desk, name: str) -> None:
    with pytest.raises(ProfileUnknown):
        find_profile(profile_set(desk), name)


# -- put to use -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "device", "fault"),
    [
        (replace(BIRTH, source=Source.GLASS), A3_BOTH, ProfileFeederMissing),
        (replace(BIRTH, sides=Sides.BOTH), A4_FEEDER, ProfileSidesUnfit),
        (replace(BIRTH, size=PaperSize.A3), A4_FEEDER, ProfilePaperTooLarge),
    ],
)
def test_a_device_that_cannot_is_said_before_it_is_asked(
    profile: WorkProfile, device: Device, fault: type[DeskError]
) -> None:
    with pytest.raises(fault) as told:
        request_for(profile, device)

    said = say(told.value.code, told.value.context)
    assert "Khai sinh" in said.sentence
    assert device.name in said.sentence


def test_a_profile_asks_for_all_that_it_sets() -> None:
    profile = WorkProfile("x", sides=Sides.BOTH, dpi=200, colour=False, size=PaperSize.A3, source=Source.FEEDER)

    asked = request_for(profile, A3_BOTH)

    assert (asked.device, asked.source, asked.duplex, asked.dpi, asked.colour) == (
        "sane:two", Source.FEEDER, True, 200, False,
    )  # fmt: skip
    assert (asked.width_mm, asked.height_mm) == (297, 420)


def test_turning_by_hand_asks_for_one_side_of_any_device() -> None:
    asked = request_for(replace(BIRTH, sides=Sides.BY_HAND), A4_FEEDER)

    assert not asked.duplex


def test_the_size_by_itself_is_all_that_the_device_takes() -> None:
    asked = request_for(replace(BIRTH, size=PaperSize.AUTO), A3_BOTH)

    assert (asked.width_mm, asked.height_mm) == (297, 432)


def test_a_profile_uses_the_device_it_is_bound_to_at_this_desk_alone(desk: Desk) -> None:
    lock_profiles(desk, ADMIN, locked=True)
    bind_device(desk, CLERK, BIRTH, "sane:two")
    found = [A4_FEEDER, A3_BOTH]

    here, there = request_of(desk, CLERK, replace(BIRTH, device="uuid:one"), found), replace(CLERK, desk="Quầy 2")

    assert here.device == "sane:two"
    assert request_of(desk, there, BIRTH, found).device == "escl:one"
    with pytest.raises(ProfileDeviceAbsent):
        request_of(desk, CLERK, BIRTH, [A4_FEEDER])
    lock_profiles(desk, ADMIN, locked=False)
    renamed = replace(BIRTH, name="Giấy khai sinh")
    keep_profiles(desk, CLERK, [renamed], (BIRTH, renamed))
    assert bindings(desk, CLERK) == {"Giấy khai sinh": "sane:two"}
    bind_device(desk, CLERK, replace(BIRTH, name="Giấy khai sinh"), "")
    assert bindings(desk, CLERK) == {}


def test_without_any_device_nothing_is_said_of_a_bound_one(desk: Desk) -> None:
    with pytest.raises(ScannerAbsent):
        request_of(desk, CLERK, BIRTH, [])


@pytest.mark.parametrize(
    ("profile", "in_hand", "place"),
    [
        (BIRTH, None, 2),
        (BIRTH, 2, 2),
        (BIRTH, 1, 2),
        (WorkProfile("Gì cũng được"), 3, 3),
        (WorkProfile("Gì cũng được"), None, None),
        (WorkProfile("Mục 3", slot=3), 1, 3),
        (WorkProfile("Căn cước", kind="can_cuoc"), 1, None),
    ],
)
def test_a_paper_goes_where_its_profile_says(
    desk: Desk, profile: WorkProfile, in_hand: int | None, place: int | None
) -> None:
    assert choose_place(desk, profile, "TAM-261124-0001", in_hand).component == place


def test_a_profile_that_fits_no_open_dossier_says_why(desk: Desk) -> None:
    with pytest.raises(ComponentUnknown):
        choose_place(desk, WorkProfile("Mục 9", slot=9), "TAM-261124-0001", None)
    with pytest.raises(ProfileForEvening):
        choose_place(desk, WorkProfile("Chồng giấy", to=Target.EVENING), "TAM-261124-0001", None)


def test_the_profile_used_last_for_a_kind_is_offered_first(desk: Desk) -> None:
    some = ProfileSet((BIRTH, WorkProfile("Nhanh")))
    remember_use(desk, CLERK, some.profiles[1], ["khai_sinh"])

    last = last_used(desk, CLERK)

    assert suggested(some, ["khai_sinh"], {}) == BIRTH
    assert suggested(some, ["khai_sinh"], last) == some.profiles[1]
    assert suggested(ProfileSet((BIRTH,)), ["khai_sinh"], last) == BIRTH
    assert suggested(some, ["ket_hon"], last) is None


def test_a_try_scan_touches_no_dossier(desk: Desk, tmp_path: Path) -> None:
    assert isinstance(desk.scanners, dict)
    desk.scanners["escl"] = GlassScanner()

    side = try_scan(desk, CLERK, replace(BIRTH, size=PaperSize.AUTO), tmp_path / "try")

    assert side.parent == tmp_path / "try"
    assert side.stat().st_size
    with desk.unit() as uow:
        assert uow.documents.of_dossier("TAM-261124-0001") == []
