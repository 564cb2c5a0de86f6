import { readFileSync } from 'node:fs';
const p = JSON.parse(readFileSync(process.argv[2]!,'utf8'));
const self = new Map<string, number>(); const dt = p.timeDeltas; const byId = new Map(p.nodes.map((n:any)=>[n.id,n]));
let total=0;
p.samples.forEach((id:number,i:number)=>{ const n:any=byId.get(id); const k=`${n.callFrame.functionName||'(anon)'} ${n.callFrame.url.split('/').slice(-3).join('/')}:${n.callFrame.lineNumber+1}`; self.set(k,(self.get(k)??0)+dt[i]); total+=dt[i]; });
for (const [k,v] of [...self].sort((a,b)=>b[1]-a[1]).slice(0,Number(process.argv[3]??35))) console.log((v/total*100).toFixed(1)+'%', k);
