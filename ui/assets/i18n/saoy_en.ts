<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name></name>
    <message>
        <source>Xem giấy tiếp nhận của {name}</source>
        <translation>See the receipt slip of {name}</translation>
    </message>
    <message>
        <source>Làm tiếp hồ sơ của {name}</source>
        <translation>Go on with the dossier of {name}</translation>
    </message>
    <message>
        <source>Trao hồ sơ của {name}</source>
        <translation>Hand over the dossier of {name}</translation>
    </message>
    <message>
        <source>Xem bản sao của {name}</source>
        <translation>See the copy of {name}</translation>
    </message>
    <message>
        <source>Ký tiếp bản sao của {name}</source>
        <translation>Sign the copy of {name} further</translation>
    </message>
    <message>
        <source>Mở giấy bị vướng của {name}</source>
        <translation>Open the stuck paper of {name}</translation>
    </message>
    <message>
        <source>Bấm Enter để mở giấy bị vướng.</source>
        <translation>Press Enter to open the paper that is stuck.</translation>
    </message>
    <message>
        <source>Đã đến hẹn mà chưa xong. Bấm Enter để làm tiếp, hoặc hẹn lại khi trao.</source>
        <translation>Its day has come and it is not done. Press Enter to go on, or promise another day at the hand-over.</translation>
    </message>
    <message>
        <source>Đủ giấy, chưa trao. Bấm Enter để trao cho người dân.</source>
        <translation>Complete and not handed over. Press Enter to hand it over.</translation>
    </message>
    <message>
        <source>Máy tự xin dấu thời gian lại. Bấm Enter để xem bản sao.</source>
        <translation>The time stamp is asked for again by itself. Press Enter to see the copy.</translation>
    </message>
    <message>
        <source>Đã giữ số, chưa ký xong. Cắm USB của người ký rồi bấm Enter.</source>
        <translation>It has its number and is not signed yet. Plug in the signer&apos;s USB token, then press Enter.</translation>
    </message>
    <message>
        <source>Số {number} · {title}</source>
        <translation>No. {number} · {title}</translation>
    </message>
    <message>
        <source>Quá giờ hẹn</source>
        <translation>Past its hour</translation>
    </message>
    <message>
        <source>Trễ {days} ngày</source>
        <translation>Days late: {days}</translation>
    </message>
    <message>
        <source>{hour} hôm nay</source>
        <translation>{hour} today</translation>
    </message>
    <message>
        <source>không hẹn</source>
        <translation>no date</translation>
    </message>
    <message>
        <source>Đã trao 30 ngày</source>
        <translation>Left in 30 days</translation>
    </message>
    <message>
        <source>Bản sao chờ</source>
        <translation>Copies that wait</translation>
    </message>
    <message>
        <source>Hẹn hôm nay</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>Trễ hẹn</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Tất cả việc chờ</source>
        <translation>All that waits</translation>
    </message>
    <message>
        <source>Đang làm</source>
        <translation>In work</translation>
    </message>
    <message>
        <source>Chờ trao</source>
        <translation>To hand over</translation>
    </message>
    <message>
        <source>Vướng</source>
        <translation>Stuck</translation>
    </message>
    <message>
        <source>Lập văn phòng</source>
        <translation>Found the office</translation>
    </message>
    <message>
        <source>Vào quầy</source>
        <translation>Signed in</translation>
    </message>
    <message>
        <source>Vào quầy không được</source>
        <translation>Sign-in refused</translation>
    </message>
    <message>
        <source>Thêm cán bộ</source>
        <translation>Officer added</translation>
    </message>
    <message>
        <source>Đổi tài khoản cán bộ</source>
        <translation>Officer&apos;s account changed</translation>
    </message>
    <message>
        <source>Đổi thiết đặt</source>
        <translation>Settings changed</translation>
    </message>
    <message>
        <source>Nạp danh mục thủ tục</source>
        <translation>Catalogue of procedures loaded</translation>
    </message>
    <message>
        <source>Ghi người dân mới</source>
        <translation>Citizen registered</translation>
    </message>
    <message>
        <source>Sửa thông tin người dân</source>
        <translation>Citizen&apos;s data changed</translation>
    </message>
    <message>
        <source>Đồng ý giữ bản sao</source>
        <translation>Agreed to keeping copies</translation>
    </message>
    <message>
        <source>Rút đồng ý giữ bản sao</source>
        <translation>Agreement withdrawn</translation>
    </message>
    <message>
        <source>Mở hồ sơ</source>
        <translation>Dossier opened</translation>
    </message>
    <message>
        <source>Xuất trình giấy</source>
        <translation>Paper shown</translation>
    </message>
    <message>
        <source>Bỏ đánh dấu xuất trình</source>
        <translation>Mark of showing taken back</translation>
    </message>
    <message>
        <source>Nhận giấy</source>
        <translation>Paper received</translation>
    </message>
    <message>
        <source>Nhận trang</source>
        <translation>Page received</translation>
    </message>
    <message>
        <source>Đọc xong giấy</source>
        <translation>Paper read</translation>
    </message>
    <message>
        <source>mã QR trên phiếu</source>
        <translation>QR on the slip</translation>
    </message>
    <message>
        <source>tờ ngăn</source>
        <translation>separator sheet</translation>
    </message>
    <message>
        <source>tờ trắng</source>
        <translation>blank sheet</translation>
    </message>
    <message>
        <source>đủ số tờ</source>
        <translation>number of sheets</translation>
    </message>
    <message>
        <source>đầu tệp</source>
        <translation>start of a file</translation>
    </message>
    <message>
        <source>nhận ra trang đầu</source>
        <translation>first page known</translation>
    </message>
    <message>
        <source>người tách</source>
        <translation>split by hand</translation>
    </message>
    <message>
        <source>đầu chồng</source>
        <translation>start of the stack</translation>
    </message>
    <message>
        <source>Trang trống để riêng</source>
        <translation>Blank pages set aside</translation>
    </message>
    <message>
        <source>Phiếu và tờ ngăn</source>
        <translation>Slips and separators</translation>
    </message>
    <message>
        <source>Đã bỏ vào khay</source>
        <translation>Put into the tray</translation>
    </message>
    <message>
        <source>Vừa vào, chưa đọc</source>
        <translation>Just in, not read yet</translation>
    </message>
    <message>
        <source>Hồ sơ {code} không có</source>
        <translation>No dossier {code}</translation>
    </message>
    <message>
        <source>Chưa thuộc hồ sơ nào</source>
        <translation>In no dossier yet</translation>
    </message>
    <message>
        <source>không xóa, lúc nào cũng lấy lại được</source>
        <translation>not deleted, can be brought back at any time</translation>
    </message>
    <message>
        <source>không vào hồ sơ</source>
        <translation>not filed</translation>
    </message>
    <message>
        <source>bản quét vẫn còn</source>
        <translation>the scans are kept</translation>
    </message>
    <message>
        <source>{pages} trang</source>
        <translation>{pages} pages</translation>
    </message>
    <message>
        <source>{pages} trang = {papers} giấy</source>
        <translation>{pages} pages = {papers} papers</translation>
    </message>
    <message>
        <source>{count} cần xem</source>
        <translation>{count} to look at</translation>
    </message>
    <message>
        <source>{count} chỗ cần xem</source>
        <translation>{count} to look at</translation>
    </message>
    <message>
        <source>Đã cất</source>
        <translation>Filed</translation>
    </message>
    <message>
        <source>Sẵn sàng</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Giấy tờ khác</source>
        <translation>Other paper</translation>
    </message>
    <message>
        <source>Chưa rõ loại</source>
        <translation>Kind unknown</translation>
    </message>
    <message>
        <source>Trang {side} có dấu mật, cất thế nào?</source>
        <translation>Page {side} is marked secret, how is it filed?</translation>
    </message>
    <message>
        <source>Trang {side} mở đầu giấy tờ mới?</source>
        <translation>Does page {side} begin a new paper?</translation>
    </message>
    <message>
        <source>Giấy ở trang {side} thuộc hồ sơ nào?</source>
        <translation>To which dossier does the paper on page {side} belong?</translation>
    </message>
    <message>
        <source>Giấy ở trang {side} là giấy gì?</source>
        <translation>What paper is on page {side}?</translation>
    </message>
    <message>
        <source>Hồ sơ của {owner} còn thiếu giấy?</source>
        <translation>Does the dossier of {owner} lack papers?</translation>
    </message>
    <message>
        <source>«{name}» có phải của người khác?</source>
        <translation>Is “{name}” another person’s?</translation>
    </message>
    <message>
        <source>Trang {side} không đọc được, có dùng không?</source>
        <translation>Page {side} cannot be read, use it?</translation>
    </message>
    <message>
        <source>Trang {side} có trống không?</source>
        <translation>Is page {side} blank?</translation>
    </message>
    <message>
        <source>Chắc {percent} %</source>
        <translation>{percent} % sure</translation>
    </message>
    <message>
        <source>Tách ở trang {side}</source>
        <translation>Split at page {side}</translation>
    </message>
    <message>
        <source>Để liền với trang {other}</source>
        <translation>Keep with page {other}</translation>
    </message>
    <message>
        <source>Chuyển sang hồ sơ {name}</source>
        <translation>Move to the dossier of {name}</translation>
    </message>
    <message>
        <source>Chọn hồ sơ</source>
        <translation>Choose the dossier</translation>
    </message>
    <message>
        <source>Chọn loại giấy</source>
        <translation>Choose the kind</translation>
    </message>
    <message>
        <source>Để là giấy tờ khác</source>
        <translation>Leave as other paper</translation>
    </message>
    <message>
        <source>Đúng giấy của hồ sơ này</source>
        <translation>It is of this dossier</translation>
    </message>
    <message>
        <source>Dùng như đã quét</source>
        <translation>Use as scanned</translation>
    </message>
    <message>
        <source>Đúng là trang trống</source>
        <translation>It is blank</translation>
    </message>
    <message>
        <source>Đưa về giấy của nó</source>
        <translation>Return to its paper</translation>
    </message>
    <message>
        <source>Cất không đọc chữ</source>
        <translation>File without its words</translation>
    </message>
    <message>
        <source>Đã biết</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>{act}, sang chỗ kế</source>
        <translation>{act}, next place</translation>
    </message>
    <message>
        <source>Đã tách ở trang {side}</source>
        <translation>Split at page {side}</translation>
    </message>
    <message>
        <source>Đã để trang {side} liền với trang {other}</source>
        <translation>Page {side} kept with page {other}</translation>
    </message>
    <message>
        <source>Đã chuyển sang hồ sơ {name}</source>
        <translation>Moved to the dossier of {name}</translation>
    </message>
    <message>
        <source>Đã để trang {side} là giấy tờ khác</source>
        <translation>Page {side} left as other paper</translation>
    </message>
    <message>
        <source>Đã nhận đúng giấy của hồ sơ</source>
        <translation>Accepted as of this dossier</translation>
    </message>
    <message>
        <source>Đã nhận trang {side} như đã quét</source>
        <translation>Page {side} accepted as scanned</translation>
    </message>
    <message>
        <source>Trang {side} là trang trống</source>
        <translation>Page {side} is blank</translation>
    </message>
    <message>
        <source>Đã đưa trang {side} về giấy của nó</source>
        <translation>Page {side} returned to its paper</translation>
    </message>
    <message>
        <source>Đã cất giấy ở trang {side}</source>
        <translation>Paper on page {side} filed</translation>
    </message>
    <message>
        <source>còn dưới 1 phút</source>
        <translation>under 1 min left</translation>
    </message>
    <message>
        <source>còn khoảng {minutes} phút</source>
        <translation>about {minutes} min left</translation>
    </message>
    <message>
        <source>Máy quét</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Thư mục {name}</source>
        <translation>Folder {name}</translation>
    </message>
    <message>
        <source>Tệp đưa vào</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Trao được, chưa kiểm</source>
        <translation>Can go, not checked</translation>
    </message>
    <message>
        <source>Chỉ xuất trình</source>
        <translation>Only shown</translation>
    </message>
    <message>
        <source>Chưa chứng thực</source>
        <translation>Not certified yet</translation>
    </message>
    <message>
        <source>Đọc không được</source>
        <translation>Reading failed</translation>
    </message>
    <message>
        <source>Chưa ký xong</source>
        <translation>Not signed through</translation>
    </message>
    <message>
        <source>Chờ dấu thời gian</source>
        <translation>Waits for time stamp</translation>
    </message>
    <message>
        <source>Số đã hủy</source>
        <translation>Number void</translation>
    </message>
    <message>
        <source>Chưa ai kiểm các trường máy đọc; nên kiểm trước khi trao</source>
        <translation>Nobody has checked what was read; better check before handing over</translation>
    </message>
    <message>
        <source>Giấy chỉ xuất trình thì trả lại, không nằm trong gói</source>
        <translation>A paper only shown is given back and is not in the package</translation>
    </message>
    <message>
        <source>Chứng thực xong mới có bản sao để trao</source>
        <translation>There is a copy to hand over once it is certified</translation>
    </message>
    <message>
        <source>Máy đang đọc, xong thì trao được ngay</source>
        <translation>Being read; it can go as soon as that is done</translation>
    </message>
    <message>
        <source>Mở giấy, xem lỗi, quét lại hoặc bỏ vào khay</source>
        <translation>Open it, see the fault, scan again or put it into the tray</translation>
    </message>
    <message>
        <source>Đã giữ số {number}; ký tiếp và đóng dấu rồi trao</source>
        <translation>Number {number} is taken; sign and seal, then hand over</translation>
    </message>
    <message>
        <source>Đã ký và đóng dấu; chờ máy chủ dấu thời gian trả lời</source>
        <translation>Signed and sealed; waiting for the time stamp server</translation>
    </message>
    <message>
        <source>Bản sao dùng lại đã hủy số; bỏ dùng lại hoặc chứng thực lại</source>
        <translation>The reused copy&apos;s number is void; drop the reuse or certify again</translation>
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
        <source>Xem lỗi</source>
        <translation>See fault</translation>
    </message>
    <message>
        <source>Ký tiếp</source>
        <translation>Go on signing</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Bản sao chứng thực số {number}, quyển {book} năm {year}</source>
        <translation>Certified copy no. {number}, book {book} of {year}</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Dùng lại từ hồ sơ {code}</source>
        <translation>Reused from dossier {code}</translation>
    </message>
    <message>
        <source>Bản số hóa PDF/A</source>
        <translation>Scan as PDF/A</translation>
    </message>
    <message>
        <source>mục {place} · {need}</source>
        <translation>slot {place} · {need}</translation>
    </message>
    <message>
        <source>Chưa có giấy nào để trao</source>
        <translation>No paper to hand over yet</translation>
    </message>
    <message>
        <source>{count} giấy PDF/A</source>
        <translation>{count} papers as PDF/A</translation>
    </message>
    <message>
        <source>{count} giấy PDF, trong đó {copies} bản sao chứng thực</source>
        <translation>{count} papers as PDF, {copies} of them certified copies</translation>
    </message>
    <message>
        <source>USB {name} · còn {free} GB</source>
        <translation>USB {name} · {free} GB free</translation>
    </message>
    <message>
        <source>Kiểm và xác nhận</source>
        <translation>Checked and confirmed</translation>
    </message>
    <message>
        <source>Chuyển mục</source>
        <translation>Moved to another item</translation>
    </message>
    <message>
        <source>Bỏ vào khay</source>
        <translation>Put into the tray</translation>
    </message>
    <message>
        <source>Lấy lại từ khay</source>
        <translation>Taken out of the tray</translation>
    </message>
    <message>
        <source>Hủy ảnh có dấu mật</source>
        <translation>Secret picture destroyed</translation>
    </message>
    <message>
        <source>Mở đợt cuối ngày</source>
        <translation>Evening batch opened</translation>
    </message>
    <message>
        <source>Đọc và tách xong đợt</source>
        <translation>Batch read and cut</translation>
    </message>
    <message>
        <source>Xếp lại đợt</source>
        <translation>Batch rearranged</translation>
    </message>
    <message>
        <source>Xoay trang</source>
        <translation>Page turned</translation>
    </message>
    <message>
        <source>Quét lại một mặt</source>
        <translation>Side scanned again</translation>
    </message>
    <message>
        <source>Xếp lại các mặt của giấy</source>
        <translation>Sides of a paper arranged anew</translation>
    </message>
    <message>
        <source>Xem giấy đang giữ</source>
        <translation>Papers held looked up</translation>
    </message>
    <message>
        <source>Dùng lại giấy</source>
        <translation>Paper reused</translation>
    </message>
    <message>
        <source>Bỏ dùng lại</source>
        <translation>Undo the reuse</translation>
    </message>
    <message>
        <source>Tra cứu</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Gán USB ký số</source>
        <translation>Token assigned</translation>
    </message>
    <message>
        <source>Đối chiếu với bản chính</source>
        <translation>Compared with the original</translation>
    </message>
    <message>
        <source>Giữ số chứng thực</source>
        <translation>Number taken</translation>
    </message>
    <message>
        <source>Cán bộ ký bản sao</source>
        <translation>Copy signed</translation>
    </message>
    <message>
        <source>Đóng dấu bản sao</source>
        <translation>Copy sealed</translation>
    </message>
    <message>
        <source>Hoàn thành bản sao</source>
        <translation>Copy finished</translation>
    </message>
    <message>
        <source>Gia hạn lưu trữ bản sao</source>
        <translation>Copy renewed</translation>
    </message>
    <message>
        <source>Ký bản sao không được</source>
        <translation>Copy not signed</translation>
    </message>
    <message>
        <source>Hủy số chứng thực</source>
        <translation>Number made void</translation>
    </message>
    <message>
        <source>Từ chối chứng thực</source>
        <translation>Certification refused</translation>
    </message>
    <message>
        <source>Rút lại từ chối chứng thực</source>
        <translation>Refusal taken back</translation>
    </message>
    <message>
        <source>Hẹn trả kết quả chứng thực</source>
        <translation>Certified copy promised for later</translation>
    </message>
    <message>
        <source>Giữ số bản sao văn bản</source>
        <translation>Number of a true copy</translation>
    </message>
    <message>
        <source>Gia hạn lưu trữ giấy số hóa</source>
        <translation>Archive of the signed scan renewed</translation>
    </message>
    <message>
        <source>Cán bộ ký giấy số hóa</source>
        <translation>Clerk signs a digitised paper</translation>
    </message>
    <message>
        <source>Xuất sổ chứng thực</source>
        <translation>Book exported</translation>
    </message>
    <message>
        <source>Khóa sổ chứng thực</source>
        <translation>Book closed</translation>
    </message>
    <message>
        <source>Đóng gói hồ sơ</source>
        <translation>Dossier packaged</translation>
    </message>
    <message>
        <source>Trao, đóng hồ sơ</source>
        <translation>Handed over, closed</translation>
    </message>
    <message>
        <source>Sao lưu văn phòng</source>
        <translation>Office backed up</translation>
    </message>
    <message>
        <source>Khôi phục văn phòng</source>
        <translation>Office restored</translation>
    </message>
    <message>
        <source>Chuyển văn phòng lên máy chủ</source>
        <translation>Office moved to a server</translation>
    </message>
    <message>
        <source>Hồ sơ {which}</source>
        <translation>Dossier {which}</translation>
    </message>
    <message>
        <source>Giấy số {which}</source>
        <translation>Paper no. {which}</translation>
    </message>
    <message>
        <source>Người dân số {which}</source>
        <translation>Citizen no. {which}</translation>
    </message>
    <message>
        <source>Cán bộ số {which}</source>
        <translation>Officer no. {which}</translation>
    </message>
    <message>
        <source>Danh mục {which}</source>
        <translation>Catalogue {which}</translation>
    </message>
    <message>
        <source>Sổ {which}</source>
        <translation>Book {which}</translation>
    </message>
    <message>
        <source>hồ sơ</source>
        <translation>dossier</translation>
    </message>
    <message>
        <source>người dân số</source>
        <translation>citizen no.</translation>
    </message>
    <message>
        <source>tìm thấy</source>
        <translation>found</translation>
    </message>
    <message>
        <source>số trang</source>
        <translation>pages</translation>
    </message>
    <message>
        <source>trang</source>
        <translation>page</translation>
    </message>
    <message>
        <source>số trường</source>
        <translation>fields</translation>
    </message>
    <message>
        <source>sửa</source>
        <translation>corrected</translation>
    </message>
    <message>
        <source>tệp</source>
        <translation>file</translation>
    </message>
    <message>
        <source>mục</source>
        <translation>item</translation>
    </message>
    <message>
        <source>loại giấy</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>lỗi</source>
        <translation>fault</translation>
    </message>
    <message>
        <source>quy tắc</source>
        <translation>rules</translation>
    </message>
    <message>
        <source>danh mục</source>
        <translation>catalogue</translation>
    </message>
    <message>
        <source>thủ tục</source>
        <translation>procedure</translation>
    </message>
    <message>
        <source>số thủ tục</source>
        <translation>procedures</translation>
    </message>
    <message>
        <source>trước</source>
        <translation>before</translation>
    </message>
    <message>
        <source>sau</source>
        <translation>after</translation>
    </message>
    <message>
        <source>góc xoay</source>
        <translation>turn</translation>
    </message>
    <message>
        <source>kết luận</source>
        <translation>verdict</translation>
    </message>
    <message>
        <source>lý do</source>
        <translation>reason</translation>
    </message>
    <message>
        <source>bước</source>
        <translation>stage</translation>
    </message>
    <message>
        <source>giấy số</source>
        <translation>paper no.</translation>
    </message>
    <message>
        <source>người chọn loại</source>
        <translation>kind chosen by hand</translation>
    </message>
    <message>
        <source>số</source>
        <translation>number</translation>
    </message>
    <message>
        <source>quyển</source>
        <translation>book</translation>
    </message>
    <message>
        <source>năm</source>
        <translation>year</translation>
    </message>
    <message>
        <source>tháng</source>
        <translation>month</translation>
    </message>
    <message>
        <source>bản sao</source>
        <translation>copies</translation>
    </message>
    <message>
        <source>phí</source>
        <translation>fee</translation>
    </message>
    <message>
        <source>biểu phí</source>
        <translation>fee table</translation>
    </message>
    <message>
        <source>lời chứng</source>
        <translation>attestation</translation>
    </message>
    <message>
        <source>cán bộ số</source>
        <translation>officer</translation>
    </message>
    <message>
        <source>văn thư số</source>
        <translation>seal keeper</translation>
    </message>
    <message>
        <source>USB</source>
        <translation>USB</translation>
    </message>
    <message>
        <source>chứng thư</source>
        <translation>certificate</translation>
    </message>
    <message>
        <source>dùng để</source>
        <translation>for</translation>
    </message>
    <message>
        <source>mức</source>
        <translation>level</translation>
    </message>
    <message>
        <source>còn thiếu</source>
        <translation>lacking</translation>
    </message>
    <message>
        <source>điểm Điều 22</source>
        <translation>grounds</translation>
    </message>
    <message>
        <source>giây</source>
        <translation>seconds</translation>
    </message>
    <message>
        <source>dạng</source>
        <translation>form</translation>
    </message>
    <message>
        <source>số dòng</source>
        <translation>entries</translation>
    </message>
    <message>
        <source>giấy</source>
        <translation>papers</translation>
    </message>
    <message>
        <source>mã băm</source>
        <translation>digest</translation>
    </message>
    <message>
        <source>gốc tin cậy</source>
        <translation>trusted roots</translation>
    </message>
    <message>
        <source>số tệp</source>
        <translation>files</translation>
    </message>
    <message>
        <source>byte</source>
        <translation>bytes</translation>
    </message>
    <message>
        <source>dòng nhật ký</source>
        <translation>journal lines</translation>
    </message>
    <message>
        <source>dòng cuối</source>
        <translation>last line</translation>
    </message>
    <message>
        <source>tệp hỏng</source>
        <translation>damaged files</translation>
    </message>
    <message>
        <source>lúc sao lưu</source>
        <translation>backed up at</translation>
    </message>
    <message>
        <source>có</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>không</source>
        <translation>no</translation>
    </message>
    <message>
        <source>phải nộp</source>
        <translation>to hand in</translation>
    </message>
    <message>
        <source>chỉ xuất trình</source>
        <translation>to show only</translation>
    </message>
    <message>
        <source>nếu có</source>
        <translation>if there is one</translation>
    </message>
    <message>
        <source>Giấy chưa rõ loại</source>
        <translation>Paper of unknown kind</translation>
    </message>
    <message>
        <source>Quét</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Nhận tệp</source>
        <translation>File received</translation>
    </message>
    <message>
        <source>đã kiểm</source>
        <translation>checked</translation>
    </message>
    <message>
        <source>chưa kiểm</source>
        <translation>not checked</translation>
    </message>
    <message>
        <source>Dùng được</source>
        <translation>Usable</translation>
    </message>
    <message>
        <source>Dùng được, cần xem</source>
        <translation>Usable, look first</translation>
    </message>
    <message>
        <source>Không dùng</source>
        <translation>Not usable</translation>
    </message>
    <message>
        <source>trong ngày</source>
        <translation>same day</translation>
    </message>
    <message>
        <source>{days} ngày làm việc</source>
        <translation>{days} working days</translation>
    </message>
    <message>
        <source>Chưa xuất trình</source>
        <translation>Not shown yet</translation>
    </message>
    <message>
        <source>Chưa có</source>
        <translation>Not here yet</translation>
    </message>
    <message>
        <source>Đang đọc</source>
        <translation>Being read</translation>
    </message>
    <message>
        <source>Chờ kiểm</source>
        <translation>To be checked</translation>
    </message>
    <message>
        <source>Đã kiểm</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>Đã dùng lại</source>
        <translation>Reused</translation>
    </message>
    <message>
        <source>Đã xuất trình</source>
        <translation>Shown</translation>
    </message>
    <message>
        <source>Chưa đọc được</source>
        <translation>Not read</translation>
    </message>
    <message>
        <source>Dùng lại lúc {time}, theo quy tắc bản {rules}</source>
        <translation>Reused at {time}, by the rules of {rules}</translation>
    </message>
    <message>
        <source>Đối chiếu lúc {time}, không quét, không giữ</source>
        <translation>Compared at {time}; neither scanned nor kept</translation>
    </message>
    <message>
        <source> (+{count} giấy nữa)</source>
        <translation> (+{count} more papers)</translation>
    </message>
    <message>
        <source>Xem bản chính, đối chiếu rồi đánh dấu</source>
        <translation>Look at the original, compare, then mark it</translation>
    </message>
    <message>
        <source>Quét bản giấy vừa nhận</source>
        <translation>Scan the paper just received</translation>
    </message>
    <message>
        <source>Không có thì bỏ qua</source>
        <translation>Skip it when there is none</translation>
    </message>
    <message>
        <source>Đã từ chối chứng thực</source>
        <translation>Certification refused</translation>
    </message>
    <message>
        <source>Đã chứng thực, số {number}</source>
        <translation>Certified, no. {number}</translation>
    </message>
    <message>
        <source>Số {number}: chờ dấu thời gian</source>
        <translation>No. {number}: waits for time stamp</translation>
    </message>
    <message>
        <source>Số {number}: chưa ký xong</source>
        <translation>No. {number}: signing unfinished</translation>
    </message>
    <message>
        <source>, sang mục {place}</source>
        <translation>, then item {place}</translation>
    </message>
    <message>
        <source>Dùng lại {name}</source>
        <translation>Reuse {name}</translation>
    </message>
    <message>
        <source>Đã xem, dùng lại mục {place}</source>
        <translation>Seen, reuse for item {place}</translation>
    </message>
    <message>
        <source>Xem mục {place} trước khi dùng lại</source>
        <translation>Look at item {place} before reusing</translation>
    </message>
    <message>
        <source>Đã đối chiếu {name}</source>
        <translation>Compared: {name}</translation>
    </message>
    <message>
        <source>Quét {name}</source>
        <translation>Scan {name}</translation>
    </message>
    <message>
        <source>Kiểm {name}</source>
        <translation>Check {name}</translation>
    </message>
    <message>
        <source>Chứng thực {name}</source>
        <translation>Certify {name}</translation>
    </message>
    <message>
        <source>Xem mục {place}: chưa đọc được</source>
        <translation>See item {place}: not read</translation>
    </message>
    <message>
        <source>Máy đang đọc, nhận người tiếp theo</source>
        <translation>Reading goes on, next citizen</translation>
    </message>
    <message>
        <source>Đủ giấy, sang bước trao</source>
        <translation>All papers there, on to hand-over</translation>
    </message>
    <message>
        <source>Đủ giấy, nhận người tiếp theo</source>
        <translation>All papers there, next citizen</translation>
    </message>
    <message>
        <source>Xin lại dấu thời gian</source>
        <translation>Ask for the time stamp again</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Bản sao sẽ ký</source>
        <translation>Copy to sign</translation>
    </message>
    <message>
        <source>Bản sao đang ký</source>
        <translation>Copy being signed</translation>
    </message>
    <message>
        <source>Bản sao đã đóng dấu</source>
        <translation>Sealed copy</translation>
    </message>
    <message>
        <source>Bản sao đã xong</source>
        <translation>Finished copy</translation>
    </message>
    <message>
        <source>chưa có hạn</source>
        <translation>no time yet</translation>
    </message>
    <message>
        <source>{hour} ngày {day}</source>
        <translation>{hour} on {day}</translation>
    </message>
    <message>
        <source>người ký chứng thực</source>
        <translation>the certifying officer</translation>
    </message>
    <message>
        <source>con dấu cơ quan</source>
        <translation>the agency&apos;s seal</translation>
    </message>
    <message>
        <source>Đang tìm USB ký số…</source>
        <translation>Looking for the token…</translation>
    </message>
    <message>
        <source>Chưa gán USB ký số</source>
        <translation>No token assigned</translation>
    </message>
    <message>
        <source>Chưa có trình điều khiển USB ký số</source>
        <translation>No driver for the token</translation>
    </message>
    <message>
        <source>Chưa cắm USB ký số</source>
        <translation>Token not plugged in</translation>
    </message>
    <message>
        <source>USB đang mở, không hỏi PIN</source>
        <translation>Token is open, no PIN needed</translation>
    </message>
    <message>
        <source>Nhập PIN</source>
        <translation>PIN needed</translation>
    </message>
    <message>
        <source>Nhập PIN · đã có lần sai, còn ít lần thử</source>
        <translation>PIN needed · wrong before, few tries left</translation>
    </message>
    <message>
        <source>Nhập PIN · chỉ còn MỘT lần thử</source>
        <translation>PIN needed · only ONE try left</translation>
    </message>
    <message>
        <source>USB bị khóa do nhập sai PIN</source>
        <translation>Token locked by wrong PINs</translation>
    </message>
    <message>
        <source>USB chưa đặt PIN</source>
        <translation>Token has no PIN yet</translation>
    </message>
    <message>
        <source>Chứng thư đã hết hạn</source>
        <translation>Certificate has expired</translation>
    </message>
    <message>
        <source>chứng thư còn {days} ngày</source>
        <translation>certificate has {days} days left</translation>
    </message>
    <message>
        <source>Cắm USB ký số của {name}</source>
        <translation>Plug in the token of {name}</translation>
    </message>
    <message>
        <source>Thử lại USB ký số của {name}</source>
        <translation>Try the token of {name} again</translation>
    </message>
    <message>
        <source>Đang tìm USB</source>
        <translation>Looking for tokens</translation>
    </message>
    <message>
        <source>USB không ký được</source>
        <translation>Token cannot sign</translation>
    </message>
    <message>
        <source>Chưa đủ USB</source>
        <translation>A token is missing</translation>
    </message>
    <message>
        <source>Lần PIN cuối</source>
        <translation>Last PIN try</translation>
    </message>
    <message>
        <source>USB sẵn sàng</source>
        <translation>Tokens ready</translation>
    </message>
    <message>
        <source>Quyển {book}</source>
        <translation>Book {book}</translation>
    </message>
    <message>
        <source>Đang giữ số {number}</source>
        <translation>Taking number {number}</translation>
    </message>
    <message>
        <source>Đã giữ số {number}</source>
        <translation>Number {number} taken</translation>
    </message>
    <message>
        <source>số trước: {number}</source>
        <translation>the one before: {number}</translation>
    </message>
    <message>
        <source>số đầu của năm</source>
        <translation>the first of the year</translation>
    </message>
    <message>
        <source>Giữ số {number}</source>
        <translation>Take number {number}</translation>
    </message>
    <message>
        <source>Chưa có người ký</source>
        <translation>Nobody to sign</translation>
    </message>
    <message>
        <source>Đã ký</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>Đang ký và xin dấu thời gian</source>
        <translation>Signing, asking for a time stamp</translation>
    </message>
    <message>
        <source>Con dấu {authority}</source>
        <translation>Seal of {authority}</translation>
    </message>
    <message>
        <source>cơ quan</source>
        <translation>the agency</translation>
    </message>
    <message>
        <source>Đã đóng dấu, tự kiểm hợp lệ · {level}</source>
        <translation>Sealed, own check passed · {level}</translation>
    </message>
    <message>
        <source>Đã đóng dấu, đang xin dấu thời gian</source>
        <translation>Sealed, asking for the time stamp</translation>
    </message>
    <message>
        <source>Đã đóng dấu, chờ dấu thời gian</source>
        <translation>Sealed, waits for the time stamp</translation>
    </message>
    <message>
        <source>Đang đóng dấu và tự kiểm</source>
        <translation>Sealing and checking</translation>
    </message>
    <message>
        <source>Số giữ khi ký cả loạt: từ số {number} trở đi</source>
        <translation>The number is taken when all are signed: from {number} on</translation>
    </message>
    <message>
        <source>Sẽ là số {number}: giữ khi bắt đầu ký, không lấy lại được</source>
        <translation>Will be no. {number}: taken when signing begins, for good</translation>
    </message>
    <message>
        <source>Số {number} đã giữ ngày {day}, không lấy lại được</source>
        <translation>No. {number} taken on {day}, for good</translation>
    </message>
    <message>
        <source>Đang giữ số</source>
        <translation>Taking the number</translation>
    </message>
    <message>
        <source>Cán bộ đang ký</source>
        <translation>The officer is signing</translation>
    </message>
    <message>
        <source>Đang xin dấu thời gian</source>
        <translation>Asking for the time stamp</translation>
    </message>
    <message>
        <source>Đang lập văn bản từ chối</source>
        <translation>Writing the refusal</translation>
    </message>
    <message>
        <source>Esc về quầy, việc chạy tiếp và số vẫn giữ</source>
        <translation>Esc to the counter; work goes on, the number is kept</translation>
    </message>
    <message>
        <source>Còn {count} điểm chưa xem</source>
        <translation>{count} points still to look at</translation>
    </message>
    <message>
        <source>Giữ số {number} và ký</source>
        <translation>Take number {number} and sign</translation>
    </message>
    <message>
        <source>Ký tiếp số {number}</source>
        <translation>Go on signing no. {number}</translation>
    </message>
    <message>
        <source>Đóng dấu tiếp số {number}</source>
        <translation>Go on sealing no. {number}</translation>
    </message>
    <message>
        <source>Chờ ký</source>
        <translation>To sign</translation>
    </message>
    <message>
        <source>Chờ dấu</source>
        <translation>To seal</translation>
    </message>
    <message>
        <source>Chờ thời gian</source>
        <translation>To stamp</translation>
    </message>
    <message>
        <source>Đã xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Hủy số</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>Số {number}, {title}: chờ cán bộ ký</source>
        <translation>No. {number}, {title}: waits for the officer</translation>
    </message>
    <message>
        <source>Số {number}, {title}: chờ đóng dấu</source>
        <translation>No. {number}, {title}: waits for the seal</translation>
    </message>
    <message>
        <source>Số {number}, {title}: chờ dấu thời gian</source>
        <translation>No. {number}, {title}: waits for its time stamp</translation>
    </message>
    <message>
        <source>Cả năm {year}</source>
        <translation>Year {year}</translation>
    </message>
    <message>
        <source>Ngày {day}</source>
        <translation>Day {day}</translation>
    </message>
    <message>
        <source>Chưa cấp số nào.</source>
        <translation>No number was given.</translation>
    </message>
    <message>
        <source>{count} số, từ {first} đến {last}; {copies} bản, phí {fee}.</source>
        <translation>{count} numbers, {first} to {last}; {copies} copies, fee {fee}.</translation>
    </message>
    <message>
        <source>Hủy {void} số.</source>
        <translation>{void} void.</translation>
    </message>
    <message>
        <source>Còn {open} số chưa ký xong.</source>
        <translation>{open} not finished.</translation>
    </message>
    <message>
        <source>USB của {name} đã khóa</source>
        <translation>{name}&apos;s USB token is locked</translation>
    </message>
    <message>
        <source>Chứng thư của {name} đã hết hạn</source>
        <translation>{name}&apos;s certificate has ended</translation>
    </message>
    <message>
        <source>USB ký số: chưa rõ</source>
        <translation>USB tokens: not known</translation>
    </message>
    <message>
        <source>Chưa cắm USB của {name}</source>
        <translation>{name}&apos;s USB token not plugged in</translation>
    </message>
    <message>
        <source>Token: {name} · còn {days} ngày</source>
        <translation>Token: {name} · {days} days left</translation>
    </message>
    <message>
        <source>{count} bản chờ dấu thời gian</source>
        <translation>{count} copies wait for time stamp</translation>
    </message>
    <message>
        <source>{count} bản chờ ký</source>
        <translation>{count} copies to sign</translation>
    </message>
    <message>
        <source>Đã tin từ trước</source>
        <translation>Trusted before</translation>
    </message>
    <message>
        <source>Đã hết hạn</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>{name} nạp {day}</source>
        <translation>taken in by {name}, {day}</translation>
    </message>
    <message>
        <source>Trung gian</source>
        <translation>Intermediate</translation>
    </message>
    <message>
        <source>đến {day}</source>
        <translation>until {day}</translation>
    </message>
    <message>
        <source>Mã vân tay SHA-256:</source>
        <translation>SHA-256 fingerprint:</translation>
    </message>
    <message>
        <source>Bản đã ký vẫn còn nằm trong tệp và lấy lại được.</source>
        <translation>The signed state is still in the file and can be had back.</translation>
    </message>
    <message>
        <source>không rõ lúc nào</source>
        <translation>time unknown</translation>
    </message>
    <message>
        <source>{moment} theo máy người ký</source>
        <translation>{moment} by the signer&apos;s clock</translation>
    </message>
    <message>
        <source>Người không rõ tên</source>
        <translation>Somebody unnamed</translation>
    </message>
    <message>
        <source>Tệp được tạo</source>
        <translation>File made</translation>
    </message>
    <message>
        <source>Ghi lời chứng, tạo chỗ ký</source>
        <translation>Attestation laid, places to sign made</translation>
    </message>
    <message>
        <source>{name} ký</source>
        <translation>{name} signed</translation>
    </message>
    <message>
        <source>{name} đóng dấu</source>
        <translation>{name} sealed</translation>
    </message>
    <message>
        <source>Dấu thời gian</source>
        <translation>Time stamp</translation>
    </message>
    <message>
        <source>Thêm dữ liệu để kiểm về sau</source>
        <translation>Data added for later checks</translation>
    </message>
    <message>
        <source>Thêm ô trong tệp</source>
        <translation>Fields added</translation>
    </message>
    <message>
        <source>Có người sửa tệp</source>
        <translation>Somebody changed the file</translation>
    </message>
    <message>
        <source>Bổ sung sau khi ký</source>
        <translation>Added after signing</translation>
    </message>
    <message>
        <source>Chuẩn bị chỗ ký</source>
        <translation>Places for signatures made</translation>
    </message>
    <message>
        <source>Tệp được lưu lại</source>
        <translation>File saved again</translation>
    </message>
    <message>
        <source>cán bộ chứng thực</source>
        <translation>certifying officer</translation>
    </message>
    <message>
        <source>con dấu số</source>
        <translation>digital seal</translation>
    </message>
    <message>
        <source>giữ giá trị đến {day}</source>
        <translation>holds until {day}</translation>
    </message>
    <message>
        <source>không được phép</source>
        <translation>not permitted</translation>
    </message>
    <message>
        <source>được phép, cần xem</source>
        <translation>permitted, look at it</translation>
    </message>
    <message>
        <source>hợp lệ</source>
        <translation>valid</translation>
    </message>
    <message>
        <source>chưa đủ căn cứ</source>
        <translation>not proven</translation>
    </message>
    <message>
        <source>không hợp lệ</source>
        <translation>not valid</translation>
    </message>
    <message>
        <source>trang {page} khác đi</source>
        <translation>page {page} differs</translation>
    </message>
    <message>
        <source>các trang {pages} khác đi</source>
        <translation>pages {pages} differ</translation>
    </message>
    <message>
        <source>ký {moment}</source>
        <translation>signed {moment}</translation>
    </message>
    <message>
        <source>chứng thư đến {day}</source>
        <translation>certificate until {day}</translation>
    </message>
    <message>
        <source>Gốc tin cậy: {names}</source>
        <translation>Trusted root: {names}</translation>
    </message>
    <message>
        <source>Chưa tin đơn vị cấp: {names}</source>
        <translation>Issuer not trusted: {names}</translation>
    </message>
    <message>
        <source>Bản sao này còn nguyên như lúc cơ quan ký ngày {day}. Nơi nhận dùng được, không cần bản giấy.</source>
        <translation>This copy is as the office signed it on {day}. Whoever receives it needs no paper.</translation>
    </message>
    <message>
        <source>Tệp này còn nguyên như lúc {signer} ký ngày {day}.</source>
        <translation>This file is as {signer} signed it on {day}.</translation>
    </message>
    <message>
        <source>Tệp này không còn đúng với bản đã ký. Ông/Bà nộp bản đã ký, cơ quan lấy lại từ chính tệp này.</source>
        <translation>This file is no longer what was signed. Please hand in the signed state; the office takes it back out of this very file.</translation>
    </message>
    <message>
        <source>Tệp này không dùng được. Ông/Bà xin nơi cấp gửi lại tệp gốc, hoặc mang bản chính đến.</source>
        <translation>This file cannot be used. Please ask its issuer for the original file, or bring the original paper.</translation>
    </message>
    <message>
        <source>Cơ quan chưa đủ căn cứ để nhận tệp này. Ông/Bà mang bản chính đến, hoặc xin nơi cấp ký lại.</source>
        <translation>The office has no grounds yet to accept this file. Please bring the original, or ask the issuer to sign again.</translation>
    </message>
    <message>
        <source>Tệp này không có chữ ký số nên chỉ như một bản chụp. Ông/Bà mang bản chính đến để đối chiếu.</source>
        <translation>This file is not signed, so it is no more than a photocopy. Please bring the original to compare.</translation>
    </message>
    <message>
        <source>Máy không đọc được tệp này. Ông/Bà gửi lại tệp gốc do nơi cấp đưa.</source>
        <translation>This file cannot be read. Please send the file as its issuer gave it.</translation>
    </message>
    <message>
        <source>Cán bộ chưa ký</source>
        <translation>Not signed by the clerk</translation>
    </message>
    <message>
        <source>Giấy số hóa cần chữ ký số của cán bộ tiếp nhận trước khi trao</source>
        <translation>The digitised paper needs the clerk&apos;s signature before it leaves</translation>
    </message>
    <message>
        <source>Ký</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Sao y</source>
        <translation>Sao y (full copy)</translation>
    </message>
    <message>
        <source>Sao lục</source>
        <translation>Sao lục (copy of a sao y)</translation>
    </message>
    <message>
        <source>Trích sao</source>
        <translation>Trích sao (extract)</translation>
    </message>
    <message>
        <source>{kind} số {number}, quyển {book} năm {year}</source>
        <translation>{kind} no. {number}, book {book} of {year}</translation>
    </message>
    <message>
        <source>Bản số hóa, cán bộ tiếp nhận đã ký số · {level}</source>
        <translation>Digitised, signed by the clerk · {level}</translation>
    </message>
    <message>
        <source>kiểu quét</source>
        <translation>work profiles</translation>
    </message>
    <message>
        <source>khóa</source>
        <translation>locked</translation>
    </message>
    <message>
        <source>Việc cần người</source>
        <translation>Needs a person</translation>
    </message>
    <message>
        <source>Sẵn sàng cất</source>
        <translation>Ready to file</translation>
    </message>
    <message>
        <source>{count} hồ sơ · {pages} trang</source>
        <translation>{count} dossiers · {pages} pages</translation>
    </message>
    <message>
        <source>{count} chỗ</source>
        <translation>{count} places</translation>
    </message>
    <message>
        <source>cần chọn hồ sơ</source>
        <translation>choose a dossier</translation>
    </message>
    <message>
        <source>Vừa dùng</source>
        <translation>Used lately</translation>
    </message>
    <message>
        <source>Việc ở màn này</source>
        <translation>On this screen</translation>
    </message>
    <message>
        <source>Phòng và màn</source>
        <translation>Rooms and screens</translation>
    </message>
    <message>
        <source>Người dân</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedures</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>cần một hồ sơ đang mở ở quầy</source>
        <translation>needs a dossier open at the counter</translation>
    </message>
    <message>
        <source>Tìm trong giấy tờ: «{words}»</source>
        <translation>Look in the papers: “{words}”</translation>
    </message>
    <message>
        <source>đã đóng</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>Hồ sơ mới cho {name}</source>
        <translation>New dossier for {name}</translation>
    </message>
    <message>
        <source>Ký số và sao lưu</source>
        <translation>Signing and backup</translation>
    </message>
    <message>
        <source>Kiểu quét và phím</source>
        <translation>Scan profiles and keys</translation>
    </message>
    <message>
        <source>Khóa sổ và in sổ tháng</source>
        <translation>Close the book, print its months</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Quét giấy của hồ sơ ở quầy</source>
        <translation>Scan for the dossier at the counter</translation>
    </message>
    <message>
        <source>Chụp giấy bằng điện thoại</source>
        <translation>Photograph papers by phone</translation>
    </message>
    <message>
        <source>Kiểm giấy của hồ sơ ở quầy</source>
        <translation>Check papers of the dossier at the counter</translation>
    </message>
    <message>
        <source>Chứng thực nhiều giấy</source>
        <translation>Certify several papers</translation>
    </message>
    <message>
        <source>Trao hồ sơ ở quầy</source>
        <translation>Hand over the dossier at the counter</translation>
    </message>
    <message>
        <source>Kiểm tra nguồn và cáp rồi tìm lại. Ảnh điện thoại và tệp PDF vẫn nhận được.</source>
        <translation>Check power and cable, then look again. Photos and PDF files can still be taken in.</translation>
    </message>
    <message>
        <source>Tìm lại máy quét</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Mở Thiết đặt</source>
        <translation>Open settings</translation>
    </message>
    <message>
        <source>Người quản trị gán USB cho người ký ở «Ký số và sao lưu».</source>
        <translation>An administrator assigns tokens to signers in “Signing and backup”.</translation>
    </message>
    <message>
        <source>Không trình điều khiển nào trả lời. Cắm lại USB rồi tìm lại.</source>
        <translation>No driver answers. Plug the token in again, then look again.</translation>
    </message>
    <message>
        <source>Liên hệ đơn vị cấp để gia hạn chứng thư.</source>
        <translation>Ask the issuer to renew the certificate.</translation>
    </message>
    <message>
        <source>USB ký số</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Tìm lại USB ký số</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Mở ký số và sao lưu</source>
        <translation>Open signing and backup</translation>
    </message>
    <message>
        <source>chữ ký</source>
        <translation>signature</translation>
    </message>
    <message>
        <source>con dấu</source>
        <translation>seal</translation>
    </message>
    <message>
        <source>ký giấy số hóa</source>
        <translation>digitised papers</translation>
    </message>
    <message>
        <source>đã khóa</source>
        <translation>locked</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>đang cắm, đã mở</source>
        <translation>in, opened</translation>
    </message>
    <message>
        <source>đang cắm</source>
        <translation>in</translation>
    </message>
    <message>
        <source>chưa cắm</source>
        <translation>not in</translation>
    </message>
    <message>
        <source>{name}, {whose}: {state} · đã hết hạn</source>
        <translation>{name}, {whose}: {state} · ended</translation>
    </message>
    <message>
        <source>{name}, {whose}: {state} · còn {days} ngày</source>
        <translation>{name}, {whose}: {state} · {days} days left</translation>
    </message>
    <message>
        <source>Chỉ gửi một chuỗi ngẫu nhiên, không gửi gì của người dân.</source>
        <translation>Only random bytes are sent, nothing of any citizen.</translation>
    </message>
    <message>
        <source>Vẫn làm được: tiếp nhận, quét, đọc, kiểm, dùng lại, tra cứu và ký. Bản sao ký xong thì chờ dấu thời gian, tự hoàn tất khi có mạng.</source>
        <translation>Still working: receive, scan, read, check, reuse, search and sign. Signed copies wait for their time stamp and are finished by themselves.</translation>
    </message>
    <message>
        <source>Mạng</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Thử xin dấu thời gian</source>
        <translation>Ask for a time stamp</translation>
    </message>
    <message>
        <source>Trạng thái chứng thư</source>
        <translation>Certificate state</translation>
    </message>
    <message>
        <source>{what}, {host}: cấp dấu sau {seconds} giây</source>
        <translation>{what}, {host}: stamped after {seconds} s</translation>
    </message>
    <message>
        <source>{what}, {host}: trả lời sau {seconds} giây</source>
        <translation>{what}, {host}: answers after {seconds} s</translation>
    </message>
    <message>
        <source>{what}, {host}: trả lời nhưng báo lỗi</source>
        <translation>{what}, {host}: answers with a fault</translation>
    </message>
    <message>
        <source>{what}, {host}: không trả lời trong {seconds} giây</source>
        <translation>{what}, {host}: no answer within {seconds} s</translation>
    </message>
    <message>
        <source>{count} bản chờ dấu thời gian, máy tự xin lại</source>
        <translation>{count} wait for a time stamp, which is asked for again</translation>
    </message>
    <message>
        <source>{count} bản đã có số, chờ người ký</source>
        <translation>{count} have a number and wait for a signature</translation>
    </message>
    <message>
        <source>Việc chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Mỗi việc được ghi xuống đĩa ngay khi làm. Không có gì phải lưu.</source>
        <translation>Every act is written to disk as it is done. There is nothing to save.</translation>
    </message>
    <message>
        <source>{count} việc đang ghi xuống đĩa. Chờ một chút rồi hãy tắt máy.</source>
        <translation>{count} acts are being written to disk. Wait a moment before switching off.</translation>
    </message>
    <message>
        <source>Chưa lưu</source>
        <translation>Unsaved</translation>
    </message>
    <message>
        <source>{name} sẵn sàng</source>
        <translation>{name} ready</translation>
    </message>
    <message>
        <source>Đang tìm máy quét…</source>
        <translation>Looking for scanners…</translation>
    </message>
    <message>
        <source>Không thấy máy quét</source>
        <translation>No scanner found</translation>
    </message>
    <message>
        <source>Máy quét: chưa tìm</source>
        <translation>Scanner: not looked for yet</translation>
    </message>
    <message>
        <source>USB ký số: chưa tìm</source>
        <translation>Tokens: not looked for yet</translation>
    </message>
    <message>
        <source>Đang thử mạng…</source>
        <translation>Trying the network…</translation>
    </message>
    <message>
        <source>Mạng: chưa rõ</source>
        <translation>Network: not known</translation>
    </message>
    <message>
        <source>Mạng: chưa thử</source>
        <translation>Network: not tried yet</translation>
    </message>
    <message>
        <source>Chưa đặt dịch vụ mạng</source>
        <translation>No network services set</translation>
    </message>
    <message>
        <source>Không tới được mạng</source>
        <translation>Network cannot be reached</translation>
    </message>
    <message>
        <source>Mạng diễn tập tốt</source>
        <translation>Rehearsal network fine</translation>
    </message>
    <message>
        <source>Mạng tốt</source>
        <translation>Network fine</translation>
    </message>
    <message>
        <source>Dấu thời gian không trả lời</source>
        <translation>Time stamps do not answer</translation>
    </message>
    <message>
        <source>Trạng thái chứng thư không trả lời</source>
        <translation>Certificate state does not answer</translation>
    </message>
    <message>
        <source>Không có gì chờ</source>
        <translation>Nothing waits</translation>
    </message>
    <message>
        <source>Chưa lưu: {count}</source>
        <translation>Unsaved: {count}</translation>
    </message>
    <message>
        <source>Thư mục nhận ảnh quét</source>
        <translation>Folder for scans</translation>
    </message>
    <message>
        <source>Thư mục cuối ngày</source>
        <translation>Evening folder</translation>
    </message>
    <message>
        <source>Trả lời</source>
        <translation>Answers</translation>
    </message>
    <message>
        <source>Không trả lời</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>Trả lời sau {seconds} giây</source>
        <translation>Answers after {seconds} s</translation>
    </message>
    <message>
        <source>Không thấy</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>Chưa tìm</source>
        <translation>Not looked for</translation>
    </message>
    <message>
        <source>Không máy quét nào trả lời. Kiểm tra nguồn và cáp rồi tìm lại.</source>
        <translation>No scanner answers. Check power and cable, then look again.</translation>
    </message>
    <message>
        <source>Đang hỏi các máy quét…</source>
        <translation>Asking the scanners…</translation>
    </message>
    <message>
        <source>Đặt bằng dòng «{line}» trong tệp machine.toml của văn phòng, rồi mở lại Sao Y.</source>
        <translation>Set by the line “{line}” in the office&apos;s machine.toml, then open Sao Y again.</translation>
    </message>
    <message>
        <source>Chưa đặt</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>Chưa thử</source>
        <translation>Not tried yet</translation>
    </message>
    <message>
        <source>Đọc và ghi được: {folder}</source>
        <translation>Can be read and written: {folder}</translation>
    </message>
    <message>
        <source>Không có thư mục {folder}. Tạo thư mục ấy, hoặc sửa machine.toml.</source>
        <translation>There is no folder {folder}. Make it, or mend machine.toml.</translation>
    </message>
    <message>
        <source>Không ghi được</source>
        <translation>Cannot be written</translation>
    </message>
    <message>
        <source>Không ghi được vào {folder}. Nhờ người quản lý máy cho quyền ghi.</source>
        <translation>{folder} cannot be written. Ask who looks after this computer for the right to.</translation>
    </message>
    <message>
        <source>Đang cắm</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Chưa cắm</source>
        <translation>Not in</translation>
    </message>
    <message>
        <source>Cần xem</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Không dùng được</source>
        <translation>Of no use</translation>
    </message>
    <message>
        <source>Chưa gán</source>
        <translation>Not assigned</translation>
    </message>
    <message>
        <source>Kiểm tra dây mạng rồi thử lại. Bản sao ký xong thì chờ, tự hoàn tất khi có mạng.</source>
        <translation>Check the network cable, then try again. Signed copies wait and are finished by themselves.</translation>
    </message>
    <message>
        <source>Địa chỉ trong mạng cơ quan mà điện thoại sẽ mở</source>
        <translation>The address in the office&apos;s network that phones will open</translation>
    </message>
    <message>
        <source>Điện thoại cùng mạng sẽ mở {address}</source>
        <translation>Phones in the same network will open {address}</translation>
    </message>
    <message>
        <source>Không có mạng</source>
        <translation>No network</translation>
    </message>
    <message>
        <source>Trang cho điện thoại</source>
        <translation>Page for phones</translation>
    </message>
    <message>
        <source>Phiếu tiếp nhận, văn bản và sổ in ở đây</source>
        <translation>Slips, letters and the register are printed here</translation>
    </message>
    <message>
        <source>Có máy in</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>{count} máy in, thường dùng: {name}</source>
        <translation>{count} printers, the usual one: {name}</translation>
    </message>
    <message>
        <source>Hệ thống không có máy in nào. Bật máy in, kiểm tra cáp rồi thử lại.</source>
        <translation>The system has no printer. Switch it on, check the cable, then try again.</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Đang nối: {name}, {wide} × {tall}</source>
        <translation>Connected: {name}, {wide} × {tall}</translation>
    </message>
    <message>
        <source>Màn hình thứ hai</source>
        <translation>Second screen</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Chỉ có một màn hình. Cắm thêm màn hình, chọn chế độ mở rộng rồi thử lại.</source>
        <translation>There is one screen only. Plug another in, extend the desktop, then try again.</translation>
    </message>
    <message>
        <source>Không có</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>Làm lại việc đã hoàn tác</source>
        <translation>Done again</translation>
    </message>
    <message>
        <source>việc số</source>
        <translation>act number</translation>
    </message>
    <message>
        <source>việc</source>
        <translation>act</translation>
    </message>
    <message>
        <source>Việc chờ gửi</source>
        <translation>Waiting to leave</translation>
    </message>
    <message>
        <source>Các việc đã làm</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>Mở việc chờ</source>
        <translation>Open what waits</translation>
    </message>
    <message>
        <source>Máy không trả lời. Kiểm tra nguồn và cáp rồi thử lại.</source>
        <translation>It does not answer. Check power and cable, then try again.</translation>
    </message>
    <message>
        <source>Thả trang vào đây</source>
        <translation>Drop pages here</translation>
    </message>
    <message>
        <source>{n} trang</source>
        <translation>{n} pages</translation>
    </message>
    <message>
        <source>thứ Hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>thứ Ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>thứ Tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>thứ Năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>thứ Sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>thứ Bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>Tuần {first} - {last}</source>
        <translation>Week of {first} - {last}</translation>
    </message>
    <message>
        <source>Tháng {month}</source>
        <translation>Month {month}</translation>
    </message>
    <message>
        <source>Hồ sơ tuần này</source>
        <translation>Dossiers this week</translation>
    </message>
    <message>
        <source>Hồ sơ trong tuần</source>
        <translation>Dossiers in the week</translation>
    </message>
    <message>
        <source>Hồ sơ tháng này</source>
        <translation>Dossiers this month</translation>
    </message>
    <message>
        <source>Hồ sơ trong tháng</source>
        <translation>Dossiers in the month</translation>
    </message>
    <message>
        <source>Hồ sơ hôm nay</source>
        <translation>Dossiers today</translation>
    </message>
    <message>
        <source>Hồ sơ trong ngày</source>
        <translation>Dossiers of the day</translation>
    </message>
    <message>
        <source>tuần trước</source>
        <translation>the week before</translation>
    </message>
    <message>
        <source>tháng trước</source>
        <translation>the month before</translation>
    </message>
    <message>
        <source>{weekday} trước</source>
        <translation>last {weekday}</translation>
    </message>
    <message>
        <source>{more} so với {before}</source>
        <translation>{more} against {before}</translation>
    </message>
    <message>
        <source>bằng {before}</source>
        <translation>the same as {before}</translation>
    </message>
    <message>
        <source>% giấy tờ</source>
        <translation>% of papers</translation>
    </message>
    <message>
        <source>chưa có giấy phải nộp</source>
        <translation>no paper to be handed in yet</translation>
    </message>
    <message>
        <source>{part} trên {whole} giấy</source>
        <translation>{part} of {whole} papers</translation>
    </message>
    <message>
        <source>{more} điểm so với {before}</source>
        <translation>{more} points against {before}</translation>
    </message>
    <message>
        <source>chưa có bản sao nào được đo</source>
        <translation>no copy measured yet</translation>
    </message>
    <message>
        <source>đo {count} bản</source>
        <translation>copies measured: {count}</translation>
    </message>
    <message>
        <source>nhanh hơn {count} giây</source>
        <translation>{count} s faster</translation>
    </message>
    <message>
        <source>chậm hơn {count} giây</source>
        <translation>{count} s slower</translation>
    </message>
    <message>
        <source>chưa hồ sơ nào đến hẹn</source>
        <translation>none due yet</translation>
    </message>
    <message>
        <source>{count} hồ sơ trễ</source>
        <translation>late: {count}</translation>
    </message>
    <message>
        <source>không hồ sơ nào trễ</source>
        <translation>no dossier late</translation>
    </message>
    <message>
        <source>{at}: {count} hồ sơ, {reused} có dùng lại</source>
        <translation>{at}: {count} dossiers, {reused} with reuse</translation>
    </message>
    <message>
        <source>Có dùng lại</source>
        <translation>With reuse</translation>
    </message>
    <message>
        <source>{at}: {count} bản sao chứng thực</source>
        <translation>{at}: {count} certified copies</translation>
    </message>
    <message>
        <source>Bản sao chứng thực</source>
        <translation>Certified copies</translation>
    </message>
    <message>
        <source>hôm nay</source>
        <translation>today</translation>
    </message>
    <message>
        <source>{at}: {count} giây, đo {measured} bản</source>
        <translation>{at}: {count} s, {measured} copies measured</translation>
    </message>
    <message>
        <source>{at}: không đo bản nào</source>
        <translation>{at}: none measured</translation>
    </message>
    <message>
        <source>mục tiêu {count} giây</source>
        <translation>aim {count} s</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Giây, trung vị</source>
        <translation>Seconds, median</translation>
    </message>
    <message>
        <source>Bản đã đo</source>
        <translation>Copies measured</translation>
    </message>
    <message>
        <source>{name}: {count} hồ sơ, {percent} giấy dùng lại</source>
        <translation>{name}: {count} dossiers, {percent} of papers reused</translation>
    </message>
    <message>
        <source>Giấy dùng lại</source>
        <translation>Papers reused</translation>
    </message>
    <message>
        <source>{name}: {papers} giấy nhận, kiểm {checked}, {dossiers} hồ sơ, {copies} bản chứng thực</source>
        <translation>{name}: {papers} papers taken in, {checked} checked, {dossiers} dossiers, {copies} certified</translation>
    </message>
    <message>
        <source>{count} hồ sơ</source>
        <translation>{count} dossiers</translation>
    </message>
    <message>
        <source>Cán bộ</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>Giấy nhận</source>
        <translation>Papers taken in</translation>
    </message>
    <message>
        <source>{papers} giấy nhận, {sides} mặt, đọc {read} · trả {handed} hồ sơ · {copies} bản chứng thực · xem {doubts} điều ngờ, sửa {corrected}</source>
        <translation>{papers} papers taken in, {sides} sides, {read} read · {handed} dossiers handed over · {copies} certified · {doubts} doubts looked at, {corrected} changed</translation>
    </message>
    <message>
        <source>{count} thủ tục khác</source>
        <translation>other procedures: {count}</translation>
    </message>
    <message>
        <source>Giờ</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>bây giờ {clock}</source>
        <translation>now {clock}</translation>
    </message>
    <message>
        <source>hẹn {at}</source>
        <translation>due {at}</translation>
    </message>
    <message>
        <source>{count} hồ sơ trễ hẹn</source>
        <translation>Dossiers late: {count}</translation>
    </message>
    <message>
        <source>Mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>{count} hồ sơ hẹn trả hôm nay</source>
        <translation>Dossiers due today: {count}</translation>
    </message>
    <message>
        <source>{count} bản sao chờ ký</source>
        <translation>Copies to be signed: {count}</translation>
    </message>
    <message>
        <source>đã có số, chờ cán bộ ký hoặc đóng dấu</source>
        <translation>numbered, waiting for the officer or the seal</translation>
    </message>
    <message>
        <source>{count} bản sao chờ dấu thời gian</source>
        <translation>Copies waiting for a time stamp: {count}</translation>
    </message>
    <message>
        <source>máy tự xin lại khi có mạng</source>
        <translation>asked for again when the network is there</translation>
    </message>
    <message>
        <source>{count} giấy đã đọc, chưa kiểm</source>
        <translation>Papers read, not checked: {count}</translation>
    </message>
    <message>
        <source>lâu nhất: {dossier}</source>
        <translation>oldest: {dossier}</translation>
    </message>
    <message>
        <source>{count} đợt cuối ngày chưa xong</source>
        <translation>Evening stacks not finished: {count}</translation>
    </message>
    <message>
        <source>còn {papers} giấy chưa vào hồ sơ</source>
        <translation>papers in no dossier yet: {papers}</translation>
    </message>
    <message>
        <source>Xếp tiếp</source>
        <translation>Go on sorting</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>View</translation>
    </message>
    <message>
        <source>{count} hồ sơ đã quá giờ hẹn trả</source>
        <translation>{count} dossiers are past their promised hour</translation>
    </message>
    <message>
        <source>{count} giấy bị vướng, chờ người xem</source>
        <translation>{count} papers are stuck and wait for a person</translation>
    </message>
    <message>
        <source>{count} hồ sơ đủ giấy, chờ trao</source>
        <translation>{count} dossiers have all their papers and wait to be handed over</translation>
    </message>
    <message>
        <source>Mọi bản sao đã ký xong và có dấu thời gian, mọi hồ sơ đủ giấy đã trao.</source>
        <translation>Every copy is signed and stamped, every complete dossier is handed over.</translation>
    </message>
    <message>
        <source>{count} giấy bị vướng</source>
        <translation>{count} papers stuck</translation>
    </message>
    <message>
        <source>{count} hồ sơ chờ trao</source>
        <translation>{count} dossiers to hand over</translation>
    </message>
    <message>
        <source>Theo bộ chỉ số: hồ sơ có số hóa {digitised} (mục tiêu {aim} %), có giấy dùng lại {reused} (mục tiêu {other} %)</source>
        <translation>National indicators: dossiers digitised {digitised} (aim {aim} %), with a paper reused {reused} (aim {other} %)</translation>
    </message>
