#!/bin/sh
# Points npm's syno at a simulated DSM of each kind. It needs a JDK 25, Node.js and npm, and leaves
# nothing outside of target.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../../.." && pwd)
simulator=$module/src/test/java/dev/porter/gateway/synology/simulator/DsmSimulator.java
clients=$module/target/clients

mkdir -p "$clients"
npm install --silent --no-audit --no-fund --prefix "$clients" syno@2.2.0
for kind in guide dsm721 dsm73; do
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" "$simulator" "$kind" 0 > "$clients/$kind.log" &
  dsm=$!
  trap 'kill "$dsm" 2> /dev/null || true' EXIT
  until grep -q ADMINPASSWORD "$clients/$kind.log"; do
    kill -0 "$dsm"
    sleep 1
  done
  echo "$kind:"
  address=$(sed -n 's/^PORTER_NAS_SYNOLOGY_URL=//p' "$clients/$kind.log")
  NODE_PATH="$clients/node_modules" node "$here/syno.cjs" "${address##*:}"
  kill "$dsm"
  wait "$dsm" || true
done
