#!/bin/sh
# Asks an MCP Hub whether a repository's MCP servers are allowed. Needs sh and curl, and nothing else.
set -eu

usage() {
    cat <<'END'
Usage: gate.sh [--environment NAME] [--area SLUG] [--out FILE]… [--fail-open] [--retries N] [FOLDER]

Finds the MCP client configurations of a folder (the current one, if none is named), asks the hub about every server in them, and prints the verdict
as Markdown. --out writes it into a file as well: .md, .json, .sarif or .xml (JUnit); may be given several times.

Environment: HUB_URL (such as https://hub.example.org) and HUB_TOKEN (a service token with the scope ci).

Exit: 0 allowed, 1 something is denied, 2 the hub could not be asked; with --fail-open the last is 0, too.
END
}

say() { printf '%s\n' "gate: $*" >&2; }

environment='' area='' outs='' open=no retries=4 folder=.
while [ $# -gt 0 ]; do
    case $1 in
        --environment) environment=${2:?--environment needs a name}; shift 2 ;;
        --area) area=${2:?--area needs a slug}; shift 2 ;;
        --out) outs="$outs
${2:?--out needs a file}"; shift 2 ;;
        --retries) retries=${2:?--retries needs a number}; shift 2 ;;
        --fail-open) open=yes; shift ;;
        -h | --help) usage; exit 0 ;;
        -*) usage >&2; exit 2 ;;
        *) folder=$1; shift ;;
    esac
done

could_not_ask() {
    say "$*"
    if [ $open = yes ]; then
        say "--fail-open: going on without a verdict"
        exit 0
    fi
    exit 2
}

[ -n "${HUB_URL:-}" ] || could_not_ask "HUB_URL is not set: it must be the hub's address, such as https://hub.example.org"
[ -n "${HUB_TOKEN:-}" ] || could_not_ask "HUB_TOKEN is not set: it must be a service token with the scope ci"
[ -d "$folder" ] || could_not_ask "there is no folder $folder"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

# The text on standard input as the inside of a JSON string.
json_text() {
    tr -d '\000-\010\013\014\016-\037' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e "s/$(printf '\t')/\\\\t/g" -e "s/$(printf '\r')//g" |
        awk '{ printf "%s%s", (NR > 1 ? "\\n" : ""), $0 }'
}

found=0
printf '{"configs": [' > "$work/request"
for name in .mcp.json mcp.json .vscode/mcp.json .cursor/mcp.json .windsurf/mcp.json .claude/mcp.json .gemini/settings.json .vscode/settings.json \
    .zed/settings.json claude_desktop_config.json server.json; do
    file=$folder/$name
    [ -f "$file" ] || continue
    # settings of an editor count only where they speak of servers
    case $name in
        *settings.json | server.json) grep -q -e mcpServers -e context_servers -e '"mcp"' -e '"packages"' -e '"remotes"' "$file" || continue ;;
    esac
    [ $found -eq 0 ] || printf ', ' >> "$work/request"
    found=$((found + 1))
    printf '{"path": "%s", "text": "' "$name" >> "$work/request"
    json_text < "$file" >> "$work/request"
    printf '"}' >> "$work/request"
done
printf ']' >> "$work/request"
[ -z "$environment" ] || printf ', "environment": "%s"' "$(printf '%s' "$environment" | json_text)" >> "$work/request"
[ -z "$area" ] || printf ', "area": "%s"' "$(printf '%s' "$area" | json_text)" >> "$work/request"
printf '}' >> "$work/request"
if [ $found -eq 0 ]; then
    say "no MCP client configuration in $folder: nothing to ask"
    exit 0
fi

# ask ACCEPT FILE: the token goes through standard input, where no list of processes shows it
ask() {
    wait=1 try=0
    while :; do
        status=$(printf 'header = "Authorization: Bearer %s"\n' "$HUB_TOKEN" |
            curl --silent --show-error --max-time 30 --config - --header 'Content-Type: application/json' --header "Accept: $1" \
                --data-binary "@$work/request" --output "$2" --write-out '%{http_code}' "${HUB_URL%/}/api/v1/ci/evaluate" 2> "$work/error") || status=000
        case $status in
            200) return 0 ;;
            000 | 429 | 5??) ;;
            *) could_not_ask "the hub answered $status: $(cat "$2" 2> /dev/null)" ;;
        esac
        try=$((try + 1))
        [ $try -le "$retries" ] || could_not_ask "the hub does not answer ($status): $(cat "$work/error")$(cat "$2" 2> /dev/null)"
        say "the hub does not answer ($status), trying again in ${wait}s"
        sleep $wait
        wait=$((wait * 2))
    done
}

ask application/json "$work/verdict"
ask text/markdown "$work/markdown"
cat "$work/markdown"
printf '%s\n' "$outs" > "$work/outs"
while IFS= read -r out; do
    case $out in
        '') ;;
        *.json) cp "$work/verdict" "$out" ;;
        *.md) cp "$work/markdown" "$out" ;;
        *.sarif) ask application/sarif+json "$work/out"; cp "$work/out" "$out" ;;
        *.xml) ask application/xml "$work/out"; cp "$work/out" "$out" ;;
        *) could_not_ask "--out $out: must end in .md, .json, .sarif or .xml" ;;
    esac
done < "$work/outs"

case $(head -c 16 "$work/verdict") in
    '{"result":"PASS"') exit 0 ;;
    '{"result":"FAIL"') exit 1 ;;
    *) could_not_ask "the answer is no verdict: $(head -c 200 "$work/verdict")" ;;
esac
