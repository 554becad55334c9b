#!/usr/bin/env bash
# Compiles the smoke test ahead of time (a warning is an error) and lets it read every sampled event.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    echo 'No C toolchain to link with: installing clang.'
    sudo=''
    [ "$(id -u)" -eq 0 ] || sudo='sudo'
    $sudo apt-get update -q
    $sudo apt-get install -y -q clang zlib1g-dev
fi

output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
dotnet publish tests/Gateway.Core.NativeSmoke -c Release --use-current-runtime -o "$output" --nologo -warnaserror
"$output/Gateway.Core.NativeSmoke" | tail -n 1
