"""Names of fonts of before Unicode: .VnTime and its kind (TCVN3), VNI-Times and its kind (VNI)."""

import re

TCVN3_FONT = re.compile(r"\.Vn", re.IGNORECASE)
VNI_FONT = re.compile(r"VNI\b", re.IGNORECASE)
CAPITAL_FONT = re.compile(r"\.Vn\w*H$", re.IGNORECASE)  # shows small letters as capitals


def is_old_font(name: str) -> bool:
    return TCVN3_FONT.match(name) is not None or VNI_FONT.match(name) is not None
