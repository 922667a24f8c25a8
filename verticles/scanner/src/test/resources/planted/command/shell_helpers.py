"""Helpers of dispatch_media.py."""
import re
import subprocess
from typing import Callable

KNOWN_SERVICES = {"nginx", "redis"}
WORD = re.compile(r"[a-z]+")


def is_word(value: str) -> bool:
    return WORD.fullmatch(value) is not None


def require_word(value: str) -> str:
    if not is_word(value):
        raise ValueError("not a word")
    return value


def run_line(parts: list[str]) -> str:
    line = " ".join(parts)
    return subprocess.run(line, shell=True, capture_output=True, text=True).stdout  # flaw COMMAND_INJECTION high: joined list of another file


def run_constant(line: str) -> str:
    return subprocess.run(f"{line} 2>/dev/null", shell=True, capture_output=True, text=True).stdout  # fine COMMAND_INJECTION: only called with a constant


def in_container(container: str, script: str) -> str:
    command = ["docker", "exec", container, "sh", "-c", script]
    return subprocess.check_output(command, text=True)  # flaw COMMAND_INJECTION high: docker exec sh -c, called from another file


def later(command: str) -> Callable[[], str]:
    def inner() -> str:
        return subprocess.getoutput(command)  # flaw COMMAND_INJECTION high: returned closure runs the caller's command
    return inner
