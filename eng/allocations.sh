#!/usr/bin/env bash
# Counts the bytes that an event costs, exactly, in the code as it ships: the debug build's state machines are objects.
set -euo pipefail
cd "$(dirname "$0")/.."

for project in Gateway.Core.Tests Gateway.Hosting.Tests; do
    dotnet run -c Release --project "tests/$project" -- -class '*AllocationTests'
done
