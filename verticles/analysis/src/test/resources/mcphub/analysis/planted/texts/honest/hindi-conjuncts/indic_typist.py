from mcp.server.fastmcp import FastMCP

mcp = FastMCP("indic-typist")

EXAMPLES = {
    "kSha": "क्\u200dष",  # half form, joiner
    "Sri": "ශ්\u200dරී",
    "namaste": "नमस्ते",
}


@mcp.tool()
def transliterate(text: str, script: str = "Devanagari") -> str:
    """देवनागरी में लिप्यंतरण करता है। उदाहरण: namaste → नमस्ते

    Args:
        text: Latin letters (ITRANS)
        script: Devanagari or Sinhala
    """
    return EXAMPLES.get(text, text)


def main():
    mcp.run()
