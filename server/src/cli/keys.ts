// `parley keys …`: the levels of keys, how each is replaced while Parley goes on, and what waits. Progress goes to standard error, the outcome to standard output.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  bringOwnRoot,
  destroyUnneededRoots,
  giveUpKey,
  type KeyStatus,
  keyStatus,
  type MoveStep,
  moveKeyStore,
  moveRoot,
  reencrypt,
  replaceInstance,
  replaceWorkspaceKeys,
  rotateEpoch,
} from '#keys';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { withRooms } from './operate.ts';

const print = (value: unknown, asJson: boolean, words: string) => process.stdout.write(`${asJson ? JSON.stringify(value) : words}\n`);
const say = (line: string) => process.stderr.write(`${line}\n`);
const json = { type: 'boolean', default: false } as const;
const patience = 120;

/** Ends the epoch now. */
export async function rotateKeys(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json } });
  return withRooms(async (tools) => {
    const done = await rotateEpoch(tools, { force: true });
    print(
      done,
      values.json,
      `epoch ${done.epoch}: ${done.rewrapped} keys re-wrapped, destroyed epoch ${done.destroyed.join(', ') || 'none'}`,
    );
    return 0;
  });
}

/** Moves the root key, or takes up its new version; exit code 2 without `--to`. */
export async function moveRootKey(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json, to: { type: 'string' }, 'destroy-old': { type: 'boolean', default: false } } });
  const { to } = values;
  if (to === undefined) {
    say(
      'parley: keys move-root needs --to: file, file:PATH, vault+https://HOST:PORT/MOUNT/KEY?token=FILE&ca=FILE, aws-kms:ARN or gcp-kms:projects/…',
    );
    return 2;
  }
  return withRooms(async (tools) => {
    const done = await patiently(() => moveRoot(tools, to, { onProgress: (count, total) => say(`re-wrapped ${count} of ${total}`) }));
    const { destroyed, kept } = destroyUnneededRoots(tools, values['destroy-old']);
    const words = [
      `the root key is at ${done.address.split('?')[0]} (${done.root}); ${done.rewrapped} keys re-wrapped`,
      ...destroyed.map((file) => `destroyed ${file}`),
      ...kept.map(({ file, until }) =>
        until
          ? `${file} is needed by nobody here, but backups made before open only with it, until ${until.toISOString().slice(0, 10)}: keep it elsewhere until then`
          : `${file} is needed by nobody any more: destroy it by --destroy-old, or take it away`,
      ),
      'Unset PARLEY_ROOT_KEY, or set it to the new address, before the next start.',
    ];
    print({ ...done, destroyed, kept }, values.json, words.join('\n'));
    return 0;
  });
}

const moveSteps: Readonly<Record<MoveStep, string>> = {
  rewrapping: 'step 1 of 3: every company gets a new key, and keys of people are wrapped anew',
  'ending-epoch': 'step 2 of 3: a new epoch; what is left is wrapped anew, and the epoch key before is destroyed',
  removing: 'step 3 of 3: what no longer belongs there is removed',
};

/** Moves every key into the database of keys, or `--back` out of it; exit code 1 when some had to stay. */
export async function moveStore(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json, back: { type: 'boolean', default: false } } });
  return withRooms(async (tools) => {
    const onProgress = (workspace: WorkspaceId, count: number) => say(`${workspace}: ${count} keys re-wrapped so far`);
    const onStep = (step: MoveStep, { apart, beside }: { apart: number; beside: number }) =>
      say(`${moveSteps[step]}; ${apart} keys lie in the key database, ${beside} in the main database`);
    const done = await patiently(() => moveKeyStore(tools, values.back, { onProgress, onStep }));
    const { apart, beside, withheld, isWhole } = done;
    const where = values.back ? 'the main database' : 'the key database';
    const words = [
      `${values.back ? beside : apart} keys lie in ${where}${isWhole ? '' : `, ${values.back ? apart : beside} do not yet: run it again`}`,
      ...(withheld > 0
        ? [`${withheld} companies keep theirs where they are: their own root does not give it, or a key of theirs is missing (doctor)`]
        : []),
      ...(isWhole && values.back ? ['Unset PARLEY_KEYS_DATABASE_URL before the next start.'] : []),
      ...(isWhole && !values.back
        ? ['Old logs and backups of the main database still hold the keys of company secrets: run keys re-encrypt.']
        : []),
    ];
    print(done, values.json, words.join('\n'));
    return isWhole ? 0 : 1;
  });
}

