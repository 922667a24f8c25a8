"""Letters with FastMCP decorators."""
import html
import os
import string
from pathlib import Path
from typing import Literal

import jinja2
from fastmcp import FastMCP
from jinja2 import Environment, FileSystemLoader, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from mako.template import Template as MakoTemplate
from string import Template as Dollar
from tornado import template as tornado_template

mcp = FastMCP("letters")
env = Environment(autoescape=True)
files = Environment(loader=FileSystemLoader("/srv/templates"))
sandbox = SandboxedEnvironment()
GREETING = "Dear {{ name }},"


class User:
    def __init__(self, name: str):
        self.name = name


@mcp.tool
def letter(source: str, name: str) -> str:
    return Template(source).render(name=name)  # flaw TEMPLATE_INJECTION high: jinja2 Template of the caller


@mcp.tool
def letter_data(name: str) -> str:
    return Template(GREETING).render(name=name)  # fine TEMPLATE_INJECTION: constant template, value as data


@mcp.tool
def letter_env(body: str, name: str) -> str:
    template = env.from_string(GREETING + body)  # flaw TEMPLATE_INJECTION high: value joined to the template
    return template.render(name=name)


@mcp.tool
def letter_fstring(title: str) -> str:
    return jinja2.Template(f"<h1>{title}</h1>{{{{ year }}}}").render(year=2025)  # flaw TEMPLATE_INJECTION high: f-string in the template


@mcp.tool
def letter_escaped(title: str) -> str:
    return env.from_string("<h1>" + html.escape(title) + "</h1>").render()  # flaw TEMPLATE_INJECTION high: escaping for HTML leaves the braces


@mcp.tool
def letter_sandbox(source: str, name: str) -> str:
    return sandbox.from_string(source).render(name=name)  # fine TEMPLATE_INJECTION: sandboxed environment


@mcp.tool
def letter_immutable(source: str) -> str:
    box = ImmutableSandboxedEnvironment(autoescape=True)
    return box.from_string(source).render(year=2025)  # fine TEMPLATE_INJECTION: sandboxed environment


@mcp.tool
def letter_file(name: str) -> str:
    return files.get_template("letter.html").render(name=name)  # fine TEMPLATE_INJECTION: own template file


@mcp.tool
def letter_read(name: str) -> str:
    source = Path(__file__).with_name("letter.j2").read_text()
    return env.from_string(source).render(name=name)  # fine TEMPLATE_INJECTION: template of the own package


@mcp.tool
def letter_kind(kind: Literal["short", "long"], name: str) -> str:
    return env.from_string(f"{kind}: {{{{ name }}}}").render(name=name)  # fine TEMPLATE_INJECTION: Literal annotation


@mcp.tool
def mako(source: str) -> str:
    return MakoTemplate(source).render()  # flaw TEMPLATE_INJECTION high: mako runs Python


@mcp.tool
def mako_text(source: str) -> str:
    return MakoTemplate(text="## letter\n" + source).render()  # flaw TEMPLATE_INJECTION high: mako text argument


@mcp.tool
def mako_file(name: str) -> str:
    return MakoTemplate(filename="/srv/templates/letter.mako").render(name=name)  # fine TEMPLATE_INJECTION: own template file


@mcp.tool
def tornado(source: str) -> str:
    return tornado_template.Template(source).generate().decode()  # flaw TEMPLATE_INJECTION high: tornado runs Python


@mcp.tool
def dollar(source: str, name: str) -> str:
    return Dollar(source).safe_substitute(name=name)  # fine TEMPLATE_INJECTION: string.Template only puts names in


@mcp.tool
def dollar_module(source: str, name: str) -> str:
    return string.Template(source).substitute(name=name)  # fine TEMPLATE_INJECTION: string.Template only puts names in


@mcp.tool
def formatted(pattern: str, name: str) -> str:
    return pattern.format(user=User(name))  # flaw TEMPLATE_INJECTION medium: the caller's format string reaches attributes


@mcp.tool
def formatted_map(pattern: str) -> str:
    values = {"config": os.environ}
    return pattern.format_map(values)  # flaw TEMPLATE_INJECTION medium: format_map of the caller's pattern


@mcp.tool
def formatted_constant(name: str) -> str:
    return "Dear {user.name}".format(user=User(name))  # fine TEMPLATE_INJECTION: constant format string


@mcp.tool
def formatted_number(value: float) -> str:
    return f"{value:.2f} and {format(value, '.3f')}"  # fine TEMPLATE_INJECTION: f-string


@mcp.tool
def formatter(pattern: str, name: str) -> str:
    return string.Formatter().vformat(pattern, (), {"user": User(name)})  # flaw TEMPLATE_INJECTION medium: the same by string.Formatter


BANNER = Template(os.environ.get("BANNER", "ready")).render()  # flaw TEMPLATE_INJECTION low: operator's environment
mcp.run()
