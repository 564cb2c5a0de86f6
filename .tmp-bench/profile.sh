#!/bin/bash
rm -rf /tmp/prof; mkdir /tmp/prof
taskset -c 0 node --cpu-prof --cpu-prof-dir=/tmp/prof --conditions=source --import tsx .tmp-bench/server.ts > /tmp/server.log 2>&1 &
P=$!; for i in $(seq 60); do grep -q ready /tmp/server.log && break; sleep 0.3; done; sleep 0.5
.tmp-bench/load.sh $1 16 5; kill $P; wait $P 2>/dev/null
f=$(ls -S /tmp/prof/*.cpuprofile | head -1); npx tsx .tmp-bench/prof.ts $f ${2:-40}
