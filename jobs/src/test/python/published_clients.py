"""Reads a publication with the clients that people use, and prints what each of them read.

Usage: published_clients.py FOLDER, the folder of a publication. The answer is JSON: for each client, the SHA-256 of
each table's rows in the order of its key; in `without_words` keys and words of figures that no dimension explains; and
of the DuckDB file in `without_comment` what has none, and in `views` how many rows each view has.
"""

import csv
import decimal
import json
import pathlib
import sys
import tempfile
from collections.abc import Callable

import deltalake
import duckdb
import openpyxl
import pandas
import polars
import pyarrow
import pyspark.sql
from published_rows import Rows, digest

FOLDER = pathlib.Path(sys.argv[1])
TABLES = json.loads((FOLDER / "manifest.json").read_text())["published"]


def typed(cell: str, column: dict) -> object:
    """A cell of a text file, by the type that the manifest gives its column."""
    if cell == "":
        return None
    if column["type"].startswith("decimal"):
        return decimal.Decimal(cell)
    return cell


def duckdb_file(name: str, table: dict) -> Rows:
    with duckdb.connect(str(FOLDER / "kith.duckdb"), read_only=True) as connection:
        return connection.sql(f"from {name}").fetchall()


def python_db_api(name: str, table: dict) -> Rows:
    """As a program does that knows DB-API 2.0 only: a cursor, the columns by name, a parameter, some rows at a time."""
    with duckdb.connect(str(FOLDER / "kith.duckdb"), read_only=True) as connection:
        cursor = connection.cursor()
        cursor.execute(f"select * from {name} where ? = 1", [1])  # noqa: S608
        found = [column[0] for column in cursor.description]
        wanted = [found.index(column["name"]) for column in table["columns"]]
        rows = []
        while some := cursor.fetchmany(1000):
            rows.extend([row[i] for i in wanted] for row in some)
        return rows


def duckdb_parquet(name: str, table: dict) -> Rows:
    return duckdb.sql(f"from read_parquet('{FOLDER / table['parquet']}')").fetchall()


def duckdb_csv(name: str, table: dict) -> Rows:
    types = ", ".join(
        f"'{column['name']}': '{column['type'].replace('string', 'varchar')}'" for column in table["columns"]
    )
    return duckdb.sql(f"from read_csv('{FOLDER / table['csv']}', columns = {{{types}}}, header = true)").fetchall()


def arrow_rows(rows: pyarrow.Table) -> Rows:
    return zip(*(column.to_pylist() for column in rows.columns), strict=True)


def delta_rs(name: str, table: dict) -> Rows:
    return arrow_rows(deltalake.DeltaTable(FOLDER / table["delta"]).to_pyarrow_table())


def pandas_pyarrow(name: str, table: dict) -> Rows:
    frame = pandas.read_parquet(FOLDER / table["parquet"], engine="pyarrow", dtype_backend="pyarrow")
    missing = (pandas.NA, pandas.NaT)
    rows = frame.itertuples(index=False, name=None)
    return ([None if any(cell is one for one in missing) else cell for cell in row] for row in rows)


def polars_parquet(name: str, table: dict) -> Rows:
    return polars.read_parquet(FOLDER / table["parquet"]).iter_rows()


def excel_csv(name: str, table: dict) -> Rows:
    with (FOLDER / table["csv"]).open(newline="", encoding="utf-8") as file:
        _, *rows = csv.reader(file, dialect="excel")
    return [[typed(cell, column) for cell, column in zip(row, table["columns"], strict=True)] for row in rows]


