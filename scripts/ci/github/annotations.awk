# JUnit's XML as annotations of GitHub: one for each server that is denied, at its place.
BEGIN { RS = "<" }
$1 == "testcase" { name = value("name"); file = value("file"); line = value("line") }
$1 == "failure" {
    printf "::error %stitle=%s::%s\n", file == "" ? "" : "file=" property(file) ",line=" line ",", property("MCP Hub: " name), data(value("message"))
}

function value(attribute,    from, rest) {
    from = index($0, " " attribute "=\"")
    if (!from) return ""
    rest = substr($0, from + length(attribute) + 3)
    rest = substr(rest, 1, index(rest, "\"") - 1)
    gsub(/&#(xA|10);/, "\n", rest); gsub(/&#(xD|13);/, "\r", rest); gsub(/&#(x9|9);/, "\t", rest)
    gsub(/&lt;/, "<", rest); gsub(/&gt;/, ">", rest); gsub(/&quot;/, "\"", rest); gsub(/&apos;/, "'", rest); gsub(/&amp;/, "\\&", rest)
    return rest
}

# a line break would end the command, and begin another one
function data(text) {
    gsub(/%/, "%25", text); gsub(/\r/, "%0D", text); gsub(/\n/, "%0A", text)
    return text
}

function property(text) {
    text = data(text)
    gsub(/:/, "%3A", text); gsub(/,/, "%2C", text)
    return text
}
