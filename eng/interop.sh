#!/usr/bin/env bash
# Fetches the JavaScript clients that the simulator is tested with. Without Node.js 20 those tests are skipped, and say so.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v npm >/dev/null || [ "$(node -p 'parseInt(process.versions.node)')" -lt 20 ]; then
    echo 'No Node.js 20 found: the interop tests will be skipped.'
    exit 0
fi
npm ci --prefix tests/Gateway.Testing.Interop --no-audit --no-fund
