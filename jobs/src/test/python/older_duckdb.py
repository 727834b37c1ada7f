"""Reads a publication with a DuckDB that is older than the one which wrote it, and prints what it read.

Usage: older_duckdb.py FOLDER, the folder of a publication. The answer is JSON as that of published_clients.py. It reads
Delta too: the extension for it comes as a package for this version, and nothing is fetched.
"""

import importlib.resources
import json
import pathlib
import sys

import duckdb
from published_rows import digest

FOLDER = pathlib.Path(sys.argv[1])
TABLES = json.loads((FOLDER / "manifest.json").read_text())["published"]


def main() -> None:
    extension = next(pathlib.Path(str(importlib.resources.files("duckdb_extension_delta"))).rglob("*.duckdb_extension"))
    duckdb.sql(f"load '{extension}'")
    delta = {
        name: digest(table, duckdb.sql(f"from delta_scan('{FOLDER / table['delta']}')").fetchall())
        for name, table in TABLES.items()
    }
    with duckdb.connect(str(FOLDER / "kith.duckdb"), read_only=True) as connection:
        own = {name: digest(table, connection.sql(f"from {name}").fetchall()) for name, table in TABLES.items()}
    json.dump({"read": {"DuckDB 1.5, Delta": delta, "DuckDB 1.5, its own file": own}}, sys.stdout)


main()
