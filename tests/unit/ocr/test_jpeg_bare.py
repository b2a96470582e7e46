"""What a citizen relies on when their paper is photographed: where and when stays in the office, the picture leaves."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms

from ocr.jpeg_bare import bare


def photo(*, mode: str = "RGB", **saved: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert(mode).save(out, "JPEG", **saved)
    return out.getvalue()


def exif() -> Image.Exif:
    told = Image.Exif()
    told[0x0112] = 6
    told[0x010F] = "Camera of a person"
    told.get_ifd(0x8825).update({1: "N", 2: (22.0, 10.0, 3.0), 3: "E", 4: (105.0, 30.0, 9.0)})
    return told


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_place_and_camera_go_and_every_sample_stays(mode: str, *, progressive: bool) -> None:
    data = photo(mode=mode, exif=exif(), comment=b"taken at home", progressive=progressive, restart_marker_rows=1)

    made = bare(data + b"\0\0\0\x18ftypmp42 a film behind the picture")

    assert made is not None
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(made)) as after:
        assert before.getexif().get_ifd(0x8825)
        assert dict(after.getexif()) == {}
        assert ImageChops.difference(before, after).getbbox() is None
    for words in (b"Camera of a person", b"at home", b"ftyp"):
        assert words not in made


def test_profile_and_density_stay() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = photo(exif=exif(), icc_profile=profile, dpi=(300, 300))

    made = bare(data)

    assert made is not None
    with Image.open(io.BytesIO(made)) as after:
        assert after.info["icc_profile"] == profile
        assert round(after.info["dpi"][0]) == 300


@pytest.mark.parametrize("progressive", [False, True])
def test_a_scanners_picture_stays_byte_for_byte(*, progressive: bool) -> None:
    data = photo(dpi=(300, 300), progressive=progressive)

    assert bare(data) is data
    assert bare(data[:-2]) == data[:-2]


@given(st.binary(max_size=300), st.integers(0, 600))
def test_any_bytes_are_answered(noise: bytes, at: int) -> None:
    whole = photo(exif=exif())

    for data in (noise, b"\xff\xd8" + noise, whole[:at] + noise + whole[at:], whole[:at]):
        made = bare(data)
        assert made is None or len(made) <= len(data)
