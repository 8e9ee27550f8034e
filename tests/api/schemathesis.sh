#!/usr/bin/env bash
# Sends what the OpenAPI document allows, and what it forbids, to a throw-away desk, and fails on a
# finding: a server error, or an answer the document does not name.
#
#   tests/api/schemathesis.sh PROGRAM [SECONDS]
#
# Needs Python with pip, or schemathesis in SCHEMATHESIS. Leaves out with a word and 0 where neither is.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-target/debug/aftercare}")
seconds=${2:-150}
scratch=$(mktemp -d)
desk=
cleanup() {
    [ -z "$desk" ] || kill "$desk" 2>/dev/null || true
    rm -rf "$scratch"
}
trap cleanup EXIT

checker=${SCHEMATHESIS:-}
[ -z "$checker" ] || checker=$(realpath -s "$checker")
if [ -z "$checker" ]; then
    if ! { python3 -m venv "$scratch/venv" &&
        "$scratch/venv/bin/pip" install -q 'schemathesis>=4.32,<4.33'; } >"$scratch/pip" 2>&1; then
        echo "-- left out: schemathesis cannot be installed here"
        exit 0
    fi
    checker=$scratch/venv/bin/schemathesis
fi

export AFTERCARE_API_PER_MINUTE=1000000 AFTERCARE_API_BURST=100000
"$program" demo >"$scratch/out" 2>"$scratch/err" &
desk=$!
for _ in $(seq 300); do
    grep -q 'as_[0-9a-f]' "$scratch/out" && break
    kill -0 "$desk" 2>/dev/null || { cat "$scratch/err"; exit 1; }
    sleep 0.1
done
token=$(grep -o 'as_[0-9a-f]*' "$scratch/out" | head -1)
base=$(grep -o 'http://[^/]*' "$scratch/out" | head -1)

# A case and an order that are there, so that more than 404 is seen.
no=$(curl -s "$base/api/v1/cases?limit=1" -H "Authorization: Bearer $token" |
    grep -o 'AS[0-9]\{6\}-[0-9A-Z]*' | head -1) || true
printf '[parameters]\nno = "%s"\nid = 1\n' "$no" >"$scratch/schemathesis.toml"

# It leaves what it found beside where it runs.
cd "$scratch"
status=0
timeout "$((seconds + 120))" "$checker" --config-file schemathesis.toml run "$base/api/v1/openapi.json" \
    --header "Authorization: Bearer $token" \
    --checks all \
    --exclude-checks positive_data_acceptance,use_after_free,ensure_resource_availability \
    --phases examples,coverage,fuzzing --suppress-health-check all \
    --max-examples 30 --max-time "$seconds" --workers 2 --seed 20261122 \
    --generation-database none --no-color >"$scratch/report" 2>&1 || status=$?
tail -n 400 "$scratch/report"
exit "$status"
