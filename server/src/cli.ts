// The operator's commands: start, migrate, doctor, backup, restore, drill restore, admin-link, ledger verify, ledger export, keys …, retention plan, retention sweep, datamap, pass-on, workspace …, sbom, detect, config. Exit codes: 0 done, 1 found something wrong or failed, 2 misused.
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { configReference } from '#kit/config';

type Command = { readonly says: string; readonly run: (args: string[]) => Promise<number> };

// each command loads what it needs: the whole house takes seconds
const commands: Readonly<Record<string, Command>> = {
  start: {
    says: 'start [--demo] [--port N]     start Parley; --demo fills a fresh one with sample people and a shop',
    run: async (args) => (await import('./cli/start.ts')).start(args),
  },
  migrate: {
    says: 'migrate                       bring the database to the newest form',
    run: async () => (await import('./cli/operate.ts')).runMigrations(),
  },
  doctor: {
    says: 'doctor [--port N] [--json]    check configuration, database, keys, ledger, mail, and say where each setting comes from',
    run: async (args) => (await import('./cli/doctor.ts')).doctor(args),
  },
  backup: {
    says: 'backup FILE [--json]          everything of this moment into one sealed file, while Parley runs',
    run: async (args) => (await import('./cli/backup.ts')).backup(args),
  },
  restore: {
    says: 'restore FILE [--json]         fill an empty installation from a backup; who was erased since is erased again',
    run: async (args) => (await import('./cli/restore.ts')).restore(args),
  },
  'drill restore': {
    says: 'drill restore [FILE] [--json]  bring a backup back beside the running house, look at it, and clear it away',
    run: async (args) => (await import('./cli/drill.ts')).drillRestore(args),
  },
  'admin-link': {
    says: 'admin-link EMAIL [--json]     a link to become administrator, when nobody can sign in any more; recorded and told',
    run: async (args) => (await import('./cli/admin-link.ts')).adminLink(args),
  },
  'ledger verify': {
    says: 'ledger verify [--json] [--certificate FILE]  recompute the whole ledger, or check one certificate',
    run: async (args) => (await import('./cli/operate.ts')).verifyLedgers(args),
  },
  'ledger export': {
    says: 'ledger export FOLDER [--workspace ID] [--json]  the ledger as files, with a verifier that needs no Parley',
    run: async (args) => (await import('./cli/export-ledger.ts')).exportLedgers(args),
  },
  'keys rotate': {
    says: 'keys rotate [--json]          make a new epoch key now and destroy the old one',
    run: async (args) => (await import('./cli/keys.ts')).rotateKeys(args),
  },
  'keys rotate-ledger': {
    says: 'keys rotate-ledger [--compromised [KEY]] [--anew] [--returned] [--json]  have another key sign the ledgers, announced by the present one, while Parley runs',
    run: async (args) => (await import('./cli/ledger-key.ts')).rotateLedgerKeys(args),
  },
  'keys replace': {
    says: 'keys replace [--workspace ID] [--json]  give companies a new key, while Parley runs',
    run: async (args) => (await import('./cli/keys.ts')).replaceKeys(args),
  },
  'keys replace-instance': {
    says: 'keys replace-instance [--compromised] [--json]  have other keys sign links and reply addresses, while Parley runs',
    run: async (args) => (await import('./cli/keys.ts')).replaceInstanceKeys(args),
  },
  'keys re-encrypt': {
    says: 'keys re-encrypt [--workspace ID] [--subject ID] [--json]  new keys for people, and everything sealed anew, while Parley runs',
    run: async (args) => (await import('./cli/keys.ts')).reencryptKeys(args),
  },
  'keys move-root': {
    says: 'keys move-root --to ADDRESS [--destroy-old] [--json]  move the root key, or take up its new version, while Parley runs',
    run: async (args) => (await import('./cli/keys.ts')).moveRootKey(args),
  },
  'keys move-store': {
    says: 'keys move-store [--back] [--json]  move keys into the database that PARLEY_KEYS_DATABASE_URL names, while Parley runs; back while it does not',
    run: async (args) => (await import('./cli/keys.ts')).moveStore(args),
  },
  'keys adopt-store': {
    says: 'keys adopt-store [--confirm]  a database was moved or put back: tie main and key database together, after counting what would be lost',
    run: async (args) => (await import('./cli/adopt.ts')).adoptStore(args),
  },
  'keys erase-returned': {
    says: 'keys erase-returned           the main database was put back: erase again whoever was erased since, while Parley stands still',
    run: async () => (await import('./cli/adopt.ts')).eraseReturnedAgain(),
  },
  'keys give-up': {
    says: 'keys give-up --workspace ID --subject ID --confirm  give up what one key held that the database of keys lost for good',
    run: async (args) => (await import('./cli/keys.ts')).giveUp(args),
  },
  'keys own-root': {
    says: 'keys own-root --workspace ID --to ADDRESS|house [--json]  put a company under a root key of its own, or back',
    run: async (args) => (await import('./cli/keys.ts')).bringOwnKey(args),
  },
  'keys status': {
    says: 'keys status [--json]          each level of keys, its age, and what waits',
    run: async (args) => (await import('./cli/keys.ts')).showKeys(args),
  },
  'retention plan': {
    says: 'retention plan [--days N] [--json]  what will be deleted by itself, by purpose and week, and what is held back',
    run: async (args) => (await import('./cli/retention.ts')).planRetention(args),
  },
  'retention sweep': {
    says: 'retention sweep --once [--json]  delete what has run out now, while Parley runs',
    run: async (args) => (await import('./cli/retention.ts')).sweepRetention(args),
  },
  datamap: {
    says: 'datamap [--record controller|processor --format html|pdf|csv|json|jsonld|schema] [--language en|de] [--workspace ID]  what differs from what was declared, or a record of processing',
    run: async (args) => (await import('./cli/datamap.ts')).dataMapOf(args),
  },
  'pass-on': {
    says: 'pass-on --kind KIND [--on DAY] [--purpose CODE] [--workspace ID] [--json] < TEXT  a request that reached you goes to the company it is for; first line the address',
    run: async (args) => (await import('./cli/pass-on.ts')).passOnRequest(args),
  },
  'workspace export': {
    says: 'workspace export FILE [--workspace ID] [--json]  everything a company keeps here, as a ZIP of JSON Lines, files and its ledger',
    run: async (args) => (await import('./cli/workspace.ts')).exportWorkspace(args),
  },
  'workspace leave': {
    says: 'workspace leave --on DAY [--delete-only] [--holds-handed-over] [--workspace ID] [--json]  plan the end of a contract',
    run: async (args) => (await import('./cli/workspace.ts')).planLeaving(args),
  },
  'workspace cancel': {
    says: 'workspace cancel [--workspace ID] [--json]  call the end off, until its day',
    run: async (args) => (await import('./cli/workspace.ts')).cancelLeaving(args),
  },
  'workspace status': {
    says: 'workspace status [DEPARTURE] [--workspace ID] [--json]  what is planned, or the certificate of who left',
    run: async (args) => (await import('./cli/workspace.ts')).leavingStatus(args),
  },
  'workspace purge': {
    says: 'workspace purge [--workspace ID] [--json]  carry out now what is due, and wait for it',
    run: async (args) => (await import('./cli/workspace.ts')).purgeWorkspace(args),
  },
  sbom: {
    says: 'sbom                          the bill of materials of what is installed (CycloneDX JSON)',
    run: async () => (await import('./cli/sbom.ts')).sbom(),
  },
  detect: {
    says: 'detect [--language CODE] [--known FILE] < TEXT  personal data in a text: one JSON line each, offsets in UTF-16; FILE has names that are known, one per line',
    run: async (args) => (await import('./cli/detect.ts')).detectIn(args),
  },
  config: { says: 'config                        every option with its default, as Markdown', run: async () => printConfig() },
};

// beside the program, which only those may write who may change it; where nobody may, each start compiles anew
enableCompileCache(path.join(import.meta.dirname, '../../node_modules/.cache/parley'));
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const name = [`${words[0]} ${words[1]}`, `${words[0]}`].find((each) => each in commands);
  if (name === undefined || args.includes('--help') || args.includes('-h'))
    return help(name === undefined && args.length > 0 && !args.some((arg) => /^(help|--help|-h)$/.test(arg)));
  try {
    return (await commands[name]?.run(args.slice(name.split(' ').length))) ?? 2;
  } catch (error) {
    process.stderr.write(`parley: ${(error as Error).message}\n`);
    return (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
  }
}

function help(isMistake: boolean): number {
  const lines = Object.values(commands).map((command) => `  parley ${command.says}`);
  (isMistake ? process.stderr : process.stdout).write(
    `Parley: talk with customers over every channel, under the GDPR\n\n${lines.join('\n')}\n\nConfiguration: environment or parley.json; "parley config" prints every option.\n`,
  );
  return isMistake ? 2 : 0;
}

function printConfig(): number {
  process.stdout.write(configReference());
  return 0;
}
