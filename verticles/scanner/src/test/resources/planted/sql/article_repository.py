"""Repository of repo_server.py."""
import sqlite3
import time
from contextlib import contextmanager

COLUMNS = {"title": "title", "body": "body"}


def build_where(field: str, value: str) -> str:
    return f"WHERE {COLUMNS[field]} = '{value}'"


def build_where_bound(field: str, value: str) -> tuple[str, list[str]]:
    return f"WHERE {COLUMNS[field]} = ?", [value]


@contextmanager
def opened(name: str):
    conn = sqlite3.connect(name)
    try:
        yield conn
    finally:
        conn.close()


class Repository:
    def __init__(self, name: str) -> None:
        self.conn = sqlite3.connect(name)
        self.prefix = "a"

    def select(self, where: str) -> list:
        return self.conn.execute("SELECT * FROM articles " + where).fetchall()  # flaw SQL_INJECTION high: clause built by another function

    def select_bound(self, clause: str, params: list[str]) -> list:
        return self.conn.execute(f"SELECT * FROM articles {clause}", params).fetchall()  # fine SQL_INJECTION: constant clause, values bound

    def raw(self, statement: str, values: list[str] | None = None) -> list:
        return self.conn.execute(statement, values or []).fetchall()  # flaw SQL_INJECTION high: the caller's statement, values do not help

    def total(self, table: str) -> int:
        return self.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # fine SQL_INJECTION: only called with a constant

    def tables(self) -> list:
        return self.conn.execute("SELECT * FROM sqlite_master WHERE name LIKE '" + self.prefix + "%'").fetchall()  # flaw SQL_INJECTION high: field set by another tool

    def recent(self, hours: int = 24) -> list:
        limit = int(time.time()) - hours * 3600
        return self.conn.execute("SELECT * FROM articles WHERE at > %d" % limit).fetchall()  # fine SQL_INJECTION: own number
