"""Every kind of problem a sheet can have: a stable code, its rule and how it is put right.

Errors block saving; warnings need the officer's reason; notes only tell how something was read.
"""

from cchc_metrics.workbooks.checking.foreign_rules import FOREIGN_RULES
from cchc_metrics.workbooks.checking.milestone_rules import MILESTONE_RULES
from cchc_metrics.workbooks.checking.rule import Rule, Severity

_EMPTY_OR_ZERO = (
    "Không phát sinh thì ghi 0; chưa có số liệu thì để trống và nêu lý do ở cột Ghi chú."
)

CATALOGUE: dict[str, Rule] = {
    # The sheet as a whole
    "E01": Rule(
        Severity.ERROR,
        "Tệp phải có bảng số liệu với các cột “Mã chỉ tiêu”, “Tử số”, “Mẫu số” (mẫu tháng)"
        " hoặc “Mã chỉ tiêu”, “Dòng”, “Tháng 1” … “Tháng 12” (mẫu năm); biểu của đơn vị phải có cột"
        " tên chỉ tiêu và cột số liệu.",
        "Tải mẫu ở trang Nộp số liệu, nhập số liệu vào mẫu rồi gửi lại.",
    ),
    "E02": Rule(
        Severity.ERROR,
        "Tệp phải là mẫu của đơn vị đang nộp: {expected}.",
        "Chọn đúng đơn vị, hoặc tải mẫu của {expected} rồi nhập lại.",
    ),
    "E03": Rule(
        Severity.ERROR,
        "Tệp phải là mẫu của kỳ đang nộp: {expected}.",
        "Chọn lại kỳ theo tệp, hoặc tải mẫu {expected} rồi nhập lại.",
    ),
    "E04": Rule(
        Severity.ERROR,
        "Tệp phải thuộc kế hoạch đang theo dõi: {expected}.",
        "Tải mẫu mới ở trang Nộp số liệu rồi nhập lại.",
    ),
    "E05": Rule(
        Severity.ERROR,
        "Kỳ số liệu của kế hoạch là {expected}; hai cách tính kỳ không được trộn lẫn.",
        "Tải mẫu mới, tổng hợp lại số liệu theo đúng các ngày in trên mẫu.",
    ),
    "E06": Rule(
        Severity.ERROR,
        "Dòng “Mẫu · …” phải khớp với thông tin mẫu lưu trong tệp: {expected}.",
        "Không sửa dòng “Mẫu · …”; tải đúng mẫu của đơn vị và của kỳ rồi nhập lại.",
    ),
    "E07": Rule(
        Severity.ERROR,
        "Phải biết tệp là của đơn vị nào và kỳ nào; tệp này không còn thông tin mẫu.",
        "Chọn đơn vị và kỳ khi nộp, hoặc tải mẫu mới rồi nhập lại.",
    ),
    "E08": Rule(
        Severity.ERROR,
        "Tệp phải có ít nhất một số liệu.",
        _EMPTY_OR_ZERO,
    ),
    "E09": Rule(
        Severity.ERROR,
        "Chưa nhận số liệu của kỳ chưa bắt đầu (kỳ này bắt đầu ngày {expected}).",
        "Xóa số liệu của kỳ này, hoặc kiểm tra lại kỳ của tệp.",
    ),
    "E10": Rule(
        Severity.ERROR,
        "Mã chỉ tiêu phải là một trong các chỉ tiêu đơn vị báo cáo: {expected}.",
        "Sửa lại mã theo mẫu, hoặc xóa dòng này.",
    ),
    "E11": Rule(
        Severity.ERROR,
        "Mỗi chỉ tiêu chỉ có một dòng; mã này đã có ở ô {expected}.",
        "Giữ lại một dòng đúng, xóa dòng thừa.",
    ),
    # One cell
    "E20": Rule(
        Severity.ERROR,
        "Ô này nhận số nguyên từ 0 trở lên.",
        "Nhập số đếm bằng chữ số. " + _EMPTY_OR_ZERO,
    ),
    "E21": Rule(
        Severity.ERROR,
        "Ô đang báo lỗi công thức của Excel, không phải số liệu.",
        "Sửa công thức, hoặc nhập thẳng con số.",
    ),
    "E22": Rule(
        Severity.ERROR,
        "Ô có công thức nhưng tệp không lưu kết quả.",
        "Mở tệp bằng Excel, bấm Lưu rồi gửi lại, hoặc nhập thẳng con số.",
    ),
    "E23": Rule(
        Severity.ERROR,
        "Excel đã đổi nội dung ô thành ngày tháng (có thể là {expected}).",
        "Định dạng ô là Số (Number), nhập lại số đếm.",
    ),
    "E25": Rule(Severity.ERROR, "Số đếm không được âm.", "Nhập lại số từ 0 trở lên."),
    "E26": Rule(
        Severity.ERROR,
        "Số đếm phải là số nguyên.",
        "Nhập số đếm (số hồ sơ, văn bản …), không nhập tỷ lệ{expected}.",
    ),
    "E27": Rule(
        Severity.ERROR,
        "Ô này nhận số đếm, không nhận tỷ lệ phần trăm.",
        "Nhập số đếm ở cột Tử số và cột Mẫu số; tỷ lệ do bảng tự tính.",
    ),
    "E28": Rule(
        Severity.ERROR,
        "Số đếm không được lớn hơn {expected}.",
        "Kiểm tra lại: có thể hai số đã nhập liền nhau.",
    ),
    # One row
    "E30": Rule(
        Severity.ERROR,
        "Tử số không được lớn hơn mẫu số ({expected}).",
        "Kiểm tra lại hai số; có thể đã nhập nhầm cột.",
    ),
    "E31": Rule(
        Severity.ERROR,
        "Phải nhập đủ cả tử số và mẫu số ({expected}).",
        "Nhập nốt số còn thiếu. " + _EMPTY_OR_ZERO,
    ),
    "E32": Rule(
        Severity.ERROR,
        "Tỷ lệ ghi trong tệp phải khớp với tử số chia mẫu số: {expected}.",
        "Sửa tử số, mẫu số, hoặc xóa tỷ lệ để bảng tự tính.",
    ),
    # Warnings
    "W01": Rule(
        Severity.WARNING,
        "Chỉ tiêu chưa có số liệu trong khi các chỉ tiêu khác đã có.",
        _EMPTY_OR_ZERO,
    ),
    "W02": Rule(
        Severity.WARNING,
        "Chỉ tiêu đơn vị phải báo cáo không có dòng nào trong tệp.",
        "Thêm lại dòng theo mẫu, hoặc nêu lý do chưa báo cáo.",
    ),
    "W03": Rule(
        Severity.WARNING,
        "Mẫu được tạo theo bản kế hoạch khác (đang theo dõi: bản {expected}).",
        "Nên tải mẫu mới; nếu số liệu vẫn đúng định nghĩa thì nêu lý do.",
    ),
    "W04": Rule(
        Severity.WARNING,
        "Dòng hoặc cột này đang bị ẩn nhưng có số liệu.",
        "Bỏ ẩn và kiểm tra lại, hoặc nêu lý do.",
    ),
    "W05": Rule(
        Severity.WARNING,
        "Số liệu khác thường: lớn gấp hoặc nhỏ hơn {expected} trở lên so với các tháng đã nộp.",
        "Kiểm tra có thừa hay thiếu chữ số không; nếu đúng thì nêu lý do.",
    ),
    "W06": Rule(
        Severity.WARNING,
        "Số lũy kế của chỉ tiêu này không giảm trong năm; tháng trước là {expected}.",
        "Nhập số lũy kế từ đầu năm, không nhập riêng phần của tháng; nếu đúng thì nêu lý do.",
    ),
    "W07": Rule(
        Severity.WARNING,
        "Kỳ số liệu chưa kết thúc (đến hết ngày {expected}).",
        "Nên gửi sau khi kỳ kết thúc; nếu gửi sớm thì nêu lý do và nộp lại khi có số đủ.",
    ),
    # Notes
    "N01": Rule(
        Severity.NOTE,
        "Ô là chữ, được đọc thành số {expected}.",
        "Nếu không đúng, nhập lại dưới dạng số.",
    ),
    "N02": Rule(
        Severity.NOTE,
        "Trang tính khác trong tệp không được đọc.",
        "Chỉ nhập số liệu vào trang “Số liệu”.",
    ),
    "N04": Rule(
        Severity.NOTE,
        "Chỉ tiêu chưa có số liệu, lý do đã nêu ở cột Ghi chú: {expected}.",
        "Bổ sung khi có số liệu.",
    ),
    "N05": Rule(
        Severity.NOTE,
        "Tháng này để trống trong tệp nhưng đã có số liệu lưu trước đó; số đã lưu được giữ nguyên.",
        "Muốn thay số đã lưu, nhập số đúng của tháng này rồi gửi lại.",
    ),
    "N03": Rule(
        Severity.NOTE,
        "Tệp có macro; macro không bao giờ được chạy ở đây.",
        "Nên lưu tệp ở dạng .xlsx.",
    ),
} | (FOREIGN_RULES | MILESTONE_RULES)
