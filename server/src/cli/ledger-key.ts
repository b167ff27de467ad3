// `parley keys rotate-ledger`: another key signs the ledgers. Progress goes to standard error, the outcome to standard output.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type KeyRotation, rotateLedgerKey } from '#ledger';
import { withRooms } from './operate.ts';

const patience = 120;
const flag = { type: 'boolean', default: false } as const;

/** Has every ledger change to a new key, or goes on where that was interrupted; exit code 1 when some could not. With `--compromised` the key before, or the one that is named, is refused from then on. */
export async function rotateLedgerKeys(args: string[]): Promise<number> {
  const options = { json: flag, anew: flag, returned: flag, compromised: flag };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [named, ...more] = positionals;
  if (more.length > 0 || (named !== undefined && !values.compromised)) throw new Error('a key is named behind --compromised only');
  return withRooms(async (tools) => {
    const onProgress = (done: number, total: number) => process.stderr.write(`${done} of ${total} ledgers are signed by the new key\n`);
    const compromised: true | string | undefined = values.compromised ? (named ?? true) : undefined;
    let done: KeyRotation | undefined;
    for (let tries = 0; done === undefined; tries += 1) {
      if (tries === patience) throw new Error('another node has been changing the key for two minutes: try again when it is done');
      if (tries > 0) await sleep(1000);
      const said = { onProgress, isAnew: values.anew, isReturned: values.returned, ...(compromised !== undefined && { compromised }) };
      done = await rotateLedgerKey(tools, said);
    }
    process.stdout.write(`${values.json ? JSON.stringify(done) : wordsOf(done, compromised === true)}\n`);
    return done.lost + done.returned + done.failed > 0 ? 1 : 0;
  });
}

const wordsOf = ({ isNew, changed, ledgers, returned, lost, failed, told }: KeyRotation, isByItself: boolean): string =>
  [
    !isNew && changed === 0
      ? `no new key was made${lost + returned > 0 ? ': see to the ledgers named here first, or have the others change to one all the same by --anew' : ''}`
      : `${changed} of ${ledgers} ledgers changed to ${isNew ? 'a new key' : 'the key that an interrupted run had made'}, announced by the one before`,
    ...(told > 0
      ? [`${told} ledgers say that somebody else has the key before: beyond the tree at which it ended it counts for nothing`]
      : []),
    ...(isByItself && !isNew
      ? [
          'That run was gone on with: it is the key before which is refused. Is it the one of now that others have, name it behind --compromised',
        ]
      : []),
    ...(returned > 0
      ? [
          `${returned} had changed before, and are signed by the key before all the same: was the database put back from before, run this with --returned; otherwise somebody cut them off, and has that key`,
        ]
      : []),
    ...(lost > 0 ? [`${lost} could not: the key that signed them is not in the key folder; put it back and run this again`] : []),
    ...(failed > 0 ? [`${failed} could not yet, as the log says of each: run ledger verify, then this again`] : []),
    told > 0
      ? 'Give the new verifier keys to witnesses and auditors yourself: they follow no key that somebody else has. /v1/ledgers/ID/keys has all of them.'
      : 'Witnesses that follow by themselves read the new keys at /v1/ledgers/ID/keys; give them to the others, and to auditors: the console shows them.',
  ].join('\n');