</context>
<context>
    <name>ArchiveCard</name>
    <message>
        <source>Gia hạn lưu trữ</source>
        <translation>Archive renewal</translation>
    </message>
    <message>
        <source>Dấu thời gian giữ giá trị của bản sao qua nhiều năm; trước khi dấu hết hạn phải đóng thêm dấu mới. Không cần USB, không cần mã PIN.</source>
        <translation>A time stamp keeps a copy provable for years; before it ends a new one must be laid over it. No token and no PIN are needed.</translation>
    </message>
    <message>
        <source>Gia hạn tất cả</source>
        <translation>Renew all</translation>
    </message>
    <message>
        <source>Đã gia hạn lưu trữ</source>
        <translation>Archive renewed</translation>
    </message>
    <message>
        <source>Đang gia hạn</source>
        <translation>Renewing</translation>
    </message>
    <message>
        <source>Số {number}, {book} năm {year}: đến {day}</source>
        <translation>Number {number}, {book} of {year}: until {day}</translation>
    </message>
    <message>
        <source>và {count} bản khác</source>
        <translation>and {count} others</translation>
    </message>
    <message>
        <source>{count} bản sao đã quá hạn hoặc không đọc được dấu thời gian: kiểm tra từng tệp.</source>
        <translation>{count} copies are past their time or have no time stamp that can be read: look at each file.</translation>
    </message>
    <message>
        <source>Esc dừng, giữ những bản đã xong</source>
        <translation>Esc stops, what is done is kept</translation>
    </message>
    <message>
        <source>{count} giấy số hóa có chữ ký cán bộ: sớm nhất đến {day}</source>
        <translation>{count} scans signed by a clerk: the first until {day}</translation>
    </message>
    <message>
        <source>Đang xem các bản sao…</source>
        <translation>Looking through the copies…</translation>
    </message>
    <message>
        <source>{count} tệp cần gia hạn trước {day}</source>
        <translation>{count} files to be renewed before {day}</translation>
    </message>
    <message>
        <source>{count} bản sao cần gia hạn trước {day}</source>
        <translation>{count} copies to be renewed before {day}</translation>
    </message>
    <message>
        <source>Chưa bản sao nào đến hạn</source>
        <translation>No copy is due</translation>
    </message>
    <message>
        <source>Lần gần nhất: xong {done}, còn lại {left}.</source>
        <translation>Last time: {done} done, {left} left.</translation>
    </message>
