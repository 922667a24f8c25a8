"""Guards of guard_server.py."""
from pathlib import Path

ROOT = Path("/srv/store").resolve()


def guard(name: str) -> Path:
    full = (ROOT / name).resolve()
    if not full.is_relative_to(ROOT):
        raise PermissionError("not in the store")
    return full


def loose_guard(name: str) -> Path:
    full = (ROOT / name).resolve()
    if not str(full).startswith(str(ROOT)):  # flaw PATH_TRAVERSAL high: prefix without separator in a shared guard
        raise PermissionError("not in the store")
    return full


def join_root(name: str) -> Path:
    return ROOT / name


class FileStore:
    def __init__(self, root: str) -> None:
        self._root = Path(root)

    def put(self, key: str, value: str) -> None:
        (self._root / (key + ".json")).write_text(value)  # flaw PATH_TRAVERSAL high: key of the caller in another file

    def put_numbered(self, number: int, value: str) -> None:
        name = f"{int(number):08d}.json"
        (self._root / name).write_text(value)  # fine PATH_TRAVERSAL: number
