#!/usr/bin/env bash
# Runs `dotnet test` and closes with one line that counts: "N passed, N failed".
set -uo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet test 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { sed -nE "s/^  $1: ([0-9]+)\$/\\1/p" "$log" | tail -n 1; }
passed=$(count succeeded)
failed=$(count failed)
skipped=$(count skipped)

# A run without a summary, or one that failed without a failed test (a crash), is a failure all the same.
if [ -z "$passed" ] || { [ "$status" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; }; then
    failed=$((${failed:-0} + 1))
    status=1
fi
if [ "${skipped:-0}" -gt 0 ]; then
    echo "${passed:-0} passed, ${failed:-0} failed, $skipped skipped"
else
    echo "${passed:-0} passed, ${failed:-0} failed"
fi
exit "$status"
