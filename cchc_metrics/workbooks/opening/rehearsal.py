"""Reads a workbook of our own, so that a reader that stands ready does nothing for the first time.

Half of what a department's sheet takes is the interpreter seeing each step once.
"""

import io
import zipfile
from typing import Final

from cchc_metrics.workbooks.opening import reader_process
from cchc_metrics.workbooks.xlsx.parsing import MAX_CELLS

_READER: Final = "cchc_metrics.workbooks.xlsx.book"
_MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_ROW: Final = (
    '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c><c r="B{0}"><v>{0}</v></c>'
    '<c r="C{0}" s="0"><f>B{0}/2</f><v>{0}.5</v></c></row>'
)
_PARTS: Final = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": f'<Relationships {_PACKAGE}><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f"<Relationships {_PACKAGE}>"
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="r3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/sharedStrings.xml": f"<sst {_MAIN}><si><t>Số</t></si></sst>",
    "xl/styles.xml": f'<styleSheet {_MAIN}><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>"
    f"{''.join(map(_ROW.format, range(1, 20)))}</sheetData></worksheet>",
}


def rehearse() -> bytes:
    """The workbook as it was read."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content)
    return reader_process.run(buffer.getvalue(), [_READER, str(MAX_CELLS)])
