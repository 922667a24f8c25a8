"""The SDK's server on every address."""
import os

from mcp.server.fastmcp import FastMCP

everywhere = FastMCP("notes", host=os.environ.get("NOTES_HOST", "0.0.0.0"))  # flaw NETWORK_EXPOSURE low: all addresses unless told otherwise
everywhere.run(transport="streamable-http")  # flaw UNPROTECTED_TRANSPORT medium: open to all, and nobody is asked
