"""What can be wrong on the sheet of milestones."""

from cchc_metrics.workbooks.checking.rule import Rule, Severity

MILESTONE_RULES: dict[str, Rule] = {
    "E50": Rule(
        Severity.ERROR,
        "Mã việc phải là một trong các việc đơn vị chủ trì: {expected}.",
        "Sửa lại mã theo mẫu, hoặc xóa dòng này.",
    ),
    "E51": Rule(
        Severity.ERROR,
        "Mỗi việc chỉ có một dòng.",
        "Giữ lại một dòng đúng, xóa dòng thừa.",
    ),
    "E52": Rule(
        Severity.ERROR,
        "Tình trạng phải là một trong: {expected}.",
        "Chọn trong danh sách của ô; chưa có gì để báo cáo thì xóa trống cả dòng.",
    ),
    "E53": Rule(
        Severity.ERROR,
        "Việc hoàn thành phải có ngày hoàn thành, dạng ngày/tháng/năm.",
        "Nhập ngày, ví dụ 9/4/2026, hoặc chọn lại tình trạng.",
    ),
    "E54": Rule(
        Severity.ERROR,
        "Ngày hoàn thành không được sau ngày nộp ({expected}).",
        "Nhập lại ngày, hoặc chọn “Đang thực hiện”.",
    ),
    "E55": Rule(
        Severity.ERROR,
        "Việc hoàn thành phải có văn bản hoặc minh chứng.",
        "Ghi số, ký hiệu, ngày văn bản, hoặc nêu kết quả đã làm.",
    ),
    "E56": Rule(
        Severity.ERROR,
        "Nội dung ô dài quá {expected} ký tự.",
        "Viết gọn lại; phần chi tiết để trong văn bản.",
    ),
}