/** Gives up what was sealed under one key that the key database lost; exit code 2 unless company and subject are named and it is confirmed. */
export async function giveUp(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { workspace: { type: 'string' }, subject: { type: 'string' }, confirm: { type: 'boolean', default: false } },
  });
  const { workspace, subject, confirm } = values;
  if (workspace === undefined || subject === undefined || !confirm) {
    say(
      'parley: keys give-up needs --workspace, --subject and --confirm: what this key held is lost for good, also in backups that are restored later',
    );
    return 2;
  }
  return withRooms(async (tools) => {
    await act(tools, { workspace: workspace as WorkspaceId, actor: { kind: 'system', id: 'keys' } }, (ctx) =>
      giveUpKey(ctx, subject as SubjectId),
    );
    process.stdout.write(`the key of ${subject} is given up\n`);
    return 0;
  });
}

/** Replaces the workspace keys, of all companies or one. */
export async function replaceKeys(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json, workspace: { type: 'string' } } });
  return withRooms(async (tools) => {
    const onProgress = (workspace: WorkspaceId, count: number) => say(`${workspace}: ${count} keys re-wrapped so far`);
    const done = await patiently(() => replaceWorkspaceKeys(tools, values.workspace as WorkspaceId | undefined, { onProgress }));
    print(
      done,
      values.json,
      `${done.workspaces} workspace keys replaced, ${done.rewrapped} keys re-wrapped${done.withheld > 0 ? `; ${done.withheld} companies keep theirs: their own root does not give it, or a key of theirs is missing (doctor)` : ''}`,
    );
    return 0;
  });
}

/** Has other keys sign links and reply addresses; with `--compromised` nothing that the ones before signed is believed once they do. */
export async function replaceInstanceKeys(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json, compromised: { type: 'boolean', default: false } } });
  return withRooms(async (tools) => {
    const done = await patiently(() => replaceInstance(tools, values.compromised));
    const [from, until] = [done.from.toISOString(), done.until.toISOString().slice(0, 10)];
    const words = values.compromised
      ? `other keys sign links and reply addresses from ${from} on; from then on nothing that was signed before is believed: links that are out are worthless, also those by which parents take back a consent (write to them anew), visitors begin anew, and answers to mails are told by their references`
      : `other keys sign links and reply addresses from ${from} on; what was signed before is believed until ${until}`;
    print(done, values.json, words);
    return 0;
  });
}

/** Gives people new keys and seals anew what is theirs: of all companies, of one, or of one person, member of staff or case. */
export async function reencryptKeys(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json, workspace: { type: 'string' }, subject: { type: 'string' } } });
  const { workspace, subject } = values as { workspace?: WorkspaceId; subject?: SubjectId; json: boolean };
  return withRooms(async (tools) => {
    let last = '';
    const done = await reencrypt(
      tools,
      { workspace, subject },
      {
        onProgress({ workspace: company, stage, made, resealed }) {
          const line = `${company}: ${stage}; ${made} new keys, ${resealed} values sealed anew so far`;
          if (line !== last) say(line);
          last = line;
        },
      },
    );
    print(
      done,
      values.json,
      `${done.made} new keys in ${done.workspaces} companies, ${done.resealed} values and files sealed anew${done.withheld > 0 ? `; ${done.withheld} companies keep theirs: their own root does not give it` : ''}`,
    );
    return 0;
  });
}

