#!/bin/sh
# Signs in, lends an item of the demo library and takes it back.
set -eu
api="${CARREL_URL:-http://localhost:8080}/api/v1"
json='Content-Type: application/json'

token=$(curl -sf "$api/auth/login" -H "$json" -d '{"username": "ada.assistant", "password": "carrel-demo"}' |
    sed 's/.*"access_token":"\([^"]*\)".*/\1/')

# A key is new for each deed. Sent again with the same key, the deed is not done again.
curl -sf "$api/loans" -H "Authorization: Bearer $token" -H "$json" -H "Idempotency-Key: lend-$$-$(date +%s)" \
    -d '{"patron_barcode": "2000000001", "item_barcode": "3000000001"}'
echo

curl -sf "$api/returns" -H "Authorization: Bearer $token" -H "$json" -H "Idempotency-Key: return-$$-$(date +%s)" \
    -d '{"item_barcode": "3000000001"}'
echo
