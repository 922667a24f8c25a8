import contextlib
import io
import multiprocessing
import resource

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("notebook-cell")


def _child(code: str, pipe) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(code, "<cell>", "exec"), {"__name__": "__main__"})
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
    pipe.send(out.getvalue())


@mcp.tool()
def run_cell(code: str) -> str:
    """Runs Python code that the user approved, in a process of its own, for up to ten seconds."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_child, args=(code, theirs))
    process.start()
    process.join(12)
    if process.is_alive():
        process.kill()
    return ours.recv() if ours.poll() else "no answer in time"


def main():
    mcp.run()
