#!/usr/bin/env bash
# Sends what the OpenAPI document allows, and what it forbids, to a throw-away desk.
#
#   tests/api/schemathesis.sh PROGRAM                    the gate
#   tests/api/schemathesis.sh PROGRAM SECONDS [SEED]     the search
#
# The gate must say the same on every machine. So it counts examples and no seconds (a faster machine
# would see more), has one worker and one seed, and fails on what is wrong whatever was sent: a server
# error, an answer, header, type or body the document does not name, a method that is not refused, an
# address open without a token, a request without a required header taken. That all the document
# forbids is refused is asked of the listed cases only (phases examples and coverage), not of drawn
# ones: those change with every version of what draws them, and would fail the gate by chance.
#
# The search draws for so many seconds, asks everything of everything, and is for people: run it with
# several seeds after a change of the API.
#
# Neither fails because a rule of the shop refuses what the document allows (positive_data_acceptance):
# a schema cannot say that line 3 of the order has two pieces. What breaks inside the checker itself
# is told, and fails nothing as long as it asked every operation.
#
# Needs Python with pip, or schemathesis in SCHEMATHESIS. Leaves out with a word and 0 where neither is.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=$(realpath "${1:-target/debug/aftercare}")
seconds=${2:-}
seed=${3:-20261122}
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
# Cases are not deleted, so nothing is used after it was freed or expected to be gone.
never=positive_data_acceptance,use_after_free,ensure_resource_availability
ask() {
    local excluded=$1 status=0 report=$scratch/report
    shift
    timeout 900 "$checker" --config-file schemathesis.toml run "$base/api/v1/openapi.json" \
        --header "Authorization: Bearer $token" --checks all --exclude-checks "$excluded" \
        --suppress-health-check all --seed "$seed" --generation-database none --no-color \
        "$@" >"$report" 2>&1 || status=$?
    tail -n 400 "$report"
    [ "$status" != 0 ] || return 0
    # Its own troubles: no finding, no lost connection, and every operation asked.
    if [ "$status" = 1 ] && ! grep -Eq '^=+ FAILURES =+$|Network Error|Schema Error' "$report" &&
        grep -q 'Runtime Error' "$report" &&
        grep -Eq '[1-9][0-9]* generated, [1-9][0-9]* passed' "$report" &&
        [ "$(sed -n 's/^ *Selected: //p' "$report")" = "$(sed -n 's/^ *Tested: \([0-9]*\)/\1\/\1/p' "$report")" ]; then
        echo "-- the checker broke inside; it found nothing"
        return 0
    fi
    return "$status"
}

if [ -n "$seconds" ]; then
    ask "$never" --phases examples,coverage,fuzzing --max-examples 30 --max-time "$seconds" --workers 2
else
    ask "$never" --phases examples,coverage --workers 1
    ask "$never,negative_data_rejection" --phases fuzzing --max-examples 30 --workers 1
fi
kill -0 "$desk" || { cat "$scratch/err"; echo "!! the desk ended"; exit 1; }
