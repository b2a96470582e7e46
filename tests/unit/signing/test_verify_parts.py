"""The parts of the verifier with rules of their own: covered bytes, boxes, metadata, drawn pages, roots, tokens."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyhanko.pdf_utils import generic

from signing.cover import cover_of, covers_in, der_length
from signing.embedded import box_of
from signing.errors import RootUnreadable
from signing.looks import Drawer
from signing.opening import open_pdf, page_tree
from signing.report import Reason, Verdict
from signing.roots import certificates_of, read_trust, together
from signing.services import Trust
from signing.structure import form_fields, pages_touched, same
from signing.token_form import token_is_whole
from signing.verdicts import Ruling, ruled, signer_reason, worst
from signing.xmp import same_but_dates
from tests.fakes.authority import Pki
from tests.fakes.foreign_papers import filled, with_field
from tests.fakes.signing_bench import blank_paper, finished
from tests.fakes.tampering import last_cover

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"""


# -- covered bytes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("der", "length"),
    [
        (b"\x30\x03abc", 5), (b"\x30\x03abc\x00\x00", 5), (b"\x30\x81\x80" + bytes(200), 131), (b"\x30\x80ab", 4),
        (b"\x30", 1),
    ],
)  # fmt: skip
def test_the_length_of_an_element_is_read_from_its_head(der: bytes, length: int) -> None:
    assert der_length(der) == length


@pytest.mark.parametrize("numbers", [(), (0, 1, 2), (1, 5, 9, 3), (0, 9, 5, 3), (0, 5, 9, 900), (0, 5, 9, -1)])
def test_numbers_that_cover_no_two_parts_of_the_file_are_misshapen(numbers: tuple[int, ...]) -> None:
    assert not cover_of(b"x" * 40, numbers).shaped


@given(some.binary(max_size=300), some.lists(some.integers(-5, 400), max_size=5))
def test_looking_at_bytes_never_raises(data: bytes, numbers: list[int]) -> None:
    cover = cover_of(data + b"/ByteRange [0 1 2 3]", numbers)

    assert cover.whole in (None, True, False)
    assert len(covers_in(data + b"/ByteRange [0 1 2 3]")) >= 1


# -- places -----------------------------------------------------------------------------------------------------------


class Page:
    """A page of 200 by 100 points, turned."""

    def __init__(self, turn: int) -> None:
        self._entries = {"/MediaBox": [0, 0, 200, 100], "/Rotate": turn}

    def get(self, key: str) -> object:
        return self._entries.get(key)


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (0, (0.1, 0.6, 0.2, 0.9)), (90, (0.1, 0.1, 0.4, 0.2)), (180, (0.8, 0.1, 0.9, 0.4)), (270, (0.6, 0.8, 0.9, 0.9)),
    ],
)  # fmt: skip
def test_a_block_stands_where_the_page_shows_it_however_it_is_turned(
    turn: int, box: tuple[float, float, float, float]
) -> None:
    assert box_of([20, 10, 40, 40], Page(turn)) == pytest.approx(box)


def test_a_block_without_an_area_is_not_to_be_seen() -> None:
    assert box_of([20, 10, 20, 40], Page(0)) is None
    assert box_of(None, Page(0)) is None


# -- equal things -----------------------------------------------------------------------------------------------------


def test_metadata_that_differ_in_dates_alone_say_the_same() -> None:
    old = XMP.format(inside="<xmp:ModifyDate>2026</xmp:ModifyDate><pdfaid:part>2</pdfaid:part>")
    new = XMP.format(inside="<pdfaid:part>2</pdfaid:part><xmp:ModifyDate>2027</xmp:ModifyDate>")

    assert same_but_dates(old.encode(), new.encode())


@pytest.mark.parametrize(
    "inside", ["<pdfaid:part>3</pdfaid:part>", "", "<dc:title>x</dc:title><pdfaid:part>2</pdfaid:part>"]
)
def test_metadata_that_say_something_else_differ(inside: str) -> None:
    old = XMP.format(inside="<pdfaid:part>2</pdfaid:part>")

    assert not same_but_dates(old.encode(), XMP.format(inside=inside).encode())


def test_metadata_that_are_no_xml_or_carry_entities_differ_from_everything() -> None:
    entities = b'<!DOCTYPE a [<!ENTITY b "c">]>' + XMP.format(inside="&b;").encode()

    assert not same_but_dates(b"no xml", b"no xml")
    assert not same_but_dates(entities, entities)
    assert same_but_dates(None, None)


def test_objects_that_refer_to_each_other_in_a_circle_are_compared_to_an_end() -> None:
    opened = open_pdf(blank_paper())

    assert same(opened.reader.root_ref.get_object(), opened.reader.get_historical_resolver(0).root)
    assert not same(opened.reader.root, generic.DictionaryObject())


def test_only_pages_that_lead_to_a_change_count_as_touched() -> None:
    opened = open_pdf(blank_paper())
    pages = page_tree(opened.reader)
    contents = pages[1].get("/Contents")

    assert pages_touched(opened.reader, {int(contents.idnum)}) == (2,)
    assert pages_touched(opened.reader, {pages[2].ref}) == (3,)
    assert pages_touched(opened.reader, set()) == ()


def test_the_fields_of_a_form_are_found_with_their_full_names(authority: Pki) -> None:
    fields = form_fields(open_pdf(finished(authority)[1]).reader)

    assert [field.name for field in fields][:2] == ["SaoY.ChungThuc.CanBo", "SaoY.ChungThuc.CoQuan"]
    assert [field.signed for field in fields] == ["/Sig", "/Sig", "/DocTimeStamp"]