</context>
<context>
    <name>ArrivalPane</name>
    <message>
        <source>Chưa có ai mang số này. Họ tên lấy từ dòng vừa dán, so với giấy rồi bấm Enter.</source>
        <translation>Nobody has this number yet. The name comes from the pasted line: compare it with the paper, then press Enter.</translation>
    </message>
    <message>
        <source>Mở ảnh thẻ</source>
        <translation>Open a picture of the card</translation>
    </message>
    <message>
        <source>Đưa thẻ căn cước vào đầu đọc QR</source>
        <translation>Hold the identity card to the QR reader</translation>
    </message>
    <message>
        <source>hoặc gõ 12 số, hoặc gõ họ tên có dấu hay không dấu · ảnh thẻ: kéo thả vào đây</source>
        <translation>or type the 12 digits, or the full name with or without diacritics · picture of a card: drop it here</translation>
    </message>
    <message>
        <source>Mã QR của thẻ, 12 số, hoặc họ tên</source>
        <translation>The card&apos;s QR code, 12 digits, or a full name</translation>
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
        <source>Ai đến quầy?</source>
        <translation>Who is at the counter?</translation>
    </message>
    <message>
        <source>Người đến lần đầu</source>
        <translation>Here for the first time</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Như trên giấy tờ, có dấu</source>
        <translation>As on the papers, with diacritics</translation>
    </message>
    <message>
        <source>Số định danh</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>12 số; để trống khi chưa có</source>
        <translation>12 digits; leave empty when there is none</translation>
    </message>
    <message>
        <source>Đang tìm…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>Thêm người mới: {name}</source>
        <translation>Add a new person: {name}</translation>
    </message>
    <message>
        <source>còn thiếu họ tên</source>
        <translation>the full name is missing</translation>
    </message>
    <message>
        <source>Nhận {name}</source>
        <translation>Receive {name}</translation>
    </message>
    <message>
        <source>Chờ thẻ, số hoặc tên</source>
        <translation>Waiting for a card, a number or a name</translation>
    </message>
    <message>
        <source>Tìm theo số định danh</source>
        <translation>Look up the personal number</translation>
    </message>
    <message>
        <source>Đọc thẻ</source>
        <translation>Read the card</translation>
    </message>
    <message>
        <source>Tìm theo tên</source>
        <translation>Look up the name</translation>
    </message>
    <message>
        <source>Cần có họ tên</source>
        <translation>A full name is needed</translation>
    </message>
    <message>
        <source>Chưa có ai mang số này. Gõ họ tên để thêm.</source>
        <translation>Nobody has this number yet. Type the full name to add them.</translation>
    </message>
    <message>
        <source>Chưa có ai tên này. Gõ 12 số để thêm.</source>
        <translation>Nobody has this name yet. Type the 12 digits to add them.</translation>
    </message>
    <message>
        <source>Ảnh thẻ căn cước</source>
        <translation>Picture of the identity card</translation>
    </message>
    <message>
        <source>Ảnh và PDF</source>
        <translation>Pictures and PDF</translation>
    </message>
</context>
<context>
    <name>Attendants</name>
    <message>
        <source>Tập dượt ba phút</source>
        <translation>Three-minute rehearsal</translation>
    </message>
    <message>
        <source>Khóa màn hình, giữ nguyên việc đang làm</source>
        <translation>Lock the screen, keep all work as it is</translation>
    </message>
    <message>
        <source>Màn hình của công dân</source>
        <translation>Citizen&apos;s screen</translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>Sao lưu</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Bản sao lưu giữ cả văn phòng: sổ, giấy tờ, nhật ký, gốc tin cậy. Không có mã PIN, không có khóa ký.</source>
        <translation>A backup keeps the whole office: books, papers, journal, trusted roots. No PIN and no signing key.</translation>
    </message>
    <message>
        <source>Sao lưu ngay</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>Đang sao lưu</source>
        <translation>Backing up</translation>
    </message>
    <message>
        <source>Đã sao lưu</source>
        <translation>Backed up</translation>
    </message>
    <message>
        <source>Chỉ người quản trị sao lưu được.</source>
        <translation>Only an administrator can back up.</translation>
    </message>
    <message>
        <source>Esc dừng, không để lại gì</source>
        <translation>Esc stops and leaves nothing behind</translation>
    </message>
    <message>
        <source>{documents} giấy, {events} dòng nhật ký, {size}: {place}</source>
        <translation>{documents} papers, {events} journal lines, {size}: {place}</translation>
    </message>
    <message>
        <source>{count} tệp của văn phòng không còn nguyên; báo người quản trị máy.</source>
        <translation>{count} files of the office are no longer whole; tell the system administrator.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Ẩn lời nhắn</source>
        <translation>Hide message</translation>
    </message>
</context>
<context>
    <name>BookEntry</name>
    <message>
        <source>Sửa</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Sửa tên giấy, số bản, người ký</source>
        <translation>Change the paper&apos;s name, the copies, who signs</translation>
    </message>
    <message>
        <source>{pages} trang · {copies} bản</source>
        <translation>pages: {pages} · copies: {copies}</translation>
    </message>
    <message>
        <source>Phí {fee}</source>
        <translation>Fee {fee}</translation>
    </message>
    <message>
        <source>Tên bản chính ghi vào sổ</source>
        <translation>Name of the original in the book</translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>Số từ 1</source>
        <translation>From 1 up</translation>
    </message>
</context>
<context>
    <name>BookModel</name>
    <message>
        <source>Người ký</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Người yêu cầu</source>
        <translation>Asked by</translation>
    </message>
    <message>
        <source>Tên giấy</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Phí</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>BooksCard</name>
    <message>
        <source>Ký hiệu sổ và tra cứu</source>
        <translation>Marks of the books, and looking up</translation>
    </message>
    <message>
        <source>Ký hiệu sổ chứng thực</source>
        <translation>Symbol of the register</translation>
    </message>
    <message>
        <source>Cách viết số</source>
        <translation>How numbers are written</translation>
    </message>
    <message>
        <source>Tên quyển</source>
        <translation>Name of the volume</translation>
    </message>
    <message>
        <source>{number} là chỗ ghi số</source>
        <translation>{number} stands for the number</translation>
    </message>
    <message>
        <source>{year} là năm, {symbol} là ký hiệu sổ</source>
        <translation>{year} stands for the year, {symbol} for the symbol</translation>
    </message>
    <message>
        <source>Ký hiệu sổ bản sao văn bản</source>
        <translation>Symbol of the book of true copies</translation>
    </message>
    <message>
        <source>Địa chỉ tra cứu trong mã trên bản sao</source>
        <translation>Look-up address in the copies&apos; code</translation>
    </message>
    <message>
        <source>Lưu ký hiệu</source>
        <translation>Keep the marks</translation>
    </message>
    <message>
        <source>Chỉ người quản trị đổi được.</source>
        <translation>Only an administrator can change it.</translation>
    </message>
    <message>
        <source>Dùng từ sổ chứng thực năm {year}, sổ bản sao văn bản năm {other}. Sổ đã có số thì giữ nguyên.</source>
        <translation>From the register of {year} and the book of true copies of {other} on. A book with a number stays as it is.</translation>
    </message>
    <message>
        <source>Đã lưu ký hiệu sổ</source>
        <translation>Kept the marks of the books</translation>
    </message>
</context>
<context>
    <name>CertifyActs</name>
    <message>
        <source>Quay lại đối chiếu</source>
        <translation>Back to comparing</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Từ chối theo Điều 22</source>
        <translation>Refuse under Article 22</translation>
    </message>
    <message>
        <source>Quét lại</source>
        <translation>Scan again</translation>
    </message>
    <message>
        <source>Xem bản sao</source>
        <translation>See the copy</translation>
    </message>
    <message>
        <source>Xin lại dấu thời gian</source>
        <translation>Ask for the time stamp again</translation>
    </message>
    <message>
        <source>Chứng thực nhiều giấy</source>
        <translation>Certify several papers</translation>
    </message>
    <message>
        <source>Vẫn chứng thực, ghi vào sổ</source>
        <translation>Certify all the same, and note it</translation>
    </message>
    <message>
        <source>Rút lại việc từ chối…</source>
        <translation>Take the refusal back…</translation>
    </message>
    <message>
        <source>Hẹn trả…</source>
        <translation>Promise for later…</translation>
    </message>
    <message>
        <source>In phiếu hẹn ghi giờ và ngày, kéo dài thời hạn theo Điều 21</source>
        <translation>Print a slip with hour and day, or defer under Article 21</translation>
    </message>
    <message>
        <source>Về danh sách</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Đang mở giấy…</source>
        <translation>Opening the paper…</translation>
    </message>
    <message>
        <source>Về quầy, máy tự xin dấu thời gian</source>
        <translation>To the counter, the time stamp comes by itself</translation>
    </message>
    <message>
        <source>Xong, đối chiếu giấy tiếp theo, còn {left}</source>
        <translation>Done, compare the next paper, {left} left</translation>
    </message>
    <message>
        <source>Xong, về danh sách</source>
        <translation>Done, back to the list</translation>
    </message>
    <message>
        <source>Đang dựng bản sao…</source>
        <translation>Laying out the copy…</translation>
    </message>
    <message>
        <source>Từ chối theo điểm {grounds}, lập văn bản</source>
        <translation>Refuse on ground {grounds}, in writing</translation>
    </message>
    <message>
        <source>Chọn điểm vi phạm</source>
        <translation>Choose the ground that holds</translation>
    </message>
    <message>
        <source>Ghi lý do từ chối</source>
        <translation>Write the reason</translation>
    </message>
    <message>
        <source>Chứng thực giấy tiếp theo</source>
        <translation>Certify the next paper</translation>
    </message>
    <message>
        <source>Sang Trao</source>
        <translation>Go on to hand over</translation>
    </message>
    <message>
        <source>Xong, về quầy</source>
        <translation>Done, to the counter</translation>
    </message>
    <message>
        <source>Số {number}, quyển {book}: {title}, {pages} trang, {copies} bản.</source>
        <translation>Number {number}, book {book}: {title}, pages: {pages}, copies: {copies}.</translation>
    </message>
    <message>
        <source>Người ký: {officer}. Đóng dấu: {seal}.</source>
        <translation>Signed by {officer}. Sealed by {seal}.</translation>
    </message>
    <message>
        <source>Con dấu chưa ký được bây giờ: bản sao sẽ chờ đóng dấu.</source>
        <translation>The seal cannot sign now: the copy will wait for it.</translation>
    </message>
    <message>
        <source>Số đã giữ không lấy lại được; chỉ có thể hủy số, ghi rõ lý do.</source>
        <translation>A number taken cannot be given back; it can only be made void, with a reason.</translation>
    </message>
    <message>
        <source>Giữ số {number} và ký?</source>
        <translation>Take number {number} and sign?</translation>
    </message>
    <message>
        <source>Giữ số {number} và ký</source>
        <translation>Take number {number} and sign</translation>
    </message>
    <message>
        <source>Văn bản từ chối chứng thực</source>
        <translation>Refusal of certification</translation>
    </message>
    <message>
        <source>Đã từ chối chứng thực bằng văn bản</source>
        <translation>Certification refused in writing</translation>
    </message>
    <message>
        <source>Đã rút lại việc từ chối chứng thực</source>
        <translation>The refusal is taken back</translation>
    </message>
    <message>
        <source>Văn bản rút lại việc từ chối</source>
        <translation>Letter that takes the refusal back</translation>
    </message>
    <message>
        <source>Đã lập phiếu hẹn trả kết quả</source>
        <translation>The slip with hour and day is made</translation>
    </message>
    <message>
        <source>Phiếu hẹn trả kết quả</source>
        <translation>Slip with hour and day</translation>
    </message>
    <message>
        <source>Đã bỏ giấy vào khay để quét lại</source>
        <translation>Paper put into the tray, to be scanned again</translation>
    </message>
    <message>
        <source>Bản sao số {number}</source>
        <translation>Copy no. {number}</translation>
    </message>
</context>
<context>
    <name>CertifyLook</name>
    <message>
        <source>Chứng thực</source>
        <translation>Certify</translation>
    </message>
    <message>
        <source>Chứng thực bản sao</source>
        <translation>Certify a copy</translation>
    </message>
    <message>
        <source>Bản chính</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>ảnh quét, chưa chỉnh</source>
        <translation>scan, untouched</translation>
    </message>
    <message>
        <source>Trang {page} / {total}</source>
        <translation>Page {page} / {total}</translation>
    </message>
    <message>
        <source>Đang dựng trang…</source>
        <translation>Drawing the page…</translation>
    </message>
    <message>
        <source>Trang thêm cho lời chứng. Bản chính không có trang này.</source>
        <translation>A page added for the attestation. The original has no such page.</translation>
    </message>
    <message>
        <source>Không vẽ được trang này.</source>
        <translation>This page cannot be drawn.</translation>
    </message>
    <message>
        <source>Trong khung xanh: phần thêm khi chứng thực</source>
        <translation>In the blue frame: what certifying adds</translation>
    </message>
    <message>
        <source>Bản sao sẽ ký</source>
        <translation>Copy to sign</translation>
    </message>
    <message>
        <source>Việc phải làm</source>
        <translation>What is to be done</translation>
    </message>
    <message>
        <source>Chưa chọn giấy nào để chứng thực</source>
        <translation>No paper was chosen to be certified</translation>
    </message>
    <message>
        <source>Bấm Esc để về quầy</source>
        <translation>Press Esc to go to the counter</translation>
    </message>
</context>
<context>
    <name>CertifyTeller</name>
    <message>
        <source>Bản sao số {number} đã ký, đóng dấu và tự kiểm hợp lệ.</source>
        <translation>Copy no. {number} is signed, sealed and has passed its own check.</translation>
    </message>
    <message>
        <source>Trả bản chính cho người dân.</source>
        <translation>Give the original back to the citizen.</translation>
    </message>
    <message>
        <source>Bản sao số {number} đã ký và đóng dấu, chờ dấu thời gian.</source>
        <translation>Copy no. {number} is signed and sealed, and waits for its time stamp.</translation>
    </message>
    <message>
        <source>Máy tự xin lại. Có thể nhận người tiếp theo; bản sao trao khi đủ dấu thời gian.</source>
        <translation>It is asked for again by itself. The next citizen may come; the copy leaves once it is stamped.</translation>
    </message>
    <message>
        <source>Số {number} đã giữ, ký tiếp bất cứ lúc nào</source>
        <translation>Number {number} is kept, go on signing at any time</translation>
    </message>
    <message>
        <source>Số {number} đã giữ</source>
        <translation>Number {number} is kept</translation>
    </message>
    <message>
        <source>Đã xem đủ {seen}/{total} trang</source>
        <translation>All seen: {seen}/{total} pages</translation>
    </message>
    <message>
        <source>Đã xem {seen}/{total} trang</source>
        <translation>Seen {seen}/{total} pages</translation>
    </message>
    <message>
        <source>Bản sao số {number} đã xong</source>
        <translation>Copy no. {number} is finished</translation>
    </message>
    <message>
        <source>Mở lại hồ sơ để trao cho người dân.</source>
        <translation>Open the dossier to hand it over.</translation>
    </message>
    <message>
        <source>Bản sao số {number} chờ dấu thời gian.</source>
        <translation>Copy no. {number} waits for its time stamp.</translation>
    </message>
    <message>
        <source>Máy tự xin lại.</source>
        <translation>It is asked for again by itself.</translation>
    </message>
    <message>
        <source>Số {number} đã giữ, bản sao chưa ký xong.</source>
        <translation>Number {number} is kept, the copy is not fully signed.</translation>
    </message>
    <message>
        <source>Mở lại hồ sơ, bấm Chứng thực để nhập PIN và ký tiếp.</source>
        <translation>Open the dossier and press Certify to enter the PIN and go on.</translation>
    </message>
</context>
<context>
    <name>ChoiceDelegate</name>
    <message>
        <source>Đang làm dở · {code}</source>
        <translation>Under way · {code}</translation>
    </message>
</context>
<context>
    <name>CitizenCard</name>
    <message>
        <source>Chưa có số định danh</source>
        <translation>No personal number yet</translation>
    </message>
    <message>
        <source>QR thẻ đọc đúng</source>
        <translation>Card&apos;s QR read</translation>
    </message>
    <message>
        <source>Đối chiếu thẻ</source>
        <translation>Compare the card</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>Đồng ý</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Sinh ngày</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Cư trú</source>
        <translation>Residence</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Giữ bản sao</source>
        <translation>Keep copies</translation>
    </message>
</context>
<context>
    <name>CitizenWindow</name>
    <message>
        <source>Sao Y · Màn hình của công dân</source>
        <translation>Sao Y · Citizen&apos;s screen</translation>
    </message>
    <message>
        <source>Màn hình của công dân</source>
        <translation>Citizen&apos;s screen</translation>
    </message>
</context>
<context>
    <name>CitizenWords</name>
    <message>
        <source>giấy tờ</source>
        <translation>paper</translation>
    </message>
    <message>
        <source>Giấy nào cơ quan đã giữ thì {you} không phải nộp lại.</source>
        <translation>What the office already holds, {you} need not hand in again.</translation>
    </message>
    <message>
        <source>Cán bộ đang hỏi {you} cần làm thủ tục gì.</source>
        <translation>The officer is asking {you} what is to be done.</translation>
    </message>
    <message>
        <source>Đang làm thủ tục: {name}.</source>
        <translation>In work: {name}.</translation>
    </message>
    <message>
        <source>Đang quét {paper} của {you}.</source>
        <translation>Scanning the {paper} for {you}.</translation>
    </message>
    <message>
        <source>Đang kiểm chữ trên {paper} của {you}.</source>
        <translation>Checking the {paper} for {you}.</translation>
    </message>
    <message>
        <source>Thấy chỗ nào sai, xin nói ngay với cán bộ.</source>
        <translation>If you see a mistake, please tell the officer now.</translation>
    </message>
    <message>
        <source>Hồ sơ của {you} đã xong ở quầy này.</source>
        <translation>The dossier is done for {you} at this counter.</translation>
    </message>
    <message>
        <source>Xin nhận lại giấy tờ gốc trước khi về.</source>
        <translation>Please take your original papers back before you go.</translation>
    </message>
    <message>
        <source>Cơ quan xin giữ bản sao giấy tờ của {you}, để lần sau khỏi phải nộp lại.</source>
        <translation>The office asks to keep copies of papers for {you}, so that they need not be handed in next time.</translation>
    </message>
    <message>
        <source>Đồng ý hay không, xin trả lời cán bộ. Sau này đổi ý lúc nào cũng được.</source>
        <translation>Yes or no, please tell the officer. You may change your mind at any time.</translation>
    </message>
    <message>
        <source>Trang giấy này không hiện lên màn hình.</source>
        <translation>This paper is not shown on the screen.</translation>
    </message>
    <message>
        <source>Trang vừa quét hiện ở bên cạnh.</source>
        <translation>The page just scanned is shown beside.</translation>
    </message>
    <message>
        <source>Xin chờ một chút.</source>
        <translation>One moment, please.</translation>
    </message>
    <message>
        <source>Chứng thực {count} bản sao {paper}, phí {fee}.</source>
        <translation>Certified copies of the {paper}: {count}. Fee {fee}.</translation>
    </message>
    <message>
        <source>Đã chứng thực xong {count} bản sao {paper}, phí {fee}.</source>
        <translation>Done. Certified copies of the {paper}: {count}. Fee {fee}.</translation>
    </message>
    <message>
        <source>{you} nhận tệp có chữ ký số của người ký và con dấu của cơ quan.</source>
        <translation>{you} get a file with the officer&apos;s signature and the office&apos;s seal.</translation>
    </message>
    <message>
        <source>bà</source>
        <translation>you</translation>
    </message>
    <message>
        <source>ông</source>
        <translation>you</translation>
    </message>
    <message>
        <source>ông (bà)</source>
        <translation>you</translation>
    </message>
