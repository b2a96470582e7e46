"""Whatever a Vietnamese person or agency is called, every letter of the name stands on the copy as it is written."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import LettersLacking
from desk.model.certification import Purpose, Signer
from desk.work.attestation import attestation
from desk.work.packs import load_wording, pack_in_force
from signing.letters import bold, plain, regular
from signing.stamps import letters_used, officer_block, seal_block, words_block
from tests.fakes.certifying import CertifyingOffice
from tests.unit.desk.test_certify_packs import FACTS, a_copy

if TYPE_CHECKING:
    from signing.stamps import Block

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LACKING = "\u25a1"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = [unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in TONES]
CONSONANTS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gh",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "ngh",
    "nh",
    "p",
    "q",
    "th",
    "x",
]
FOREIGN = ["f", "j", "w", "z", "'", "’", "-", "č", "ĕ", "ĭ", "ŏ", "ŭ", "ñ", "ƀ", "ê\u0306", "ư\u0306"]
"""Letters of names that are Vietnamese by citizenship: of peoples of the highlands, of foreign fathers."""

syllables = st.builds(
    lambda first, middle, last, capital: (first + middle + last).capitalize() if capital else first + middle + last,
    st.sampled_from(["", *CONSONANTS, *FOREIGN]), st.sampled_from(VOWELS), st.sampled_from(["", *CONSONANTS, "t"]),
    st.booleans(),
)  # fmt: skip
names = st.lists(syllables, min_size=1, max_size=6).map(" ".join)
forms = st.sampled_from(["NFC", "NFD"])


def shown(block: "Block") -> str:
    """Return what a reader sees in a block: the letters that its glyphs stand for."""
    told = []
    for line in block.lines:
        back = line.face.letters(line.text)
        told.append("".join(back[glyph] for glyph in line.face.glyphs(line.text)))
    return " ".join(told)


@settings(max_examples=60, deadline=None)
@given(person=names, agency=names, above=names, form=forms, upper=st.booleans())
def test_every_letter_of_a_vietnamese_name_stands_on_the_copy(
    person: str, agency: str, above: str, form: str, *, upper: bool
) -> None:
    written = [unicodedata.normalize(form, text.upper() if upper else text) for text in (person, agency, above)]
    signer = Signer(1, Purpose.OFFICER, "-", "-", b"", (written[2],))
    facts = type(FACTS)(written[1], FACTS.centre, FACTS.commune, FACTS.province)
    wording = load_wording(pack_in_force("wording", AT.date()), {})

    laid = attestation(a_copy(officer=written[0]), wording, signer, facts)

    officer, seal, words = officer_block(laid, AT), seal_block(laid, AT), words_block(laid)
    assert plain(written[0]) in shown(officer)
    assert plain(written[2]) in shown(officer)
    assert plain(written[1]) in shown(seal)
    assert LACKING not in shown(officer) + shown(seal) + shown(words)
    thin, thick = letters_used(laid)
    for line in (*officer.lines, *seal.lines, *words.lines):
        assert set(line.text) <= set(thick if line.face is bold() else thin), "a letter was not laid ready"
    assert {line.face for line in officer.lines} == {bold(), regular()}


def test_a_breve_upon_a_vowel_with_a_mark_is_one_sign_that_is_read_back_as_written() -> None:
    for face in (regular(), bold()):
        glyphs = face.glyphs("H’Ƀlê\u0306")

        assert len(glyphs) == 5
        assert face.letters("ê\u0306") == {glyphs[-1]: "ê\u0306"}
        assert face.advance(glyphs[-1]) == face.advance(face.glyphs("ê")[0])


def test_a_name_that_cannot_be_set_stops_the_copy_before_it_has_a_number(tmp_path: Path) -> None:
    office = CertifyingOffice(tmp_path / "office")
    with office.desk.unit() as uow:
        officer = uow.officers.by_login("mai.lt")
        assert officer is not None
        uow.officers.update(replace(officer, name="Lý Thị 梅"))
        uow.commit()

    with pytest.raises(LettersLacking) as stopped:
        office.certified()

    assert stopped.value.context["letters"] == "梅"
    with office.desk.unit(reading=True) as uow:
        assert uow.copies.next_number("SCTĐT/BS", 2026) == 1
    office.desk.close()
