import { openGround, query } from './frame/ground.ts';
import { openHouse } from './frame/parley.ts';
import { openCaller } from './frame/load.ts';
import { randomUUID } from 'node:crypto';
const ground = await openGround();
try {
  const g2={...ground, database: async(n:string)=>{const u=await ground.database(n); await query(ground.adminUrl,"ALTER DATABASE "+n+" SET log_statement='all'"); await query(ground.adminUrl,"ALTER DATABASE "+n+" SET log_duration='on'"); return u;}};
  const house = await openHouse(g2);
  const visitor = await house.arrive(1); const client = house.visitorClient(visitor);
  let conversation='';
  for (let i=0;i<50;i++){ const text='hello there '+i+' '+randomUUID(); if(i%4===3) await house.staff.call('addMessage',{params:{conversation},body:{kind:'message',text}}); else await client.call('addVisitMessage',{body:{clientId:randomUUID(),text}}); conversation ||= await house.conversationOf(visitor);}
  await new Promise(r=>setTimeout(r,3000));
  const caller = openCaller(house.url,1);
  const get=()=>caller.call({method:'GET',path:`/v1/conversations/${conversation}/messages?limit=50`,headers:{cookie:house.cookie}});
  for(let i=0;i<200;i++) await get();
  console.log('FOLDER',ground.folder);
  await query(house.databaseUrl,"SELECT 'MARK-BEGIN'"); const b=performance.now(); await get(); const e=performance.now(); await query(house.databaseUrl,"SELECT 'MARK-END'");
  console.log('ms',e-b);
  if (process.argv[2]==='post'){ await query(house.databaseUrl,"SELECT 'MARK-POST'"); await client.call('addVisitMessage',{body:{clientId:randomUUID(),text:'one more'}}); await query(house.databaseUrl,"SELECT 'MARK-POSTED'"); }
  const {execSync}=await import('node:child_process');
  console.log(execSync(`ls -R ${ground.folder} | head -60; find ${ground.folder} -name '*.log' | xargs ls -la`).toString());
  execSync(`cp $(find ${ground.folder} -name '*.log'|head -1) /tmp/pg.log || true`);
} finally { await ground.close(); process.exit(0); }
