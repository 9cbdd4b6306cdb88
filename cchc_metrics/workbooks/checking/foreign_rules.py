"""The kinds of problem that only an office's own sheet can have (see `foreign`)."""

from cchc_metrics.workbooks.checking.rule import Rule, Severity

FOREIGN_RULES: dict[str, Rule] = {
    "E40": Rule(
        Severity.ERROR,
        "Chỗ này phải do cán bộ xác nhận, hệ thống không tự đoán: {expected}.",
        "Trả lời câu hỏi này ở bảng xác nhận rồi lưu.",
    ),
    "E41": Rule(
        Severity.ERROR,
        "Số lũy kế chỉ đổi được thành số của tháng khi đã có số liệu các tháng trước: {expected}.",
        "Nộp số liệu các tháng còn thiếu trước, hoặc gửi tệp có đủ các tháng.",
    ),
    "E42": Rule(
        Severity.ERROR,
        "Số lũy kế không được nhỏ hơn tổng các tháng trước ({expected}).",
        "Kiểm tra lại số của tháng này và các tháng trước.",
    ),
    "E43": Rule(
        Severity.ERROR,
        "Số sửa tại chỗ phải là số nguyên từ 0 trở lên và phải có lý do.",
        "Gõ lại con số và ghi lý do sửa.",
    ),
    "E44": Rule(
        Severity.ERROR,
        "Chỉ tiêu này cần hai số: {expected}; ở đây chỉ thấy một.",
        "Chỉ rõ cột tử số và cột mẫu số, hoặc sửa tại chỗ theo dạng 12/15.",
    ),
    "E46": Rule(
        Severity.ERROR,
        "Tiêu đề cột ghi tháng khác với tháng đã chọn ({expected}).",
        "Chọn lại tháng theo tệp, hoặc sửa tiêu đề cột rồi gửi lại.",
    ),
    "N06": Rule(
        Severity.NOTE,
        "Ô không phải là số, nên không lấy số liệu: {expected}.",
        "Khi có số thì ghi số đếm; không phát sinh thì ghi 0.",
    ),
    "N07": Rule(
        Severity.NOTE,
        "Số lũy kế đã đổi thành số của tháng: {expected}.",
        "Nếu đây là số riêng của tháng thì trả lời lại câu hỏi về lũy kế.",
    ),
    "N08": Rule(
        Severity.NOTE,
        "Số đã được sửa tại chỗ khi nộp: {expected}.",
        "Sửa cả trong tệp của đơn vị để hai nơi khớp nhau.",
    ),
    "N09": Rule(
        Severity.NOTE,
        "Không lấy số liệu ở đây: {expected}.",
        "Nếu cần lấy, chỉ rõ ở bảng xác nhận.",
    ),
}
