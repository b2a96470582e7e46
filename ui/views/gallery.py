"""Show every part in every state, for those who build screens and for tests that look at them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.views.page_items import PageBox
from ui.views.parts.banner import Banner
from ui.views.parts.button import Button, ButtonRole
from ui.views.parts.card import Box, Card, ScrollPanel, SidePanel
from ui.views.parts.chip import Chip
from ui.views.parts.empty import EmptyState
from ui.views.parts.field import Field
from ui.views.parts.keys import KeyCap, make_action
from ui.views.parts.panes import Panes
from ui.views.parts.progress import ProgressStrip
from ui.views.parts.review import FieldCard, FieldFacts, FieldList, FieldRow
from ui.views.parts.table import TONE_ROLE, Table
from ui.views.parts.text import Text
from ui.views.parts.toggle import Toggle
from ui.views.parts.undo import UndoLine
from ui.views.screen import Screen, focus_first
from ui.views.theme import theme
from ui.views.thumbs import ThumbHead, ThumbPage, side_list
from ui.views.viewer import PageViewer
from ui.views.viewer_bar import ViewerBar

_PAGE_WIDE, _PAGE_TALL = 1240, 1754


class PartsGallery(Screen):
    """Show buttons, fields, chips, progress, banners, a table and an empty state."""

    def __init__(self) -> None:
        super().__init__(self.tr("Bộ linh kiện"), self.tr("Inter · lưới 4 px · bo 4, 8, 10"))
        across = QHBoxLayout(self)
        across.setContentsMargins(18, 14, 18, 14)
        across.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(10)
        for card in (self._buttons(), self._fields(), self._chips(), self._progress()):
            left.addWidget(card)
        left.addStretch(1)
        self._fill_right(right)
        across.addLayout(left, 53)
        across.addLayout(right, 47)

    def panes(self) -> list[QWidget]:
        """Give the field that shows the focus."""
        return [self.typed]

    def _buttons(self) -> Card:
        card = _titled(self.tr("Nút: một nút chính mỗi màn, phím nằm trên nút"))
        scan = make_action(self, self.tr("Quét"), "Space", "scan", "primary")
        sign = make_action(self, self.tr("Ký"), "Ctrl+D", "seal", "seal")
        roles: tuple[tuple[str, ButtonRole, str], ...] = (
            (self.tr("Xem"), "secondary", ""),
            (self.tr("Dùng lại"), "soft", "2"),
            (self.tr("Đổi loại"), "quiet", "F4"),
        )
        first = _row()
        first.addWidget(Button.of(scan))
        for words, role, key in roles:
            first.addWidget(Button(words, role, key=key))
        first.addWidget(Button.of(sign))
        first.addStretch(1)
        second = _row()
        take = self.tr("Nhận")
        off = Button(take, "primary")
        off.setEnabled(False)
        busy = Button(take, "secondary")
        busy.set_busy(busy=True)
        for button in (
            Button(take, "primary", key="Return"),
            off,
            busy,
            Button(self.tr("Dùng lại"), "doubt", icon="reuse", key="3"),
            Button(self.tr("Từ chối"), "refuse", key="F8"),
            Button(self.tr("Làm mới"), "tool", icon="refresh"),
        ):
            second.addWidget(button)
        second.addStretch(1)
        card.body.addLayout(first)
        card.body.addLayout(second)
        return card

    def _fields(self) -> Card:
        card = _titled(self.tr("Ô nhập"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        name = Field(self.tr("Họ tên"), self.tr("Gõ có dấu hoặc không"), text="Nông Thị Hạnh")
        number = Field(self.tr("Số định danh"), text="008 187 004 21")
        number.set_state("wrong", self.tr("Thiếu 1 chữ số"))
        date = Field(self.tr("Ngày đăng ký"), text="16/02/2024")
        date.set_state("doubt", self.tr("Cần xem: 6 hay 0"))
        self.typed = Field(self.tr("Số giấy"), self.tr("Đang gõ: vòng sáng 2 px"), text="47/2024")
        for place, field in enumerate((name, number, date, self.typed)):
            grid.addWidget(field, place // 2, place % 2)
        card.body.addLayout(grid)
        return card

    def _chips(self) -> Card:
        card = _titled(self.tr("Nhãn: màu luôn đi cùng chữ và hình"))
        chips = _row()
        for chip in (
            Chip(self.tr("Dùng được"), "ok"),
            Chip(self.tr("Cần xem"), "doubt"),
            Chip(self.tr("Không dùng"), "seal"),
            Chip(self.tr("Đang chọn"), "accent", "check"),
            Chip(self.tr("Chưa có")),
            Chip("1.001776", bare=True),
        ):
            chips.addWidget(chip)
        chips.addStretch(1)
        others = _row()
        others.addWidget(Toggle(self.tr("Hai mặt"), on=True))
        others.addWidget(Toggle(self.tr("Đen trắng")))
        for key in ("Tab", "Ctrl+Return", "F12"):
            others.addWidget(KeyCap(key))
        others.addStretch(1)
        card.body.addLayout(chips)
        card.body.addLayout(others)
        return card

    def _progress(self) -> Card:
        card = _titled(self.tr("Việc đang chạy: việc gì, tới đâu, còn bao lâu, dừng được"))
        reading = ProgressStrip(self.tr("Đọc chữ"))
        reading.show_progress(self.tr("Đọc chữ"), 14, 40, self.tr("còn khoảng 50 giây"))
        sending = ProgressStrip(self.tr("Gửi lên cổng"), can_stop=False)
        sending.show_progress(self.tr("Gửi lên cổng"), 7, 9, self.tr("2 bản chờ mạng, tự gửi lại"), "doubt")
        card.body.addWidget(reading)
        card.body.addWidget(sending)
        return card

    def _fill_right(self, column: QVBoxLayout) -> None:
        again = make_action(self, self.tr("Quét tiếp"), "Space")
        pin = make_action(self, self.tr("Gõ lại PIN"))
        column.addWidget(Banner(self.tr("Đã khôi phục 23 trang"), self.tr("Mở lại đúng hồ sơ đang làm dở")))
        column.addWidget(
            Banner(
                self.tr("Kẹt giấy ở tờ 18. 17 tờ đã lưu."),
                self.tr("Lấy tờ 18 ra, đặt lại rồi quét tiếp"),
                "doubt",
                actions=(again,),
            )
        )
        column.addWidget(
            Banner(
                self.tr("PIN sai. Còn 2 lần thử."),
                self.tr("Sao Y không tự thử lại. Hỏi người giữ token trước khi gõ"),
                "seal",
                actions=(pin,),
            )
        )
        column.addWidget(self._table())
        scan = make_action(self, self.tr("Quét"), "Space", "scan", "primary")
        column.addWidget(
            EmptyState(
                "scan",
                self.tr("Đặt giấy vào khay rồi bấm Space"),
                self.tr("Ảnh điện thoại và PDF: kéo thả vào đây"),
                scan,
                dashed=True,
            ),
            1,
        )
        card = Card(dense=True)
        undo = UndoLine()
        undo.show_act(self.tr("Đã bỏ 2 trang vào khay"), icon="trash")
        card.body.addWidget(undo)
        column.addWidget(card)

    def _table(self) -> Card:
        card = Card(dense=True)
        card.body.setContentsMargins(2, 2, 2, 2)
        rows = QStandardItemModel(0, 4, card)
        rows.setHorizontalHeaderLabels(
            [self.tr("Số"), self.tr("Giấy tờ"), self.tr("Người yêu cầu"), self.tr("Trạng thái")]
        )
        rows.setHeaderData(
            0,
            Qt.Orientation.Horizontal,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            Qt.ItemDataRole.TextAlignmentRole,
        )
        for number, paper, who, state, tone in (
            ("213/ĐT", "Giấy khai sinh", "Nông Thị Hạnh", self.tr("Đã ký"), "ok"),
            ("212/ĐT", "Bằng tốt nghiệp THPT", "Quan Văn Tới", self.tr("Chờ dấu"), "doubt"),
            ("210/ĐT", "Sổ hộ khẩu", "Lò Văn Thắng", self.tr("Hủy số"), "seal"),
        ):
            cells = [QStandardItem(words) for words in (number, paper, who, state)]
            cells[0].setTextAlignment(Qt.AlignmentFlag.AlignRight)
            cells[3].setData(tone, TONE_ROLE)
            rows.appendRow(cells)
        table = Table(self.tr("Sổ chứng thực"))
        table.setModel(rows)
        table.selectRow(0)
        for column, wide in enumerate((84, 180, 150)):
            table.setColumnWidth(column, theme().px(wide))
        table.setFixedHeight(theme().px(34 + 3 * 38) + 2)
        card.body.addWidget(table)
        return card


class ReviewGallery(Screen):
    """Show thumbnails, the viewer with boxes, and the fields, as the review screen has them."""

    def __init__(self) -> None:
        super().__init__(self.tr("Kiểm"), at_counter=True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        page = sample_page()
        centre = Box("well")
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self.viewer = PageViewer()
        bar = ViewerBar(self.viewer)
        bar.show_page(self.tr("Trang 3 / 4"), self.tr("300 dpi · thẳng, đúng chiều"))
        middle.addWidget(bar)
        middle.addWidget(self.viewer, 1)
        self.viewer.set_picture(page)
        self.viewer.set_boxes(
            (
                PageBox("name", QRectF(0.36, 0.245, 0.2, 0.025), "ok", "Họ tên"),
                PageBox("number", QRectF(0.74, 0.205, 0.12, 0.025), "doubt", "Số"),
                PageBox("place", QRectF(0.36, 0.365, 0.5, 0.025), "accent", "Nơi sinh"),
            )
        )
        self.viewer.set_current("number")
        self.viewer.fit("width")
        across.addWidget(
            Panes(
                centre,
                (self._thumbs(page), self.tr("Các trang"), "papers"),
                (self._fields(page), self.tr("Các mục"), "list"),
            )
        )
        self.set_acts(
            make_action(self, self.tr("Nhận và sang mục cần xem kế tiếp"), "Return", "arrow-right"),
            make_action(self, self.tr("Nhận cả trang"), "Ctrl+Return"),
        )

    def panes(self) -> list[QWidget]:
        """Give thumbnails, page and fields."""
        return [self.thumbs, self.viewer, self.card]

    def enter(self) -> None:
        """Put the focus on the field in work."""
        focus_first(self.card)

    def _thumbs(self, page: QImage) -> SidePanel:
        panel = SidePanel("side-left", 216)
        column = QVBoxLayout(panel)
        column.setContentsMargins(8, 8, 8, 8)
        self.thumbs = side_list()
        small = page.scaledToWidth(160, Qt.TransformationMode.SmoothTransformation)
        model = self.thumbs.pages()
        model.picture_wanted.connect(lambda key: model.set_picture(key, small) if key != "4" else None)
        self.thumbs.show_rows(
            [
                ThumbHead("a", "Tờ khai", "2 trang"),
                ThumbPage("1", "1", "ok"),
                ThumbPage("2", "2", "ok"),
                ThumbHead("b", "Giấy khai sinh", "1 trang"),
                ThumbPage("3", "3", "doubt", "Số giấy chưa rõ"),
                ThumbHead("c", "Hộ nghèo", "dùng lại"),
                ThumbPage("4", "4", "arriving"),
                ThumbPage("5", "sau 4", "faint"),
            ]
        )
        self.thumbs.go_to("3")
        column.addWidget(self.thumbs)
        return panel

    def _fields(self, page: QImage) -> SidePanel:
        panel = ScrollPanel("bg", 400)
        column = panel.column
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(10)
        column.addWidget(Text("Giấy khai sinh", "title"))
        self.card = FieldCard()
        crop = page.copy(860, 350, 330, 60)
        reason = "Máy đọc được «41/2024» hoặc «47/2024». Sổ đăng ký năm 2024 của xã có số 47."
        others, mark = ("47/2024", "41/2024"), QRectF(0.42, 0, 0.1, 1)
        self.card.show_field(FieldFacts("number", "Số", "47/2024", "Cần xem 1 trên 3", reason, crop, mark, others))
        column.addWidget(self.card)
        doubts = Card(dense=True)
        for label, value, why in (
            ("Số định danh cá nhân", "008 224 001 873", "số 8 mờ dưới dấu"),
            ("Ngày đăng ký", "16/02/2024", "chữ số 6 hoặc 0"),
        ):
            doubts.body.addWidget(FieldRow(FieldFacts(label, label, value, reason=why), "doubt", "Tab"))
        column.addWidget(doubts)
        sure = FieldList("Máy đọc chắc")
        sure.set_rows(
            [
                FieldRow(FieldFacts("n", "Họ tên", "NÔNG GIA BẢO", sure="99 %")),
                FieldRow(FieldFacts("d", "Ngày sinh", "09/02/2024", sure="98 %")),
                FieldRow(FieldFacts("m", "Người mẹ", "NÔNG THỊ HẠNH", sure="99 %")),
            ],
            "3 mục",
        )
        column.addWidget(sure)
        column.addStretch(1)
        return panel


def sample_page() -> QImage:
    """Draw an invented paper, 1240×1754 px (A4 at 150 dpi); no real person or office."""
    now = theme()
    paper = QColor(now.tokens.page.colours["paper"])
    page = QImage(_PAGE_WIDE, _PAGE_TALL, QImage.Format.Format_RGB32)
    page.fill(paper)
    painter = QPainter(page)
    ink, red = now.page_colour("accent"), now.page_colour("seal")
    lines: tuple[tuple[str, int, int, QColor], ...] = (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 30, 120, ink),
        ("Độc lập - Tự do - Hạnh phúc", 28, 170, ink),
        ("GIẤY KHAI SINH", 60, 270, red),
    )
    for words, size, top, colour in lines:
        painter.setFont(now.paper_font(round(size / now.factor), 700))
        painter.setPen(colour)
        painter.drawText(QRectF(0, top, _PAGE_WIDE, size * 1.6), Qt.AlignmentFlag.AlignCenter, words)
    painter.setFont(now.paper_font(round(28 / now.factor)))
    painter.setPen(ink)
    painter.drawText(870, 390, "Số: 47/2024")
    labels = (
        "Họ, chữ đệm, tên: NÔNG GIA BẢO",
        "Ngày, tháng, năm sinh: 09/02/2024",
        "Giới tính: Nam        Dân tộc: Tày",
        "Nơi sinh: Trạm Y tế xã Thượng Lâm, tỉnh Tuyên Quang",
        "Họ, chữ đệm, tên người mẹ: NÔNG THỊ HẠNH",
        "Họ, chữ đệm, tên người cha: HOÀNG VĂN LỘC",
    )
    for number, words in enumerate(labels):
        painter.drawText(140, 460 + number * 70, words)
    painter.setPen(red)
    painter.drawEllipse(820, 1200, 220, 220)
    painter.end()
    return page


def _titled(title: str) -> Card:
    card = Card(title)
    card.title.set_role("label", 600)
    card.title.set_tone("ink2")
    return card


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    return row
