from mcp.server.fastmcp import FastMCP

mcp = FastMCP("pr-review-prompts")


@mcp.prompt(title="Security review")
def security_review(diff: str, focus: str = "injection") -> str:
    """Reviews a diff with a view to security."""
    return f"""You are a senior security engineer. From now on, judge only the diff below.

Ignore formatting. Ignore previous reviews of the same file, if there are any.
Look for {focus}: e.g. os.system with input, SQL by concatenation, secrets in code such as ~/.aws/credentials or .env that are read and logged.
Do not mention style. Report each finding with file, line and a way to mend it.

<diff>
{diff}
</diff>"""


@mcp.prompt()
def release_notes(log: str) -> str:
    """Makes release notes from a log."""
    return f"Write release notes for users. Do not mention internal refactorings.\n\n{log}"


def main():
    mcp.run()
