import asyncio

import httpx
import mcp.types as types
from flask import Flask, render_template, render_template_string, request
from jinja2 import BaseLoader, DictLoader, Environment
from jinja2.nativetypes import NativeEnvironment
from mcp.server import Server

server = Server("pages")
web = Flask("pages")
PAGES = {"home": "<h1>{{ title }}</h1>", "note": "<p>{{ title }}</p>"}


class Pages:
    def __init__(self):
        self.env = Environment(loader=BaseLoader())
        self.native = NativeEnvironment()
        self.known = Environment(loader=DictLoader(PAGES))
        self.source = ""

    def from_text(self, arguments):
        self.source = arguments["source"]
        return self.finish()

    def finish(self):
        return self.env.from_string(self.source).render()  # flaw TEMPLATE_INJECTION high: source in a field

    def from_native(self, arguments):
        return self.native.from_string(arguments.get("source", "")).render()  # flaw TEMPLATE_INJECTION high: native environment

    def from_known(self, arguments):
        return self.known.get_template("home").render(title=arguments["title"])  # fine TEMPLATE_INJECTION: table of constants

    def from_table(self, arguments):
        source = PAGES[arguments["page"]]
        return self.env.from_string(source).render(title=arguments["title"])  # fine TEMPLATE_INJECTION: looked up in a table of constants

    def from_default(self, arguments):
        source = PAGES.get(arguments["page"], arguments["page"])
        return self.env.from_string(source).render(title="x")  # flaw TEMPLATE_INJECTION high: an unknown name becomes the template

    def from_checked(self, arguments):
        field = arguments["field"]
        if not field.isidentifier():
            raise ValueError("field")
        return self.env.from_string("{{ row." + field + " }}").render(row={})  # fine TEMPLATE_INJECTION: one identifier

    def from_replaced(self, arguments):
        source = arguments["source"].replace("{{", "")
        return self.env.from_string(source).render()  # flaw TEMPLATE_INJECTION high: other tags are left

    async def from_remote(self, _arguments):
        async with httpx.AsyncClient() as client:
            answer = await client.get("https://templates.example.com/page.j2")
        return self.env.from_string(answer.text).render()  # flaw TEMPLATE_INJECTION high: template from a remote answer

    def from_expression(self, arguments):
        return str(self.env.compile_expression(arguments["rule"])(row={}))  # flaw TEMPLATE_INJECTION high: expression of the caller

    def from_number(self, arguments):
        count = int(arguments["count"])
        return self.env.from_string(f"{{% for i in range({count}) %}}x{{% endfor %}}").render()  # fine TEMPLATE_INJECTION: number


@web.get("/hello")
def hello():
    return render_template_string("<p>" + request.args.get("name", "") + "</p>")  # flaw TEMPLATE_INJECTION high: query in the template


@web.get("/hello-data")
def hello_data():
    return render_template_string("<p>{{ name }}</p>", name=request.args.get("name", ""))  # fine TEMPLATE_INJECTION: value as data


@web.get("/page")
def page():
    return render_template("page.html", name=request.args["name"])  # fine TEMPLATE_INJECTION: own template file


@web.post("/preview")
def preview():
    body = request.get_json()
    return render_template_string(body["source"], **body.get("data", {}))  # flaw TEMPLATE_INJECTION high: template in the body


@server.call_tool()
async def call_tool(name: str, arguments: dict) -> list[types.TextContent]:
    pages = Pages()
    method = getattr(pages, name) if name.startswith("from_") else pages.from_known
    out = method(arguments)
    if asyncio.iscoroutine(out):
        out = await out
    return [types.TextContent(type="text", text=out)]
