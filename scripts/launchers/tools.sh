# Sourced: where the real tools are, each of a fixed version. HUB_LAUNCHER_TOOLS keeps what the npm registry gave between two runs.
TOOLS="npm@10.9.9 npm@11.21.2 pnpm@10.34.9 pnpm@12.21.0 @yarnpkg/cli-dist@4.18.1 bun@1.4.5 deno@2.9.6"
tools=${HUB_LAUNCHER_TOOLS:-$work/tools}
for tool in $TOOLS; do
  folder=$tools/$(printf '%s' "$tool" | tr -d '@/')
  [ -f "$folder/installed" ] && continue
  mkdir -p "$folder"
  echo '{"private": true}' >"$folder/package.json"
  (cd "$folder" && npm install --silent --no-audit --no-fund "$tool" >&2) || { echo "$0: $tool cannot be had from the npm registry" >&2; exit 1; }
  touch "$folder/installed"
done
missing=
for tool in docker podman pipx; do
  command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing$missing from Debian" >&2
  packages=$(printf '%s' "$missing" | sed 's/docker/docker.io/')
  # without the daemons: only the programs are asked, and nothing is started
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $packages; } >&2 </dev/null || true
fi
for tool in docker podman pipx; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$0 needs $tool, which is not on the PATH (Debian has it: docker.io or docker-cli, podman, pipx)" >&2; exit 1; }
done
