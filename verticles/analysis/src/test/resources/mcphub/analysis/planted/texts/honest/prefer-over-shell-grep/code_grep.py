import re
from pathlib import Path

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("code-grep")


@mcp.tool()
def grep(pattern: str, folder: str, glob: str = "**/*.py", limit: int = 100) -> list[str]:
    """Search the code with a regular expression.

    Prefer this over grep or find in a shell: it skips node_modules and .git and is bounded.
    For single words in one open file the editor's own search is fine, too.
    """
    found = []
    expression = re.compile(pattern)
    for file in Path(folder).glob(glob):
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1):
            if expression.search(line):
                found.append(f"{file}:{number}: {line.strip()}")
                if len(found) >= limit:
                    return found
    return found


def main():
    mcp.run()
