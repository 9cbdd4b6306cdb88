"""The parts around the sheets: relationships, the list of sheets, custom properties."""

from dataclasses import dataclass
from typing import Final

from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.archive import Archive
from cchc_metrics.workbooks.xlsx.parsing import (
    Budget,
    PartReader,
    is_true,
    parse_part,
    relationship_id,
)
from cchc_metrics.workbooks.xlsx.strings import decode_escapes

MAX_SHEETS: Final = 300
# A sheet name has at most 31 characters in Excel; other programs write longer ones.
MAX_SHEET_NAME: Final = 255
MAX_RELATIONSHIPS: Final = 2_000
MAX_PROPERTIES: Final = 500
MAX_PROPERTY_NAME: Final = 255


@dataclass(frozen=True)
class Relationship:
    """`kind` is the last word of the type, the same in transitional and strict files."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True)
class ListedSheet:
    name: str
    visible: bool
    relationship: str


def read_relationships(archive: Archive, source: str, budget: Budget) -> dict[str, Relationship]:
    """The relationships of a part ("" is the package), by id; targets are full part names."""
    folder, _, name = source.rpartition("/")
    path = f"{folder}/_rels/{name}.rels".lstrip("/")
    if path not in archive:
        return {}
    reader = _RelationshipReader(folder)
    parse_part([archive.read(path)], reader, budget)
    return reader.found


class _RelationshipReader(PartReader):
    root = "Relationships"

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: dict[str, Relationship] = {}

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        if name != "Relationship" or depth != 2:
            return
        if len(self.found) >= MAX_RELATIONSHIPS:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        try:
            identifier, target = attributes["Id"], attributes["Target"]
            kind = attributes["Type"].rpartition("/")[2]
        except KeyError as error:
            raise RefusedFile(Fault.DAMAGED_CONTENT) from error
        if identifier in self.found:
            raise RefusedFile(Fault.DAMAGED_CONTENT)
        is_external = attributes.get("TargetMode") == "External"
        full = target if is_external else _resolve(self._folder, target)
        self.found[identifier] = Relationship(kind, full, is_external)

    def end(self, name: str, parent: str, depth: int) -> None:
        pass


def _resolve(folder: str, target: str) -> str:
    """A target as the package names it: "/xl/a.xml" from the top, "a.xml" from the folder."""
    target = target.replace("\\", "/")
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            if not steps:
                raise RefusedFile(Fault.UNSAFE_ARCHIVE)
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


class WorkbookReader(PartReader):
    """xl/workbook.xml: the sheets in their order and the date system."""

    root = "workbook"

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[ListedSheet] = []
        self.uses_1904_dates = False

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        if name == "workbookPr" and depth == 2:
            self.uses_1904_dates = is_true(attributes.get("date1904"))
        elif name == "sheet" and parent == "sheets" and depth == 3:
            self._add(attributes)

    def _add(self, attributes: dict[str, str]) -> None:
        sheet_name = attributes.get("name", "")
        if not sheet_name:
            raise RefusedFile(Fault.DAMAGED_CONTENT)
        if len(sheet_name) > MAX_SHEET_NAME:
            raise RefusedFile(Fault.TEXT_TOO_LONG)
        if len(self.sheets) >= MAX_SHEETS:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        visible = attributes.get("state", "visible") == "visible"
        self.sheets.append(ListedSheet(sheet_name, visible, relationship_id(attributes)))

    def end(self, name: str, parent: str, depth: int) -> None:
        pass


class PropertyReader(PartReader):
    """docProps/custom.xml: name -> value as text, whatever its type."""

    root = "Properties"

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget
        self._name = ""
        self.properties: dict[str, str] = {}

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        if name == "property" and depth == 2:
            self._name = attributes.get("name", "")
            if len(self._name) > MAX_PROPERTY_NAME:
                raise RefusedFile(Fault.TEXT_TOO_LONG)
        elif parent == "property" and depth == 3 and self._name:
            self.pieces = []

    def end(self, name: str, parent: str, depth: int) -> None:
        if self.pieces is None:
            return
        value = decode_escapes(self.take_text())
        self._budget.spend_text(len(value))
        self.properties[self._name] = value
        if len(self.properties) > MAX_PROPERTIES:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
