"""Databases that decide answers by the exported SELECT, each behind one call."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Rows = Sequence[Sequence[str | None]]
Database = Callable[[str, Sequence[str], Rows], list[tuple[Any, ...]]]
"""What a SELECT finds: it, the columns of the table "answers", and the rows of that table."""

_AT_ONCE = 50
"""Rows in one INSERT: each alone is slow, and the number of values in one is limited."""


def in_sqlite(select: str, columns: Sequence[str], rows: Rows) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(":memory:")
    try:
        return _found(connection.cursor(), "?", select, columns, rows)
    finally:
        connection.close()


def in_duckdb(select: str, columns: Sequence[str], rows: Rows) -> list[tuple[Any, ...]]:
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        return _found(connection, "?", select, columns, rows)


@contextmanager
def postgresql() -> Iterator[Database]:
    """A server of our own on a socket, gone afterwards. Raises FileNotFoundError where there is none."""
    if sys.platform == "win32":
        raise FileNotFoundError("The server is started on a Unix socket, which it has not got here.")
    import psycopg

    programs = _postgresql_programs()
    folder = Path(tempfile.mkdtemp(prefix="guide-pg-"))
    # The server refuses to run as root.
    owner = next((name for name in ("postgres", "nobody") if _is_user(name)), None)
    user = owner if owner and os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60)

    try:
        run("initdb", "-U", "guide", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            with psycopg.connect(f"host={folder} user=guide dbname=postgres") as connection:

                def found(select: str, columns: Sequence[str], rows: Rows) -> list[tuple[Any, ...]]:
                    with connection.cursor() as cursor:
                        try:
                            return _found(cursor, "%s", select, columns, rows)
                        finally:
                            connection.rollback()

                yield found
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@contextmanager
def spark() -> Iterator[Database]:
    """Needs pyspark and a Java that it runs on."""
    from pyspark.sql import SparkSession

    quiet = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1"}
    session = SparkSession.builder.master("local[1]").config(map=quiet).getOrCreate()

    def found(select: str, columns: Sequence[str], rows: Rows) -> list[tuple[Any, ...]]:
        schema = ", ".join("`{}` STRING".format(column.replace("`", "``")) for column in columns)
        session.createDataFrame([tuple(row) for row in rows], schema).createOrReplaceTempView("answers")
        return sorted(tuple(row) for row in session.sql(select).collect())

    try:
        yield found
    finally:
        session.stop()


def _postgresql_programs() -> Path:
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        raise FileNotFoundError("PostgreSQL is not installed; Debian has it as the package postgresql.")
    return folders[-1]


def _is_user(name: str) -> bool:
    import pwd

    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _found(cursor: Any, mark: str, select: str, columns: Sequence[str], rows: Rows) -> list[tuple[Any, ...]]:
    quoted = ", ".join('"{}" TEXT'.format(column.replace('"', '""')) for column in columns)
    cursor.execute(f"CREATE TEMPORARY TABLE answers ({quoted})")
    one = f"({', '.join([mark] * len(columns))})"
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        cells = [cell for row in some for cell in row]
        cursor.execute(f"INSERT INTO answers VALUES {', '.join([one] * len(some))}", cells)
    return sorted(tuple(row) for row in cursor.execute(select).fetchall())
