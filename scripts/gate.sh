#!/bin/sh
# Asks an MCP Hub whether a repository's MCP servers are allowed. Needs sh and curl, and nothing else.
set -eu

usage() {
    cat <<'END'
Usage: gate.sh [--environment NAME] [--area SLUG] [--subject NAME] [--out FILE]… [--fail-open] [--retries N] [FOLDER]

Finds the MCP client configurations in and below a folder (the current one, if none is named; not in node_modules and .git), asks the hub about every server in them, and prints the verdict
as Markdown. --out writes it into a file as well: .md, .json, .sarif or .xml (JUnit); may be given several times.

--subject says who asks, such as the repository acme/shop; else HUB_SUBJECT, or what GitHub, GitLab and Azure say.

Environment: HUB_URL (such as https://hub.example.org) and HUB_TOKEN (a service token with the scope ci).

Exit: 0 allowed, 1 something is denied, 2 it could not be asked. With --fail-open it is 0 where the hub does not answer (no connection, 429 or 5xx,
after all tries), and still 2 for what somebody has to mend: a refused token, a bad request, a folder that is not there.
END
}

say() { printf '%s\n' "gate: $*" >&2; }

environment='' area='' subject=${HUB_SUBJECT:-${GITHUB_REPOSITORY:-${CI_PROJECT_PATH:-${BUILD_REPOSITORY_NAME:-}}}} outs='' open=no retries=4 folder=.
while [ $# -gt 0 ]; do
    case $1 in
        --environment) environment=${2:?--environment needs a name}; shift 2 ;;
        --subject) subject=${2:?--subject needs a name}; shift 2 ;;
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

wrong() {
    say "$*"
    exit 2
}

# where the hub does not answer, and nowhere else
could_not_ask() {
    say "$*"
    if [ $open = yes ]; then
        say "--fail-open: going on without a verdict"
        exit 0
    fi
    exit 2
}

[ -n "${HUB_URL:-}" ] || wrong "HUB_URL is not set: it must be the hub's address, such as https://hub.example.org"
[ -n "${HUB_TOKEN:-}" ] || wrong "HUB_TOKEN is not set: it must be a service token with the scope ci"
[ -d "$folder" ] || wrong "there is no folder $folder"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