</context>
<context>
    <name>ClosingCards</name>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Cả năm</source>
        <translation>Whole year</translation>
    </message>
    <message>
        <source>Chuỗi băm của sổ</source>
        <translation>Chain of the book</translation>
    </message>
    <message>
        <source>Đóng quyển hằng tháng</source>
        <translation>Bound month by month</translation>
    </message>
    <message>
        <source>Chưa khóa</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Đã khóa</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Sổ chưa mở</source>
        <translation>Not begun</translation>
    </message>
    <message>
        <source>Sổ không cấp số nữa.</source>
        <translation>The book gives no number more.</translation>
    </message>
    <message>
        <source>Chưa khóa được</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>Mọi số đã xong hoặc đã hủy. Khóa rồi thì sổ năm {year} không cấp số nữa.</source>
        <translation>Every number is finished or void. Once closed the book of {year} gives no number more.</translation>
    </message>
    <message>
        <source>Khóa được</source>
        <translation>Can be closed</translation>
    </message>
    <message>
        <source>Sổ chưa có số nào để khóa.</source>
        <translation>The book has no number to close.</translation>
    </message>
    <message>
        <source>Còn {count} số chưa ký xong: ký tiếp hoặc hủy số, ghi lý do.</source>
        <translation>{count} numbers are not signed to the end: sign further or make them void, with the reason.</translation>
    </message>
    <message>
        <source>Khóa được từ ngày 31/12/{year}.</source>
        <translation>It can be closed from 31/12/{year} on.</translation>
    </message>
    <message>
        <source>Đang tính lại dấu vân tay của mọi dòng…</source>
        <translation>Computing the fingerprint of every line again…</translation>
    </message>
    <message>
        <source>Đang soát</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>Sổ chưa có dòng nào.</source>
        <translation>The book has no line yet.</translation>
    </message>
    <message>
        <source>Chưa có</source>
        <translation>Not here yet</translation>
    </message>
    <message>
        <source>Cả {count} dòng đều khớp. Lấy ra để cơ quan khác kiểm trên máy không có Sao Y.</source>
        <translation>All {count} lines fit. Take the chain out to be checked on a machine without Sao Y.</translation>
    </message>
    <message>
        <source>Còn nguyên</source>
        <translation>Whole</translation>
    </message>
    <message>
        <source>Từ dòng {place} trở đi không còn là bằng chứng. Sao cả thư mục văn phòng, báo người quản trị.</source>
        <translation>From line {place} on it is no evidence any more. Copy the whole office folder and tell the administrator.</translation>
    </message>
    <message>
        <source>Đứt ở dòng {place}</source>
        <translation>Broken at line {place}</translation>
    </message>
    <message>
        <source>Chưa in tháng nào. Số trang chạy liền qua các tháng, thành một quyển của năm.</source>
        <translation>No month printed yet. Pages run on through the months, as one book of the year.</translation>
    </message>
    <message>
        <source>Đã in đến tháng {month}, trang {page}.</source>
        <translation>Printed up to month {month}, page {page}.</translation>
    </message>
    <message>
        <source>Chờ in tháng {month}</source>
        <translation>Month {month} to print</translation>
    </message>
    <message>
        <source>Sổ chưa có số nào để in.</source>
        <translation>The book has no number to print.</translation>
    </message>
    <message>
        <source>Tháng {month} in được khi hết tháng.</source>
        <translation>Month {month} can be printed once it is over.</translation>
    </message>
    <message>
        <source>Đủ</source>
        <translation>Up to date</translation>
    </message>
    <message>
        <source>Chưa đến kỳ</source>
        <translation>Not due yet</translation>
    </message>
</context>
<context>
    <name>ClosingRows</name>
    <message>
        <source>Khóa</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Các số</source>
        <translation>Numbers</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Phí</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Người khóa</source>
        <translation>Closed by</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Mã niêm phong</source>
        <translation>Seal of the chain</translation>
    </message>
    <message>
        <source>{first}–{last}</source>
        <translation>{first}–{last}</translation>
    </message>
    <message>
        <source>{count} số</source>
        <translation>{count} numbers</translation>
    </message>
    <message>
        <source>, hủy {void}</source>
        <translation>, {void} void</translation>
    </message>
    <message>
        <source>, dở {open}</source>
        <translation>, {open} open</translation>
    </message>
</context>
<context>
    <name>ClosingScreen</name>
    <message>
        <source>Khóa sổ</source>
        <translation>Close the book</translation>
    </message>
    <message>
        <source>Khóa sổ hôm nay</source>
        <translation>Close today</translation>
    </message>
    <message>
        <source>Đã khóa sổ hôm nay</source>
        <translation>Today is closed</translation>
    </message>
    <message>
        <source>In biên bản</source>
        <translation>Print the record</translation>
    </message>
    <message>
        <source>Soát lại chuỗi</source>
        <translation>Check the chain again</translation>
    </message>
    <message>
        <source>Lấy chuỗi ra</source>
        <translation>Take the chain out</translation>
    </message>
    <message>
        <source>In để đóng quyển</source>
        <translation>Print to be bound</translation>
    </message>
    <message>
        <source>Về sổ</source>
        <translation>Back to the book</translation>
    </message>
    <message>
        <source>Các lần khóa sổ, mới nhất ở trên</source>
        <translation>Closings, newest first</translation>
    </message>
    <message>
        <source>Sổ chưa khóa lần nào</source>
        <translation>The book was never closed</translation>
    </message>
    <message>
        <source>Khóa sổ cuối ngày: máy niêm phong các số đã cấp, in biên bản giữ cùng sổ giấy.</source>
        <translation>Close it at the end of the day: the numbers given are sealed, and a record is printed to be kept with the paper book.</translation>
    </message>
    <message>
        <source>Tình trạng sổ</source>
        <translation>State of the book</translation>
    </message>
    <message>
        <source>Quyển {name} · năm {year}</source>
        <translation>Book {name} · year {year}</translation>
    </message>
    <message>
        <source>Khóa sổ năm {year}…</source>
        <translation>Close the year {year}…</translation>
    </message>
    <message>
        <source>In biên bản {when}</source>
        <translation>Print the record of {when}</translation>
    </message>
    <message>
        <source>In tháng {month} để đóng quyển</source>
        <translation>Print month {month} to be bound</translation>
    </message>
    <message>
        <source>Biên bản khóa sổ {when}</source>
        <translation>Record of closing {when}</translation>
    </message>
    <message>
        <source>Khóa sổ năm {year}</source>
        <translation>Close the year {year}</translation>
    </message>
    <message>
        <source>Quyển {name}: {counted}</source>
        <translation>Book {name}: {counted}</translation>
    </message>
    <message>
        <source>Khóa rồi thì quyển này không cấp số nữa, không mở lại được.</source>
        <translation>Once closed this book gives no number more, and is never opened again.</translation>
    </message>
    <message>
        <source>{words}?</source>
        <translation>{words}?</translation>
    </message>
    <message>
        <source>Đã {words}</source>
        <translation>Done: {words}</translation>
    </message>
    <message>
        <source>Lấy chuỗi băm của sổ</source>
        <translation>Take out the chain of the book</translation>
    </message>
    <message>
        <source>Chuỗi băm (*.jsonl)</source>
        <translation>Chain of hashes (*.jsonl)</translation>
    </message>
    <message>
        <source>Đã lấy chuỗi ra, kèm chương trình kiểm: {file}</source>
        <translation>Chain taken out with the program that checks it: {file}</translation>
    </message>
    <message>
        <source>Đã in tháng {month}: {file}</source>
        <translation>Month {month} printed: {file}</translation>
    </message>
</context>
<context>
    <name>CodeAnswerCard</name>
    <message>
        <source>Bộ gõ tiếng Việt đã làm sai mã vừa quét.</source>
        <translation>The Vietnamese keyboard spoilt the code just read.</translation>
    </message>
    <message>
        <source>Tắt bộ gõ, xóa ô tìm rồi quét lại mã.</source>
        <translation>Turn the keyboard off, clear the search and read the code again.</translation>
    </message>
    <message>
        <source>Sổ không có mục nào ứng với mã này.</source>
        <translation>The book has no entry for this code.</translation>
    </message>
    <message>
        <source>Bản sao này không do cơ quan cấp, hoặc sổ của năm ấy ở máy khác.</source>
        <translation>This copy is not from this office, or the book of that year is on another machine.</translation>
    </message>
    <message>
        <source>Mã khớp với sổ, nhưng số {number} đã hủy.</source>
        <translation>The code fits the book, but number {number} is void.</translation>
    </message>
    <message>
        <source>Không dùng bản sao này; lý do hủy ở cột ghi chú.</source>
        <translation>Do not use this copy; the note says why it is void.</translation>
    </message>
    <message>
        <source>Khớp với sổ: số {number}, ngày {day}, {title}.</source>
        <translation>It fits the book: number {number}, {day}, {title}.</translation>
    </message>
    <message>
        <source>Mã nói đúng số, tệp đã đối chiếu và dòng của sổ; chữ ký thì kiểm ở Kiểm PDF.</source>
        <translation>Number, compared file and line of the book are as the code says; check the signatures under Check PDF.</translation>
    </message>
    <message>
        <source>Mã KHÔNG khớp với mục số {number} trong sổ.</source>
        <translation>The code does NOT fit entry {number} of the book.</translation>
    </message>
    <message>
        <source>Không nhận bản sao này; kiểm tệp ở Kiểm PDF và báo người quản trị.</source>
        <translation>Do not accept this copy; check the file under Check PDF and tell the administrator.</translation>
    </message>
</context>
<context>
    <name>ComparePanes</name>
    <message>
        <source>Trang trước</source>
        <translation>Page before</translation>
    </message>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Thu nhỏ</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>Phóng to</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>Vừa cả trang</source>
        <translation>Fit the page</translation>
    </message>
    <message>
        <source>Vừa chiều ngang</source>
        <translation>Fit the width</translation>
    </message>
    <message>
        <source>Kính lúp</source>
        <translation>Magnifier</translation>
    </message>
    <message>
        <source>Cuộn cùng nhau</source>
        <translation>Scroll together</translation>
    </message>
</context>
<context>
    <name>ConsentCard</name>
    <message>
        <source>Người dân có đồng ý cho giữ bản sao để dùng lại lần sau không?</source>
        <translation>Does the citizen agree that copies are kept for reuse next time?</translation>
    </message>
    <message>
        <source>Đồng ý thì lần sau khỏi nộp lại giấy còn giá trị. Rút lại lúc nào cũng được.</source>
        <translation>With it, valid papers need not be handed in again. It can be withdrawn at any time.</translation>
    </message>
    <message>
        <source>Có, đồng ý</source>
        <translation>Yes, agreed</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>CopyLetter</name>
    <message>
        <source>Kiểm chữ ký</source>
        <translation>Check signatures</translation>
    </message>
</context>
<context>
    <name>DeedRows</name>
    <message>
        <source>Lúc</source>
        <translation>At</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Ai</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Quầy</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Đã hoàn tác</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>Hoàn tác được</source>
        <translation>Can be taken back</translation>
    </message>
    <message>
        <source>Sau nó còn việc khác</source>
        <translation>Something came after it</translation>
    </message>
    <message>
        <source>Giấy đã có số hoặc đã ký</source>
        <translation>Numbered or signed since</translation>
    </message>
    <message>
        <source>Đã khác lúc làm</source>
        <translation>Changed since</translation>
    </message>
    <message>
        <source>Hồ sơ đã đóng</source>
        <translation>Dossier closed</translation>
    </message>
    <message>
        <source>Không hoàn tác được</source>
        <translation>Cannot be taken back</translation>
    </message>
</context>
<context>
    <name>DeedsScreen</name>
    <message>
        <source>Thiết đặt của cả văn phòng</source>
        <translation>Settings of the whole office</translation>
    </message>
    <message>
        <source>Hồ sơ {code} của {name}; số, chữ ký và việc trao hồ sơ không hoàn tác được</source>
        <translation>Dossier {code} of {name}; numbers, signatures and hand-overs are not taken back</translation>
    </message>
    <message>
        <source>Chưa có hồ sơ nào ở quầy</source>
        <translation>No dossier at the counter yet</translation>
    </message>
    <message>
        <source>Các việc đã làm</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>Hoàn tác việc này</source>
        <translation>Take this back</translation>
    </message>
    <message>
        <source>Làm lại việc này</source>
        <translation>Do this again</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>Các việc đã làm, mới nhất ở trên</source>
        <translation>What was done, newest first</translation>
    </message>
    <message>
        <source>Đổi kiểu quét, ký hiệu sổ hay việc đòi ký thì việc ấy hiện ở đây.</source>
        <translation>Changes of scan profiles, book marks or the demand for signatures are listed here.</translation>
    </message>
    <message>
        <source>Dùng lại, chuyển, xoay, xác nhận hay bỏ giấy thì việc ấy hiện ở đây, cả sau khi mở lại máy.</source>
        <translation>Papers reused, moved, turned, confirmed or put away are listed here, also after a restart.</translation>
    </message>
    <message>
        <source>Chưa có việc nào để hoàn tác</source>
        <translation>Nothing to take back yet</translation>
    </message>
</context>
<context>
    <name>DemandCard</name>
    <message>
        <source>Ký giấy số hóa</source>
        <translation>Signed scans</translation>
    </message>
    <message>
        <source>Cán bộ tiếp nhận ký giấy đã quét bằng USB của mình ở bước Trao (F7).</source>
        <translation>The clerk signs scanned papers with a token of their own at the hand-over (F7).</translation>
    </message>
    <message>
        <source>Chưa ký thì không trao hồ sơ</source>
        <translation>No hand-over of unsigned scans</translation>
    </message>
    <message>
        <source>Chỉ người quản trị đổi được.</source>
        <translation>Only an administrator changes this.</translation>
    </message>
    <message>
        <source>Từ nay chưa ký giấy số hóa thì không trao</source>
        <translation>Unsigned scans are not handed over from now on</translation>
    </message>
    <message>
        <source>Từ nay trao được khi chưa ký giấy số hóa</source>
        <translation>Unsigned scans may be handed over from now on</translation>
    </message>
</context>
<context>
    <name>HabitsCard</name>
    <message>
        <source>Quầy này</source>
        <translation>This desk</translation>
    </message>
    <message>
        <source>Màn hình của công dân</source>
        <translation>Citizen&apos;s screen</translation>
    </message>
    <message>
        <source>Quay về phía người dân: tên, trang giấy của họ, hai câu. Có màn hình thứ hai thì mở ở đó.</source>
        <translation>Faces the citizen: their name, their page and two sentences. It opens on a second display where there is one.</translation>
    </message>
    <message>
        <source>Tự khóa màn hình</source>
        <translation>Lock by itself</translation>
    </message>
    <message>
        <source>Khóa ngay bằng Shift F12. Việc đang làm còn nguyên. Văn phòng diễn tập không tự khóa.</source>
        <translation>Shift F12 locks at once. All work is kept. A rehearsal office does not lock itself.</translation>
    </message>
    <message>
        <source>Không tự khóa</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>Sau {minutes} phút không ai bấm</source>
        <translation>After {minutes} minutes without a key</translation>
    </message>
</context>
<context>
    <name>DeviceCard</name>
    <message>
        <source>Thiết bị và đường mạng</source>
        <translation>Devices and network</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>Thử</source>
        <translation>Try</translation>
    </message>
    <message>
        <source>Thử {name}</source>
        <translation>Try {name}</translation>
    </message>
</context>
<context>
    <name>DossierPane</name>
    <message>
        <source>Xem</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Quét giấy cho mục đang chọn</source>
        <translation>Scan for the chosen item</translation>
    </message>
    <message>
        <source>Mục dưới</source>
        <translation>Item below</translation>
    </message>
    <message>
        <source>Mục trên</source>
        <translation>Item above</translation>
    </message>
    <message>
        <source>Đổi thủ tục</source>
        <translation>Change procedure</translation>
    </message>
    <message>
        <source>Dùng lại</source>
        <translation>Reuse</translation>
    </message>
    <message>
        <source>Quét</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Đã xuất trình</source>
        <translation>Shown</translation>
    </message>
    <message>
        <source>Chứng thực</source>
        <translation>Certify</translation>
    </message>
    <message>
        <source>Bỏ đánh dấu</source>
        <translation>Take the mark back</translation>
    </message>
    <message>
        <source>Bỏ dùng lại</source>
        <translation>Undo the reuse</translation>
    </message>
    <message>
        <source>Kiểm</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Xem lỗi</source>
        <translation>See the fault</translation>
    </message>
    <message>
        <source>{done} trên {total}</source>
        <translation>{done} of {total}</translation>
    </message>
    <message>
        <source> · {count} dùng lại được</source>
        <translation> · {count} can be reused</translation>
    </message>
    <message>
        <source>đã xong</source>
        <translation>done</translation>
    </message>
    <message>
        <source>Quét bản chính để chứng thực bản sao</source>
        <translation>Scan the original to certify copies of it</translation>
    </message>
    <message>
        <source>Chưa có</source>
        <translation>Not here yet</translation>
    </message>
    <message>
        <source>{count} giấy chưa xếp vào mục nào, nằm ở «giấy tờ khác».</source>
        <translation>{count} papers belong to no item yet; they are under “other papers”.</translation>
    </message>
    <message>
        <source>Giấy dùng lại được thì người dân không phải nộp bản chụp nữa.</source>
        <translation>Where a paper can be reused, the citizen need not hand in another copy.</translation>
    </message>
</context>
<context>
    <name>DutyPanel</name>
    <message>
        <source>Việc phải làm khi chứng thực</source>
        <translation>What is to be done to certify</translation>
    </message>
    <message>
        <source>{done} / {all} đã xem</source>
        <translation>{done} / {all} looked at</translation>
    </message>
    <message>
        <source>mẫu từ {day}</source>
        <translation>form from {day}</translation>
    </message>
    <message>
        <source>Điều 22: xem từng điểm</source>
        <translation>Article 22: each point</translation>
    </message>
    <message>
        <source>Không điểm nào</source>
        <translation>None holds</translation>
    </message>
    <message>
        <source>Đã xem cả sáu điểm, giấy không thuộc điểm nào</source>
        <translation>All six were looked at, none holds for this paper</translation>
    </message>
    <message>
        <source>Lời chứng</source>
        <translation>Attestation</translation>
    </message>
    <message>
        <source>Chữ ký</source>
        <translation>Signatures</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>Trang có lời chứng</source>
        <translation>Page with the attestation</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>Người yêu cầu</source>
        <translation>Asked by</translation>
    </message>
    <message>
        <source>Trang, bản</source>
        <translation>Pages, copies</translation>
    </message>
    <message>
        <source>Phí</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Chọn một dòng để xem bản sao và chữ ký</source>
        <translation>Choose a line to see the copy and its signatures</translation>
    </message>
    <message>
        <source>Số {number}</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>{pages} trang bản chính · {copies} bản</source>
        <translation>{pages} pages of the original · {copies} copies</translation>
    </message>
    <message>
        <source>Chưa có chữ ký nào</source>
        <translation>No signature yet</translation>
    </message>
    <message>
        <source>Đang kiểm chữ ký…</source>
        <translation>Checking signatures…</translation>
    </message>
</context>
<context>
    <name>EveningActs</name>
    <message>
        <source>Đã hoàn tác: {act}</source>
        <translation>Undone: {act}</translation>
    </message>
    <message>
        <source>thao tác trước</source>
        <translation>the act before</translation>
    </message>
    <message>
        <source>Đã làm lại thao tác trước</source>
        <translation>The act before was done again</translation>
    </message>
</context>
<context>
    <name>EveningIndex</name>
    <message>
        <source>Việc cần người và hồ sơ của chồng</source>
        <translation>What needs a person, and the dossiers of the stack</translation>
    </message>
</context>
<context>
    <name>EveningKeys</name>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Quét chồng giấy</source>
        <translation>Scan the stack</translation>
    </message>
    <message>
        <source>Chọn tệp</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>Chọn thư mục</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>Lấy chồng giấy mẫu</source>
        <translation>Take the sample stack</translation>
    </message>
    <message>
        <source>Làm tiếp chồng đang chờ</source>
        <translation>Go on with the waiting stack</translation>
    </message>
    <message>
        <source>Làm lại</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Báo cáo</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>In báo cáo</source>
        <translation>Print the report</translation>
    </message>
    <message>
        <source>Chỗ kế</source>
        <translation>Next place</translation>
    </message>
    <message>
        <source>Chỗ trước</source>
        <translation>Place before</translation>
    </message>
    <message>
        <source>Tách ở trang này</source>
        <translation>Split at this page</translation>
    </message>
    <message>
        <source>Gộp với giấy trước</source>
        <translation>Join with the paper before</translation>
    </message>
    <message>
        <source>Nhấc trang lên, hoặc thôi</source>
        <translation>Take pages up, or let go</translation>
    </message>
    <message>
        <source>Đặt trang xuống trước trang này</source>
        <translation>Put pages down before this one</translation>
    </message>
    <message>
        <source>Bỏ trang vào khay</source>
        <translation>Put pages into the tray</translation>
    </message>
    <message>
        <source>Lấy trang lại</source>
        <translation>Bring pages back</translation>
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
        <source>Chuyển sang hồ sơ</source>
        <translation>Move to a dossier</translation>
    </message>
    <message>
        <source>Đổi loại giấy</source>
        <translation>Change the kind</translation>
    </message>
    <message>
        <source>Đúng giấy của hồ sơ này</source>
        <translation>It is of this dossier</translation>
    </message>
    <message>
        <source>Quét tiếp</source>
        <translation>Scan on</translation>
    </message>
    <message>
        <source>Cất {count} hồ sơ sẵn sàng</source>
        <translation>File {count} ready dossiers</translation>
    </message>
    <message>
        <source>Dừng, giữ những trang đã vào</source>
        <translation>Stop, keep the pages that came</translation>
    </message>
    <message>
        <source>Dừng đọc</source>
        <translation>Stop reading</translation>
    </message>
    <message>
        <source>Về chồng giấy</source>
        <translation>Back to the stack</translation>
    </message>
    <message>
        <source>Để chồng này chờ</source>
        <translation>Let this stack wait</translation>
    </message>
    <message>
        <source>Xong, chồng khác</source>
        <translation>Done, another stack</translation>
    </message>
    <message>
        <source>Nhận {count} tệp của thư mục cuối ngày</source>
        <translation>Take {count} files of the evening folder</translation>
    </message>
    <message>
        <source>Tìm máy quét</source>
        <translation>Look for scanners</translation>
    </message>
    <message>
        <source>Đọc những trang đã vào</source>
        <translation>Read the pages that came</translation>
    </message>
    <message>
        <source>Xem báo cáo</source>
        <translation>See the report</translation>
    </message>
    <message>
        <source>Đã cất {count} giấy vào hồ sơ</source>
        <translation>{count} papers filed</translation>
    </message>
    <message>
        <source>Báo cáo cuối ngày</source>
        <translation>Report of the evening</translation>
    </message>
</context>
<context>
    <name>EveningScreen</name>
    <message>
        <source>Cuối ngày</source>
        <translation>Evening</translation>
    </message>
    <message>
        <source>Chồng giấy cuối ngày</source>
        <translation>The evening&apos;s stack</translation>
    </message>
    <message>
        <source>Đưa trang chọn về chỗ cũ</source>
        <translation>Bring the chosen pages back</translation>
    </message>
    <message>
        <source>Cài đặt của chồng</source>
        <translation>Settings of the stack</translation>
    </message>
    <message>
        <source>Việc cần người</source>
        <translation>Needs a person</translation>
    </message>
    <message>
        <source>Câu hỏi</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Chọn ảnh hoặc PDF</source>
        <translation>Choose pictures or PDF</translation>
    </message>
    <message>
        <source>Chọn thư mục giấy đã quét</source>
        <translation>Choose a folder of scans</translation>
    </message>
    <message>
        <source>Chồng giấy thành hồ sơ, tự xếp</source>
        <translation>A stack becomes dossiers by itself</translation>
    </message>
    <message>
        <source>chỗ {at} trên {count}</source>
        <translation>{at} of {count}</translation>
    </message>
    <message>
        <source>Đang nhận giấy, mỗi mặt giữ ngay trên đĩa</source>
        <translation>Taking paper in, each side is on disk at once</translation>
    </message>
    <message>
        <source>Đang đọc, chưa có gì phải hỏi</source>
        <translation>Reading, nothing to ask yet</translation>
    </message>
    <message>
        <source>Đã dừng, {count} trang đã giữ chờ đọc</source>
        <translation>Stopped, {count} pages are kept and wait to be read</translation>
    </message>
    <message>
        <source>Không còn chỗ nào phải hỏi</source>
        <translation>Nothing is left to ask</translation>
    </message>
    <message>
        <source>Trang {side}</source>
        <translation>Page {side}</translation>
    </message>
</context>
<context>
    <name>EveningShares</name>
    <message>
        <source>Nhận {count} trang</source>
        <translation>{count} pages in</translation>
    </message>
    <message>
        <source>xong</source>
        <translation>done</translation>
    </message>
    <message>
        <source>Đọc chữ {done} / {total}</source>
        <translation>Read {done} / {total}</translation>
    </message>
    <message>
        <source>Xem lại {done} / {total}</source>
        <translation>Reviewed {done} / {total}</translation>
    </message>
</context>
<context>
    <name>EveningTools</name>
    <message>
        <source>Đã tách ở trang {side}</source>
        <translation>Split at page {side}</translation>
    </message>
    <message>
        <source>Đã gộp với giấy trước</source>
        <translation>Joined with the paper before</translation>
    </message>
    <message>
        <source>Đã chuyển {count} trang</source>
        <translation>{count} pages moved</translation>
    </message>
    <message>
        <source>Đã bỏ {count} trang vào khay</source>
        <translation>{count} pages put into the tray</translation>
    </message>
    <message>
        <source>Đã lấy lại {count} trang</source>
        <translation>{count} pages brought back</translation>
    </message>
    <message>
        <source>Đã xoay {count} trang</source>
        <translation>{count} pages turned</translation>
    </message>
    <message>
        <source>Đã chuyển sang hồ sơ {code}</source>
        <translation>Moved to dossier {code}</translation>
    </message>
    <message>
        <source>Đã đổi loại thành {title}</source>
        <translation>Kind changed to {title}</translation>
    </message>
</context>
<context>
    <name>FirstStartScreen</name>
    <message>
        <source>Lập văn phòng</source>
        <translation>Found the office</translation>
    </message>
    <message>
        <source>Sao Y · lần đầu mở trên máy này</source>
        <translation>Sao Y · first start on this computer</translation>
    </message>
    <message>
        <source>Mở văn phòng diễn tập</source>
        <translation>Open the rehearsal office</translation>
    </message>
    <message>
        <source>Mở lại văn phòng</source>
        <translation>Open the office again</translation>
    </message>
    <message>
        <source>Xã, phường, đặc khu</source>
        <translation>Commune, ward or special zone</translation>
    </message>
    <message>
        <source>Ví dụ: xã Tân Trào</source>
        <translation>For example: xã Tân Trào</translation>
    </message>
    <message>
        <source>Tỉnh, thành phố</source>
        <translation>Province or city</translation>
    </message>
    <message>
        <source>Ví dụ: tỉnh Tuyên Quang</source>
        <translation>For example: tỉnh Tuyên Quang</translation>
    </message>
    <message>
        <source>Tên cơ quan in trên giấy</source>
        <translation>Name of the authority as printed</translation>
    </message>
    <message>
        <source>Dòng đầu của phiếu tiếp nhận</source>
        <translation>First line of the receipt slip</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Chức danh</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Công chức Tư pháp - Hộ tịch</source>
        <translation>Officer for justice and civil status</translation>
    </message>
    <message>
        <source>Tên đăng nhập</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Không dấu, dùng để đăng nhập</source>
        <translation>Without diacritics, to sign in</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Ít nhất {count} ký tự</source>
        <translation>At least {count} characters</translation>
    </message>
    <message>
        <source>Gõ lại mật khẩu</source>
        <translation>Password again</translation>
    </message>
    <message>
        <source>Thư mục dữ liệu</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>Văn phòng của xã</source>
        <translation>Office of the commune</translation>
    </message>
    <message>
        <source>Cán bộ đầu tiên</source>
        <translation>The first officer</translation>
    </message>
    <message>
        <source>Người này giữ mọi vai trò cho đến khi thêm người khác trong Thiết đặt.</source>
        <translation>This person holds every role until others are added in Settings.</translation>
    </message>
    <message>
        <source>Chọn thư mục</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>Chỉ muốn thử?</source>
        <translation>Only trying it out?</translation>
    </message>
    <message>
        <source>Văn phòng diễn tập có sẵn người dân, giấy tờ và máy quét ảo, tất cả đều là giả.</source>
        <translation>The rehearsal office has people, papers and a virtual scanner, all of them invented.</translation>
    </message>
    <message>
        <source>Mọi màn hình mang dấu «DIỄN TẬP». Văn phòng thật vẫn lập được bất cứ lúc nào.</source>
        <translation>Every screen is marked as a rehearsal. A real office can be founded at any time.</translation>
    </message>
    <message>
        <source>tên xã</source>
        <translation>the name of the commune</translation>
    </message>
    <message>
        <source>tên tỉnh</source>
        <translation>the name of the province</translation>
    </message>
    <message>
        <source>tên cơ quan</source>
        <translation>the name of the authority</translation>
    </message>
    <message>
        <source>họ tên cán bộ</source>
        <translation>the officer&apos;s full name</translation>
    </message>
    <message>
        <source>tên đăng nhập</source>
        <translation>the login</translation>
    </message>
    <message>
        <source>thư mục dữ liệu</source>
        <translation>the data folder</translation>
    </message>
    <message>
        <source>mật khẩu đủ dài</source>
        <translation>a password long enough</translation>
    </message>
    <message>
        <source>mật khẩu gõ lại cho khớp</source>
        <translation>the same password twice</translation>
    </message>
    <message>
        <source>Đang lập…</source>
        <translation>Founding…</translation>
    </message>
    <message>
        <source>Còn thiếu {what}</source>
        <translation>Still missing: {what}</translation>
    </message>
    <message>
        <source>Lập văn phòng «{name}»</source>
        <translation>Found the office “{name}”</translation>
    </message>
    <message>
        <source>Đang dựng văn phòng diễn tập, mất vài giây</source>
        <translation>Building the rehearsal office, a few seconds</translation>
    </message>
    <message>
        <source>Cần có {what}</source>
        <translation>Needed: {what}</translation>
    </message>
    <message>
        <source>Mở văn phòng đã có…</source>
        <translation>Open an office that exists…</translation>
    </message>
    <message>
        <source>Trên ổ của máy này, không trên ổ mạng. Mỗi trang quét chừng 1 MB.</source>
        <translation>On a disk of this machine, not on a network share. Count 1 MB a scanned page.</translation>
    </message>
    <message>
        <source>Đã có văn phòng?</source>
        <translation>Is there an office already?</translation>
    </message>
    <message>
        <source>Văn phòng chép từ máy cũ sang, hoặc nằm ở ổ khác: chỉ thư mục ấy, từ nay mở thẳng ở đó.</source>
        <translation>An office brought from an old machine, or on another disk: point to its folder; it is opened there from now on.</translation>
    </message>
    <message>
        <source>Thư mục của văn phòng đã có</source>
        <translation>Folder of the office that exists</translation>
    </message>
    <message>
        <source>Chưa thấy văn phòng ở «{folder}».</source>
        <translation>No office is to be found in «{folder}».</translation>
    </message>
    <message>
        <source>Cắm ổ có thư mục ấy rồi mở lại, hoặc chỉ thư mục khác bằng F3. Đừng lập văn phòng mới.</source>
        <translation>Connect the disk with that folder and open it again, or point to another one by F3. Do not found a new office.</translation>
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
    <message>
        <source>Bảng lệnh: việc, người, hồ sơ, thủ tục</source>
        <translation>Commands: acts, people, dossiers, procedures</translation>
    </message>
