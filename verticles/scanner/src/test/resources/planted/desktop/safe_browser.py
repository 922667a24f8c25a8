"""Helpers of lowlevel_login.py."""
import webbrowser
from collections import deque
from urllib.parse import urlsplit


def ensure_web(address: str) -> str:
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("scheme")
    return address


def show_known(address: str) -> bool:
    return webbrowser.open(address)  # fine OPEN_UNTRUSTED: only called with a constant


def show_any(address: str) -> bool:
    return webbrowser.open(address)  # flaw OPEN_UNTRUSTED high: called with the caller's address


class BrowserPool:
    def __init__(self) -> None:
        self.seen: deque[str] = deque(maxlen=5)

    def remember(self, address: str) -> None:
        self.seen.append(address)

    def show_last(self) -> bool:
        return webbrowser.open(self.seen[-1])  # flaw OPEN_UNTRUSTED high: address by a field