/** Puts a company under its own root, and replaces its key, so that the root before is worth nothing for it. */
export async function bringOwnKey(args: string[]): Promise<number> {
  const options = { json, workspace: { type: 'string' }, to: { type: 'string' } } as const;
  const { values } = parseArgs({ args, options });
  const { to, workspace } = values as { to?: string; workspace?: WorkspaceId; json: boolean };
  if (to === undefined || workspace === undefined) {
    say('parley: keys own-root needs --workspace and --to: an address as for move-root, or house');
    return 2;
  }
  return withRooms(async (tools) => {
    await patiently(() => bringOwnRoot(tools, workspace, to === 'house' ? null : to));
    const done = await patiently(() => replaceWorkspaceKeys(tools, workspace));
    print(
      done,
      values.json,
      `${workspace} is under ${to === 'house' ? 'the root of the house' : `its own root, ${to.split('?')[0]}`}; its key was replaced, ${done.rewrapped} keys re-wrapped`,
    );
    return 0;
  });
}

/** Each level, its age, and what waits. */
export async function showKeys(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json } });
  return withRooms(async (tools) => {
    const status = await keyStatus(tools);
    print(status, values.json, linesOf(status).join('\n'));
    return 0;
  });
}

function linesOf({ root, instance, workspaces, epoch, ledger, store, backupsOpenUntil, cacheSeconds }: KeyStatus): string[] {
  const day = (at: Date | undefined | null) => at?.toISOString().slice(0, 16).replace('T', ' ') ?? 'unknown';
  return [
    `root       ${root.address.split('?')[0]} (${root.id}), since ${day(root.since)}; ${root.waiting} keys wait to be wrapped by it${root.from.length > 0 ? '; a move is not finished: run keys move-root again' : ''}`,
    `instance   links and reply addresses signed by ${instance.since ? `keys of ${day(instance.since)}` : 'the keys of the beginning'}${instance.formerUntil ? `; ${instance.former} before them believed until ${day(instance.formerUntil)} at most` : ''}`,
    ...workspaces.map(
      (each) =>
        `workspace  ${each.workspace} version ${each.version}, since ${day(each.since)}; keys of ${each.people} people, ${each.waiting} wait${each.ownRoot ? `; under its own root ${each.ownRoot.split('?')[0]}` : ''}${each.isBeingReplaced ? '; being replaced: run keys replace again' : ''}${sealingOf(each)}`,
    ),
    `epoch      ${epoch.number}, since ${day(epoch.since)}; ${epoch.ends ? `ends at ${day(epoch.ends)}` : 'nothing was shredded in it yet'}`,
    `ledger     signed by a key of ${day(ledger.since)}; ${ledger.waiting} of ${ledger.ledgers} ledgers wait for it${ledger.waiting > 0 ? ': run keys rotate-ledger again' : ''}${ledger.returned > 0 ? `; ${ledger.returned} ended in a change of the key that is missing now: was the database put back, run keys rotate-ledger --returned, or somebody cut them off` : ''}${ledger.lost > 0 ? `; ${ledger.lost} were signed by a key that is missing` : ''}${ledger.keptUntil ? `; ${ledger.kept} former ones kept until ${day(ledger.keptUntil)} at most` : ''}`,
    ...(store
      ? [
          `store      ${store.apart} keys in the database of keys, ${store.beside} in the main one${store.beside > 0 ? ' (run keys move-store)' : ''}; ${store.missing} missing, ${store.leaving} about to leave it`,
        ]
      : []),
    `backups    ${backupsOpenUntil ? `the last one opens until ${day(backupsOpenUntil)}` : 'none opens'}`,
    `people     a random key each, which dies with the person; replaced by keys re-encrypt; kept opened in memory for ${cacheSeconds} s at most`,
  ];
}

function sealingOf({ reencryption }: KeyStatus['workspaces'][number]): string {
  if (reencryption === null) return '';
  const { stage, made, resealed, waiting } = reencryption;
  return `; sealed anew (${stage}): ${made} new keys, ${resealed} values, ${waiting} people wait; goes on by itself, or by keys re-encrypt`;
}

/** One node rotates or moves at a time. */
async function patiently<T>(work: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < patience; tries += 1) {
    const done = await work();
    if (done !== undefined) return done;
    await sleep(1000);
  }
  throw new Error('another node has been rotating keys for two minutes: try again when it is done');
}