</context>
<context>
    <name>GlassDialog</name>
    <message>
        <source>Xem trước mặt kính</source>
        <translation>Look at the glass</translation>
    </message>
    <message>
        <source>Vùng sẽ quét</source>
        <translation>Part that will be scanned</translation>
    </message>
    <message>
        <source>Phím mũi tên dời mép trái và trên, Alt kèm mũi tên dời mép phải và dưới.</source>
        <translation>Arrow keys move the left and top edge, Alt and arrows the right and bottom one.</translation>
    </message>
    <message>
        <source>Vùng được nhớ cho loại giấy này.</source>
        <translation>The part is remembered for this kind of paper.</translation>
    </message>
    <message>
        <source>Quét vùng này</source>
        <translation>Scan this part</translation>
    </message>
    <message>
        <source>Cả mặt kính</source>
        <translation>Whole glass</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{width} x {height} mm</source>
        <translation>{width} x {height} mm</translation>
    </message>
</context>
<context>
    <name>GuideCard</name>
    <message>
        <source>Bước trước</source>
        <translation>Step back</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>Để lúc khác</source>
        <translation>Another time</translation>
    </message>
    <message>
        <source>Sang đó</source>
        <translation>Go there</translation>
    </message>
    <message>
        <source>Tập dượt · bước {place} trên {total}</source>
        <translation>Rehearsal · step {place} of {total}</translation>
    </message>
    <message>
        <source>Tập dượt</source>
        <translation>Rehearsal</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>GuideWords</name>
    <message>
        <source>Bước này làm ở màn khác. Bấm Alt Enter để sang đó.</source>
        <translation>This step is done on another screen. Press Alt Enter to go there.</translation>
    </message>
    <message>
        <source>Xong buổi tập</source>
        <translation>The rehearsal is done</translation>
    </message>
    <message>
        <source>Một hồ sơ đã đi trọn, từ số định danh đến bản sao ký số. Cứ bấm thử tiếp: ở đây mọi thứ đều là giả.</source>
        <translation>A dossier went all the way, from the personal number to the signed copy. Go on trying: everything here is invented.</translation>
    </message>
    <message>
        <source>Người dân đến quầy</source>
        <translation>A citizen comes to the counter</translation>
    </message>
    <message>
        <source>Chọn thủ tục</source>
        <translation>Choose the procedure</translation>
    </message>
    <message>
        <source>Quét bản chính</source>
        <translation>Scan the original</translation>
    </message>
    <message>
        <source>Máy quét bị kẹt giấy</source>
        <translation>The scanner jams</translation>
    </message>
    <message>
        <source>Kiểm chữ máy đọc</source>
        <translation>Check what was read</translation>
    </message>
    <message>
        <source>So bản chính với bản sao</source>
        <translation>Compare original and copy</translation>
    </message>
    <message>
        <source>Giữ số và ký</source>
        <translation>Take the number and sign</translation>
    </message>
    <message>
        <source>Kiểm bản vừa ký</source>
        <translation>Verify what was signed</translation>
    </message>
    <message>
        <source>Lần sau khỏi quét</source>
        <translation>Next time without a scan</translation>
    </message>
    <message>
        <source>Dùng lại giấy đã có</source>
        <translation>Reuse the paper held</translation>
    </message>
    <message>
        <source>Chồng giấy cuối ngày</source>
        <translation>The stack of the evening</translation>
    </message>
    <message>
        <source>Xem lại cả ngày</source>
        <translation>Look back on the day</translation>
    </message>
    <message>
        <source>Bấm F12 để đón người tiếp theo.</source>
        <translation>Press F12 for the next citizen.</translation>
    </message>
    <message>
        <source>Bà {name} lại đến. Gõ {number} rồi bấm Enter.</source>
        <translation>{name} comes again. Type {number} and press Enter.</translation>
    </message>
    <message>
        <source>Gõ {number} rồi bấm Enter. Ở quầy thật chỉ cần đưa thẻ căn cước vào đầu đọc.</source>
        <translation>Type {number} and press Enter. At a real counter the identity card is held to the reader.</translation>
    </message>
    <message>
        <source>Gõ mã {code} rồi bấm Enter: chứng thực bản sao. Gõ vài chữ trong tên cũng được.</source>
        <translation>Type the code {code} and press Enter: certified copy. A few words of its name will do, too.</translation>
    </message>
    <message>
        <source>Gõ {number} rồi bấm Enter trước đã.</source>
        <translation>Type {number} and press Enter first.</translation>
    </message>
    <message>
        <source>Bấm F4 để chọn lại thủ tục {code}.</source>
        <translation>Press F4 to choose procedure {code} instead.</translation>
    </message>
    <message>
        <source>Lần này gõ {code} rồi bấm Enter: đăng ký lại khai sinh.</source>
        <translation>This time type {code} and press Enter: registering a birth again.</translation>
    </message>
    <message>
        <source>Bấm {key} về Quầy, rồi F12 để đón người tiếp theo.</source>
        <translation>Press {key} for the counter, then F12 for the next citizen.</translation>
    </message>
    <message>
        <source>Giấy khai sinh vừa chứng thực được đề nghị ở mục 2. Bấm Enter để dùng lại, không quét nữa.</source>
        <translation>The birth certificate just certified is offered for slot 2. Press Enter to reuse it; nothing is scanned.</translation>
    </message>
    <message>
        <source>Bấm Enter để sang màn Quét.</source>
        <translation>Press Enter for the scanning screen.</translation>
    </message>
    <message>
        <source>Máy quét ảo đã có giấy khai sinh hai tờ trong khay. Bấm Space để quét.</source>
        <translation>A birth certificate of two sheets lies in the virtual scanner. Press Space to scan.</translation>
    </message>
    <message>
        <source>Tờ thứ nhất đã nằm trên đĩa, không mất. Tờ kẹt đã lấy ra và đặt lại. Bấm Space để quét tiếp.</source>
        <translation>The first sheet is safe on disk. The stuck one was taken out and laid in again. Press Space to go on.</translation>
    </message>
    <message>
        <source>Máy đọc chữ trong vài giây. Đọc xong, bấm Enter để sang màn Kiểm.</source>
        <translation>The text is read within seconds. Then press Enter to check it.</translation>
    </message>
    <message>
        <source>Chỗ máy chưa chắc hiện trước, có ảnh chữ. Đúng thì Enter, sai thì gõ lại, cho đến hết.</source>
        <translation>Doubtful values come first, with their picture. Enter if right, type if wrong, to the end.</translation>
    </message>
    <message>
        <source>Xem đủ từng trang hai bên. Bấm 1 đến 6 cho sáu điểm của Điều 22. Enter dẫn tới chỗ còn thiếu.</source>
        <translation>Look at each page on both sides. Press 1 to 6 for the six points of Điều 22. Enter leads to what is missing.</translation>
    </message>
    <message>
        <source>Bấm Ctrl D. Số chỉ được giữ sau khi gõ mã PIN.</source>
        <translation>Press Ctrl D. The number is taken only after the PINs are typed.</translation>
    </message>
    <message>
        <source>Gõ {officer}, Enter, rồi {seal}, Enter. Đây là mã PIN diễn tập; mã thật không ai được viết ra.</source>
        <translation>Type {officer}, Enter, then {seal}, Enter. These are rehearsal PINs; real ones are never written down.</translation>
    </message>
    <message>
        <source>Bấm {key} mở Sổ: số vừa giữ nằm trên cùng.</source>
        <translation>Press {key} for the book: the number just taken stands on top.</translation>
    </message>
    <message>
        <source>Bấm Enter để xem bản sao của số này.</source>
        <translation>Press Enter to look at the copy of this number.</translation>
    </message>
    <message>
        <source>Bấm Ctrl I: máy kiểm chữ ký như nơi nhận sẽ kiểm.</source>
        <translation>Press Ctrl I: the signatures are checked as the receiver will check them.</translation>
    </message>
    <message>
        <source>Máy đang kiểm tệp. Câu kết luận hiện trên cùng.</source>
        <translation>The file is being checked. The verdict appears on top.</translation>
    </message>
    <message>
        <source>Bấm {key} xem số hồ sơ và bản sao của ngày.</source>
        <translation>Press {key} for the day&apos;s dossiers and copies.</translation>
    </message>
    <message>
        <source>Bấm {key} xem các số đã giữ trong ngày.</source>
        <translation>Press {key} for the numbers taken today.</translation>
    </message>
    <message>
        <source>Bấm {key} mở Cuối ngày.</source>
        <translation>Press {key} for the end of the day.</translation>
    </message>
    <message>
        <source>Bấm Enter: máy bày chồng giấy diễn tập, tự tách, tự xếp. Chỗ chưa chắc thì hỏi người.</source>
        <translation>Press Enter: a stack is laid, parted and sorted by itself. What is doubtful is asked.</translation>
    </message>
    <message>
        <source>Bản sao hợp lệ, đúng như nơi nhận sẽ thấy. Bấm {key} về Quầy, rồi F12.</source>
        <translation>The copy is valid, as the receiver will see it. Press {key} for the counter, then F12.</translation>
    </message>
</context>
<context>
    <name>HandScreen</name>
    <message>
        <source>Trao</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Nhận người tiếp theo</source>
        <translation>Next citizen</translation>
    </message>
    <message>
        <source>Chỉ lưu gói</source>
        <translation>Save package only</translation>
    </message>
    <message>
        <source>Lưu gói ra nơi đã chọn, hồ sơ vẫn mở</source>
        <translation>Save the package where chosen; the dossier stays open</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Mở thư mục</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>In bìa</source>
        <translation>Print list</translation>
    </message>
    <message>
        <source>Hồ sơ chưa có giấy nào để trao</source>
        <translation>The dossier has no paper to hand over</translation>
    </message>
    <message>
        <source>Quét giấy hoặc dùng lại giấy đang giữ ở quầy, rồi trở lại đây bằng Ctrl S.</source>
        <translation>Scan papers or reuse those held at the counter, then come back by Ctrl S.</translation>
    </message>
    <message>
        <source>Gói trao</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>Đang xem hồ sơ…</source>
        <translation>Looking at the dossier…</translation>
    </message>
    <message>
        <source>Hồ sơ đã trao</source>
        <translation>Dossier handed over</translation>
    </message>
    <message>
        <source>Trả giấy gốc cho người dân, rồi nhận người tiếp theo.</source>
        <translation>Give the originals back, then receive the next citizen.</translation>
    </message>
    <message>
        <source>Còn {count} giấy chưa xong, chưa trao được</source>
        <translation>{count} papers unfinished, nothing can go yet</translation>
    </message>
    <message>
        <source>Giấy có nút ở bên phải: bấm số của giấy để làm tiếp bước còn thiếu.</source>
        <translation>Where a paper has a button: press its number to do the step that is lacking.</translation>
    </message>
    <message>
        <source>{count} giấy sẵn sàng trao</source>
        <translation>{count} papers ready to go</translation>
    </message>
    <message>
        <source>Trao xong thì hồ sơ đóng, không thêm giấy vào được nữa.</source>
        <translation>Handing over closes the dossier; no paper can be added then.</translation>
    </message>
    <message>
        <source>Chưa có gì để trao</source>
        <translation>Nothing to hand over yet</translation>
    </message>
    <message>
        <source>Gói chỉ nhận giấy đã đọc xong và bản sao đã chứng thực xong.</source>
        <translation>Only papers that were read and copies that were certified go into a package.</translation>
    </message>
    <message>
        <source>Dừng đóng gói</source>
        <translation>Stop packing</translation>
    </message>
    <message>
        <source>Trao và đóng hồ sơ</source>
        <translation>Hand over and close</translation>
    </message>
    <message>
        <source>Còn {count} giấy chưa xong</source>
        <translation>{count} papers unfinished</translation>
    </message>
    <message>
        <source>Về quầy, thêm giấy</source>
        <translation>To the counter, add papers</translation>
    </message>
    <message>
        <source>Bản kê hồ sơ {code}</source>
        <translation>List of dossier {code}</translation>
    </message>
</context>
<context>
    <name>HandSide</name>
    <message>
        <source>Gói trao gồm</source>
        <translation>The package holds</translation>
    </message>
    <message>
        <source>Bản kê cho người nhận ({file})</source>
        <translation>A list for the receiver ({file})</translation>
    </message>
    <message>
        <source>Dữ liệu hồ sơ cho hệ thống tỉnh ({file})</source>
        <translation>The dossier&apos;s data for the provincial system ({file})</translation>
    </message>
    <message>
        <source>Mã băm để kiểm từng tệp ({file})</source>
        <translation>Digests to check each file ({file})</translation>
    </message>
    <message>
        <source>Phí chứng thực</source>
        <translation>Certification fee</translation>
    </message>
    <message>
        <source>Nơi lưu gói</source>
        <translation>Where to save</translation>
    </message>
    <message>
        <source>Lưu vào</source>
        <translation>Save to</translation>
    </message>
    <message>
        <source>Chọn thư mục khác</source>
        <translation>Choose another folder</translation>
    </message>
    <message>
        <source>Đang đóng gói</source>
        <translation>Packing</translation>
    </message>
    <message>
        <source>hồ sơ chưa đóng cho tới khi gói xong</source>
        <translation>the dossier stays open until this is done</translation>
    </message>
    <message>
        <source>Không thu phí</source>
        <translation>No fee</translation>
    </message>
    <message>
        <source>Tệp: {file}</source>
        <translation>File: {file}</translation>
    </message>
    <message>
        <source>Đã trao và đóng hồ sơ {code}</source>
        <translation>Dossier {code} handed over and closed</translation>
    </message>
    <message>
        <source>Đã lưu gói, hồ sơ {code} còn mở</source>
        <translation>Package saved, dossier {code} still open</translation>
    </message>
    <message>
        <source>SHA-256 của gói: {digest}</source>
        <translation>SHA-256 of the package: {digest}</translation>
    </message>
    <message>
        <source>Chọn nơi lưu gói</source>
        <translation>Choose where to save the package</translation>
    </message>
    <message>
        <source>Ký số và sao văn bản</source>
        <translation>Signing and true copies</translation>
    </message>
    <message>
        <source>{count} giấy số hóa chưa có chữ ký của cán bộ tiếp nhận.</source>
        <translation>{count} digitised papers lack the clerk&apos;s signature.</translation>
    </message>
    <message>
        <source>{count} văn bản sao được: sao y, sao lục, trích sao.</source>
        <translation>True copies can be made of {count} papers: sao y, sao lục, trích sao.</translation>
    </message>
</context>
<context>
    <name>HandSigningActs</name>
    <message>
        <source>Ký giấy số hóa</source>
        <translation>Sign digitised papers</translation>
    </message>
    <message>
        <source>Ký các giấy số hóa của hồ sơ bằng USB của chính mình</source>
        <translation>Sign the dossier&apos;s digitised papers with your own token</translation>
    </message>
    <message>
        <source>Sao văn bản</source>
        <translation>Make a true copy</translation>
    </message>
    <message>
        <source>Sao y, sao lục, trích sao văn bản hành chính</source>
        <translation>Sao y, sao lục or trích sao of an administrative document</translation>
    </message>
    <message>
        <source>Ký {count} giấy số hóa của hồ sơ {code}.</source>
        <translation>Sign {count} digitised papers of dossier {code}.</translation>
    </message>
    <message>
        <source>Đóng dấu bản sao văn bản. {name}.</source>
        <translation>Seal a true copy. {name}.</translation>
    </message>
    <message>
        <source>Đã ký {count} giấy số hóa</source>
        <translation>{count} digitised papers signed</translation>
    </message>
    <message>
        <source>{words}, {waiting} giấy chờ dấu thời gian</source>
        <translation>{words}, {waiting} wait for their time stamp</translation>
    </message>
</context>
<context>
    <name>HeldCard</name>
    <message>
        <source>Đang giữ cho người này</source>
        <translation>Held for this person</translation>
    </message>
    <message>
        <source>Chưa giữ giấy nào của người này.</source>
        <translation>No papers of this person are held yet.</translation>
    </message>
    <message>
        <source>Lý do tra cứu: tiếp nhận hồ sơ này</source>
        <translation>Reason for looking: receiving this dossier</translation>
    </message>
    <message>
        <source>Thu gọn</source>
        <translation>Show fewer</translation>
    </message>
    <message>
        <source>Xem thêm {count} giấy tờ</source>
        <translation>Show {count} more papers</translation>
    </message>
</context>
<context>
    <name>HeldLine</name>
    <message>
        <source>Số hóa {day}</source>
        <translation>Digitised {day}</translation>
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
    <message>
        <source>Tập dượt ba phút</source>
        <translation>Three-minute rehearsal</translation>
    </message>
</context>
<context>
    <name>JournalRows</name>
    <message>
        <source>Dòng</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Ai</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Quầy</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Về</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Số liệu</source>
        <translation>Data</translation>
    </message>
</context>
<context>
    <name>JournalScreen</name>
    <message>
        <source>Mỗi dòng giữ dấu vân tay của dòng trước; không dòng nào sửa được</source>
        <translation>Each line keeps the fingerprint of the one before; none can be changed</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Các dòng nhật ký, mới nhất ở trên</source>
        <translation>Lines of the journal, newest first</translation>
    </message>
    <message>
        <source>Về thiết đặt</source>
        <translation>To the settings</translation>
    </message>
    <message>
        <source>Soát lại chuỗi</source>
        <translation>Check the chain again</translation>
    </message>
    <message>
        <source>Không đọc được</source>
        <translation>Cannot be read</translation>
    </message>
    <message>
        <source>Đang soát</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>Đang tính lại dấu vân tay của mọi dòng…</source>
        <translation>Computing the fingerprint of every line again…</translation>
    </message>
    <message>
        <source>Chưa soát</source>
        <translation>Not checked yet</translation>
    </message>
    <message>
        <source>Chuỗi nguyên vẹn</source>
        <translation>The chain is whole</translation>
    </message>
    <message>
        <source>Đã soát cả {count} dòng, dòng nào cũng khớp dòng trước.</source>
        <translation>All {count} lines checked; each fits the one before.</translation>
    </message>
    <message>
        <source>Chuỗi bị đứt ở dòng {place}</source>
        <translation>The chain breaks at line {place}</translation>
    </message>
    <message>
        <source>Từ dòng {place} trở đi không còn là bằng chứng. Sao cả thư mục văn phòng, báo người quản trị.</source>
        <translation>From line {place} on it is no evidence any more. Copy the whole office folder and tell the administrator.</translation>
    </message>
</context>
<context>
    <name>LetterScreen</name>
    <message>
        <source>Xem và in</source>
        <translation>See and print</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Đã xem, quay lại</source>
        <translation>Seen, go back</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>In {title}</source>
        <translation>Print {title}</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Màn hình đang khóa</source>
        <translation>The screen is locked</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Mở khóa</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Người khác vào quầy</source>
        <translation>Another officer signs in</translation>
    </message>
    <message>
        <source>Việc đang làm còn nguyên. Máy đang quét hay đọc thì vẫn làm tiếp.</source>
        <translation>All work is kept as it was. Scanning and reading go on.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>chưa có số định danh</source>
        <translation>no ID number yet</translation>
    </message>
</context>
<context>
    <name>ManyRows</name>
    <message>
        <source>Chọn</source>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>Tên giấy</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Trang</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Mức</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Chưa đối chiếu</source>
        <translation>To be compared</translation>
    </message>
    <message>
        <source>Đã đối chiếu</source>
        <translation>Compared</translation>
    </message>
    <message>
        <source>Không chứng thực được</source>
        <translation>Not to be certified</translation>
    </message>
    <message>
        <source>Đã giữ số, ký tiếp</source>
        <translation>Numbered, sign further</translation>
    </message>
    <message>
        <source>Chờ dấu thời gian</source>
        <translation>Waits for time stamp</translation>
    </message>
    <message>
        <source>Đã xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Chưa ký được</source>
        <translation>Not signed</translation>
    </message>
</context>
<context>
    <name>ManyScreen</name>
    <message>
        <source>Chứng thực nhiều giấy</source>
        <translation>Certify several papers</translation>
    </message>
    <message>
        <source>Chọn, bỏ chọn</source>
        <translation>Choose or not</translation>
    </message>
    <message>
        <source>Chọn tất cả</source>
        <translation>Choose all</translation>
    </message>
    <message>
        <source>Đọc lại</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Các giấy của hồ sơ</source>
        <translation>Papers of the dossier</translation>
    </message>
    <message>
        <source>Hồ sơ chưa có giấy nào đọc xong</source>
        <translation>No paper of the dossier is read yet</translation>
    </message>
    <message>
        <source>Quét bản chính vào hồ sơ rồi mở lại trang này.</source>
        <translation>Scan the original into the dossier, then open this page again.</translation>
    </message>
    <message>
        <source>Chọn giấy, đối chiếu từng giấy với bản chính, rồi ký và đóng dấu tất cả một lần.</source>
        <translation>Choose papers, compare each with its original, then sign and seal all in one go.</translation>
    </message>
    <message>
        <source>Đang ký</source>
        <translation>Signing</translation>
    </message>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Dòng đang xem</source>
        <translation>The line in hand</translation>
    </message>
    <message>
        <source>USB ký số</source>
        <translation>Signing tokens</translation>
    </message>
    <message>
        <source>Mỗi USB hỏi mã PIN một lần cho cả loạt. Dừng giữa chừng thì giấy chưa ký không mất số nào.</source>
        <translation>Each token asks for its PIN once for all. When stopped, a paper not begun costs no number.</translation>
    </message>
    <message>
        <source>Đang dừng, làm nốt giấy dở</source>
        <translation>Stopping, finishing what is begun</translation>
    </message>
    <message>
        <source>Esc dừng giữa hai giấy</source>
        <translation>Esc stops between two papers</translation>
    </message>
    <message>
        <source>Đang mở USB</source>
        <translation>Opening the tokens</translation>
    </message>
    <message>
        <source>Đang ký và đóng dấu</source>
        <translation>Signing and sealing</translation>
    </message>
    <message>
        <source>Đã chọn {chosen}, đã đối chiếu {compared}</source>
        <translation>{chosen} chosen, {compared} compared</translation>
    </message>
    <message>
        <source>Bấm Enter để đối chiếu bản sao với bản chính và xem sáu điểm của Điều 22.</source>
        <translation>Press Enter to compare the copy with its original and to look at the six grounds of Điều 22.</translation>
    </message>
    <message>
        <source>Đã đối chiếu từng trang, không điểm nào của Điều 22 vướng.</source>
        <translation>Every page was compared, no ground of Điều 22 holds.</translation>
    </message>
    <message>
        <source>Đã có số, còn thiếu chữ ký; ký cùng loạt này.</source>
        <translation>It has a number and lacks signatures; it is signed with the others.</translation>
    </message>
    <message>
        <source>Đã ký và đóng dấu; máy tự xin dấu thời gian.</source>
        <translation>Signed and sealed; its time stamp is asked for by itself.</translation>
    </message>
    <message>
        <source>Đã ký, đóng dấu và tự kiểm hợp lệ.</source>
        <translation>Signed, sealed, and valid by its own check.</translation>
    </message>
    <message>
        <source>Giữ số và ký {count} bản sao</source>
        <translation>Take numbers and sign {count} copies</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Đang đọc các giấy…</source>
        <translation>Reading the papers…</translation>
    </message>
    <message>
        <source>Đang ký…</source>
        <translation>Signing…</translation>
    </message>
    <message>
        <source>Đối chiếu {title}</source>
        <translation>Compare {title}</translation>
    </message>
    <message>
        <source>Thử lại USB ký số</source>
        <translation>Look at the tokens again</translation>
    </message>
    <message>
        <source>Sang Trao</source>
        <translation>Go on to hand over</translation>
    </message>
    <message>
        <source>{count} bản sao, {fresh} số mới của quyển {book}, từ số {first} nếu chưa ai giữ.</source>
        <translation>{count} copies, {fresh} new numbers of book {book}, from {first} on if nobody takes it before.</translation>
    </message>
    <message>
        <source>Người ký: {officer}. Đóng dấu: {seal}.</source>
        <translation>Signed by {officer}. Sealed by {seal}.</translation>
    </message>
    <message>
        <source>Số đã giữ không lấy lại được; chỉ có thể hủy số, ghi rõ lý do.</source>
        <translation>A number taken cannot be given back; it can only be made void, with a reason.</translation>
    </message>
    <message>
        <source>Giữ số và ký {count} bản sao?</source>
        <translation>Take numbers and sign {count} copies?</translation>
    </message>
    <message>
        <source>Ký {count} bản sao</source>
        <translation>Sign {count} copies</translation>
    </message>
    <message>
        <source>Đã ký xong, {done} bản sao hoàn chỉnh</source>
        <translation>Signing ended, {done} copies are finished</translation>
    </message>
</context>
<context>
    <name>PageKeys</name>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Trang trước</source>
        <translation>Page before</translation>
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
    <name>PagesScreen</name>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Đang mở…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Không có trang nào để xem</source>
        <translation>No page to look at</translation>
    </message>
    <message>
        <source>Trang {page} trên {total}</source>
        <translation>Page {page} of {total}</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in nào. Tệp đã lưu tại {file}.</source>
        <translation>This machine has no printer. The file is at {file}.</translation>
    </message>
    <message>
        <source>Cài máy in trong hệ thống rồi in lại bằng Enter, hoặc chép tệp sang máy có máy in.</source>
        <translation>Install a printer in the system and print again by Enter, or take the file to a machine that has one.</translation>
    </message>
    <message>
        <source>Đã gửi tới máy in</source>
        <translation>Sent to the printer</translation>
    </message>
    <message>
        <source>Trang {page} / {total}</source>
        <translation>Page {page} / {total}</translation>
    </message>
</context>
<context>
    <name>PairStrip</name>
    <message>
        <source>Các tờ, mặt trước ở trên, mặt sau ở dưới</source>
        <translation>Sheets, the front above, the back below</translation>
    </message>
</context>
<context>
    <name>PaletteOverlay</name>
    <message>
        <source>Bảng lệnh</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Gõ việc, phòng, tên người, mã hồ sơ hoặc thủ tục</source>
        <translation>Type an act, a room, a name, a dossier code or a procedure</translation>
    </message>
    <message>
        <source>Việc, phòng, tên người, mã hồ sơ, thủ tục…</source>
        <translation>Act, room, name, dossier code, procedure…</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>làm</source>
        <translation>do it</translation>
    </message>
    <message>
        <source>chọn</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>đóng</source>
        <translation>close</translation>
    </message>
    <message>
        <source>{count} kết quả</source>
        <translation>{count} results</translation>
    </message>
    <message>
        <source>{count} việc và nơi</source>
        <translation>{count} acts and places</translation>
    </message>
</context>
<context>
    <name>PaperScreen</name>
    <message>
        <source>Xem giấy</source>
        <translation>Look at a paper</translation>
    </message>
    <message>
        <source>Đã xem, về quầy</source>
        <translation>Seen, to the counter</translation>
    </message>
    <message>
        <source>Đã xem, về tra cứu</source>
        <translation>Seen, to the search</translation>
    </message>
    <message>
        <source>Giấy số {number}</source>
        <translation>Paper no. {number}</translation>
    </message>
    <message>
        <source>Xem hai trang cạnh nhau</source>
        <translation>View two pages side by side</translation>
    </message>
    <message>
        <source>Các trang của hồ sơ</source>
        <translation>Pages of the dossier</translation>
    </message>
    <message>
        <source>Các trang</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Không vẽ được trang này</source>
        <translation>This page cannot be shown</translation>
    </message>
    <message>
        <source>Thôi xem cạnh nhau</source>
        <translation>End side by side</translation>
    </message>
    <message>
        <source>Trang giữ lại</source>
        <translation>Page kept</translation>
    </message>
    <message>
        <source>Trang đang xem</source>
        <translation>Page viewed</translation>
    </message>
    <message>
        <source>Đang mở…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Trang {page} / {total}</source>
        <translation>Page {page} / {total}</translation>
    </message>
    <message>
        <source>Kéo trang để xếp lại.
X nhấc · V đặt · S tách · M gộp</source>
        <translation>Drag pages to sort them.
X lift · V put · S split · M join</translation>
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
        <translation>Sao Y never retries by itself. Ask the token&apos;s holder before typing</translation>
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
    <name>PersonRow</name>
    <message>
        <source>sinh {year}</source>
        <translation>born {year}</translation>
    </message>
    <message>
        <source>chưa có số định danh</source>
        <translation>no ID number yet</translation>
    </message>
</context>
<context>
    <name>PhoneCode</name>
    <message>
        <source>Mã QR cho điện thoại</source>
        <translation>QR code for the phone</translation>
    </message>