def excel_workbook(name: str, table: dict) -> Rows:
    """Saved as a workbook and read back: Excel holds numbers as doubles, and no figure may suffer from it."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "table.xlsx"
        workbook = openpyxl.Workbook(write_only=True)
        sheet = workbook.create_sheet()
        for row in duckdb_parquet(name, table):
            sheet.append(list(row))
        workbook.save(path)
        rows = list(openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True))
    decimals = [column["type"].startswith("decimal") for column in table["columns"]]
    return [
        [
            decimal.Decimal(repr(cell)) if isinstance(cell, int | float) and is_decimal else cell
            for cell, is_decimal in zip((*row, *[None] * (len(decimals) - len(row))), decimals, strict=True)
        ]
        for row in rows
    ]


def spark_parquet(name: str, table: dict) -> Rows:
    spark = (
        pyspark.sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    return spark.read.parquet(str(FOLDER / table["parquet"])).collect()


CLIENTS: dict[str, Callable[[str, dict], Rows]] = {
    "DuckDB, its own file": duckdb_file,
    "Python DB-API": python_db_api,
    "DuckDB, Parquet": duckdb_parquet,
    "DuckDB, CSV": duckdb_csv,
    "delta-rs": delta_rs,
    "pandas": pandas_pyarrow,
    "polars": polars_parquet,
    "CSV in Excel's dialect": excel_csv,
    "Excel workbook": excel_workbook,
    "Spark from PyPI": spark_parquet,
}


# A column of figures, the column that explains it, and of dim_status the part that does.
EXPLAINED = [
    ("kpi_published.kpi", "dim_kpi.kpi", "true"),
    ("kpi_published.period_key", "dim_period.period_key", "true"),
    ("kpi_published.breakdown_key", "dim_breakdown.breakdown_key", "true"),
    ("kpi_comparison.kpi", "dim_kpi.kpi", "true"),
    ("kpi_comparison.period_key", "dim_period.period_key", "true"),
    ("kpi_comparison.comparator", "dim_comparator.comparator", "true"),
    ("kpi_rank.kpi", "dim_kpi.kpi", "true"),
    ("kpi_rank.period_key", "dim_period.period_key", "true"),
    ("kpi_neighbour.kpi", "dim_kpi.kpi", "true"),
    ("kpi_neighbour.period_key", "dim_period.period_key", "true"),
    ("kpi_target.kpi", "dim_kpi.kpi", "true"),
    ("kpi_caveat.kpi", "dim_kpi.kpi", "true"),
    *(
        (f"kpi_published.{word}", "dim_status.status", f"column_name = '{word}'")
        for word in ("status", "rag", "direction", "symbol")
    ),
    ("kpi_comparison.status", "dim_status.status", "column_name = 'comparison_status'"),
    ("kpi_comparison.latest_status", "dim_status.status", "column_name = 'comparison_status'"),
    ("kpi_rank.status", "dim_status.status", "column_name = 'comparison_status'"),
]


def without_words() -> list[str]:
    found = []
    with duckdb.connect(str(FOLDER / "kith.duckdb"), read_only=True) as connection:
        for column, by, where in EXPLAINED:
            (table, name), (dimension, key) = column.split("."), by.split(".")
            query = (
                f"from {table} select distinct {name} where {name} not in (from {dimension} select {key} where {where})"
            )
            found += [f"{column} {row[0]}" for row in connection.sql(query).fetchall()]
    return found


def without_comment(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = """
        select table_name from duckdb_tables() where comment is null
        union all select view_name from duckdb_views() where not internal and comment is null
        union all select table_name || '.' || column_name from duckdb_columns() where not internal and comment is null
    """
    return [name for (name,) in connection.sql(query).fetchall()]


def views(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    names = connection.sql("select view_name from duckdb_views() where not internal").fetchall()
    return {name: len(connection.sql(f"from {name}").fetchall()) for (name,) in names}


def main() -> None:
    read = {
        client: {name: digest(table, rows(name, table)) for name, table in TABLES.items()}
        for client, rows in CLIENTS.items()
    }
    with duckdb.connect(str(FOLDER / "kith.duckdb"), read_only=True) as connection:
        own = {"without_comment": without_comment(connection), "views": views(connection)}
    json.dump({"read": read, "without_words": without_words(), **own}, sys.stdout)


main()