# -- drawn pages ------------------------------------------------------------------------------------------------------


def test_a_page_that_shows_another_figure_looks_different() -> None:
    first = with_field(blank_paper(), "100.000")
    second = filled(first, "900.000")
    drawer = Drawer(second)

    assert drawer.differ(1, len(first), len(second)) is True
    assert drawer.differ(2, len(first), len(second)) is False
    assert drawer.differ(1, len(first), len(second), [(0, 0, 1, 1)]) is False
    drawer.close()


def test_what_cannot_be_drawn_or_not_in_time_is_not_called_equal() -> None:
    paper = blank_paper()

    assert Drawer(paper).differ(9, len(paper), len(paper)) is None
    assert Drawer(paper).differ(1, 20, len(paper)) is None
    assert Drawer(paper, until=0.0).differ(1, len(paper), len(paper)) is None


# -- roots ------------------------------------------------------------------------------------------------------------


def test_a_folder_of_roots_parts_those_that_signed_themselves_from_the_others(authority: Pki) -> None:
    trust = read_trust(authority.home / "trust")

    assert trust == authority.trust


def test_an_absent_folder_makes_one_trust_nobody(tmp_path: Path) -> None:
    assert read_trust(tmp_path / "none") == Trust()


def test_roots_may_be_binary_or_several_in_one_file(authority: Pki, tmp_path: Path) -> None:
    (tmp_path / "one.cer").write_bytes(authority.der("root"))
    pems = [(authority.home / "trust" / f"rehearsal-{name}.pem").read_text() for name in ("root", "interm")]
    (tmp_path / "two.pem").write_text("\n".join(pems))
    (tmp_path / "note.txt").write_text("not looked at")

    assert read_trust(tmp_path) == authority.trust
    assert len(certificates_of(tmp_path / "two.pem")) == 2


@pytest.mark.parametrize("data", [b"", b"hello", b"-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----"])
def test_a_file_that_claims_to_be_a_root_and_is_none_is_a_fault(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.pem").write_bytes(data)

    with pytest.raises(RootUnreadable) as caught:
        read_trust(tmp_path)

    assert caught.value.context == {"file": "bad.pem"}


def test_trust_of_two_kinds_is_put_together_without_doubles() -> None:
    both = together(Trust((b"a",), (b"c",)), Trust((b"a", b"b"), (b"c", b"a")))

    assert both == Trust((b"a", b"b"), (b"c",))


# -- tokens -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def token(authority: Pki) -> bytes:
    copy = finished(authority)[1]
    begin, end = last_cover(copy).contents
    der = bytes.fromhex(copy[begin + 1 : end - 1].decode())
    return der[: der_length(der)]


def test_a_token_as_its_maker_wrote_it_is_whole(authority: Pki, token: bytes) -> None:
    assert token_is_whole(token, {authority.der("root")})
    assert token_is_whole(token, {authority.der("root"), authority.der("interm"), authority.der("tsa")})


@pytest.mark.parametrize("place", [3, 30])
def test_a_token_with_a_changed_head_is_not_whole(authority: Pki, token: bytes, place: int) -> None:
    changed = bytearray(token)
    changed[place] ^= 2

    assert not token_is_whole(bytes(changed), {authority.der("root")})


def test_a_token_with_a_changed_certificate_is_not_whole(authority: Pki, token: bytes) -> None:
    begin = token.index(authority.der("interm"))
    changed = bytearray(token)
    changed[begin + 600] ^= 1

    assert not token_is_whole(bytes(changed), {authority.der("root"), authority.der("interm")})


# -- verdicts ---------------------------------------------------------------------------------------------------------


def test_the_gravest_of_several_rulings_wins_and_the_first_of_equals() -> None:
    open_one, failed = Ruling(Verdict.INDETERMINATE, "NO_POE"), Ruling(Verdict.FAILED, "HASH_FAILURE")

    assert worst([Ruling(Verdict.PASSED, None), open_one, failed, Ruling(Verdict.FAILED, "REVOKED")]) == failed
    assert worst([open_one, Ruling(Verdict.INDETERMINATE, "TRY_LATER")]) == open_one
    assert worst([]) == Ruling(Verdict.PASSED, None)


def test_a_changed_byte_fails_by_its_hash_and_a_forbidden_change_by_its_form() -> None:
    changed, added = Reason("byte-changed"), Reason("page-added", (("page", "4"),))

    assert ruled([changed]) == Ruling(Verdict.FAILED, "HASH_FAILURE")
    assert ruled([added], [added]) == Ruling(Verdict.FAILED, "FORMAT_FAILURE")
    assert ruled([added]) == Ruling(Verdict.INDETERMINATE, "SIG_CONSTRAINTS_FAILURE")
    assert ruled([]) == Ruling(Verdict.PASSED, None)


def test_a_certificate_out_of_its_days_is_told_to_be_early_or_late(authority: Pki) -> None:
    begins, ends = authority.certificate("officer").not_before, authority.certificate("officer").not_after
    certificate = SimpleNamespace(not_valid_before=begins, not_valid_after=ends)

    early = signer_reason("OUT_OF_BOUNDS_NO_POE", certificate, begins.replace(year=begins.year - 1))
    late = signer_reason("OUT_OF_BOUNDS_NO_POE", certificate, ends.replace(year=ends.year + 1))

    assert (early.key, late.key) == ("certificate-not-yet-valid", "certificate-expired")
