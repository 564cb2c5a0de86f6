#!/bin/bash
# load.sh name conns secs
T=$(cat /tmp/token)
c0=$(cat /tmp/cpu)
npx autocannon -c ${2:-16} -d ${3:-4} -m POST -H content-type=application/json -H "authorization=Bearer $T" -i /tmp/$1.json --json http://127.0.0.1:4555/graphql 2>/dev/null > /tmp/ac.json
c1=$(cat /tmp/cpu)
node -e 'const r=JSON.parse(require("fs").readFileSync("/tmp/ac.json"));console.log(process.argv[1], r.requests.average+"/s", "p99", r.latency.p99, "non2xx", r.non2xx, "cpu us/req", (('$c1'-'$c0')/r.requests.total).toFixed(1))' $1
