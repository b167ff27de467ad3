// The certificate of a departure: what was destroyed when, in figures, signed by the key that signed the company's ledger. It lies beside the keys, outside the database
// that holds nothing of the company any more, and is given to whoever has its address; that names no person.

import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { canonical } from '#kit/canonical';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { makePrivateFile } from '#kit/private-file';
import type { Tools } from '#kit/tool';
import { checkNote, signText } from '#ledger';

export type DepartureBody = {
  readonly departure: string;
  readonly workspace: string;
  readonly askedAt: string;
  readonly closedAt: string;
  readonly unreadableAt: string;
  /** From then on no backup and no log opens anything of it any more. */
  readonly unrecoverableBy: string;
  readonly deletedAt: string;
  readonly probedAt: string;
  readonly returned: 'confirmed' | 'not-confirmed' | 'not-wished';
  /** The export that went back: made after the company was closed for writing. `manifest`: SHA-256 of its manifest.json. */
  readonly returnedExport: { readonly export: string; readonly madeAt: string; readonly manifest: string } | null;
  readonly holds: string;
  readonly figures: { readonly keys: number; readonly rows: number; readonly tables: number; readonly files: number };
  /** `asked`: whether the ids that providers know could be read; not where the company withheld its own root. */
  readonly providers: {
    readonly gone: number;
    readonly left: number;
    readonly kept: number;
    readonly asked: 'yes' | 'key-withheld' | 'before';
    /** The same by recipient; certificates from before it was counted have none. */
    readonly each?: { readonly recipient: string; readonly gone: number; readonly left: number; readonly kept: number }[];
  };
  /** What stays with the operator, and why (Art. 17(3)(b), (e)). */
  readonly kept: readonly { readonly what: string; readonly because: string; readonly article: string }[];
  readonly ledger: { readonly checkpoint: string; readonly key: string };
};
export type DepartureCertificate = DepartureBody & { readonly signature: string };

/** What the operator keeps: this very statement, so that they can prove that they did it, and so that a restored backup brings nobody back. */
export const stays: DepartureBody['kept'] = [
  { what: 'this certificate', because: 'proof that the contract was carried out', article: '17(3)(e)' },
  {
    what: 'id of the company and day of its end, in the list of those who left',
    because: 'a restored backup must not bring it back',
    article: '17(3)(b)',
  },
];

/** Signs and keeps it; the first one that was kept stays, whoever asks again. */
export async function keepCertificate(ctx: Ctx, body: DepartureBody): Promise<DepartureCertificate> {
  const certificate = { ...body, signature: await signText(ctx, signedText(body)) };
  const file = fileOf(ctx.tools, body.departure);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  makePrivateFile(file, Buffer.from(`${JSON.stringify(certificate, null, 2)}\n`));
  return readDeparture(ctx.tools, body.departure) ?? certificate;
}

/** The certificate of a departure by its id; undefined when there is none. */
export function readDeparture(tools: Tools, departure: string): DepartureCertificate | undefined {
  if (!/^dep_[0-9a-z]{26}$/.test(departure)) return undefined;
  try {
    return JSON.parse(readFileSync(fileOf(tools, departure), 'utf8')) as DepartureCertificate;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a certificate says what was signed; the reason as a code when it does not. Needs what is kept beside the keys, or else the ledger's newest key, and no row of the company. */
export async function verifyDeparture(tools: Tools, certificate: DepartureCertificate): Promise<{ ok: boolean; because: string | null }> {
  const { signature, ...body } = certificate ?? {};
  if (typeof signature !== 'string' || typeof body.workspace !== 'string') return { ok: false, because: 'not-a-certificate' };
  const who = { workspace: body.workspace as WorkspaceId, actor: { kind: 'system', id: 'verifier' } } as const;
  // a key that was replaced may be in other hands: what it signed holds as it was kept, and not else
  const kept = readDeparture(tools, String(body.departure));
  if (kept && kept.signature !== signature) return { ok: false, because: 'signature' };
  const { signature: _, ...words } = kept ?? certificate;
  const said = kept ? signedText(words) : await act(tools, who, async (ctx) => checkNote(ctx, signature));
  if (said === undefined) return { ok: false, because: 'signature' };
  return said === signedText(body) ? { ok: true, because: null } : { ok: false, because: 'words-changed' };
}

/** The signed words: one line of context, then the body as JSON with sorted keys; ends with a line feed (C2SP signed-note). */
function signedText(body: DepartureBody): string {
  return `parley departure certificate v1\n${canonical(body)}\n`;
}

const fileOf = (tools: Tools, departure: string): string => path.join(config.of({ tools }).keys, 'departed', `${departure}.json`);
