// Files for providers that take an address instead of bytes. Nothing is copied: the address is a signed token of ids, and each fetch opens the file anew under what the gate
// says at that moment. Once it is erased, taken back or run out, or after seven days, nothing is there.
import { attachmentOf, disposition, fileFields, messageFacts, openFile } from '#conversations';
import { decide, permitOrThrow, type Question } from '#gate';
import { readToken, signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { AttachmentId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import { accountOf } from './accounts.ts';
import { fileName } from './adapters/file-names.ts';

/** As long as a phone may be away; then whoever still wants it asks. */
export const lentDays = 7;
const kind = 'lent-file';

/** Where one file of a message may be fetched from now on. Its name is not in it. */
export function lentUrl(ctx: Ctx, { id, type }: { readonly id: AttachmentId; readonly type: string }): string {
  const until = new Date(ctx.now.getTime() + lentDays * 86_400_000);
  const token = signToken(ctx.tools, kind, { workspace: ctx.workspace, file: id }, until);
  return `${config.of(ctx).publicUrl}${lentFiles.prefix}/${token}/${fileName(1, type)}`;
}

export const lentFiles: Protocol = {
  prefix: '/lent',
  bodyLimitBytes: 1_024,
  perMinute: 1_200, // a provider fetches from few addresses for everybody
  answer: giveOut,
  refuse: (status) => ({ status }),
};

async function giveOut(tools: Tools, asked: Asked): Promise<Told> {
  const [, token] = /^\/([\w-]{20,400}\.[\w-]{43})\/[\w.-]{1,40}$/.exec(asked.path) ?? [];
  const said = token === undefined ? undefined : readToken(tools, kind, token);
  if (!said) return { status: 404 };
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' } };
  const workspace = said['workspace'] as WorkspaceId;
  const who = { workspace, actor: { kind: 'system', id: 'channels.lent' }, purpose: 'service-conversation' } as const;
  return act(tools, who, (ctx) => open(ctx, said['file'] as AttachmentId)).catch((error: unknown) => {
    if (!(error instanceof Problem) || !['not-found', 'erased'].includes(error.code)) throw error;
    return { status: 404, workspace };
  });
}

/** Whoever may not be sent it now does not get it by its address either. */
async function open(ctx: Ctx, id: AttachmentId): Promise<Told> {
  const row = await attachmentOf(ctx, id);
  const facts = row.message === null ? undefined : await messageFacts(ctx, row.message);
  if (facts?.direction !== 'out') throw new Problem('not-found');
  const { adapter, account } = await accountOf(ctx, facts.inbox);
  const recipient = adapter.recipient(account.settings, ctx.tools);
  const question: Question = {
    ...{ act: 'send', person: facts.person, purpose: facts.purpose, channel: adapter.name, fields: fileFields },
    ...(recipient !== null && { recipient }),
    ...(facts.answering && { answering: facts.answering }),
  };
  if (!(await decide(ctx, question)).allowed) throw new Problem('not-found'); // asked without a trace: whoever has the address may come often
  const file = await openFile(ctx, await permitOrThrow(ctx, question), row);
  const headers = {
    'content-type': file.type,
    'content-disposition': disposition(file.name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    'referrer-policy': 'no-referrer',
  };
  return { status: 200, headers, body: file.bytes, workspace: ctx.workspace };
}