</context>
<context>
    <name>PhoneScreen</name>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Mở mã mới</source>
        <translation>Open a new code</translation>
    </message>
    <message>
        <source>Về màn quét</source>
        <translation>Back to scanning</translation>
    </message>
    <message>
        <source>Chụp bằng điện thoại</source>
        <translation>Photograph by phone</translation>
    </message>
    <message>
        <source>Các ảnh đã nhận</source>
        <translation>Photos received</translation>
    </message>
    <message>
        <source>Đọc</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Điện thoại đã vào</source>
        <translation>The phone has come in</translation>
    </message>
    <message>
        <source>Ảnh đầu tiên sẽ hiện ở đây.</source>
        <translation>The first photo will be shown here.</translation>
    </message>
    <message>
        <source>Đưa máy ảnh điện thoại vào mã này</source>
        <translation>Point the phone&apos;s camera at this code</translation>
    </message>
    <message>
        <source>Mã dùng một lần, cho một điện thoại.</source>
        <translation>The code works once, for one phone.</translation>
    </message>
    <message>
        <source>Đang mở trang cho điện thoại…</source>
        <translation>Opening the page for phones…</translation>
    </message>
    <message>
        <source>Trang cho điện thoại đã đóng</source>
        <translation>The page for phones is closed</translation>
    </message>
    <message>
        <source>Chưa có ảnh nào. Bấm Space để mở mã mới.</source>
        <translation>No photo yet. Press Space for a new code.</translation>
    </message>
    <message>
        <source>{n} ảnh</source>
        <translation>{n} photos</translation>
    </message>
    <message>
        <source>Máy tự xếp mục</source>
        <translation>The machine finds the item</translation>
    </message>
    <message>
        <source>Đang đọc chữ</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>có thể về quầy, máy đọc tiếp</source>
        <translation>you may go to the counter, reading goes on</translation>
    </message>
    <message>
        <source>Chưa rõ loại giấy</source>
        <translation>Kind of paper unknown</translation>
    </message>
    <message>
        <source>Đã đọc xong</source>
        <translation>Reading finished</translation>
    </message>
    <message>
        <source>Đóng, không chụp</source>
        <translation>Close without a photo</translation>
    </message>
    <message>
        <source>Xong, đọc {n} ảnh</source>
        <translation>Done, read {n} photos</translation>
    </message>
    <message>
        <source>Về quầy, máy đọc tiếp</source>
        <translation>To the counter; reading goes on</translation>
    </message>
    <message>
        <source>Kiểm giấy vừa đọc</source>
        <translation>Check the paper just read</translation>
    </message>
    <message>
        <source>Chụp giấy khác</source>
        <translation>Photograph another paper</translation>
    </message>
    <message>
        <source>Ảnh {n}</source>
        <translation>Photo {n}</translation>
    </message>
</context>
<context>
    <name>PhoneSide</name>
    <message>
        <source>Đường truyền không mã hóa</source>
        <translation>The way is not encrypted</translation>
    </message>
    <message>
        <source>Ai ở cùng mạng cũng có thể xem được ảnh. Bỏ phone_plain trong machine.toml để mã hóa lại.</source>
        <translation>Anyone in the same network may see the photos. Take phone_plain out of machine.toml to encrypt again.</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Trên điện thoại</source>
        <translation>On the phone</translation>
    </message>
    <message>
        <source>1. Vào Wi-Fi của cơ quan, không dùng 4G.</source>
        <translation>1. Join the office&apos;s Wi-Fi, not mobile data.</translation>
    </message>
    <message>
        <source>2. Mở máy ảnh, đưa vào mã QR bên trái.</source>
        <translation>2. Point the camera at the QR code on the left.</translation>
    </message>
    <message>
        <source>3. Trình duyệt báo chứng thư lạ: so mã vân tay dưới đây rồi chọn tiếp tục.</source>
        <translation>3. The browser warns of an unknown certificate: compare the fingerprint below, then go on.</translation>
    </message>
    <message>
        <source>4. Bấm «Chụp trang» cho từng trang, xong thì bấm «Xong».</source>
        <translation>4. Tap «Chụp trang» for each page, and «Xong» when done.</translation>
    </message>
    <message>
        <source>Địa chỉ và chứng thư</source>
        <translation>Address and certificate</translation>
    </message>
    <message>
        <source>Mã vân tay SHA-256</source>
        <translation>SHA-256 fingerprint</translation>
    </message>
    <message>
        <source>{n} ảnh đã nhận</source>
        <translation>{n} photos received</translation>
    </message>
    <message>
        <source>không có, vì không mã hóa</source>
        <translation>none, as nothing is encrypted</translation>
    </message>
    <message>
        <source>Điện thoại đã vào</source>
        <translation>The phone has come in</translation>
    </message>
    <message>
        <source>Đang mở, chờ điện thoại</source>
        <translation>Open, waiting for a phone</translation>
    </message>
    <message>
        <source>Đang mở…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Đã đóng</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Đã đóng, đang đọc</source>
        <translation>Closed, reading</translation>
    </message>
    <message>
        <source>Đã đọc xong</source>
        <translation>Reading finished</translation>
    </message>
    <message>
        <source>Ảnh {n}: {what}</source>
        <translation>Photo {n}: {what}</translation>
    </message>
    <message>
        <source>{n} tệp không phải ảnh đọc được; điện thoại đã được báo.</source>
        <translation>{n} files were no readable picture; the phone was told.</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>Mã PIN của {holder}</source>
        <translation>PIN of {holder}</translation>
    </message>
    <message>
        <source>Mã PIN con dấu {holder}</source>
        <translation>PIN of the seal of {holder}</translation>
    </message>
    <message>
        <source>Ký bản sao số {number}, {paper}.</source>
        <translation>Signs copy no. {number}, {paper}.</translation>
    </message>
    <message>
        <source>Đóng dấu bản sao số {number}, {paper}.</source>
        <translation>Seals copy no. {number}, {paper}.</translation>
    </message>
    <message>
        <source>Mã PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>tôi chắc chắn mã PIN này đúng</source>
        <translation>I am sure this PIN is right</translation>
    </message>
    <message>
        <source>Gõ câu «{sentence}»</source>
        <translation>Type «{sentence}»</translation>
    </message>
    <message>
        <source>Chỉ còn MỘT lần nhập PIN.</source>
        <translation>Only ONE try is left.</translation>
    </message>
    <message>
        <source>Sai lần này USB sẽ khóa, phải gửi đi mở. Không chắc thì bấm Esc và hỏi người giữ USB.</source>
        <translation>If it is wrong the token locks and has to be sent away. If in doubt press Esc and ask its holder.</translation>
    </message>
    <message>
        <source>Mã PIN không đúng. Số {number} vẫn giữ nguyên.</source>
        <translation>The PIN is wrong. Number {number} is kept.</translation>
    </message>
    <message>
        <source>Sao Y không tự thử lại. Hỏi người giữ USB trước khi gõ.</source>
        <translation>Sao Y does not try again by itself. Ask the token&apos;s holder before you type.</translation>
    </message>
    <message>
        <source>USB này đã có lần nhập PIN sai.</source>
        <translation>A wrong PIN was given to this token before.</translation>
    </message>
    <message>
        <source>Còn ít lần thử; hết lần thì USB khóa.</source>
        <translation>Few tries are left; after the last one it locks.</translation>
    </message>
    <message>
        <source>Diễn tập: mã PIN là {pin}</source>
        <translation>Rehearsal: the PIN is {pin}</translation>
    </message>
    <message>
        <source>Ký</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Đóng dấu</source>
        <translation>Seal</translation>
    </message>
    <message>
        <source>Để sau, giữ số</source>
        <translation>Later, keep the number</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>PinField</name>
    <message>
        <source>Gửi cho USB một lần, Sao Y không lưu</source>
        <translation>Sent to the token once, never kept by Sao Y</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>{number}  Trang {page}</source>
        <translation>{number}  Page {page}</translation>
    </message>
    <message>
        <source>Chỗ bị sửa {title}</source>
        <translation>Changed place {title}</translation>
    </message>
    <message>
        <source>Khi ký</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>Bây giờ</source>
        <translation>Now</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Trang đầu của giấy đang chọn</source>
        <translation>First page of the chosen paper</translation>
    </message>
    <message>
        <source>Trang đầu</source>
        <translation>First page</translation>
    </message>
    <message>
        <source>Trang đầu của giấy đang chọn hiện ở đây</source>
        <translation>The first page of the chosen paper is shown here</translation>
    </message>
</context>
<context>
    <name>ProcedurePane</name>
    <message>
        <source>Làm thủ tục gì?</source>
        <translation>Which procedure?</translation>
    </message>
    <message>
        <source>Mã thủ tục, ba chữ đầu, hoặc vài chữ trong tên</source>
        <translation>Code, first three letters, or some words of the name</translation>
    </message>
    <message>
        <source>Thủ tục và hồ sơ đang làm</source>
        <translation>Procedures and dossiers under way</translation>
    </message>
    <message>
        <source>Không có thủ tục nào khớp. Gõ mã, ba chữ đầu, hoặc vài chữ khác trong tên.</source>
        <translation>No procedure fits. Type the code, three first letters, or other words of the name.</translation>
    </message>
    <message>
        <source>Gõ mã thủ tục, ba chữ đầu (ví dụ «cdk»), hoặc vài chữ trong tên</source>
        <translation>Type the code, the first three letters (such as “cdk”), or some words of the name</translation>
    </message>
    <message>
        <source>Chọn một thủ tục</source>
        <translation>Choose a procedure</translation>
    </message>
    <message>
        <source>Làm tiếp hồ sơ {code}</source>
        <translation>Go on with dossier {code}</translation>
    </message>
    <message>
        <source>Mở hồ sơ: {name}</source>
        <translation>Open a dossier: {name}</translation>
    </message>
</context>
<context>
    <name>ProfileBar</name>
    <message>
        <source>Quét ngay theo kiểu</source>
        <translation>Scan now with a profile</translation>
    </message>
    <message>
        <source>Sửa kiểu quét</source>
        <translation>Change the profiles</translation>
    </message>
    <message>
        <source>Các kiểu quét</source>
        <translation>The work profiles</translation>
    </message>
    <message>
        <source>Hợp mục này</source>
        <translation>Fits this item</translation>
    </message>
</context>
<context>
    <name>ProfileFields</name>
    <message>
        <source>Tên kiểu quét</source>
        <translation>Name of the profile</translation>
    </message>
    <message>
        <source>Số mặt</source>
        <translation>Sides</translation>
    </message>
    <message>
        <source>Để trống nếu không đếm</source>
        <translation>Leave blank if not counted</translation>
    </message>
    <message>
        <source>Phím</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Máy quét ở quầy này</source>
        <translation>Scanner at this desk</translation>
    </message>
    <message>
        <source>Nguồn giấy</source>
        <translation>Paper source</translation>
    </message>
    <message>
        <source>Mặt giấy</source>
        <translation>Sides of the paper</translation>
    </message>
    <message>
        <source>Khổ giấy</source>
        <translation>Paper size</translation>
    </message>
    <message>
        <source>Độ nét</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Goes to</translation>
    </message>
    <message>
        <source>Loại giấy</source>
        <translation>Kind of paper</translation>
    </message>
    <message>
        <source>Mục hồ sơ</source>
        <translation>Item of the dossier</translation>
    </message>
    <message>
        <source>Màu</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>Nắn ảnh khi đọc chữ</source>
        <translation>Level for reading</translation>
    </message>
    <message>
        <source>Máy đang có</source>
        <translation>Whichever answers</translation>
    </message>
    <message>
        <source>Máy đã gắn, không trả lời</source>
        <translation>The one bound, does not answer</translation>
    </message>
    <message>
        <source>Gõ tên, ví dụ Khai sinh</source>
        <translation>Type a name, such as Birth</translation>
    </message>
    <message>
        <source>Gõ số mặt, ví dụ 2</source>
        <translation>Type the sides, such as 2</translation>
    </message>
    <message>
        <source>Không có phím</source>
        <translation>No key</translation>
    </message>
    <message>
        <source>Hồ sơ đang mở</source>
        <translation>The open dossier</translation>
    </message>
    <message>
        <source>Chồng giấy cuối ngày</source>
        <translation>The evening&apos;s stack</translation>
    </message>
    <message>
        <source>Loại nào cũng được</source>
        <translation>Any kind</translation>
    </message>
    <message>
        <source>Mục {n}</source>
        <translation>Item {n}</translation>
    </message>
    <message>
        <source>Theo loại giấy, mục đang chọn</source>
        <translation>By its kind, the item in hand</translation>
    </message>
</context>
<context>
    <name>ProfileKeys</name>
    <message>
        <source>Quét kiểu «{name}»</source>
        <translation>Scan with «{name}»</translation>
    </message>
</context>
<context>
    <name>ProfilePress</name>
    <message>
        <source>Máy đang quét. Đợi quét xong rồi nhấn lại phím.</source>
        <translation>The scanner is at work. Wait for it and press the key again.</translation>
    </message>
    <message>
        <source>Máy đang đọc giấy vừa quét. Đợi đọc xong rồi nhấn lại phím.</source>
        <translation>The paper just scanned is being read. Wait for it and press the key again.</translation>
    </message>
    <message>
        <source>Giấy trước còn dở. Quét tiếp bằng Space hoặc nhận bằng Ctrl Enter rồi nhấn lại phím.</source>
        <translation>The paper before is unfinished. Go on with Space or take it with Ctrl Enter, then press the key again.</translation>
    </message>
</context>
<context>
    <name>ProfilesModel</name>
    <message>
        <source>Chưa mở hồ sơ nào để quét vào.</source>
        <translation>No dossier is open to scan into.</translation>
    </message>
    <message>
        <source>Chọn người dân và thủ tục ở Quầy rồi nhấn lại phím.</source>
        <translation>Choose the citizen and the procedure at the counter, then press the key again.</translation>
    </message>
</context>
<context>
    <name>ProfilesScreen</name>
    <message>
        <source>Kiểu quét</source>
        <translation>Work profiles</translation>
    </message>
    <message>
        <source>Mỗi phím một kiểu: máy, giấy, độ nét và nơi nhận</source>
        <translation>One key each: scanner, paper, resolution and destination</translation>
    </message>
    <message>
        <source>Về thiết đặt</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>Nhập tệp</source>
        <translation>Import a file</translation>
    </message>
    <message>
        <source>Xuất tệp</source>
        <translation>Export a file</translation>
    </message>
    <message>
        <source>Thêm kiểu</source>
        <translation>Add a profile</translation>
    </message>
    <message>
        <source>Bỏ kiểu này</source>
        <translation>Remove this one</translation>
    </message>
    <message>
        <source>Quét thử</source>
        <translation>Try a scan</translation>
    </message>
    <message>
        <source>Khóa, quầy chỉ dùng không đổi</source>
        <translation>Locked: the desk uses, not changes</translation>
    </message>
    <message>
        <source>Bộ kiểu quét của cơ quan</source>
        <translation>The office&apos;s work profiles</translation>
    </message>
    <message>
        <source>Đang khóa</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>Ảnh quét thử</source>
        <translation>Picture of the try-scan</translation>
    </message>
    <message>
        <source>Quét thử cho xem một mặt, không vào hồ sơ nào.</source>
        <translation>A try-scan shows one side and goes into no dossier.</translation>
    </message>
    <message>
        <source>Chỉ người quản trị khóa và mở khóa được.</source>
        <translation>Only an administrator can lock and unlock them.</translation>
    </message>
    <message>
        <source>Dừng quét thử</source>
        <translation>Stop the try-scan</translation>
    </message>
    <message>
        <source>Đã đổi kiểu quét «{name}»</source>
        <translation>Work profile «{name}» changed</translation>
    </message>
    <message>
        <source>Đã đổi máy quét của kiểu «{name}» ở quầy này</source>
        <translation>Scanner of «{name}» at this desk changed</translation>
    </message>
    <message>
        <source>Kiểu mới</source>
        <translation>New profile</translation>
    </message>
    <message>
        <source>Kiểu mới {n}</source>
        <translation>New profile {n}</translation>
    </message>
    <message>
        <source>Đã thêm kiểu quét «{name}»</source>
        <translation>Work profile «{name}» added</translation>
    </message>
    <message>
        <source>Đã bỏ kiểu quét «{name}»</source>
        <translation>Work profile «{name}» removed</translation>
    </message>
    <message>
        <source>Đã khóa bộ kiểu quét</source>
        <translation>Work profiles locked</translation>
    </message>
    <message>
        <source>Đã mở khóa bộ kiểu quét</source>
        <translation>Work profiles unlocked</translation>
    </message>
    <message>
        <source>Tệp kiểu quét</source>
        <translation>File of work profiles</translation>
    </message>
    <message>
        <source>Chọn tệp kiểu quét</source>
        <translation>Choose a file of work profiles</translation>
    </message>
    <message>
        <source>Đã nhập bộ kiểu quét từ {file}</source>
        <translation>Work profiles imported from {file}</translation>
    </message>
    <message>
        <source>Ghi tệp kiểu quét</source>
        <translation>Write a file of work profiles</translation>
    </message>
    <message>
        <source>Đã ghi bộ kiểu quét vào {file}</source>
        <translation>Work profiles written to {file}</translation>
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
    <name>PromiseDialog</name>
    <message>
        <source>Hẹn trả kết quả</source>
        <translation>Promise for later</translation>
    </message>
    <message>
        <source>Đang hẹn: {due}.</source>
        <translation>Promised now: {due}.</translation>
    </message>
    <message>
        <source>Kéo dài</source>
        <translation>Defer</translation>
    </message>
    <message>
        <source>Lý do kéo dài</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Một câu, in trên phiếu hẹn</source>
        <translation>One sentence, printed on the slip</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Lập phiếu hẹn</source>
        <translation>Make the slip</translation>
    </message>
    <message>
        <source>Điều 21</source>
        <translation>Article 21</translation>
    </message>
    <message>
        <source>người dân ký thỏa thuận</source>
        <translation>the citizen signs</translation>
    </message>
    <message>
        <source>thêm {days} ngày làm việc</source>
        <translation>{days} more working days</translation>
    </message>
    <message>
        <source>theo hạn đang hẹn</source>
        <translation>as promised now</translation>
    </message>
    <message>
        <source>chỉ in phiếu</source>
        <translation>only the slip</translation>
    </message>
    <message>
        <source>Nhiều bản chính</source>
        <translation>Many originals</translation>
    </message>
    <message>
        <source>Nhiều trang</source>
        <translation>Many pages</translation>
    </message>
    <message>
        <source>Nội dung phức tạp</source>
        <translation>Hard content</translation>
    </message>
</context>
<context>
    <name>QuestionPanel</name>
    <message>
        <source>Trang đang hỏi</source>
        <translation>The page asked about</translation>
    </message>
    <message>
        <source>Vì sao máy hỏi</source>
        <translation>Why it is asked</translation>
    </message>
    <message>
        <source>Chuyển vào hồ sơ (phím H)</source>
        <translation>Move into dossier (key H)</translation>
    </message>
    <message>
        <source>Tên, mã hoặc 4 số cuối</source>
        <translation>Name, code or last 4 digits</translation>
    </message>
    <message>
        <source>Loại giấy</source>
        <translation>Kind of paper</translation>
    </message>
</context>
<context>
    <name>RecentCard</name>
    <message>
        <source>Hồ sơ mới nhận</source>
        <translation>Dossiers received lately</translation>
    </message>
    <message>
        <source>Chưa nhận hồ sơ nào.</source>
        <translation>No dossier received yet.</translation>
    </message>
</context>
<context>
    <name>ReceptionScreen</name>
    <message>
        <source>Đúng thẻ của {name}</source>
        <translation>It is the card of {name}</translation>
    </message>
    <message>
        <source>Bấm F12 để nhận người tiếp theo rồi đưa lại thẻ.</source>
        <translation>Press F12 to receive the next citizen, then show the card again.</translation>
    </message>
    <message>
        <source>Thẻ vừa đọc chưa được dùng, việc đang làm còn nguyên.</source>
        <translation>The card just read was not used, and the work in hand is untouched.</translation>
    </message>
    <message>
        <source>Quầy</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Người tiếp theo</source>
        <translation>Next citizen</translation>
    </message>
    <message>
        <source>Phiếu</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>Trở lại một bước</source>
        <translation>One step back</translation>
    </message>
    <message>
        <source>Bỏ giấy của mục vào khay</source>
        <translation>Put the item&apos;s paper into the tray</translation>
    </message>
    <message>
        <source>Xem hết giấy đang giữ</source>
        <translation>Show all papers held</translation>
    </message>
    <message>
        <source>Chứng thực bản sao của giấy ở mục đang chọn</source>
        <translation>Certify a copy of the paper in the chosen slot</translation>
    </message>
    <message>
        <source>Chứng thực nhiều giấy</source>
        <translation>Certify several papers</translation>
    </message>
    <message>
        <source>Trao hồ sơ</source>
        <translation>Hand the dossier over</translation>
    </message>
    <message>
        <source>Đổi ý kiến về giữ bản sao</source>
        <translation>Change the answer about keeping copies</translation>
    </message>
    <message>
        <source>Người dân và giấy đang giữ</source>
        <translation>The citizen and the papers held</translation>
    </message>
    <message>
        <source>Hỏi người dân về giữ bản sao</source>
        <translation>Ask the citizen about keeping copies</translation>
    </message>
    <message>
        <source>Ghi câu trả lời: {answer}</source>
        <translation>Record the answer: {answer}</translation>
    </message>
    <message>
        <source>Nhận người tiếp theo</source>
        <translation>Receive the next citizen</translation>
    </message>
    <message>
        <source>Đã dùng lại {name}</source>
        <translation>Reused: {name}</translation>
    </message>
    <message>
        <source>Đã bỏ dùng lại {name}</source>
        <translation>Reuse undone: {name}</translation>
    </message>
    <message>
        <source>Đã bỏ đánh dấu {name}</source>
        <translation>Mark taken back: {name}</translation>
    </message>
    <message>
        <source>Đã xuất trình {name}</source>
        <translation>Shown: {name}</translation>
    </message>
    <message>
        <source>Mục đang chọn chưa có giấy nào đọc xong để chứng thực.</source>
        <translation>The chosen slot has no paper that was read and could be certified.</translation>
    </message>
    <message>
        <source>Quét bản chính vào mục này rồi bấm lại Ctrl D.</source>
        <translation>Scan the original into this slot and press Ctrl D again.</translation>
    </message>
    <message>
        <source>Đã ghi: đồng ý giữ bản sao</source>
        <translation>Recorded: copies may be kept</translation>
    </message>
    <message>
        <source>Đã ghi: không giữ bản sao</source>
        <translation>Recorded: no copies kept</translation>
    </message>
    <message>
        <source>Đã bỏ {name} vào khay</source>
        <translation>Put into the tray: {name}</translation>
    </message>
</context>
<context>
    <name>RedQuestion</name>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>RefusePanel</name>
    <message>
        <source>Từ chối chứng thực</source>
        <translation>Refuse to certify</translation>
    </message>
    <message>
        <source>Từ chối theo Điều 22</source>
        <translation>Refuse under Article 22</translation>
    </message>
    <message>
        <source>Chọn điểm vi phạm. Người dân nhận văn bản từ chối, ghi đúng chữ của Nghị định.</source>
        <translation>Choose the ground that holds. The citizen gets a letter in the decree&apos;s own words.</translation>
    </message>
    <message>
        <source>Lý do cụ thể</source>
        <translation>The reason</translation>
    </message>
    <message>
        <source>Một câu, ví dụ: năm sinh bị tẩy và viết đè</source>
        <translation>One sentence, such as: the year of birth was erased and overwritten</translation>
    </message>
</context>
<context>
    <name>RegisterScreen</name>
    <message>
        <source>Sổ</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Xuất sổ</source>
        <translation>Export book</translation>
    </message>
    <message>
        <source>Xuất sổ ra CSV, XLSX hoặc PDF để in, đóng quyển</source>
        <translation>Export the book as CSV, XLSX, or PDF to print and bind</translation>
    </message>
    <message>
        <source>Đọc lại sổ</source>
        <translation>Read the book again</translation>
    </message>
    <message>
        <source>Trở lại một bước</source>
        <translation>One step back</translation>
    </message>
    <message>
        <source>Các số trong sổ, mới nhất ở trên</source>
        <translation>The numbers of the book, newest on top</translation>
    </message>
    <message>
        <source>Sổ năm nay chưa có số nào</source>
        <translation>No number in this year&apos;s book yet</translation>
    </message>
    <message>
        <source>Số được cấp khi ký chứng thực ở quầy: mở hồ sơ, quét bản chính, rồi sang bước Chứng thực.</source>
        <translation>A number is taken when a copy is signed at the counter: open a dossier, scan the original, go on to Certify.</translation>
    </message>
    <message>
        <source>Không có số nào khớp</source>
        <translation>No number fits</translation>
    </message>
    <message>
        <source>Thử số, một phần họ tên hoặc tên giấy; bấm Esc để xem lại cả sổ.</source>
        <translation>Try a number, part of a name or of a paper&apos;s name; Esc shows the whole book again.</translation>
    </message>
    <message>
        <source>Chi tiết</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Quyển sổ và năm</source>
        <translation>Book and year</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Cả năm</source>
        <translation>Whole year</translation>
    </message>
    <message>
        <source>Tháng {month}</source>
        <translation>Month {month}</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Đang đọc sổ…</source>
        <translation>Reading the book…</translation>
    </message>
    <message>
        <source>In phiếu hủy số</source>
        <translation>Print the record of the void number</translation>
    </message>
    <message>
        <source>Khóa sổ, chuỗi băm</source>
        <translation>Closing, chain</translation>
    </message>
    <message>
        <source>Khóa sổ ngày, khóa sổ năm, soát chuỗi băm, in để đóng quyển</source>
        <translation>Close the day, close the year, check the chain, print to be bound</translation>
    </message>
    <message>
        <source>Tìm số, người yêu cầu, tên giấy, hoặc quét mã trên bản sao</source>
        <translation>Find a number, a person, a paper, or read the code on a copy</translation>
    </message>
    <message>
        <source>Tìm số, họ tên, tên giấy; hoặc quét mã trên bản sao</source>
        <translation>Number, name, paper; or read the code on a copy</translation>
    </message>
    <message>
        <source>Quyển {name} · năm {year} · {count} số</source>
        <translation>Book {name} · {year} · {count} numbers</translation>
    </message>
    <message>
        <source>{count} số · {copies} bản · phí {fee}</source>
        <translation>{count} numbers · {copies} copies · fees {fee}</translation>
    </message>
    <message>
        <source> · hủy {void}</source>
        <translation> · {void} void</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Xem bản sao số {number}</source>
        <translation>Open copy no. {number}</translation>
    </message>
    <message>
        <source>Xem giấy đã hủy số {number}</source>
        <translation>See the paper of void no. {number}</translation>
    </message>
    <message>
        <source>Xin lại dấu thời gian cho số {number}</source>
        <translation>Ask again for the stamp of no. {number}</translation>
    </message>
    <message>
        <source>Ký tiếp số {number}</source>
        <translation>Go on signing no. {number}</translation>
    </message>
    <message>
        <source>Hủy số {number}…</source>
        <translation>Make no. {number} void…</translation>
    </message>
    <message>
        <source>In phiếu hủy số {number}</source>
        <translation>Print the record of void number {number}</translation>
    </message>
    <message>
        <source>Bản sao số {number}: {title}</source>
        <translation>Copy no. {number}: {title}</translation>
    </message>
    <message>
        <source>Phiếu hủy số {number}</source>
        <translation>Record of void number {number}</translation>
    </message>
    <message>
        <source>Đã hủy số {number}</source>
        <translation>No. {number} made void</translation>
    </message>
    <message>
        <source>PDF để in, đóng quyển (*.pdf)</source>
        <translation>PDF to print and bind (*.pdf)</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Xuất sổ chứng thực</source>
        <translation>Export the book</translation>
    </message>
    <message>
        <source>Đã xuất sổ: {file}</source>
        <translation>Book exported: {file}</translation>
    </message>
    <message>
        <source>Quyển {name} · năm {year} · đang đọc hết sổ…</source>
        <translation>Book {name} · year {year} · reading all of it…</translation>
    </message>
