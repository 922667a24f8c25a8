"""Phone tools: a class whose methods are registered, state in fields."""
import re
import subprocess
from contextlib import contextmanager
from typing import Literal

import paramiko
from fastmcp import FastMCP
from pydantic import BaseModel, Field

SAFE = re.compile(r"[A-Za-z0-9._]+")


class TapArgs(BaseModel):
    x: int
    y: int
    mode: Literal["tap", "swipe"] = "tap"


class LogArgs(BaseModel):
    tag: str = Field(min_length=1)
    level: str = Field(pattern=r"^[VDIWEF]$")


class Matcher:
    def system(self, pattern: str) -> int:
        return len(pattern)


class Device:
    options = {"shell": True, "capture_output": True}

    def __init__(self) -> None:
        self.serial = "emulator"
        self.queue: list[str] = []
        self.model = "pixel"

    def select(self, serial: str) -> str:
        self.serial = serial
        return "selected"

    def reboot(self) -> str:
        return self._run(f"adb -s {self.serial} reboot")

    def _run(self, line: str) -> str:
        return subprocess.check_output(line, shell=True).decode()  # flaw COMMAND_INJECTION high: line with a field set by another tool

    def _run_fixed(self, line: str) -> str:
        return subprocess.check_output(line, shell=True).decode()  # fine COMMAND_INJECTION: another `line`, only constants come here

    def battery(self) -> str:
        return self._run_fixed("adb shell dumpsys battery")

    def describe(self) -> str:
        return subprocess.getoutput("adb -d shell echo " + self.model)  # fine COMMAND_INJECTION: field that is a constant

    def tap(self, args: TapArgs) -> str:
        return subprocess.getoutput(f"adb shell input {args.mode} {args.x} {args.y}")  # fine COMMAND_INJECTION: int and Literal fields of a model

    def logs(self, args: LogArgs) -> str:
        return subprocess.getoutput(f"adb logcat -d -s {args.tag}:{args.level}")  # flaw COMMAND_INJECTION high: text field of a model

    def level(self, args: LogArgs) -> str:
        return subprocess.getoutput(f"adb logcat -d '*:{args.level}'")  # fine COMMAND_INJECTION: field with an anchored pattern

    def package(self, package: str) -> str:
        return subprocess.check_output(["adb", "shell", "pm dump " + package], text=True)  # flaw COMMAND_INJECTION high: adb shell is a second interpreter

    def pull(self, path: str) -> str:
        return subprocess.check_output(["adb", "pull", path, "/tmp/pulled"], text=True)  # fine COMMAND_INJECTION: list without a shell, no remote shell

    def enqueue(self, line: str) -> str:
        self.queue.append(line)
        return "queued"

    def flush(self) -> str:
        return "".join(subprocess.getoutput(line) for line in self.queue)  # flaw COMMAND_INJECTION high: lines queued in a field by another tool

    def search(self, word: str) -> str:
        done = subprocess.run("logcat -d | grep " + word, **self.options)  # flaw COMMAND_INJECTION high: shell by **options of the class
        return done.stdout.decode()

    def search_list(self, word: str) -> str:
        options = {**self.options, "shell": False}
        done = subprocess.run(["grep", "-c", "-e", word, "all.txt"], **options)  # fine COMMAND_INJECTION: the shell is switched off
        return done.stdout.decode()

    def uninstall(self, package: str) -> str:
        if SAFE.fullmatch(package) is None:
            raise ValueError("bad package")
        return subprocess.getoutput("adb uninstall " + package)  # fine COMMAND_INJECTION: fullmatch of a compiled pattern

    def install(self, package: str) -> str:
        if SAFE.search(package) is None:
            raise ValueError("bad package")
        return subprocess.getoutput("adb install " + package)  # flaw COMMAND_INJECTION high: search finds the pattern anywhere

    def matched(self, pattern: str) -> int:
        return Matcher().system(pattern)  # fine COMMAND_INJECTION: method named system of an own class

    @contextmanager
    def remote(self):
        client = paramiko.SSHClient()
        try:
            client.connect("farm.example.com")
            yield client
        finally:
            client.close()

    def farm_unit(self, unit: str) -> str:
        with self.remote() as client:
            _, out, _ = client.exec_command(f"journalctl -u {unit}")  # flaw COMMAND_INJECTION high: remote shell of paramiko
            return out.read().decode()

    def farm_tail(self, count: int) -> str:
        with self.remote() as client:
            _, out, _ = client.exec_command(f"tail -n {count} /var/log/syslog")  # fine COMMAND_INJECTION: int in a remote command
            return out.read().decode()


def build() -> FastMCP:
    mcp = FastMCP("device")
    device = Device()
    for method in (device.select, device.reboot, device.battery, device.describe, device.matched):
        mcp.tool(method)
    mcp.tool(device.tap)
    mcp.tool(device.logs, name="device_logs")
    mcp.tool(device.level)
    mcp.tool()(device.package)
    mcp.tool()(device.pull)
    mcp.tool(device.enqueue)
    mcp.tool(device.flush)
    mcp.tool(device.search)
    mcp.tool(device.search_list)
    mcp.tool(device.uninstall)
    mcp.tool(device.install)
    mcp.tool(device.farm_unit)
    mcp.tool(device.farm_tail)
    return mcp


build().run()
