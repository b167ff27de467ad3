// The door of the ledger: an append-only, Merkle-tree record of acts with nothing directly identifying in it (Art. 5(2)).
// An entry commits with what it records; a sequencer orders entries into the tree a moment later.
import type { Ctx } from '#kit/ctx';
import type { Id, SubjectId, WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';

/** Ids, codes and numbers only; a text with a blank or an @ in it is refused with an Error. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;
/** `kind` is a code such as `person.erased`; `subject` is the person or member of staff it is about. */
export type Entry = { readonly kind: string; readonly subject?: SubjectId | undefined; readonly facts?: Facts | undefined };
/** Hashes in base64 (RFC 6962 order); `checkpoint` is the signed note of the tree in which the proof holds. */
export type Proof = { readonly position: number; readonly leaf: string; readonly proof: string[]; readonly checkpoint: string };
/** `note` is a C2SP tlog-checkpoint, `key` its verifier key, `root` base64. */
export type Checkpoint = { readonly size: number; readonly root: string; readonly note: string; readonly key: string };
/** `actor`, `subject` and `facts` are null once the payload was erased; `position` is null while the entry waits for the sequencer. */
export type Listed = {
  readonly id: Id<'led'>;
  readonly position: number | null;
  readonly at: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly subject: SubjectId | null;
  readonly facts: Facts | null;
};
/** What does not hold, as a code with the place where it was seen. */
export type Fault = { readonly code: string; readonly position?: number; readonly entry?: string; readonly size?: number };
export type Verdict = {
  readonly ok: boolean;
  readonly size: number;
  readonly root: string;
  readonly waiting: number;
  readonly problems: Fault[];
};

const later = (): never => {
  throw new Error('not built yet');
};

/** Records an act in the caller's transaction; gives the entry's id. */
export async function append(_ctx: Ctx, _entry: Entry): Promise<Id<'led'>> {
  return later();
}

/** Records several acts in one statement; ids in the same order. */
export async function appendMany(_ctx: Ctx, _entries: readonly Entry[]): Promise<Id<'led'>[]> {
  return later();
}

/** Inclusion proof of an entry in the newest checkpoint; orders what waits first. Problem `not-found` for an unknown entry. */
export async function proofOf(_ctx: Ctx, _entry: Id<'led'>): Promise<Proof> {
  return later();
}

/** The newest signed checkpoint. */
export async function checkpoint(_ctx: Ctx): Promise<Checkpoint> {
  return later();
}

/** Erases payload and salt of every entry that names one of these subjects, and records the positions in a signed entry; gives how many payloads went. */
export async function forgetPayloads(_ctx: Ctx, _subjects: readonly SubjectId[]): Promise<number> {
  return later();
}

/** Entries newest first; `cursor` as given by `next`, at most `limit` (1 to 200). */
export async function list(
  _ctx: Ctx,
  _query: { kind?: string | undefined; subject?: SubjectId | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Listed[]; next: string | null }> {
  return later();
}

/** Recomputes the whole ledger of this workspace from the database. */
export async function verify(_ctx: Ctx): Promise<Verdict> {
  return later();
}

/** Verifies the ledger of every workspace; for the command line. */
export async function verifyLedger(_tools: Tools): Promise<{ ok: boolean; workspaces: ({ workspace: WorkspaceId } & Verdict)[] }> {
  return later();
}

/** Signs a text as a C2SP signed note under the ledger's key; the text must end with a line feed and must not pose as a checkpoint. */
export async function signText(_ctx: Ctx, _text: string): Promise<string> {
  return later();
}
