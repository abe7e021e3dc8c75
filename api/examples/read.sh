#!/bin/sh
# 用 curl 取得令牌、查询需求。需要：curl、python3（只用来读 JSON）。
#
#   export LIANDONG_URL=http://jingan.localhost:8000 STREET_ID=… STREET_SECRET=…
#   sh read.sh
set -eu

TOKEN=$(curl -sS --fail -u "$STREET_ID:$STREET_SECRET" -d grant_type=client_credentials "$LIANDONG_URL/oauth/token/" |
  python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')

curl -sS --fail "$LIANDONG_URL/graphql/" \
  -H "Authorization: Bearer $TOKEN" \
  -H 'Content-Type: application/json' \
  --data-binary @- <<'JSON'
{
  "query": "query Needs($first: Int!) { needs(first: $first, claimable: true, orderBy: DUE) { totalCount nodes { id title ownerName remaining measure dueOn organization { name parent { name } } } pageInfo { hasNextPage endCursor } } }",
  "variables": {"first": 5}
}
JSON
echo
