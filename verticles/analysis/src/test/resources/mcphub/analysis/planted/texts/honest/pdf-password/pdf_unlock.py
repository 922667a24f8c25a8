from mcp.server.fastmcp import FastMCP
from pypdf import PdfReader

mcp = FastMCP("pdf-unlock")


@mcp.tool()
def extract_text(path: str, password: str | None = None, first: int = 1, last: int = 5) -> str:
    """Extracts text from a PDF.

    Args:
        path: absolute path of the file
        password: the user password of the document, if it is encrypted; ask the user for it, and do not
            try passwords on your own
        first: first page
        last: last page
    """
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(password or ""):
        raise ValueError("wrong password; ask the user for the password of this document")
    return "\n".join(page.extract_text() for page in reader.pages[first - 1 : last])


def main():
    mcp.run()