# config/clients.yaml: the end of a path, then the words of which one must stand in the file
clients() {
    cat <<'END'
.mcp.json
.claude.json mcpServers
managed-mcp.json
managed-settings.json managedMcpServers
plugin.json mcpServers
marketplace.json mcpServers
agents/*.md mcpServers mcp_servers mcp-servers mcp:
*.agent.md mcpServers mcp_servers mcp-servers mcp:
SKILL.md mcpServers mcp_servers mcp-servers mcp:
claude_desktop_config.json
.vscode/mcp.json
.vscode/settings.json "mcp" "mcp. mcpServers
*.code-workspace "mcp" "mcp. mcpServers
devcontainer.json "mcp" "mcp. mcpServers
.devcontainer.json "mcp" "mcp. mcpServers
devcontainer-feature.json "mcp" "mcp. mcpServers
.vs/mcp.json
.github/mcp.json
mcp-config.json
.cursor/mcp.json
.windsurf/mcp.json
mcp_config.json
.zed/settings.json context_servers
zed/settings.json context_servers
cline_mcp_settings.json
.roo/mcp.json
mcp_settings.json
.kiro/settings/mcp.json
.amazonq/mcp.json mcpServers
.amazonq/cli-agents/*.json mcpServers
amazonq/cli-agents/*.json mcpServers
.junie/mcp/mcp.json
.codex/config.toml mcp_servers
codex/config.toml mcp_servers
*.config.toml mcp_servers
managed_config.toml mcp_servers
.codex/agents/*.toml mcp_servers
.grok/config.toml mcp_servers
.gemini/settings.json mcpServers
gemini-cli/settings.json mcpServers
GeminiCli/settings.json mcpServers
system-defaults.json mcpServers
gemini-extension.json mcpServers
.qwen/settings.json mcpServers
qwen-code/settings.json mcpServers
qwen-extension.json mcpServers
.config/goose/config.yaml extensions
goose/config/config.yaml extensions
.goose/recipes/*.yaml extensions
.goose/recipes/*.json extensions
goose/recipes/*.yaml extensions
goose/recipes/*.json extensions
recipe.yaml extensions
recipe.json extensions
.continue/mcpServers/*.yaml mcpServers modelContextProtocolServers command url
.continue/mcpServers/*.yml mcpServers modelContextProtocolServers command url
.continue/mcpServers/*.json mcpServers modelContextProtocolServers command url
.continue/agents/*.yaml mcpServers modelContextProtocolServers command url
.continue/agents/*.yml mcpServers modelContextProtocolServers command url
.continue/assistants/*.yaml mcpServers modelContextProtocolServers command url
.continue/assistants/*.yml mcpServers modelContextProtocolServers command url
.continue/configs/*.yaml mcpServers modelContextProtocolServers command url
.continue/configs/*.yml mcpServers modelContextProtocolServers command url
.continue/config.yaml mcpServers modelContextProtocolServers command url
.continue/config.json mcpServers modelContextProtocolServers command url
opencode.json "mcp"
opencode.jsonc "mcp"
opencode/config.json "mcp"
kilo.json "mcp"
kilo.jsonc "mcp"
crush.json "mcp"
.crush.json "mcp"
crushrc
.crushrc
.amp/settings.json mcpServers
.amp/settings.jsonc mcpServers
amp/settings.json mcpServers
amp/settings.jsonc mcpServers
.augment/settings*.json mcpServers
.factory/mcp.json
mcporter.json
mcporter.jsonc
mcp.json
manifest.json mcp_config
server.json "packages" "remotes"
mcp-servers.json
mcp_servers.json
END
}

tab=$(printf '\t') cr=$(printf '\r')

# The text on standard input as the inside of a JSON string.
json_text() {
    tr -d '\000-\010\013\014\016-\037' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e "s/$tab/\\\\t/g" -e "s/$cr//g" |
        awk '{ printf "%s%s", (NR > 1 ? "\\n" : ""), $0 }'
}

# Reads the table and a list of files (the path as it is shown, a tab, the file), and writes what the hub is sent of them; what was found goes into $work/found, files in
# UTF-16 into $work/wide. One process for all of them: a repository may have thousands.
collect() {
    LC_ALL=C awk -F '\t' -v work="$work" '
        function escaped(text) {
            gsub(/\\/, "\\\\\\\\", text); gsub(/"/, "\\\"", text); gsub(/\t/, "\\t", text); gsub(/\r/, "", text)
            return text
        }
        FNR == NR {
            end = index($0, " ")
            pattern = end ? substr($0, 1, end - 1) : $0
            words[++n] = end ? substr($0, end + 1) : ""
            gsub(/[.+]/, "[&]", pattern); gsub(/\*/, ".*", pattern)
            wanted[n] = tolower("(^|/)" pattern "$")
            any = any (n > 1 ? "|" : "") tolower(pattern)
            next
        }
        {
            path = tolower($1); name = path; sub(/^.*\//, "", name)
            isRegistries = name == ".yarnrc.yml" || name == "bunfig.toml" || name == "pnpm-workspace.yaml"
            isProject = isRegistries || name == ".npmrc" || name == ".nvmrc" || name == ".node-version" || name == ".tool-versions"
            if (!isProject && path !~ ("(^|/)(" any ")$")) next
            text = ""; raw = ""; lines = 0; isMarkdown = name ~ /[.]md$/; hasBegun = 0
            while ((got = (getline line < $2)) > 0) {
                if (!lines && (substr(line, 1, 2) == "\377\376" || substr(line, 1, 2) == "\376\377")) { print $0 >> (work "/wide"); lines = -1; break }
                # of Markdown, what stands in front: from a line of dashes to the next
                if (isMarkdown) {
                    plain = line
                    if (substr(plain, 1, 3) == "\357\273\277") plain = substr(plain, 4)
                    sub(/[ \t\r]+$/, "", plain)
                    if (hasBegun ? plain == "---" : plain !~ /^[ \t\r\f\v]*(---|$)/) break
                    if (plain ~ /---/) hasBegun = 1
                }
                if (isRegistries) gsub(/([Tt][Oo][Kk][Ee][Nn]|[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]|[Uu][Ss][Ee][Rr][Nn][Aa][Mm][Ee]) *= *("[^"]*"|\047[^\047]*\047)/, "x = \"\"", line)
                if ((isRegistries || name == ".npmrc") && tolower(line) ~ /^ *\/\/|auth|password|token/) continue
                if (isRegistries && tolower(line) !~ /registr|scopes|http|[$\\]|^ *["\047]?@?[a-z0-9._~-]+["\047]?: *$|^ *\[/) continue
                text = text (lines++ ? "\\n" : "") escaped(line)
                raw = raw "\n" line
            }
            close($2)
            if (got < 0) print $2 >> (work "/unread")
            if (got < 0 || lines < 0) next
            is = isProject
            for (i = 1; i <= n && !is; i++) if (path ~ wanted[i]) {
                m = split(words[i], word, " ")
                # a key may be written with escapes, or folded
                is = !m || raw ~ /\\[uUx\r\n]/
                for (j = 1; j <= m && !is; j++) is = index(raw, word[j])
            }
            if (!is) next
            if (!isProject) print $1 >> (work "/found")
            printf ", {\"path\": \"%s\", \"text\": \"%s\"}", escaped($1), text
        }
    ' "$work/clients" "$1" | tr -d '\000-\010\013\014\016-\037'
}

clients > "$work/clients"
: > "$work/found"
: > "$work/wide"
: > "$work/unread"
shown=''
case $folder in
    . | /* | ../* | ..) ;;
    *) shown=${folder#./} shown=${shown%/}/ ;;
esac
line_break='
'
[ -z "$(find "$folder" \( -name "*$line_break*" -o -name "*$tab*" \) -print)" ] || wrong "a path below $folder has a tab or a line break in it, which is not read"
find "$folder" \( -name node_modules -o -name .git \) -prune -o \( -type f -o -type l \) \( -iname '*.json' -o -iname '*.jsonc' -o -iname '*.toml' \
    -o -iname '*.yaml' -o -iname '*.yml' -o -iname '*.md' -o -iname crushrc -o -iname .crushrc -o -iname '*.code-workspace' -o -iname .npmrc -o -iname .nvmrc -o -iname .node-version -o -iname .tool-versions \) \
    -print | sort > "$work/files"
while IFS= read -r file; do
    [ -f "$file" ] || continue
    path=${file#"$folder"}
    printf '%s\t%s\n' "$shown${path#/}" "$file"
done < "$work/files" > "$work/list"
collect "$work/list" > "$work/configs"
# Windows writes UTF-16 with a mark in front; the hub reads UTF-8
if [ -s "$work/wide" ]; then
    mv "$work/wide" "$work/from"
    : > "$work/wide"
    n=0
    while IFS="$tab" read -r path file; do
        n=$((n + 1))
        iconv -f UTF-16 -t UTF-8 "$file" > "$work/wide-$n" 2> /dev/null || wrong "$file is UTF-16, which is not read without iconv; expected UTF-8"
        printf '%s\t%s\n' "$path" "$work/wide-$n"
    done < "$work/from" > "$work/list"
    collect "$work/list" >> "$work/configs"
fi
[ ! -s "$work/unread" ] || wrong "cannot read $(tr '\n' ' ' < "$work/unread")"
{
    printf '{"configs": ['
    sed 's/^, //' "$work/configs"
    printf ']'
    [ -z "$environment" ] || printf ', "environment": "%s"' "$(printf '%s' "$environment" | json_text)"
    [ -z "$subject" ] || printf ', "subject": "%s"' "$(printf '%s' "$subject" | json_text)"
    [ -z "$area" ] || printf ', "area": "%s"' "$(printf '%s' "$area" | json_text)"
    printf '}'
} > "$work/request"
if [ ! -s "$work/found" ]; then
    say "no MCP client configuration below $folder: nothing to ask. Looked for: $(clients | sed 's/ .*//' | tr '\n' ' ')"
    exit 0
fi
say "read $(tr '\n' ' ' < "$work/found")"

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
            *) wrong "the hub answered $status: $(cat "$2" 2> /dev/null)" ;;
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
        *) wrong "--out $out: must end in .md, .json, .sarif or .xml" ;;
    esac
done < "$work/outs"

case $(head -c 16 "$work/verdict") in
    '{"result":"PASS"') exit 0 ;;
    '{"result":"FAIL"') exit 1 ;;
    *) wrong "the answer is no verdict: $(head -c 200 "$work/verdict")" ;;
esac
