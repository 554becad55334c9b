#!/usr/bin/env bash
# Makes sure that a .NET 10 SDK is on the PATH; installs the distribution's package if there is none.
set -euo pipefail

if command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.'; then
    exit 0
fi

echo 'No .NET 10 SDK found: installing dotnet-sdk-10.0.'
sudo=''
[ "$(id -u)" -eq 0 ] || sudo='sudo'
$sudo apt-get update -q
if ! $sudo apt-get install -y -q dotnet-sdk-10.0; then
    echo 'This distribution has no dotnet-sdk-10.0. Install the .NET 10 SDK from https://dot.net and run this again.' >&2
    exit 1
fi
