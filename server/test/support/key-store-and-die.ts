// A child process that makes or shreds a key, or rotates the epoch, over two databases, and kills itself with SIGKILL between two of their commits: appUrl, data folder,
// what, step, workspace, subject; the database of keys by its variable.
import { createSubject, rotateEpoch, shred } from '#keys';
import { readConfig } from '#kit/config';
import type { PersonId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { type KeyStore, keyStore } from '../../src/keys/key-store/key-store.ts';
import { openNode } from './node.ts';

const [appUrl = '', data = '', what = '', deadly = '', workspace = '', subject = ''] = process.argv.slice(2);
const settings = readConfig({
  PARLEY_DATA: data,
  PARLEY_POOL: '4',
  PARLEY_KEYS_DATABASE_URL: process.env['PARLEY_KEYS_DATABASE_URL'],
});
const { tools } = await openNode({ settings, appUrl, now: () => new Date('2026-11-24T09:00:00Z') });
const onStep = (reached: string) => {
  if (reached === deadly) process.kill(process.pid, 'SIGKILL');
};
keyStore.set(tools, { ...(keyStore.of({ tools }) as KeyStore), onStep });
if (what === 'rotate') await rotateEpoch(tools, { force: true });
else
  await act(tools, { workspace: workspace as WorkspaceId, actor: { kind: 'system', id: 'test' } }, async (ctx) => {
    ctx.db.afterCommit(() => onStep('committed'));
    if (what === 'make') await createSubject(ctx, subject as PersonId);
    else await shred(ctx, [subject as PersonId]);
    onStep('shredded');
  });
await new Promise((resolve) => setTimeout(resolve, 60_000));
