"""Readings kept in the store come back as they were, those of earlier versions too."""

import json
import zlib

from hypothesis import given
from hypothesis import strategies as st

from desk.store.coding import get_reading, put_reading
from ocr.page import PageReading

MARKS = st.lists(
    st.one_of(st.text(max_size=40).map("qr:{}".format), st.sampled_from(["patch:T", "patch:III"])), max_size=4
)


@given(MARKS)
def test_marks_for_machines_are_kept_with_the_reading(marks: list[str]) -> None:
    reading = PageReading(1654, 2339, 200.0, 0, 0.3, blank=False, words=(), text="", marks=tuple(marks))

    assert get_reading(put_reading(reading)) == reading


def test_a_reading_kept_before_there_were_marks_has_none() -> None:
    packed = put_reading(PageReading(1654, 2339, 200.0, 0, 0.0, blank=True, words=(), text="", marks=("patch:T",)))
    assert packed is not None
    told = json.loads(zlib.decompress(packed))
    del told["marks"]

    older = get_reading(zlib.compress(json.dumps(told).encode()))

    assert older is not None
    assert older.marks == ()
