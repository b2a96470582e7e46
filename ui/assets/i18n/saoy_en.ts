<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
    <context>
        <name>Banner</name>
        <message>
            <source>Ẩn lời nhắn</source>
            <translation>Hide message</translation>
        </message>
    </context>
    <context>
        <name>Frame</name>
        <message>
            <source>Quầy</source>
            <translation>Counter</translation>
        </message>
        <message>
            <source>Cuối ngày</source>
            <translation>Evening</translation>
        </message>
        <message>
            <source>Tra cứu</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Sổ</source>
            <translation>Register</translation>
        </message>
        <message>
            <source>Kiểm PDF</source>
            <translation>Verify PDF</translation>
        </message>
        <message>
            <source>Bảng ngày</source>
            <translation>Day board</translation>
        </message>
        <message>
            <source>Thiết đặt</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Tìm</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Hoàn tác</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Phím</source>
            <translation>Keys</translation>
        </message>
        <message>
            <source>Sang khung kế</source>
            <translation>Next pane</translation>
        </message>
        <message>
            <source>DIỄN TẬP</source>
            <translation>REHEARSAL</translation>
        </message>
    </context>
    <context>
        <name>HelpScreen</name>
        <message>
            <source>Phím</source>
            <translation>Keys</translation>
        </message>
        <message>
            <source>Quay lại</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Phím của màn «{screen}»</source>
            <translation>Keys of “{screen}”</translation>
        </message>
        <message>
            <source>Quay lại màn «{screen}»</source>
            <translation>Back to “{screen}”</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>chưa có số định danh</source>
            <translation>no ID number yet</translation>
        </message>
        <message>
            <source>Đã hoàn tác: {act}</source>
            <translation>Undone: {act}</translation>
        </message>
        <message>
            <source>Đang tìm máy quét…</source>
            <translation>Looking for the scanner…</translation>
        </message>
        <message>
            <source>{name} sẵn sàng</source>
            <translation>{name} ready</translation>
        </message>
        <message>
            <source>Không thấy máy quét</source>
            <translation>No scanner found</translation>
        </message>
        <message>
            <source>Chưa lưu: {count}</source>
            <translation>Unsaved: {count}</translation>
        </message>
    </context>
    <context>
        <name>PageViewer</name>
        <message>
            <source>Trang giấy</source>
            <translation>Page</translation>
        </message>
    </context>
    <context>
        <name>PartsGallery</name>
        <message>
            <source>Bộ linh kiện</source>
            <translation>Parts</translation>
        </message>
        <message>
            <source>Inter · lưới 4 px · bo 4, 8, 10</source>
            <translation>Inter · 4 px grid · radii 4, 8, 10</translation>
        </message>
        <message>
            <source>Nút: một nút chính mỗi màn, phím nằm trên nút</source>
            <translation>Buttons: one primary a screen, keys on the buttons</translation>
        </message>
        <message>
            <source>Quét</source>
            <translation>Scan</translation>
        </message>
        <message>
            <source>Ký</source>
            <translation>Sign</translation>
        </message>
        <message>
            <source>Xem</source>
            <translation>View</translation>
        </message>
        <message>
            <source>Dùng lại</source>
            <translation>Reuse</translation>
        </message>
        <message>
            <source>Đổi loại</source>
            <translation>Change kind</translation>
        </message>
        <message>
            <source>Nhận</source>
            <translation>Accept</translation>
        </message>
        <message>
            <source>Từ chối</source>
            <translation>Refuse</translation>
        </message>
        <message>
            <source>Làm mới</source>
            <translation>Refresh</translation>
        </message>
        <message>
            <source>Ô nhập</source>
            <translation>Fields</translation>
        </message>
        <message>
            <source>Họ tên</source>
            <translation>Full name</translation>
        </message>
        <message>
            <source>Gõ có dấu hoặc không</source>
            <translation>With or without marks</translation>
        </message>
        <message>
            <source>Số định danh</source>
            <translation>ID number</translation>
        </message>
        <message>
            <source>Thiếu 1 chữ số</source>
            <translation>One digit missing</translation>
        </message>
        <message>
            <source>Ngày đăng ký</source>
            <translation>Date of registration</translation>
        </message>
        <message>
            <source>Cần xem: 6 hay 0</source>
            <translation>Look: 6 or 0</translation>
        </message>
        <message>
            <source>Số giấy</source>
            <translation>Paper number</translation>
        </message>
        <message>
            <source>Đang gõ: vòng sáng 2 px</source>
            <translation>Typing: 2 px ring</translation>
        </message>
        <message>
            <source>Nhãn: màu luôn đi cùng chữ và hình</source>
            <translation>Chips: colour always with word and icon</translation>
        </message>
        <message>
            <source>Dùng được</source>
            <translation>Usable</translation>
        </message>
        <message>
            <source>Cần xem</source>
            <translation>Look</translation>
        </message>
        <message>
            <source>Không dùng</source>
            <translation>Not usable</translation>
        </message>
        <message>
            <source>Đang chọn</source>
            <translation>Chosen</translation>
        </message>
        <message>
            <source>Chưa có</source>
            <translation>Not here yet</translation>
        </message>
        <message>
            <source>Hai mặt</source>
            <translation>Two-sided</translation>
        </message>
        <message>
            <source>Đen trắng</source>
            <translation>Black and white</translation>
        </message>
        <message>
            <source>Việc đang chạy: việc gì, tới đâu, còn bao lâu, dừng được</source>
            <translation>Running work: what, how far, how long, can be stopped</translation>
        </message>
        <message>
            <source>Đọc chữ</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>còn khoảng 50 giây</source>
            <translation>about 50 seconds left</translation>
        </message>
        <message>
            <source>Gửi lên cổng</source>
            <translation>Sending to the portal</translation>
        </message>
        <message>
            <source>2 bản chờ mạng, tự gửi lại</source>
            <translation>2 wait for the network, sent by themselves</translation>
        </message>
        <message>
            <source>Quét tiếp</source>
            <translation>Scan on</translation>
        </message>
        <message>
            <source>Gõ lại PIN</source>
            <translation>Type PIN again</translation>
        </message>
        <message>
            <source>Đã khôi phục 23 trang</source>
            <translation>23 pages recovered</translation>
        </message>
        <message>
            <source>Mở lại đúng hồ sơ đang làm dở</source>
            <translation>Opened the dossier that was in work</translation>
        </message>
        <message>
            <source>Kẹt giấy ở tờ 18. 17 tờ đã lưu.</source>
            <translation>Paper jam at sheet 18. 17 sheets are saved.</translation>
        </message>
        <message>
            <source>Lấy tờ 18 ra, đặt lại rồi quét tiếp</source>
            <translation>Take sheet 18 out, put it back and scan on</translation>
        </message>
        <message>
            <source>PIN sai. Còn 2 lần thử.</source>
            <translation>Wrong PIN. 2 tries left.</translation>
        </message>
        <message>
            <source>Sao Y không tự thử lại. Hỏi người giữ token trước khi gõ</source>
            <translation>Sao Y never retries by itself. Ask the token's holder before typing</translation>
        </message>
        <message>
            <source>Đặt giấy vào khay rồi bấm Space</source>
            <translation>Put paper into the tray and press Space</translation>
        </message>
        <message>
            <source>Ảnh điện thoại và PDF: kéo thả vào đây</source>
            <translation>Phone pictures and PDF: drop them here</translation>
        </message>
        <message>
            <source>Đã bỏ 2 trang vào khay</source>
            <translation>2 pages put into the tray</translation>
        </message>
        <message>
            <source>Số</source>
            <translation>No.</translation>
        </message>
        <message>
            <source>Giấy tờ</source>
            <translation>Paper</translation>
        </message>
        <message>
            <source>Người yêu cầu</source>
            <translation>Requested by</translation>
        </message>
        <message>
            <source>Trạng thái</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Đã ký</source>
            <translation>Signed</translation>
        </message>
        <message>
            <source>Chờ dấu</source>
            <translation>Waits for seal</translation>
        </message>
        <message>
            <source>Hủy số</source>
            <translation>Number void</translation>
        </message>
        <message>
            <source>Sổ chứng thực</source>
            <translation>Certification register</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Dừng</source>
            <translation>Stop</translation>
        </message>
    </context>
    <context>
        <name>ReviewGallery</name>
        <message>
            <source>Các trang</source>
            <translation>Pages</translation>
        </message>
        <message>
            <source>Các mục</source>
            <translation>Fields</translation>
        </message>
        <message>
            <source>Kiểm</source>
            <translation>Check</translation>
        </message>
        <message>
            <source>Trang 3 / 4</source>
            <translation>Page 3 / 4</translation>
        </message>
        <message>
            <source>300 dpi · thẳng, đúng chiều</source>
            <translation>300 dpi · straight, upright</translation>
        </message>
        <message>
            <source>Nhận và sang mục cần xem kế tiếp</source>
            <translation>Accept and go to the next doubt</translation>
        </message>
        <message>
            <source>Nhận cả trang</source>
            <translation>Accept the page</translation>
        </message>
    </context>
    <context>
        <name>RoadBar</name>
        <message>
            <source>Tiếp nhận</source>
            <translation>Receive</translation>
        </message>
        <message>
            <source>Quét</source>
            <translation>Scan</translation>
        </message>
        <message>
            <source>Kiểm</source>
            <translation>Check</translation>
        </message>
        <message>
            <source>Chứng thực</source>
            <translation>Certify</translation>
        </message>
        <message>
            <source>Trao</source>
            <translation>Hand over</translation>
        </message>
        <message>
            <source>Bước {n} trên {all}: {step}</source>
            <translation>Step {n} of {all}: {step}</translation>
        </message>
    </context>
    <context>
        <name>SearchButton</name>
        <message>
            <source>Tìm người, hồ sơ…</source>
            <translation>Find people, dossiers…</translation>
        </message>
        <message>
            <source>Tìm người, hồ sơ, thủ tục và lệnh</source>
            <translation>Find people, dossiers, procedures and commands</translation>
        </message>
    </context>
    <context>
        <name>SignInScreen</name>
        <message>
            <source>Đăng nhập</source>
            <translation>Sign in</translation>
        </message>
        <message>
            <source>Mật khẩu</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>Người dưới</source>
            <translation>Next person</translation>
        </message>
        <message>
            <source>Người trên</source>
            <translation>Previous person</translation>
        </message>
        <message>
            <source>Sao Y</source>
            <translation>Sao Y</translation>
        </message>
        <message>
            <source>Đang mở văn phòng…</source>
            <translation>Opening the office…</translation>
        </message>
        <message>
            <source>Vào quầy: {name}</source>
            <translation>To the counter: {name}</translation>
        </message>
        <message>
            <source>Đang dựng văn phòng diễn tập: {what} {done}/{total}</source>
            <translation>Building the rehearsal office: {what} {done}/{total}</translation>
        </message>
        <message>
            <source>Đang mở văn phòng</source>
            <translation>Opening the office</translation>
        </message>
        <message>
            <source>Văn phòng diễn tập: người và giấy tờ đều là giả, không cần mật khẩu</source>
            <translation>Rehearsal office: people and papers are invented, no password needed</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Chưa lưu: 0</source>
            <translation>Unsaved: 0</translation>
        </message>
    </context>
    <context>
        <name>ThumbList</name>
        <message>
            <source>Các trang</source>
            <translation>Pages</translation>
        </message>
    </context>
    <context>
        <name>ThumbModel</name>
        <message>
            <source>Trang</source>
            <translation>Page</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>DIỄN TẬP</source>
            <translation>REHEARSAL</translation>
        </message>
        <message>
            <source>Không có giấy tờ, chữ ký hay con dấu thật</source>
            <translation>No real papers, signatures or seals</translation>
        </message>
    </context>
    <context>
        <name>UndoLine</name>
        <message>
            <source>Hoàn tác</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>ViewerBar</name>
        <message>
            <source>Thu nhỏ</source>
            <translation>Zoom out</translation>
        </message>
        <message>
            <source>Phóng to</source>
            <translation>Zoom in</translation>
        </message>
        <message>
            <source>Vừa cả trang</source>
            <translation>Fit page</translation>
        </message>
        <message>
            <source>Vừa chiều ngang</source>
            <translation>Fit width</translation>
        </message>
        <message>
            <source>Kính lúp</source>
            <translation>Loupe</translation>
        </message>
        <message>
            <source>Xoay trái</source>
            <translation>Turn left</translation>
        </message>
        <message>
            <source>Xoay phải</source>
            <translation>Turn right</translation>
        </message>
        <message>
            <source>Cắt mép</source>
            <translation>Crop</translation>
        </message>
    </context>
    <context>
        <name>screen</name>
        <message>
            <source>tiếp nhận</source>
            <translation>reception</translation>
        </message>
        <message>
            <source>ký chứng thực</source>
            <translation>certifying officer</translation>
        </message>
        <message>
            <source>văn thư, giữ dấu</source>
            <translation>records, seal keeper</translation>
        </message>
        <message>
            <source>quản trị</source>
            <translation>administrator</translation>
        </message>
        <message>
            <source>thanh tra</source>
            <translation>inspector</translation>
        </message>
    </context>
</TS>
