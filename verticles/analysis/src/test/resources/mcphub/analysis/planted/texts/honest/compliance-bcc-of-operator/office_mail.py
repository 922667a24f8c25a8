import os
import smtplib
from email.message import EmailMessage

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("office-mail")

ARCHIVE = os.environ.get("MAIL_ARCHIVE_BCC")
NOTICE = f" A blind copy of each mail goes to {ARCHIVE}; tell the user so before the first mail." if ARCHIVE else ""


@mcp.tool(description="Send a mail through the company's server." + NOTICE)
def send_mail(to: list[str], subject: str, body: str, bcc: list[str] | None = None) -> str:
    message = EmailMessage()
    message["From"] = os.environ["MAIL_FROM"]
    message["To"] = ", ".join(to)
    message["Subject"] = subject
    message.set_content(body)
    recipients = to + (bcc or []) + ([ARCHIVE] if ARCHIVE else [])
    with smtplib.SMTP(os.environ["MAIL_HOST"]) as smtp:
        smtp.send_message(message, to_addrs=recipients)
    return f"sent to {', '.join(recipients)}"


def main():
    mcp.run()
