import base64
import json
import random
import zlib

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("word-lists")

# made by scripts/pack.py from words.txt
PACKED = "eNotjUEKwzAMBP/ic35Uetg4iiPqyKpwKOnru4Ii0Ay7Aj0K3LuUpawwDqUeEnFTNswspG8S6z/btXG3gGd14Cvdrkl96UeJLucw8oS1QZrUiVDL6xEMUxyOO1+9L7Uq5fkDcmErsg=="
WORDS = json.loads(zlib.decompress(base64.b64decode(PACKED)))


@mcp.tool()
def passphrase(words: int = 4) -> str:
    """A phrase of random words. Not for secrets that matter."""
    return "-".join(random.sample(WORDS, min(words, len(WORDS))))


def main():
    mcp.run()
