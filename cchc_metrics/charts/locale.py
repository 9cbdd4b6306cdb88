"""What plotly needs to speak Vietnamese in the browser, with nothing fetched from outside."""

from typing import Any

_DAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"]
_SHORT_DAYS = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"]
_DICTIONARY = {
    "Autoscale": "Tự chỉnh khung",
    "Box Select": "Chọn theo khung",
    "Compare data on hover": "So sánh khi rê chuột",
    "Double-click to zoom back out": "Nhấp đúp để thu về",
    "Download plot": "Tải hình về máy",
    "Download plot as a png": "Tải hình PNG về máy",
    "Download plot as a PNG": "Tải hình PNG về máy",
    "Lasso Select": "Chọn tự do",
    "Pan": "Kéo",
    "Reset": "Đặt lại",
    "Reset axes": "Đặt lại trục",
    "Show closest data on hover": "Hiện số liệu gần nhất",
    "Snapshot succeeded": "Đã tạo hình",
    "Sorry, there was a problem downloading your snapshot!": "Không tải được hình.",
    "Taking snapshot - this may take a few seconds": "Đang tạo hình, xin chờ vài giây",
    "Toggle Spike Lines": "Bật/tắt đường gióng",
    "Zoom": "Phóng to",
    "Zoom in": "Phóng to",
    "Zoom out": "Thu nhỏ",
}

PLOTLY_CONFIG: dict[str, Any] = {
    "locale": "vi",
    "locales": {
        "vi": {
            "dictionary": _DICTIONARY,
            "format": {
                "days": _DAYS,
                "shortDays": _SHORT_DAYS,
                "months": [f"Tháng {month}" for month in range(1, 13)],
                "shortMonths": [f"T{month}" for month in range(1, 13)],
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": ".",
            },
        }
    },
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    # Only the picture for a slide is left; there is nothing to zoom or select.
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "filename": "bieu-do-cchc", "scale": 2},
}
