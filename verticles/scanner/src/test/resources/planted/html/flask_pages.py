"""Sign-in pages of a tool server."""
import html
from urllib.parse import quote

import bleach
import flask
from flask import Flask, Response, jsonify, make_response, render_template_string, request
from markupsafe import Markup, escape
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("sign-in")
app = Flask(__name__)
COLOURS = {"red", "blue"}


@app.get("/hello")
def hello():
    name = request.args.get("name", "")
    return f"<h1>Hello {name}</h1>"  # flaw CROSS_SITE_SCRIPTING medium: flask sends text as HTML


@app.get("/hello/escaped")
def hello_escaped():
    name = escape(request.args.get("name", ""))
    return f"<h1>Hello {name}</h1>"  # fine CROSS_SITE_SCRIPTING: markupsafe.escape


@app.get("/hello/html")
def hello_html():
    return "<h1>Hello " + html.escape(request.args["name"]) + "</h1>"  # fine CROSS_SITE_SCRIPTING: html.escape


@app.get("/hello/strip")
def hello_strip():
    return "<h1>Hello " + request.args["name"].strip() + "</h1>"  # flaw CROSS_SITE_SCRIPTING medium: strip escapes nothing


@app.get("/hello/dict")
def hello_dict():
    return {"hello": request.args.get("name")}  # fine CROSS_SITE_SCRIPTING: flask sends a dict as JSON


@app.get("/hello/json")
def hello_json():
    return jsonify(hello=request.args.get("name"))  # fine CROSS_SITE_SCRIPTING: JSON answer


@app.get("/page/<int:number>")
def page(number):
    return f"<p>Page {number}</p>"  # fine CROSS_SITE_SCRIPTING: int by the route


@app.get("/part/<name>")
def part(name):
    return "<p>No part %s</p>" % name, 404  # flaw CROSS_SITE_SCRIPTING medium: path parameter in HTML


@app.get("/callback")
def callback():
    error = request.args.get("error_description")
    return make_response("<p>Failed: {}</p>".format(error), 400)  # flaw CROSS_SITE_SCRIPTING medium: make_response


@app.post("/response")
def response():
    return Response("<p>" + request.form["note"] + "</p>")  # flaw CROSS_SITE_SCRIPTING medium: Response is HTML by default


@app.post("/response/plain")
def response_plain():
    return Response("note " + request.form["note"], mimetype="text/plain")  # fine CROSS_SITE_SCRIPTING: plain text


@app.post("/response/replaced")
def response_replaced():
    note = request.form["note"].replace("<script>", "")
    return flask.Response(f"<p>{note}</p>", mimetype="text/html")  # flaw CROSS_SITE_SCRIPTING medium: other tags are left


@app.get("/colour")
def colour():
    name = request.args.get("colour")
    if name not in COLOURS:
        flask.abort(400)
    return f"<p style='color: {name}'>text</p>"  # fine CROSS_SITE_SCRIPTING: set of constants


@app.get("/template")
def template():
    return render_template_string("<p>{{ name }}</p>", name=request.args["name"])  # fine CROSS_SITE_SCRIPTING: flask's templates escape


@app.get("/template/safe")
def template_safe():
    return render_template_string("<p>{{ name|safe }}</p>", name=request.args["name"])  # flaw CROSS_SITE_SCRIPTING medium: the safe filter


@app.get("/markup")
def markup():
    note = Markup(f"<b>{request.args['note']}</b>")  # flaw CROSS_SITE_SCRIPTING medium: text declared safe
    return render_template_string("<p>{{ note }}</p>", note=note)


@app.get("/markup/format")
def markup_format():
    note = Markup("<b>{}</b>").format(request.args["note"])  # fine CROSS_SITE_SCRIPTING: Markup.format escapes its values
    return render_template_string("<p>{{ note }}</p>", note=note)


@app.get("/markup/percent")
def markup_percent():
    note = Markup("<b>%s</b>") % request.args["note"]  # fine CROSS_SITE_SCRIPTING: Markup escapes with % as well
    return render_template_string("<p>{{ note }}</p>", note=note)


@app.get("/clean")
def clean():
    return "<p>" + bleach.clean(request.args["note"]) + "</p>"  # fine CROSS_SITE_SCRIPTING: bleach


@app.get("/link")
def link():
    return f'<a href="/find?q={quote(request.args["q"])}">again</a>'  # fine CROSS_SITE_SCRIPTING: quoted for an address


@app.get("/home")
def home():
    return "<p>home</p>"  # fine CROSS_SITE_SCRIPTING: constant


if __name__ == "__main__":
    app.run(port=8080)
