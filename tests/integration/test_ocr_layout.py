"""Pages drawn by program are read as a person reads them: cells, leaders, stamps."""

from pathlib import Path

import numpy as np
from PIL import Image

from desk.rehearsal.drawing import RED, Sheet
from ocr.page import PageImage, PageReading
from ocr.read import read_page

DPI = 200
COLUMNS = (24, 92, 140, 188)
PROSE = (
    "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về việc tập huấn nghiệp vụ chứng thực, Ủy ban nhân dân xã",
    "cử các đồng chí có tên sau tham gia lớp tập huấn tại hội trường tỉnh.",
)


def sheet() -> Sheet:
    drawn = Sheet(paper=(255, 255, 255), dpi=DPI)
    drawn.centre(105, 24, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b")
    drawn.centre(105, 31, "Độc lập - Tự do - Hạnh phúc", 13, "b")
    for place, text in enumerate(PROSE):
        drawn.text(24, 220 + 7 * place, text, 11)
    return drawn


def read(drawn: Sheet, folder: Path, *, bilevel: bool = False) -> PageReading:
    file, picture = folder / "page.png", np.asarray(drawn.image.convert("L"))
    Image.fromarray(np.where(picture > 150, 255, 0).astype(np.uint8) if bilevel else np.asarray(drawn.image)).save(file)
    return read_page(PageImage(file, "image/png", *drawn.image.size, dpi=DPI))


def test_cells_whose_lines_do_not_stand_level_are_read_each_for_itself(tmp_path: Path) -> None:
    drawn = sheet()
    rows = [
        (["Nội dung công việc"], ["Đơn vị"], ["Kết quả"]),
        (
            ["Số hóa hồ sơ, giấy tờ tại bộ", "phận một cửa của xã"],
            ["Văn phòng Hội đồng", "nhân dân và Ủy ban", "nhân dân"],
            ["Đã hoàn thành", "trong năm"],
        ),
        (["Tập huấn chữ ký số cho cán", "bộ thôn, bản"], ["Trung tâm hành chính"], ["Chưa xong"]),
    ]
    top = 80.0
    drawn.rule(COLUMNS[0], COLUMNS[-1], top)
    for row in rows:
        most = max(map(len, row))
        for left, lines in zip(COLUMNS, row, strict=False):
            for place, text in enumerate(lines):
                drawn.text(left + 1.5, top + 5.2 + ((most - len(lines)) / 2 + place) * 6, text, 13)
        bottom = top + 6 * most + 2.6
        drawn.rule(COLUMNS[0], COLUMNS[-1], bottom)
        for x in COLUMNS:
            drawn.box((x, top), (x, bottom), 0.25)
        top = bottom

    reading = read(drawn, tmp_path)

    cells = " ".join(" ".join(lines) for row in rows for lines in row)
    assert cells in " ".join(word.text for word in reading.words)


def test_the_values_of_a_form_are_read_out_of_their_dots(tmp_path: Path) -> None:
    drawn = sheet()
    values = (("Họ và tên:", "Nguyễn Thị Điệp"), ("Nơi cư trú:", "Thôn Nà Luông, xã Yên Bình"), ("Lý do:", "xin học"))
    for place, (label, value) in enumerate(values):
        y = 60 + 9 * place
        start = drawn.text(24, y, f"{label} {'.' * 12}", 13)
        end = drawn.text(start + 1, y, value, 13)
        drawn.text(end + 1, y, "." * int((186 - end) / drawn.length(".", 13)), 13)

    reading = read(drawn, tmp_path, bilevel=True)

    lines = [line.replace("…", " ").split() for line in reading.text.split("\n")]
    assert lines[2:5] == [f"{label} {value}".split() for label, value in values]
    assert "..." not in reading.text


def test_a_red_arrival_stamp_keeps_its_marks_and_is_read_before_the_line_beside_it(tmp_path: Path) -> None:
    drawn = sheet()
    for place, text in enumerate(("CÔNG VĂN ĐẾN", "Số: 1234", "Ngày: 14/10/2026")):
        drawn.text(27, 60 + 7 * place, text, 12, "b", RED)
    drawn.text(100, 64, "Kính gửi: Sở Nội vụ tỉnh Tuyên Quang", 13)

    lines = read(drawn, tmp_path).text.split("\n")

    assert lines.index("CÔNG VĂN ĐẾN") < lines.index("Kính gửi: Sở Nội vụ tỉnh Tuyên Quang")
    assert lines[lines.index("CÔNG VĂN ĐẾN") + 2].startswith("Ngày")