</context>
<context>
    <name>ReportPane</name>
    <message>
        <source>Báo cáo của chồng</source>
        <translation>Report of the stack</translation>
    </message>
    <message>
        <source>Đã cất {filed} trên {papers} giấy, còn {waiting} giấy chờ người.</source>
        <translation>{filed} of {papers} papers filed, {waiting} wait for a person.</translation>
    </message>
    <message>
        <source>Đã cất cả {papers} giấy vào hồ sơ.</source>
        <translation>All {papers} papers are filed.</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Còn việc</source>
        <translation>Work left</translation>
    </message>
    <message>
        <source>Bắt đầu {moment}, máy làm {time}.</source>
        <translation>Begun {moment}, the machine worked {time}.</translation>
    </message>
    <message>
        <source>{count} giây</source>
        <translation>{count} s</translation>
    </message>
    <message>
        <source>{count} phút</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>tờ</source>
        <translation>sheets</translation>
    </message>
    <message>
        <source>mặt giấy</source>
        <translation>sides</translation>
    </message>
    <message>
        <source>mặt trống</source>
        <translation>blank sides</translation>
    </message>
    <message>
        <source>phiếu và tờ ngăn</source>
        <translation>slips and separators</translation>
    </message>
    <message>
        <source>giấy tách được</source>
        <translation>papers</translation>
    </message>
    <message>
        <source>giấy đã cất</source>
        <translation>papers filed</translation>
    </message>
    <message>
        <source>điều cần xem</source>
        <translation>to look at</translation>
    </message>
    <message>
        <source>mặt không đọc được</source>
        <translation>sides not readable</translation>
    </message>
    <message>
        <source>Còn hỏi</source>
        <translation>Still asked</translation>
    </message>
    <message>
        <source>Không còn điều nào.</source>
        <translation>Nothing.</translation>
    </message>
    <message>
        <source>{count} giấy</source>
        <translation>{count} papers</translation>
    </message>
    <message>
        <source>Đã cất theo hồ sơ</source>
        <translation>Filed by dossier</translation>
    </message>
    <message>
        <source>Chưa có giấy nào vào hồ sơ.</source>
        <translation>No paper is filed yet.</translation>
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
    <name>ReviewModel</name>
    <message>
        <source>Đã xác nhận {title}</source>
        <translation>Confirmed: {title}</translation>
    </message>
    <message>
        <source>Ảnh đã hủy, nhưng tệp gốc còn đó: {files}.</source>
        <translation>The picture is destroyed, but the file it came from is still there: {files}.</translation>
    </message>
    <message>
        <source>Tự tay hủy tệp này ở mọi nơi nó nằm.</source>
        <translation>Destroy that file by hand wherever it lies.</translation>
    </message>
    <message>
        <source>Đã đổi loại giấy</source>
        <translation>Kind of paper changed</translation>
    </message>
    <message>
        <source>Đã xoay trang {page}</source>
        <translation>Page {page} turned</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Máy đọc chắc</source>
        <translation>Read surely</translation>
    </message>
    <message>
        <source>Đã nhận</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Vừa gõ hoặc dán, chưa ai nhận. So với chữ trên giấy rồi bấm Enter.</source>
        <translation>Just typed or pasted, accepted by nobody yet. Compare with the paper, then press Enter.</translation>
    </message>
    <message>
        <source>chưa nhận</source>
        <translation>not accepted yet</translation>
    </message>
    <message>
        <source>Kiểm</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Kiểm giấy</source>
        <translation>Check papers</translation>
    </message>
    <message>
        <source>Nhận cả giấy</source>
        <translation>Accept the whole paper</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Mục cần xem kế tiếp</source>
        <translation>Next field to look at</translation>
    </message>
    <message>
        <source>Bỏ giấy này vào khay</source>
        <translation>Put this paper into the tray</translation>
    </message>
    <message>
        <source>Đã bỏ giấy vào khay</source>
        <translation>Paper put into the tray</translation>
    </message>
    <message>
        <source>Đọc lại</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Chứng thực bản sao giấy này</source>
        <translation>Certify a copy of this paper</translation>
    </message>
    <message>
        <source>Hủy ảnh, không lấy lại được</source>
        <translation>Destroy the picture for good</translation>
    </message>
    <message>
        <source>Đã hủy ảnh giấy có dấu mật</source>
        <translation>Picture of a secret paper destroyed</translation>
    </message>
    <message>
        <source>Các trang của hồ sơ</source>
        <translation>Pages of the dossier</translation>
    </message>
    <message>
        <source>Các trang</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Các trường</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>Không còn giấy nào chờ kiểm</source>
        <translation>No paper waits to be checked</translation>
    </message>
    <message>
        <source>Bấm Esc để về quầy</source>
        <translation>Press Esc for the counter</translation>
    </message>
    <message>
        <source>Giấy tờ khác</source>
        <translation>Other papers</translation>
    </message>
    <message>
        <source>{n} trang</source>
        <translation>{n} pages</translation>
    </message>
    <message>
        <source>{dpi} dpi</source>
        <translation>{dpi} dpi</translation>
    </message>
    <message>
        <source>thẳng, đúng chiều</source>
        <translation>straight and upright</translation>
    </message>
    <message>
        <source>đã xoay cho đúng chiều</source>
        <translation>turned upright</translation>
    </message>
    <message>
        <source>Trang {page} / {total}</source>
        <translation>Page {page} / {total}</translation>
    </message>
    <message>
        <source>Cần xem {n} trên {total}</source>
        <translation>To look at: {n} of {total}</translation>
    </message>
    <message>
        <source>Đã xem</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>không thấy trên giấy</source>
        <translation>not found on the paper</translation>
    </message>
    <message>
        <source>chắc {sure} %</source>
        <translation>{sure} % sure</translation>
    </message>
    <message>
        <source>Máy không thấy trên giấy. Gõ vào, hoặc để trống nếu giấy không có.</source>
        <translation>Not found on the paper. Type it, or leave it empty when the paper has none.</translation>
    </message>
    <message>
        <source>Máy chỉ chắc {sure} %. So với chữ trên giấy.</source>
        <translation>The machine is only {sure} % sure. Compare with the paper.</translation>
    </message>
    <message>
        <source>Giấy có dấu «{mark}»: không được quét, việc đã dừng.</source>
        <translation>The paper is marked “{mark}”: it must not be scanned, work has stopped.</translation>
    </message>
    <message>
        <source>Trả lại giấy cho người dân. Bấm nút đỏ để hủy ảnh; việc này không lấy lại được.</source>
        <translation>Give the paper back. The red button destroys the picture; that cannot be undone.</translation>
    </message>
    <message>
        <source>Máy chưa đọc được giấy này.</source>
        <translation>The machine could not read this paper.</translation>
    </message>
    <message>
        <source>Bấm F7 để đọc lại, hoặc bỏ vào khay rồi quét lại.</source>
        <translation>Press F7 to read it again, or put it into the tray and scan again.</translation>
    </message>
    <message>
        <source>Xác nhận {title}</source>
        <translation>Confirm {title}</translation>
    </message>
    <message>
        <source>Xác nhận {title}, sang chứng thực</source>
        <translation>Confirm {title}, go on to certify</translation>
    </message>
    <message>
        <source>Nhận và sang mục cần xem kế tiếp</source>
        <translation>Accept and go to the next doubt</translation>
    </message>
    <message>
        <source>Nhận mục này</source>
        <translation>Accept this field</translation>
    </message>
    <message>
        <source>Còn {n} mục chưa xem</source>
        <translation>{n} not looked at yet</translation>
    </message>
    <message>
        <source>Giấy không có {n} mục còn lại</source>
        <translation>The paper has none of the {n} left</translation>
    </message>
    <message>
        <source>giấy này</source>
        <translation>this paper</translation>
    </message>
    <message>
        <source>Số định danh có 12 chữ số.</source>
        <translation>A personal number has 12 digits.</translation>
    </message>
    <message>
        <source>Gõ ngày như 16/02/2024.</source>
        <translation>Type the date like 16/02/2024.</translation>
    </message>
</context>
<context>
    <name>ReviewSide</name>
    <message>
        <source>Loại giấy</source>
        <translation>Kind of paper</translation>
    </message>
    <message>
        <source>Đổi loại giấy</source>
        <translation>Change the kind of paper</translation>
    </message>
    <message>
        <source>Cần xem</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Máy đọc chắc</source>
        <translation>Read surely</translation>
    </message>
    <message>
        <source>Đã nhận</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Các trường</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>{n} mục</source>
        <translation>{n} fields</translation>
    </message>
    <message>
        <source>Máy chưa nhận ra loại giấy. Chọn loại bằng F4, hoặc xác nhận như giấy tờ khác.</source>
        <translation>The kind was not recognised. Choose it with F4, or confirm it as another paper.</translation>
    </message>
    <message>
        <source>Nhận ra từ tiêu đề, chắc {sure} %</source>
        <translation>Recognised by its title, {sure} % sure</translation>
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
    <name>Roles</name>
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
<context>
    <name>RoomLetter</name>
    <message>
        <source>Lưu thành tệp</source>
        <translation>Save as file</translation>
    </message>
    <message>
        <source>Lưu tệp</source>
        <translation>Save file</translation>
    </message>
    <message>
        <source>Đã lưu {file}</source>
        <translation>Saved {file}</translation>
    </message>
</context>
<context>
    <name>RulesPanel</name>
    <message>
        <source>Máy quét</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Quét hai mặt</source>
        <translation>Scan both sides</translation>
    </message>
    <message>
        <source>Tờ ngăn Patch-T</source>
        <translation>Patch-T sheets</translation>
    </message>
    <message>
        <source>Tờ trắng</source>
        <translation>Blank sheets</translation>
    </message>
    <message>
        <source>Nhận ra trang đầu</source>
        <translation>Know first pages</translation>
    </message>
    <message>
        <source>Số tờ mỗi giấy</source>
        <translation>Sheets a paper</translation>
    </message>
    <message>
        <source>Để trống nếu mỗi giấy một khác</source>
        <translation>Leave empty if papers differ</translation>
    </message>
    <message>
        <source>Chồng này</source>
        <translation>This stack</translation>
    </message>
    <message>
        <source>Ngăn giấy bằng</source>
        <translation>What ends a paper</translation>
    </message>
    <message>
        <source>Phiếu có mã QR luôn mở đầu hồ sơ.</source>
        <translation>A slip with its QR always begins a dossier.</translation>
    </message>
    <message>
        <source>Cài đặt của chồng</source>
        <translation>Settings of the stack</translation>
    </message>
    <message>
        <source>Chưa thấy máy nào</source>
        <translation>No scanner seen</translation>
    </message>
    <message>
        <source>Gõ số tờ, ví dụ 2</source>
        <translation>Type a number, such as 2</translation>
    </message>
</context>
<context>
    <name>ScanScreen</name>
    <message>
        <source>Quét</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Chọn tệp</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Bỏ giấy này vào khay</source>
        <translation>Put this paper into the tray</translation>
    </message>
    <message>
        <source>Đã bỏ giấy vừa quét vào khay</source>
        <translation>Paper just scanned put into the tray</translation>
    </message>
    <message>
        <source>Chứng thực bản sao giấy này</source>
        <translation>Certify a copy of this paper</translation>
    </message>
    <message>
        <source>Quét giấy</source>
        <translation>Scan papers</translation>
    </message>
    <message>
        <source>Các mặt đã quét</source>
        <translation>Sides scanned</translation>
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
        <source>Các mặt</source>
        <translation>Sides</translation>
    </message>
    <message>
        <source>Máy quét</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Máy tự xếp mục</source>
        <translation>The machine finds the item</translation>
    </message>
    <message>
        <source>{n} mặt</source>
        <translation>{n} sides</translation>
    </message>
    <message>
        <source>Đang đọc chữ</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>đọc xong thì mở chứng thực</source>
        <translation>certifying opens once it is read</translation>
    </message>
    <message>
        <source>có thể về quầy, máy đọc tiếp</source>
        <translation>you may go to the counter, reading goes on</translation>
    </message>
    <message>
        <source>Đang quét</source>
        <translation>Scanning</translation>
    </message>
    <message>
        <source>mặt đã giữ trên đĩa</source>
        <translation>sides kept on disk</translation>
    </message>
    <message>
        <source>Chưa rõ loại giấy</source>
        <translation>Kind of paper unknown</translation>
    </message>
    <message>
        <source>Đã đọc xong</source>
        <translation>Reading finished</translation>
    </message>
    <message>
        <source>Bản giấy có {counted} trang nhưng máy thu được {captured}.</source>
        <translation>The paper has {counted} pages but the machine took {captured}.</translation>
    </message>
    <message>
        <source>Đặt tiếp trang thiếu rồi bấm Space, hoặc Ctrl Enter để nhận như đã quét.</source>
        <translation>Lay in the missing page and press Space, or Ctrl Enter to accept it as scanned.</translation>
    </message>
    <message>
        <source>Tìm máy quét</source>
        <translation>Look for scanners</translation>
    </message>
    <message>
        <source>Quét vào {target}</source>
        <translation>Scan into {target}</translation>
    </message>
    <message>
        <source>Dừng quét, giữ {count}</source>
        <translation>Stop scanning, keep {count}</translation>
    </message>
    <message>
        <source>Quét tiếp</source>
        <translation>Scan on</translation>
    </message>
    <message>
        <source>Quét tiếp trang thiếu</source>
        <translation>Scan the missing page</translation>
    </message>
    <message>
        <source>Nhận như đã quét</source>
        <translation>Accept as scanned</translation>
    </message>
    <message>
        <source>Quét lại mặt {n}</source>
        <translation>Scan side {n} again</translation>
    </message>
    <message>
        <source>Mặt {n}: {what}</source>
        <translation>Side {n}: {what}</translation>
    </message>
    <message>
        <source>Về quầy, máy đọc tiếp</source>
        <translation>To the counter; reading goes on</translation>
    </message>
    <message>
        <source>Kiểm {title}</source>
        <translation>Check {title}</translation>
    </message>
    <message>
        <source>giấy vừa đọc</source>
        <translation>the paper just read</translation>
    </message>
    <message>
        <source>Nhận {count} đã quét</source>
        <translation>Accept {count} as scanned</translation>
    </message>
    <message>
        <source>Quét giấy khác</source>
        <translation>Scan another paper</translation>
    </message>
    <message>
        <source>{dpi} dpi</source>
        <translation>{dpi} dpi</translation>
    </message>
    <message>
        <source>Mặt {n}</source>
        <translation>Side {n}</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Chọn ảnh hoặc PDF</source>
        <translation>Choose pictures or PDF</translation>
    </message>
    <message>
        <source>Đã giữ mặt {n} trên {total}.</source>
        <translation>Side {n} of {total} is kept.</translation>
    </message>
    <message>
        <source>Lật giấy rồi bấm Space, hoặc Ctrl Enter để nhận như đã quét.</source>
        <translation>Turn the paper over and press Space, or Ctrl Enter to take it as scanned.</translation>
    </message>
    <message>
        <source>Quét mặt sau</source>
        <translation>Scan the back</translation>
    </message>
</context>
<context>
    <name>ScanSettings</name>
    <message>
        <source>Mục hồ sơ</source>
        <translation>Item of the dossier</translation>
    </message>
    <message>
        <source>Số trang bản giấy</source>
        <translation>Pages of the paper</translation>
    </message>
    <message>
        <source>Đếm trước khi quét; để trống nếu không đếm</source>
        <translation>Count before scanning; or leave empty</translation>
    </message>
    <message>
        <source>Máy quét</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Nguồn giấy</source>
        <translation>Paper source</translation>
    </message>
    <message>
        <source>Độ nét</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>Hai mặt</source>
        <translation>Two-sided</translation>
    </message>
    <message>
        <source>Màu</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>Tìm lại máy quét</source>
        <translation>Look for scanners again</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Lượt quét này</source>
        <translation>This scan</translation>
    </message>
    <message>
        <source>Cài đặt quét</source>
        <translation>Scan settings</translation>
    </message>
    <message>
        <source>Chưa thấy máy nào</source>
        <translation>No scanner seen</translation>
    </message>
    <message>
        <source>Tự chọn</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>Khay nạp</source>
        <translation>Feeder</translation>
    </message>
    <message>
        <source>Mặt kính</source>
        <translation>Glass</translation>
    </message>
    <message>
        <source>Gõ số trang, ví dụ 2</source>
        <translation>Type the number of pages, such as 2</translation>
    </message>
    <message>
        <source>Khổ giấy</source>
        <translation>Paper size</translation>
    </message>
    <message>
        <source>Máy tự xếp mục</source>
        <translation>The machine finds the item</translation>
    </message>
    <message>
        <source>Theo kiểu «{name}», có chỉnh tay</source>
        <translation>By «{name}», changed by hand</translation>
    </message>
    <message>
        <source>Theo kiểu «{name}»</source>
        <translation>By «{name}»</translation>
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
    <name>SearchScreen</name>
    <message>
        <source>Tra cứu</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Tìm theo chữ, người, số giấy</source>
        <translation>Search for words, people, numbers of papers</translation>
    </message>
    <message>
        <source>Giấy tìm được</source>
        <translation>Papers found</translation>
    </message>
    <message>
        <source>Tra cứu luôn gắn với một hồ sơ đang mở</source>
        <translation>A search always belongs to an open dossier</translation>
    </message>
    <message>
        <source>Nhận người dân và mở hồ sơ ở quầy trước; nhật ký ghi hồ sơ làm lý do tra cứu.</source>
        <translation>Receive the citizen and open a dossier first; the journal keeps it as the reason for looking.</translation>
    </message>
    <message>
        <source>Trang đầu</source>
        <translation>First page</translation>
    </message>
    <message>
        <source>Gõ vài chữ, có dấu hay không dấu đều được</source>
        <translation>Type some words, with or without diacritics</translation>
    </message>
    <message>
        <source>Tìm trong chữ máy đọc được, tên người, số giấy, nơi cấp. Ví dụ: khai sinh thuong lam</source>
        <translation>Searches the words read, names, numbers and places of issue. For example: khai sinh thuong lam</translation>
    </message>
    <message>
        <source>Không có giấy nào khớp</source>
        <translation>No paper fits</translation>
    </message>
    <message>
        <source>Thử ít chữ hơn, hoặc chỉ họ tên, chỉ số giấy. Giấy đang đọc dở chưa tìm được.</source>
        <translation>Try fewer words, or the name alone, or the paper&apos;s number alone. Papers still being read are not found yet.</translation>
    </message>
    <message>
        <source>Đang tìm…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>{count} giấy, khớp nhất ở trên</source>
        <translation>{count} papers, best first</translation>
    </message>
    <message>
        <source>Kết quả hiện ngay khi gõ</source>
        <translation>Answers come while you type</translation>
    </message>
    <message>
        <source>Lý do tra cứu: hồ sơ {code} của {name}</source>
        <translation>Reason for looking: dossier {code} of {name}</translation>
    </message>
    <message>
        <source>Về quầy, mở hồ sơ trước</source>
        <translation>To the counter, open a dossier first</translation>
    </message>
    <message>
        <source>Mở {title}</source>
        <translation>Open {title}</translation>
    </message>
    <message>
        <source>Gõ chữ cần tìm</source>
        <translation>Type what to look for</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Thiết đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Tìm lại máy quét</source>
        <translation>Look for scanners again</translation>
    </message>
    <message>
        <source>Ra khỏi quầy, đổi người</source>
        <translation>Leave the counter</translation>
    </message>
    <message>
        <source>Thêm người</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Giao diện trên máy này</source>
        <translation>Looks on this computer</translation>
    </message>
    <message>
        <source>Sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Tối</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Tương phản cao</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Màu</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>Cỡ chữ</source>
        <translation>Size of text</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Ngôn ngữ mới dùng từ lần mở sau.</source>
        <translation>A new language is used from the next start.</translation>
    </message>
    <message>
        <source>Ký số và sao lưu</source>
        <translation>Signing and backup</translation>
    </message>
    <message>
        <source>Ai ký bằng USB nào, tin đơn vị cấp nào khi kiểm tệp PDF, và bản sao lưu của văn phòng.</source>
        <translation>Who signs with which token, which issuers are trusted when PDFs are checked, and the office&apos;s backup.</translation>
    </message>
    <message>
        <source>Mở ký số và sao lưu</source>
        <translation>Open signing and backup</translation>
    </message>
    <message>
        <source>Cán bộ</source>
        <translation>Officers</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Chức danh</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Tên đăng nhập</source>
        <translation>Login</translation>
    </message>
    <message>
        <source>Không dấu</source>
        <translation>Without diacritics</translation>
    </message>
    <message>
        <source>Mật khẩu</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Ít nhất {count} ký tự</source>
        <translation>At least {count} characters</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>Ký chứng thực</source>
        <translation>Certifier</translation>
    </message>
    <message>
        <source>Văn thư, giữ dấu</source>
        <translation>Clerk of the seal</translation>
    </message>
    <message>
        <source>Quản trị</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Thanh tra</source>
        <translation>Inspector</translation>
    </message>
    <message>
        <source>Chỉ người quản trị thêm được người.</source>
        <translation>Only an administrator can add people.</translation>
    </message>
    <message>
        <source>Đang ở quầy</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>Chưa đủ</source>
        <translation>Not enough</translation>
    </message>
    <message>
        <source>Kiểu quét và phím</source>
        <translation>Work profiles and keys</translation>
    </message>
    <message>
        <source>Thử mọi thiết bị</source>
        <translation>Try all devices</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Chèn sau mặt này</source>
        <translation>Insert after this side</translation>
    </message>
    <message>
        <source>Đã chèn sau mặt {n}</source>
        <translation>Inserted after side {n}</translation>
    </message>
    <message>
        <source>Quét lại mặt này</source>
        <translation>Scan this side again</translation>
    </message>
    <message>
        <source>Đã quét lại mặt {n}</source>
        <translation>Side {n} scanned again</translation>
    </message>
    <message>
        <source>Tách các giấy</source>
        <translation>Part the papers</translation>
    </message>
    <message>
        <source>Đã tách các giấy ở mặt {n}</source>
        <translation>Papers on side {n} parted</translation>
    </message>
    <message>
        <source>Ghép hai mặt thẻ</source>
        <translation>Join a card’s sides</translation>
    </message>
    <message>
        <source>Đã ghép hai mặt thẻ lên một trang A4</source>
        <translation>A card’s two sides joined on one A4</translation>
    </message>
    <message>
        <source>Xem trước mặt kính</source>
        <translation>Look at the glass</translation>
    </message>
    <message>
        <source>Hai mặt, lật bằng tay</source>
        <translation>Both sides, turned by hand</translation>
    </message>
    <message>
        <source>Ctrl Z trả lại mặt như đã quét.</source>
        <translation>Ctrl Z brings the side back as it was scanned.</translation>
    </message>
    <message>
        <source>Chuyển mặt lên trước</source>
        <translation>Move sides up</translation>
    </message>
    <message>
        <source>Chuyển mặt xuống sau</source>
        <translation>Move sides down</translation>
    </message>
    <message>
        <source>Đã chuyển {count} mặt</source>
        <translation>Moved {count} sides</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Mã PIN con dấu {holder}</source>
        <translation>PIN of the seal {holder}</translation>
    </message>
    <message>
        <source>Mã PIN của {holder}</source>
        <translation>PIN of {holder}</translation>
    </message>
    <message>
        <source>Diễn tập: mã PIN là {pin}</source>
        <translation>Rehearsal: the PIN is {pin}</translation>
    </message>
    <message>
        <source>Mỗi mã PIN gửi cho USB một lần, Sao Y không lưu.</source>
        <translation>Each PIN is sent to its token once, Sao Y keeps none.</translation>
    </message>
    <message>
        <source>Chưa có mã con dấu thì để trống và bấm Ctrl D: ký bây giờ, đóng dấu sau.</source>
        <translation>Without the seal&apos;s PIN leave it empty and press Ctrl D: sign now, seal later.</translation>
    </message>
    <message>
        <source>Mã PIN của {holder} không đúng. Chưa giữ số nào.</source>
        <translation>The PIN of {holder} is wrong. No number was taken.</translation>
    </message>
    <message>
        <source>Sao Y không tự thử lại. Hỏi người giữ USB trước khi gõ.</source>
        <translation>Sao Y does not try again by itself. Ask the holder of the token before typing.</translation>
    </message>
    <message>
        <source>USB này đã có lần nhập PIN sai.</source>
        <translation>A wrong PIN was given to this token before.</translation>
    </message>
    <message>
        <source>Còn ít lần thử; hết lần thì USB khóa.</source>
        <translation>Few tries are left; without any the token locks.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Ký bây giờ, đóng dấu sau</source>
        <translation>Sign now, seal later</translation>
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
        <source>Đang mở văn phòng diễn tập</source>
        <translation>Opening the rehearsal office</translation>
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
    <name>SignersCard</name>
    <message>
        <source>USB ký số</source>
        <translation>Signing tokens</translation>
    </message>
    <message>
        <source>Gán USB cho người ký</source>
        <translation>Assign a token to a signer</translation>
    </message>
    <message>
        <source>Chỉ người quản trị gán được USB ký số.</source>
        <translation>Only an administrator can assign tokens.</translation>
    </message>
    <message>
        <source>Chữ ký của cán bộ chứng thực</source>
        <translation>The certifying officer&apos;s signature</translation>
    </message>
    <message>
        <source>Con dấu của cơ quan</source>
        <translation>The agency&apos;s seal</translation>
    </message>
    <message>
        <source>Dùng để</source>
        <translation>For</translation>
    </message>
    <message>
        <source>Người dùng</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Chứng thư trên USB đang cắm</source>
        <translation>Certificate on a token plugged in</translation>
    </message>
    <message>
        <source>Để trống khi chính chủ tịch ký; nhiều dòng cách nhau bằng dấu /</source>
        <translation>Leave empty when the chairman signs; part lines by /</translation>
    </message>
    <message>
        <source>Dòng ký thay</source>
        <translation>Lines of a deputy</translation>
    </message>
    <message>
        <source>Đang hỏi trình điều khiển USB…</source>
        <translation>Asking the token drivers…</translation>
    </message>
    <message>
        <source>Chưa thấy USB ký số nào. Cắm USB rồi bấm F5.</source>
        <translation>No signing token found. Plug one in and press F5.</translation>
    </message>
    <message>
        <source>{count} USB ký số đang cắm</source>
        <translation>{count} tokens plugged in</translation>
    </message>
    <message>
        <source>Chưa gán USB cho ai nên chưa chứng thực được.</source>
        <translation>No token is assigned to anybody, so nothing can be certified.</translation>
    </message>
    <message>
        <source>con dấu cơ quan</source>
        <translation>the agency&apos;s seal</translation>
    </message>
    <message>
        <source>ký chứng thực</source>
        <translation>certifies</translation>
    </message>
    <message>
        <source>USB {serial} · còn {days} ngày</source>
        <translation>USB {serial} · {days} days left</translation>
    </message>
    <message>
        <source>Thử: thấy USB, đúng chứng thư, sẵn sàng ký. PIN chỉ hỏi khi ký.</source>
        <translation>Test: token found, right certificate, ready to sign. The PIN is asked for when signing only.</translation>
    </message>
    <message>
        <source>Thử: không thấy USB này hoặc không thấy chứng thư đã gán trên nó.</source>
        <translation>Test: this token is not there, or the certificate is not on it.</translation>
    </message>
    <message>
        <source>Thử</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Thử USB của {name}</source>
        <translation>Test {name}&apos;s token</translation>
    </message>
    <message>
        <source>Chưa rõ</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Hết hạn</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Chưa cắm</source>
        <translation>Not plugged in</translation>
    </message>
    <message>
        <source>Đang cắm</source>
        <translation>Plugged in</translation>
    </message>
    <message>
        <source>USB {serial}, đến {day}</source>
        <translation>USB {serial}, until {day}</translation>
    </message>
    <message>
        <source>Thêm người có vai trò này trong Thiết đặt trước</source>
        <translation>First add a person of this role in Settings</translation>
    </message>
    <message>
        <source>Cắm USB rồi tìm lại</source>
        <translation>Plug a token in and look again</translation>
    </message>
    <message>
        <source>Gán USB này cho {name}</source>
        <translation>Assign this token to {name}</translation>
    </message>
    <message>
        <source>Đã gán USB ký số cho {name}</source>
        <translation>Token assigned to {name}</translation>
    </message>
    <message>
        <source>Chữ ký của cán bộ tiếp nhận trên giấy số hóa</source>
        <translation>The clerk&apos;s signature on digitised papers</translation>
    </message>
    <message>
        <source>ký giấy số hóa</source>
        <translation>signs digitised papers</translation>
    </message>
</context>
<context>
    <name>SigningSettingsScreen</name>
    <message>
        <source>Ký số và sao lưu</source>
        <translation>Signing and backup</translation>
    </message>
    <message>
        <source>USB ký số, gốc tin cậy, bản sao lưu của văn phòng</source>
        <translation>Tokens, trusted roots, the office&apos;s backup</translation>
    </message>
    <message>
        <source>Về thiết đặt</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>Tìm lại USB</source>
        <translation>Look for tokens</translation>
    </message>
    <message>
        <source>Chứng thư</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>Chọn chứng thư gốc</source>
        <translation>Choose a root certificate</translation>
    </message>
    <message>
        <source>Sao lưu văn phòng vào</source>
        <translation>Back the office up to</translation>
    </message>
</context>
<context>
    <name>SlipScreen</name>
    <message>
        <source>Phiếu tiếp nhận</source>
        <translation>Receipt slip</translation>
    </message>
    <message>
        <source>In phiếu tiếp nhận</source>
        <translation>Print the receipt slip</translation>
    </message>
</context>
<context>
    <name>StackModel</name>
    <message>
        <source>Trang {side}</source>
        <translation>Page {side}</translation>
    </message>
    <message>
        <source>cần xem</source>
        <translation>to look at</translation>
    </message>
    <message>
        <source>mở đầu giấy</source>
        <translation>begins a paper</translation>
    </message>
    <message>
        <source>có thể mở đầu giấy</source>
        <translation>may begin a paper</translation>
    </message>
</context>
<context>
    <name>StackPress</name>
    <message>
        <source>Chồng giấy trước đang chạy. Đợi xong hoặc dừng rồi nhấn lại phím.</source>
        <translation>The stack before is still running. Wait for it or stop it, then press the key again.</translation>
    </message>
</context>
<context>
    <name>StackView</name>
    <message>
        <source>Các trang của chồng giấy</source>
        <translation>Pages of the stack</translation>
    </message>
</context>
<context>
    <name>StartPane</name>
    <message>
        <source>Đặt cả chồng giấy của ngày vào khay nạp rồi bấm Space</source>
        <translation>Lay the whole stack of the day into the feeder and press Space</translation>
    </message>
    <message>
        <source>Để phiếu tiếp nhận lên đầu giấy của mỗi hồ sơ: máy tự tách, tự xếp, chỉ hỏi chỗ chưa chắc. Ảnh, PDF và thư mục: kéo thả vào đây.</source>
        <translation>Put the receipt slip on top of each dossier’s papers: the stack is split and sorted by itself, only the doubtful is asked. Pictures, PDFs and folders: drop them here.</translation>
    </message>
    <message>
        <source>Chồng đang chờ</source>
        <translation>Waiting stacks</translation>
    </message>
    <message>
        <source>{papers} giấy chưa cất, {doubts} chỗ cần xem</source>
        <translation>{papers} papers not filed, {doubts} to look at</translation>
    </message>
    <message>
        <source>{told}, {unread} trang chưa đọc</source>
        <translation>{told}, {unread} pages unread</translation>
    </message>
    <message>
        <source>Làm tiếp</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Làm tiếp {batch}</source>
        <translation>Go on with {batch}</translation>
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
    <name>StatusCard</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đang thử…</source>
        <translation>Trying…</translation>
    </message>
    <message>
        <source>Chưa thử lần nào</source>
        <translation>Not tried yet</translation>
    </message>
    <message>
        <source>Thử lúc {time}</source>
        <translation>Tried at {time}</translation>
    </message>
    <message>
        <source>mục bên</source>
        <translation>next to it</translation>
    </message>
