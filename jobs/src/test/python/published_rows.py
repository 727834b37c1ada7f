"""The rows of a published table as every client can write them, so that one hash says whether two read the same."""

import datetime
import decimal
import hashlib
from collections.abc import Iterable

Rows = Iterable[Iterable[object]]


def text(cell: object) -> str:
    """The cell as every client can write it: what it means, not how the client holds it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, decimal.Decimal):
        number = format(cell, "f")
        return (number.rstrip("0").rstrip(".") if "." in number else number) or "0"
    return str(cell)


def digest(table: dict, rows: Rows) -> str:
    """The SHA-256 of a table's rows in the order of its key."""
    names = [column["name"] for column in table["columns"]]
    key = [names.index(name) for name in table["key"]]
    lines = sorted(([text(cell) for cell in row] for row in rows), key=lambda row: [row[i] for i in key])
    content = hashlib.sha256()
    for line in lines:
        content.update(("\x1f".join(line) + "\n").encode())
    return content.hexdigest()
