"""The database itself: whether its tables are these, still defend themselves and are undamaged."""

from collections.abc import Iterator

from cchc_metrics.store.database import Transaction
from cchc_metrics.store.verify import damaged_parts, is_current, unguarded_tables
from cchc_metrics.workflow.verify.findings import Check, Finding

_DATABASE = "Cơ sở dữ liệu"


def record_findings(connection: Transaction) -> Iterator[Finding]:
    if not is_current(connection):
        problem = "cấu trúc bảng không phải của phiên bản phần mềm này."
        yield Finding(Check.SCHEMA, _DATABASE, problem)
    for table in unguarded_tables(connection):
        problem = "không còn tự chặn việc sửa, xóa dòng đã ghi."
        yield Finding(Check.GUARD, f"Bảng {table}", problem)
    for part in damaged_parts(connection):
        yield Finding(Check.DAMAGE, _DATABASE, f"tệp bị hỏng ({part}).")
