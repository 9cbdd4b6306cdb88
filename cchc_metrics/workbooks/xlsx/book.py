"""Bytes of an .xlsx or .xlsm -> `Book`, with limits on everything a file could multiply.

Standard library only. Raises RefusedFile for every file that is not read completely and exactly:
no part is skipped in silence, no value replaced. Limits stand at the top of the modules that keep
them (`archive` and the modules of the parts). Formulas are never computed, macros and links never
opened. Runs in the reading process; `open` is the door for everyone else.
"""

from collections.abc import Iterable, Iterator

from cchc_metrics.workbooks.grid import Book, Sheet
from cchc_metrics.workbooks.refusals import Fault, RefusedFile, place_of
from cchc_metrics.workbooks.xlsx.archive import Archive
from cchc_metrics.workbooks.xlsx.cells import CellValues
from cchc_metrics.workbooks.xlsx.ghosts import without_ghost_rows
from cchc_metrics.workbooks.xlsx.package import (
    ListedSheet,
    PropertyReader,
    Relationship,
    WorkbookReader,
    read_relationships,
)
from cchc_metrics.workbooks.xlsx.parsing import Budget, parse_part
from cchc_metrics.workbooks.xlsx.plain_rows import read_plain_rows
from cchc_metrics.workbooks.xlsx.sheet import SheetReader
from cchc_metrics.workbooks.xlsx.strings import SharedStringReader
from cchc_metrics.workbooks.xlsx.styles import CellFormat, StyleReader

# Sheets of these kinds hold no cells, or the cells of an Excel 4 macro.
_SHEETS_WITHOUT_CELLS = frozenset({"chartsheet", "dialogsheet"})
_MACRO_SHEETS = frozenset({"xlMacrosheet", "xlIntlMacrosheet"})


def read_book(data: bytes, budget: Budget | None = None) -> Book:
    archive = Archive(data)
    budget = budget or Budget()
    package = read_relationships(archive, "", budget)
    main = _target_of_kind(package, "officeDocument")
    if main is None or main not in archive:
        raise RefusedFile(Fault.DAMAGED_CONTENT)
    return _WorkbookParts(archive, budget, main).book(_properties(archive, budget, package))


class _WorkbookParts:
    """What all sheets of one workbook share."""

    def __init__(self, archive: Archive, budget: Budget, main: str) -> None:
        self._archive = archive
        self._budget = budget
        self._relationships = read_relationships(archive, main, budget)
        self._workbook = WorkbookReader()
        parse_part([archive.read(main)], self._workbook, budget)
        self._values = CellValues(
            self._read_strings(), self._read_formats(), self._workbook.uses_1904_dates
        )

    def book(self, properties: dict[str, str]) -> Book:
        listed = [(sheet, self._relationship(sheet)) for sheet in self._workbook.sheets]
        _refuse_repeated(sheet.name.casefold() for sheet, _ in listed)
        _refuse_repeated(relationship.target.lower() for _, relationship in listed)
        sheets = tuple(
            self._read_sheet(sheet, relationship)
            for sheet, relationship in listed
            if relationship.kind not in _SHEETS_WITHOUT_CELLS | _MACRO_SHEETS
        )
        if not sheets:
            raise RefusedFile(Fault.NO_WORKSHEET)
        has_macro_sheet = any(relationship.kind in _MACRO_SHEETS for _, relationship in listed)
        has_macros = self._archive.has_macros or has_macro_sheet
        return Book(sheets, properties, has_macros)

    def _read_strings(self) -> list[str]:
        """A workbook whose texts are all in the cells has no table; some writers still list it."""
        target = _target_of_kind(self._relationships, "sharedStrings")
        if target is None or target not in self._archive:
            return []
        reader = SharedStringReader(self._budget)
        parse_part([self._archive.read(target)], reader, self._budget)
        return reader.strings

    def _read_formats(self) -> list[CellFormat]:
        target = _target_of_kind(self._relationships, "styles")
        if target is None or target not in self._archive:
            return []
        reader = StyleReader()
        parse_part([self._archive.read(target)], reader, self._budget)
        return reader.formats

    def _relationship(self, sheet: ListedSheet) -> Relationship:
        relationship = self._relationships.get(sheet.relationship)
        if relationship is None:
            raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(sheet.name))
        return relationship

    def _read_sheet(self, listed: ListedSheet, relationship: Relationship) -> Sheet:
        if relationship.is_external or relationship.target not in self._archive:
            raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(listed.name))
        reader = SheetReader(listed.name, self._values, self._budget)
        part = self._archive.read(relationship.target)
        try:
            parse_part(self._pieces(part, reader), reader, self._budget)
        except RefusedFile as refused:
            # Limits know no sheet; whoever has to mend the file wants to know which.
            raise RefusedFile(refused.fault, refused.place or place_of(listed.name)) from refused
        return reader.sheet(listed.visible)

    def _pieces(self, part: bytes, reader: SheetReader) -> Iterator[bytes | memoryview]:
        """The part for the parser, without the rows that need none."""
        rows = read_plain_rows(part, self._values)
        if rows is None:
            yield from without_ghost_rows(part)
            return
        yield memoryview(part)[: rows.start]
        # Plain to look at, they may still be of another namespace, or too many.
        if not reader.is_in_rows or not rows.fits(self._budget):
            yield memoryview(part)[rows.start :]
            return
        rows.spend(self._budget)
        reader.take(rows.cells, rows.old_fonts, rows.hidden_rows)
        yield memoryview(part)[rows.end :]


def _refuse_repeated(names: Iterable[str]) -> None:
    """Two sheets with one name cannot be told apart; two on one part read it twice over."""
    listed = list(names)
    if len(set(listed)) < len(listed):
        raise RefusedFile(Fault.DAMAGED_CONTENT)


def _properties(
    archive: Archive, budget: Budget, package: dict[str, Relationship]
) -> dict[str, str]:
    target = _target_of_kind(package, "custom-properties", "customProperties")
    if target is None or target not in archive:
        return {}
    reader = PropertyReader(budget)
    parse_part([archive.read(target)], reader, budget)
    return reader.properties


def _target_of_kind(relationships: dict[str, Relationship], *kinds: str) -> str | None:
    for relationship in relationships.values():
        if relationship.kind in kinds and not relationship.is_external:
            return relationship.target
    return None