</context>
<context>
    <name>TakeBackDialog</name>
    <message>
        <source>Rút lại việc từ chối?</source>
        <translation>Take the refusal back?</translation>
    </message>
    <message>
        <source>Hai văn bản đều được giữ; người dân nhận văn bản rút lại, ghi lý do dưới đây.</source>
        <translation>Both letters are kept; the citizen gets the second one, with the reason below.</translation>
    </message>
    <message>
        <source>Lý do rút lại</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Một câu, ví dụ: đã hợp pháp hóa lãnh sự</source>
        <translation>One sentence, such as: legalised since</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Rút lại</source>
        <translation>Take back</translation>
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
    <name>Timeline</name>
    <message>
        <source>Dòng thời gian của tệp</source>
        <translation>The file&apos;s story</translation>
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
    <name>TrueCopyDialog</name>
    <message>
        <source>, gửi {receiver}</source>
        <translation>, for {receiver}</translation>
    </message>
    <message>
        <source>Để trống là chủ hồ sơ; nơi khác thì có số riêng</source>
        <translation>Empty: whose dossier it is; another receiver gets a number of its own</translation>
    </message>
    <message>
        <source>Nơi nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Sao văn bản</source>
        <translation>Make a true copy</translation>
    </message>
    <message>
        <source>Cơ quan ký bản sao, ghi sổ riêng, không thu phí. Giấy tờ của người dân thì chứng thực.</source>
        <translation>The agency signs the copy, in a book of its own, without a fee. A citizen&apos;s papers are certified instead.</translation>
    </message>
    <message>
        <source>{count} trang</source>
        <translation>{count} pages</translation>
    </message>
    <message>
        <source>Văn bản</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Loại bản sao</source>
        <translation>Kind of copy</translation>
    </message>
    <message>
        <source>Các trang trích</source>
        <translation>Pages to copy</translation>
    </message>
    <message>
        <source>Chẳng hạn 1, 3-5</source>
        <translation>Such as 1, 3-5</translation>
    </message>
    <message>
        <source>Giấy này là bản sao y</source>
        <translation>This paper is a sao y</translation>
    </message>
    <message>
        <source>Số của sổ sao văn bản đã giữ thì không lấy lại được.</source>
        <translation>A number of the book of true copies, once taken, cannot be given back.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Sao và đóng dấu</source>
        <translation>Copy and seal</translation>
    </message>
</context>
<context>
    <name>TrustCard</name>
    <message>
        <source>Tệp chỉ dẫn tới gốc này sẽ không còn kiểm ra «hợp lệ». Việc bỏ được ghi nhật ký.</source>
        <translation>Files that lead to this root alone will no longer be found valid. Taking it out is journalled.</translation>
    </message>
    <message>
        <source>Giữ lại</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Bỏ tin gốc này</source>
        <translation>Trust it no longer</translation>
    </message>
    <message>
        <source>Đã bỏ gốc tin cậy</source>
        <translation>Trusted root taken out</translation>
    </message>
    <message>
        <source>Bỏ tin</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>Bỏ tin {name}</source>
        <translation>Take out {name}</translation>
    </message>
    <message>
        <source>Gốc tin cậy</source>
        <translation>Trusted roots</translation>
    </message>
    <message>
        <source>Chữ ký của ai dẫn tới một gốc trong danh sách này thì được tin khi kiểm tệp PDF.</source>
        <translation>A signature that leads to a root of this list is trusted when a PDF is checked.</translation>
    </message>
    <message>
        <source>Thêm gốc tin cậy</source>
        <translation>Add a trusted root</translation>
    </message>
    <message>
        <source>Chỉ người quản trị thêm được gốc tin cậy.</source>
        <translation>Only an administrator can add roots.</translation>
    </message>
    <message>
        <source>So từng nhóm của mã vân tay với văn bản giấy của đơn vị cấp. Khớp hết mới bấm tin.</source>
        <translation>Compare each group of the fingerprint with the issuer&apos;s own paper. Trust it only when all fit.</translation>
    </message>
    <message>
        <source>Thôi</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Đã so khớp, tin gốc này</source>
        <translation>Compared, trust this root</translation>
    </message>
    <message>
        <source>Đã thêm gốc tin cậy</source>
        <translation>Trusted root added</translation>
    </message>
    <message>
        <source>Chưa có gốc nào: chưa tệp nào kiểm ra «hợp lệ» được.</source>
        <translation>No root yet: no file can be found valid.</translation>
    </message>
</context>
<context>
    <name>TurnPicture</name>
    <message>
        <source>Lật cả chồng, giữ nguyên thứ tự các tờ, đầu trang vẫn quay về phía cũ</source>
        <translation>Turn the whole stack over; the sheets keep their order, the head of the page stays where it was</translation>
    </message>
</context>
<context>
    <name>TwoPassesDialog</name>
    <message>
        <source>Mặt sau ra theo thứ tự</source>
        <translation>Backs come in this order</translation>
    </message>
    <message>
        <source>Ngược: mặt sau của tờ cuối ra trước</source>
        <translation>Reverse: the last sheet’s back first</translation>
    </message>
    <message>
        <source>Cùng thứ tự: mặt sau của tờ đầu ra trước</source>
        <translation>Same: the first sheet’s back first</translation>
    </message>
    <message>
        <source>Tờ không có mặt sau</source>
        <translation>Sheet without a back</translation>
    </message>
    <message>
        <source>Số thứ tự của tờ, ví dụ 4; nhiều tờ thì 4, 6</source>
        <translation>Number of the sheet, such as 4; of several 4, 6</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Bỏ qua tờ này</source>
        <translation>Skip this sheet</translation>
    </message>
    <message>
        <source>Quét mặt sau</source>
        <translation>Scan the backs</translation>
    </message>
    <message>
        <source>Đã giữ {n} mặt trước</source>
        <translation>{n} fronts kept</translation>
    </message>
    <message>
        <source>Có {fronts} mặt trước nhưng {backs} mặt sau</source>
        <translation>{fronts} fronts but {backs} backs</translation>
    </message>
    <message>
        <source>Lật cả chồng như hình rồi đặt lại vào khay. Máy nhớ thứ tự cho lần sau.</source>
        <translation>Turn the whole stack over as shown and lay it into the feeder again. The order is remembered for the next time.</translation>
    </message>
    <message>
        <source>Thiếu {n} mặt sau; không mặt nào bị mất. Cho biết tờ nào, hoặc quét lại mặt sau của tờ đó.</source>
        <translation>{n} backs are lacking; no side is lost. Tell which sheet, or scan that sheet’s back again.</translation>
    </message>
    <message>
        <source>Thừa {n} mặt sau: một mặt trước bị sót. Quét lại các mặt sau rồi thử lại.</source>
        <translation>{n} backs too many: a front was missed. Scan the backs again and try once more.</translation>
    </message>
    <message>
        <source>Quét lại mặt sau của tờ này</source>
        <translation>Scan this sheet’s back again</translation>
    </message>
    <message>
        <source>Quét tiếp các mặt sau còn lại</source>
        <translation>Scan the remaining backs</translation>
    </message>
    <message>
        <source>Gõ số tờ từ 1 đến {n}</source>
        <translation>Type a sheet number from 1 to {n}</translation>
    </message>
</context>
<context>
    <name>UndoKeys</name>
    <message>
        <source>Làm lại việc vừa hoàn tác</source>
        <translation>Do again what was taken back</translation>
    </message>
    <message>
        <source>Các việc đã làm</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>Đã hoàn tác: {act}</source>
        <translation>Taken back: {act}</translation>
    </message>
    <message>
        <source>Đã làm lại: {act}</source>
        <translation>Done again: {act}</translation>
    </message>
    <message>
        <source>Việc gần nhất: {act}</source>
        <translation>Last: {act}</translation>
    </message>
    <message>
        <source>Không còn việc nào để hoàn tác</source>
        <translation>Nothing more to take back</translation>
    </message>
    <message>
        <source>Không có việc nào để làm lại</source>
        <translation>Nothing to do again</translation>
    </message>
    <message>
        <source>Số đã cấp và chữ ký không hoàn tác được</source>
        <translation>Numbers and signatures are not taken back</translation>
    </message>
    <message>
        <source>Không hoàn tác được: {act}</source>
        <translation>Not taken back: {act}</translation>
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
    <name>VerifyResult</name>
    <message>
        <source>Chỗ kế</source>
        <translation>Next place</translation>
    </message>
    <message>
        <source>Sang chỗ bị sửa kế</source>
        <translation>To the next changed place</translation>
    </message>
    <message>
        <source>Dòng thời gian</source>
        <translation>Story</translation>
    </message>
    <message>
        <source>Chữ ký</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>Dòng thời gian của tệp</source>
        <translation>The file&apos;s story</translation>
    </message>
    <message>
        <source>Kiểm trên máy này, không gửi tệp đi đâu</source>
        <translation>Checked on this machine; the file goes nowhere</translation>
    </message>
    <message>
        <source>{count} mốc</source>
        <translation>{count} points</translation>
    </message>
    <message>
        <source>không đọc được</source>
        <translation>not readable</translation>
    </message>
    <message>
        <source>Nói với người dân</source>
        <translation>Tell the citizen</translation>
    </message>
    <message>
        <source>Về cả tệp</source>
        <translation>About the whole file</translation>
    </message>
    <message>
        <source>{count} chữ ký</source>
        <translation>{count} signatures</translation>
    </message>
    <message>
        <source>{count} chỗ bị sửa</source>
        <translation>{count} changed places</translation>
    </message>
    <message>
        <source>Trang {page}</source>
        <translation>Page {page}</translation>
    </message>
    <message>
        <source>đang mở…</source>
        <translation>opening…</translation>
    </message>
    <message>
        <source>Trang {page} / {total}</source>
        <translation>Page {page} / {total}</translation>
    </message>
    <message>
        <source>Không vẽ được trang này</source>
        <translation>This page cannot be drawn</translation>
    </message>
    <message>
        <source>Đang xem: bản đã sửa</source>
        <translation>Shown: as changed</translation>
    </message>
    <message>
        <source>Đang xem: bản đã ký</source>
        <translation>Shown: as signed</translation>
    </message>
    <message>
        <source>Đang xem: bản thứ {number}</source>
        <translation>Shown: state {number}</translation>
    </message>
    <message>
        <source>Xem bản đã sửa</source>
        <translation>Show as changed</translation>
    </message>
    <message>
        <source>Xem bản đã ký</source>
        <translation>Show as signed</translation>
    </message>
</context>
<context>
    <name>VerifyScreen</name>
    <message>
        <source>Kiểm PDF</source>
        <translation>Check PDF</translation>
    </message>
    <message>
        <source>Kiểm tệp khác</source>
        <translation>Check another file</translation>
    </message>
    <message>
        <source>In biên bản kiểm tra</source>
        <translation>Print the record</translation>
    </message>
    <message>
        <source>Thêm gốc tin cậy</source>
        <translation>Add a trusted root</translation>
    </message>
    <message>
        <source>Trở lại một bước</source>
        <translation>One step back</translation>
    </message>
    <message>
        <source>Kéo tệp PDF vào đây, hoặc bấm Ctrl O để chọn</source>
        <translation>Drop a PDF here, or press Ctrl O to choose one</translation>
    </message>
    <message>
        <source>Bản sao chứng thực của văn phòng này hay tệp của nơi khác đều kiểm được, không cần mạng.</source>
        <translation>Certified copies of this office and files of others alike, without a network.</translation>
    </message>
    <message>
        <source>Đang kiểm</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>Đang kiểm {file}</source>
        <translation>Checking {file}</translation>
    </message>
    <message>
        <source>tệp gốc không bị đụng tới</source>
        <translation>the file itself is not touched</translation>
    </message>
    <message>
        <source>kéo thả tệp khác vào bất cứ đâu</source>
        <translation>drop another file anywhere</translation>
    </message>
    <message>
        <source>Tệp gốc không bị thay đổi khi kiểm</source>
        <translation>The file is not changed by checking</translation>
    </message>
    <message>
        <source>Dừng kiểm</source>
        <translation>Stop checking</translation>
    </message>
    <message>
        <source>Lấy lại bản đã ký</source>
        <translation>Take the signed state back</translation>
    </message>
    <message>
        <source>Chọn tệp PDF</source>
        <translation>Choose a PDF</translation>
    </message>
    <message>
        <source>{file} - ban da ky.pdf</source>
        <translation>{file} - as signed.pdf</translation>
    </message>
    <message>
        <source>Lưu bản đã ký</source>
        <translation>Save the signed state</translation>
    </message>
    <message>
        <source>Đã lấy lại bản đã ký: {file}</source>
        <translation>Signed state taken back: {file}</translation>
    </message>
    <message>
        <source>Biên bản kiểm tra</source>
        <translation>Record of the check</translation>
    </message>
    <message>
        <source>Chọn tệp PDF để kiểm</source>
        <translation>Choose a PDF to check</translation>
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
    <message>
        <source>Bôi chữ để chép</source>
        <translation>Select words to copy</translation>
    </message>
    <message>
        <source>Bôi chữ để chép: kéo chuột trên chữ, hoặc mũi tên và Shift</source>
        <translation>Select words to copy: drag over them, or arrows with Shift</translation>
    </message>
    <message>
        <source>Tìm chữ trên giấy</source>
        <translation>Find words on the paper</translation>
    </message>
    <message>
        <source>Chép chữ đã bôi</source>
        <translation>Copy the selected words</translation>
    </message>
    <message>
        <source>Đã bôi: {text}</source>
        <translation>Selected: {text}</translation>
    </message>
    <message>
        <source>Đã bôi {count} từ, Ctrl C để chép</source>
        <translation>{count} words selected, Ctrl C copies</translation>
    </message>
</context>
<context>
    <name>VoidDialog</name>
    <message>
        <source>Hủy số {number}</source>
        <translation>Make no. {number} void</translation>
    </message>
    <message>
        <source>{title} của {name}, ngày {day}.</source>
        <translation>{title} of {name}, {day}.</translation>
    </message>
    <message>
        <source>Số đã hủy không lấy lại được và không cấp cho giấy khác. Dòng vẫn nằm trong sổ, gạch ngang, có lý do.</source>
        <translation>A void number cannot be had back and goes to no other paper. Its line stays in the book, struck through, with the reason.</translation>
    </message>
    <message>
        <source>Lý do hủy</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Một câu, người sau đọc sổ hiểu được</source>
        <translation>One sentence that a later reader understands</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Sai tên giấy</source>
        <translation>Wrong paper name</translation>
    </message>
    <message>
        <source>Nhầm bản</source>
        <translation>Wrong copy</translation>
    </message>
    <message>
        <source>Dân thôi yêu cầu</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Ghi lý do trước</source>
        <translation>Give a reason first</translation>
    </message>
    <message>
        <source>Ghi lý do bằng một câu</source>
        <translation>Give the reason in a sentence</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>và {count} bản khác, xem trong sổ</source>
        <translation>and {count} more, see the book</translation>
    </message>
    <message>
        <source>Ký tiếp</source>
        <translation>Go on signing</translation>
    </message>
</context>
<context>
    <name>WelcomeScreen</name>
    <message>
        <source>Chào mừng</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>Văn phòng diễn tập của Sao Y</source>
        <translation>The rehearsal office of Sao Y</translation>
    </message>
    <message>
        <source>Tự xem, vào thẳng quầy</source>
        <translation>Look around, go to the counter</translation>
    </message>
    <message>
        <source>Đây là văn phòng diễn tập</source>
        <translation>This is a rehearsal office</translation>
    </message>
    <message>
        <source>Người dân, giấy tờ, máy quét, chữ ký và con dấu ở đây đều là giả. Bấm sai không hỏng gì, không giấy nào đi ra ngoài.</source>
        <translation>Citizens, papers, scanner, signatures and seal are all invented here. A wrong key breaks nothing, and no paper leaves.</translation>
    </message>
    <message>
        <source>Một hồ sơ từ đầu đến cuối: nhận người, quét, gặp kẹt giấy, kiểm chữ, ký số, rồi dùng lại.</source>
        <translation>One case from start to end: receive, scan, survive a jam, check, sign, and reuse.</translation>
    </message>
    <message>
        <source>Máy chỉ đúng chỗ, tay mình bấm. Nghỉ giữa chừng bằng Esc, làm tiếp lúc nào cũng được.</source>
        <translation>You are shown the place and press the key yourself. Esc takes a break; go on whenever you like.</translation>
    </message>
    <message>
        <source>Tập dượt có hướng dẫn</source>
        <translation>Guided rehearsal</translation>
    </message>
    <message>
        <source>Vào thẳng quầy và thử theo ý mình. Mọi màn hình đều dùng được.</source>
        <translation>Go to the counter and try what you like. Every screen works.</translation>
    </message>
    <message>
        <source>Muốn tập thì bấm Shift F1 ở bất cứ đâu. F1 kể các phím của màn đang mở.</source>
        <translation>Shift F1 begins the rehearsal from anywhere. F1 tells the keys of the screen you are on.</translation>
    </message>
    <message>
        <source>Tự xem</source>
        <translation>Look around</translation>
    </message>
    <message>
        <source>Đang bày giấy tập…</source>
        <translation>Laying the papers…</translation>
    </message>
    <message>
        <source>Tập dượt ba phút</source>
        <translation>Three-minute rehearsal</translation>
    </message>
</context>
<context>
    <name>WindowModel</name>
    <message>
        <source>Đã khôi phục {sides} mặt giấy, đọc xong {read} giấy đang dở.</source>
        <translation>Recovered {sides} sides and finished reading {read} papers.</translation>
    </message>
    <message>
        <source>Mở lại hồ sơ đang làm dở ở danh sách bên trái.</source>
        <translation>Open the unfinished dossier again from the list on the left.</translation>
    </message>
</context>
<context>
    <name>WindowSheets</name>
    <message>
        <source>Trạng thái máy</source>
        <translation>State of this desk</translation>
    </message>
    <message>
        <source>Người tiếp theo</source>
        <translation>Next citizen</translation>
    </message>
</context>
<context>
    <name>DeliveriesModel</name>
    <message>
        <source>Giấy tiếp nhận hồ sơ {code}</source>
        <translation>Receipt slip of dossier {code}</translation>
    </message>
</context>
<context>
    <name>DeliveriesScreen</name>
    <message>
        <source>Bấm 1 để xem tất cả việc còn chờ.</source>
        <translation>Press 1 to see all that waits.</translation>
    </message>
    <message>
        <source>Không có việc nào ở mục này</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>Hồ sơ đủ giấy, bản sao chưa ký xong và việc đến hẹn tự hiện ở đây. Bấm Esc để về quầy.</source>
        <translation>Complete dossiers, copies not signed yet and what is due appear here by themselves. Esc goes back to the counter.</translation>
    </message>
    <message>
        <source>Không còn việc nào chờ gửi</source>
        <translation>Nothing waits to leave</translation>
    </message>
    <message>
        <source>Việc đang chọn</source>
        <translation>The marked line</translation>
    </message>
    <message>
        <source>Việc chờ gửi, gấp nhất ở trên</source>
        <translation>What waits to leave, the most pressing first</translation>
    </message>
    <message>
        <source>Lọc việc chờ</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Xem lại</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Về quầy</source>
        <translation>Back to the counter</translation>
    </message>
    <message>
        <source>Những gì còn ở lại cơ quan, và những gì đã trao</source>
        <translation>What still is in the office, and what left</translation>
    </message>
    <message>
        <source>Việc chờ gửi</source>
        <translation>Deliveries</translation>
    </message>
</context>
<context>
    <name>DeliveryRows</name>
    <message>
        <source>Ngày trao</source>
        <translation>Left on</translation>
    </message>
    <message>
        <source>Giấy, thủ tục</source>
        <translation>Paper, procedure</translation>
    </message>
    <message>
        <source>Người dân</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Trễ</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Hẹn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>What</translation>
    </message>
</context>
<context>
    <name>DeliverySide</name>
    <message>
        <source>{due}, đã hẹn lại</source>
        <translation>{due}, promised anew</translation>
    </message>
    <message>
        <source>Hẹn trả {due}</source>
        <translation>Due {due}</translation>
    </message>
    <message>
        <source>Chờ từ {at}</source>
        <translation>Waits since {at}</translation>
    </message>
    <message>
        <source>Trao lúc {at}</source>
        <translation>Handed over at {at}</translation>
    </message>
    <message>
        <source>{n} giấy</source>
        <translation>Papers: {n}</translation>
    </message>
    <message>
        <source>Hồ sơ {code}</source>
        <translation>Dossier {code}</translation>
    </message>
    <message>
        <source>SHA-256 của gói: {digest}</source>
        <translation>SHA-256 of the package: {digest}</translation>
    </message>
    <message>
        <source>Về việc đang chọn</source>
        <translation>About the marked line</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Chữ cần tìm trên giấy, có dấu hay không dấu</source>
        <translation>Words to find on the paper, with or without marks</translation>
    </message>
    <message>
        <source>Tìm trên giấy này</source>
        <translation>Find on this paper</translation>
    </message>
    <message>
        <source>Chỗ trước</source>
        <translation>Previous place</translation>
    </message>
    <message>
        <source>Chỗ kế</source>
        <translation>Next place</translation>
    </message>
    <message>
        <source>Thôi tìm</source>
        <translation>End finding</translation>
    </message>
    <message>
        <source>{at} / {count} chỗ</source>
        <translation>{at} / {count} places</translation>
    </message>
    <message>
        <source>Không có trên giấy này</source>
        <translation>Not on this paper</translation>
    </message>
</context>
<context>
    <name>PaperSorting</name>
    <message>
        <source>Chuyển trang lên trước</source>
        <translation>Move pages up</translation>
    </message>
    <message>
        <source>Chuyển trang xuống sau</source>
        <translation>Move pages down</translation>
    </message>
    <message>
        <source>Nhấc trang lên, hoặc thôi</source>
        <translation>Pick pages up, or let go</translation>
    </message>
    <message>
        <source>Đặt trang xuống trước trang này, hoặc vào mục trống</source>
        <translation>Put them before this page, or into an empty slot</translation>
    </message>
    <message>
        <source>Tách thành giấy riêng từ trang này</source>
        <translation>Split into a paper of its own from this page</translation>
    </message>
    <message>
        <source>Gộp với giấy trước</source>
        <translation>Join with the paper before</translation>
    </message>
    <message>
        <source>Đã chuyển {count} trang</source>
        <translation>Moved {count} pages</translation>
    </message>
    <message>
        <source>Đã tách giấy từ trang {n}</source>
        <translation>Split the paper at page {n}</translation>
    </message>
    <message>
        <source>Đã gộp với giấy trước</source>
        <translation>Joined with the paper before</translation>
    </message>
    <message>
        <source>Đã nhấc {count} trang: V để đặt xuống, X để thôi</source>
        <translation>{count} pages picked up: V puts them down, X lets go</translation>
    </message>
</context>
<context>
    <name>PastedCard</name>
    <message>
        <source>Chưa dùng: {rest}</source>
        <translation>Not used: {rest}</translation>
    </message>
    <message>
        <source>Đã dán vào {n} mục</source>
        <translation>Pasted into {n} fields</translation>
    </message>
    <message>
        <source>Đã lấy {n} mục từ mã QR của thẻ</source>
        <translation>{n} fields taken from the card&apos;s QR</translation>
    </message>
    <message>
        <source>Từng mục còn chờ Enter. Ctrl Z trả lại như trước khi dán.</source>
        <translation>Each field still waits for Enter. Ctrl Z takes the paste back.</translation>
    </message>
</context>
<context>
    <name>ReviewTyping</name>
    <message>
        <source>Dòng vừa dán khớp cả {n} mục</source>
        <translation>The pasted line agrees in all {n} fields</translation>
    </message>
    <message>
        <source>Đã dán vào {n} mục</source>
        <translation>Pasted into {n} fields</translation>
    </message>
    <message>
        <source>Hiểu là {day}</source>
        <translation>Understood as {day}</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>Điền chữ đã bôi vào ô đang kiểm</source>
        <translation>Put the selected words into the field</translation>
    </message>
</context>
<context>
    <name>SlotMoving</name>
    <message>
        <source>Nhấc giấy của mục này lên, hoặc thôi</source>
        <translation>Pick the paper of this slot up, or let go</translation>
    </message>
    <message>
        <source>Đặt giấy đã nhấc vào mục này</source>
        <translation>Put the paper picked up into this slot</translation>
    </message>
    <message>
        <source>Đã chuyển giấy sang «{name}»</source>
        <translation>Moved the paper to «{name}»</translation>
    </message>
    <message>
        <source>Đã nhấc giấy của mục {place}: V để đặt vào mục khác, X để thôi</source>
        <translation>The paper of slot {place} is picked up: V puts it into another slot, X lets go</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>{n} gợi ý, Tab lấy dòng đầu</source>
        <translation>{n} suggestions, Tab takes the first</translation>
    </message>
    <message>
        <source>Tab lấy dòng đầu · ↓ rồi Enter lấy dòng khác</source>
        <translation>Tab takes the first · ↓ then Enter takes another</translation>
    </message>
    <message>
        <source>Đã gõ ở cơ quan này</source>
        <translation>Typed before in this office</translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message>
        <source>Về quầy</source>
        <translation>To the counter</translation>
    </message>
    <message>
        <source>Bảng ngày</source>
        <translation>Day board</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Tuần</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Ngày trước</source>
        <translation>Day before</translation>
    </message>
    <message>
        <source>Ngày sau</source>
        <translation>Next day</translation>
    </message>
    <message>
        <source>Về hôm nay</source>
        <translation>Back to today</translation>
    </message>
    <message>
        <source>In báo cáo</source>
        <translation>Print report</translation>
    </message>
    <message>
        <source>Xem bản sao</source>
        <translation>Show copies</translation>
    </message>
    <message>
        <source>Theo cán bộ</source>
        <translation>By officer</translation>
    </message>
    <message>
        <source>Tính lại</source>
        <translation>Count again</translation>
    </message>
    <message>
        <source>Dùng lại, không quét</source>
        <translation>Reused, not scanned</translation>
    </message>
    <message>
        <source>Mỗi bản sao chứng thực</source>
        <translation>Each certified copy</translation>
    </message>
    <message>
        <source>Số liệu tự lên khi có hồ sơ, giấy quét hay bản sao chứng thực. Bấm Page Up để xem ngày trước.</source>
        <translation>Figures come by themselves with dossiers, scans and certified copies. Press Page Up for the day before.</translation>
    </message>
    <message>
        <source>Hồ sơ theo giờ</source>
        <translation>Dossiers by hour</translation>
    </message>
    <message>
        <source>có dùng lại</source>
        <translation>with reuse</translation>
    </message>
    <message>
        <source>không dùng lại</source>
        <translation>without</translation>
    </message>
    <message>
        <source>Giây mỗi bản sao chứng thực theo ngày</source>
        <translation>Seconds per certified copy by day</translation>
    </message>
    <message>
        <source>trung vị</source>
        <translation>median</translation>
    </message>
    <message>
        <source>Thủ tục trong kỳ</source>
        <translation>Procedures</translation>
    </message>
    <message>
        <source>Chưa có hồ sơ nào.</source>
        <translation>No dossier yet.</translation>
    </message>
    <message>
        <source>Tuần trước</source>
        <translation>Week before</translation>
    </message>
    <message>
        <source>Tuần sau</source>
        <translation>Next week</translation>
    </message>
    <message>
        <source>Tháng trước</source>
        <translation>Month before</translation>
    </message>
    <message>
        <source>Tháng sau</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>số tính lúc {clock}</source>
        <translation>counted at {clock}</translation>
    </message>
    <message>
        <source>Đúng hẹn tháng {month}</source>
        <translation>On time, month {month}</translation>
    </message>
    <message>
        <source>Hôm nay chưa có việc nào</source>
        <translation>Nothing has been done today yet</translation>
    </message>
    <message>
        <source>Những ngày này không có việc nào</source>
        <translation>Nothing was done on these days</translation>
    </message>
    <message>
        <source>Bản sao theo giờ</source>
        <translation>Copies by hour</translation>
    </message>
    <message>
        <source>Bản sao theo ngày</source>
        <translation>Copies by day</translation>
    </message>
    <message>
        <source>Hồ sơ theo ngày</source>
        <translation>Dossiers by day</translation>
    </message>
    <message>
        <source>Xem hồ sơ</source>
        <translation>Show dossiers</translation>
    </message>
    <message>
        <source>Giây mỗi bản sao chứng thực, {days} ngày</source>
        <translation>Seconds per certified copy, {days} days</translation>
    </message>
    <message>
        <source>Thủ tục trong ngày</source>
        <translation>Procedures of the day</translation>
    </message>
    <message>
        <source>Thủ tục trong tuần</source>
        <translation>Procedures of the week</translation>
    </message>
    <message>
        <source>Thủ tục trong tháng</source>
        <translation>Procedures of the month</translation>
    </message>
    <message>
        <source>Cán bộ: giấy nhận, đã kiểm</source>
        <translation>Officers: taken in, checked</translation>
    </message>
    <message>
        <source>giấy · hồ sơ</source>
        <translation>papers · dossiers</translation>
    </message>
    <message>
        <source>hồ sơ · dùng lại</source>
        <translation>dossiers · reused</translation>
    </message>
    <message>
        <source>Theo thủ tục</source>
        <translation>By procedure</translation>
    </message>
    <message>
        <source>Báo cáo tháng {month}</source>
        <translation>Report of {month}</translation>
    </message>
</context>
<context>
    <name>BoardWaiting</name>
    <message>
        <source>Đang chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Không có việc nào đang chờ.</source>
        <translation>Nothing is waiting.</translation>
    </message>
    <message>
        <source>{count} việc</source>
        <translation>{count} to do</translation>
    </message>
</context>
<context>
    <name>board</name>
    <message>
        <source>hồ sơ</source>
        <translation>dossiers</translation>
    </message>
</context>
</TS>
