"""The words in which a proposal speaks: where, what, how found, what a cell says."""

from enum import StrEnum


class Source(StrEnum):
    """Where a month or a department was found; the officer is told."""

    TITLE = "title"
    HEADER = "header"
    SHEET_NAME = "sheet name"
    FILE_NAME = "file name"


class Role(StrEnum):
    """What a column holds; numbers are only taken from the last four."""

    ORDER = "order"
    CODE = "code"
    LABEL = "label"
    UNIT = "unit"
    TARGET = "target"
    NOTE = "note"
    OTHER = "other"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    RATE = "rate"
    VALUE = "value"  # numerator, denominator or rate, as the row's label says


class Part(StrEnum):
    """Which part of an indicator a row speaks of; WHOLE has its parts in columns."""

    WHOLE = "whole"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    RATE = "rate"


class MatchKind(StrEnum):
    """How a row's indicator was found; NEAR has to be confirmed, NONE is left out."""

    CODE = "code"
    NAME = "name"
    REMEMBERED = "remembered"
    CONTEXT = "context"  # "Tử số" below the row that names the indicator
    NEAR = "near"
    NONE = "none"


class State(StrEnum):
    """What a number's cell says: a value (0 is one), one of four kinds of nothing, or unclear."""

    VALUE = "value"
    BLANK = "blank"
    NOT_ARISEN = "not arisen"  # "-", "không", "KPS"
    NOT_APPLICABLE = "not applicable"  # "x"
    NOT_AVAILABLE = "not available"  # "…", "chưa có"
    UNCLEAR = "unclear"


class Legacy(StrEnum):
    """Fonts of before Unicode, which show other letters than the file holds."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
