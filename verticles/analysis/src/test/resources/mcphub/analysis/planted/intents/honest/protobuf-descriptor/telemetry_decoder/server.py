import base64

from google.protobuf.json_format import MessageToDict
from mcp.server.fastmcp import FastMCP

from . import reading_pb2

mcp = FastMCP("telemetry-decoder")


@mcp.tool()
def decode(data: str) -> dict:
    """Decodes a reading (base64 of the message)."""
    return MessageToDict(reading_pb2.Reading.FromString(base64.b64decode(data)))


def main():
    mcp.run()
