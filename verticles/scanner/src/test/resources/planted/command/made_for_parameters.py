"""What frameworks make for parameters, and objects of several classes."""
import os
from typing import List

from fastapi import APIRouter, Depends, FastAPI
from fastmcp import FastMCP
from pydantic import BaseModel, Field

app = FastAPI()
router = APIRouter()
mcp = FastMCP("notes")


class Names:
    def title(self, text):
        return text.title()


class Runs:
    def run(self, line):
        os.system("notes " + line)  # flaw COMMAND_INJECTION high: a method of the second class above

    def count(self, line):
        os.system("wc -l notes.txt")  # fine COMMAND_INJECTION: constant


class Notes(Names, Runs):
    pass


def get_notes():
    return Notes()


@router.post("/notes/{name}")
async def add(name: str, notes: Notes = Depends(get_notes)):
    notes.run(name)
    notes.count(name)


class Entry(BaseModel):
    kind: str
    count: int


@mcp.tool()
def add_all(entries: List[Entry] = Field(..., description="what to add")):
    for entry in [Entry.model_validate(e) for e in entries]:
        os.system(f"notes add {entry.kind}")  # flaw COMMAND_INJECTION high: a field of what was validated
        os.system(f"notes count {entry.count}")  # fine COMMAND_INJECTION: a number


@mcp.tool()
def head(lines: str):
    most = min(lines, 20)
    os.system(f"head -n {most} notes.txt")  # fine COMMAND_INJECTION: compared with a number, so it is one
