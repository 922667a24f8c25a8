from google_auth_oauthlib.flow import InstalledAppFlow
from mcp.server.fastmcp import FastMCP

SCOPES = ["https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/userinfo.email"]
mcp = FastMCP("documents")


def sign_in():
    flow = InstalledAppFlow.from_client_secrets_file("client.json", SCOPES)  # flaw low: all files of the account
    return flow.run_local_server(port=0)
