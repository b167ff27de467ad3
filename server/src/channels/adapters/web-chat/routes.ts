// The doors of the widget. It runs on foreign pages: a token in a header, never a cookie, and nothing about anybody before a visit was started.
import { centreKey, company, logoPath } from '#access';
import { fileOf, safeFile, upload } from '#conversations';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { AttachmentId, Id, PersonId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { joinedRoute, publicRoute, type RequestFacts, type Route, route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { currentNotice, noticeById } from '#purposes';
import type { Account } from '../../adapter.ts';
import { greetings } from './greetings.ts';
import { hooks } from './hooks.ts';
import { count } from './limits.ts';
import { sayTogether } from './saying.ts';
import { mayEmbed, type WebChatSettings } from './settings.ts';
import { honourSignal } from './signal.ts';
import { fetchFile, giveAddress, hear, proveAddress, standing, write } from './talk.ts';
import { claimsOf, startVisit, visitOf } from './visits.ts';
import { watch } from './watch.ts';

const visitor = { permission: 'visitor', purpose: 'service-conversation' } as const;

export const routes: readonly Route[] = [
  publicRoute('readWidget', {
    purpose: null,
    perMinute: 120,
    handle: async (tools, { params, query, request }) =>
      inChat(tools, params.key, request, async (ctx, { settings }) => {
        const facts = await company(ctx);
        const language = query.language ?? facts.language;
        const notice = await currentNotice(ctx, language);
        if (!notice) throw new Problem('not-ready', { detail: 'This company has not published its privacy notice yet.' });
        const { id, version, hash, short } = notice;
        const url = `${config.of(ctx).publicUrl}/privacy/${await centreKey(ctx)}?language=${language}`;
        return {
          company: facts.name,
          language,
          accent: settings.accent || facts.accent,
          logo: await logoPath(ctx),
          side: settings.side ?? 'right', // channels that were opened before these could be chosen
          theme: settings.theme ?? 'auto',
          greeting: settings.greeting || greetings[language],
          notice: { id, version, hash, short, url },
        };
      }),
  }),
  publicRoute('startVisit', {
    purpose: 'service-conversation',
    perMinute: 20,
    handle: async (tools, { params, body, request }) =>
      inChat(tools, params.key, request, async (ctx, account) => {
        const notice = await noticeById(ctx, body.noticeId as Id<'ntc'>);
        if (notice?.hash !== body.noticeHash)
          throw new Problem('invalid', { fields: [{ path: 'body/noticeHash', message: 'is not the notice that was published' }] });
        const visit = await startVisit(ctx, account, { language: body.language, notice, identity: body.identity });
        await honourSignal(ctx, request, visit.visitor);
        return visit;
      }),
  }),
  route('readVisit', {
    ...visitor,
    handle: async (ctx, { request }) => {
      const visit = await visitOf(ctx, request);
      await honourSignal(ctx, request, visit.person); // it may have been switched on since the visit began
      return standing(ctx, visit);
    },
  }),
  route('listVisitMessages', {
    ...visitor,
    handle: async (ctx, { query, request }) => hear(ctx, await counted(ctx, request, 'fetch'), query.after ?? 0, query.choices === 'shown'),
  }),
  joinedRoute('addVisitMessage', {
    ...visitor,
    workspaceOf: (tools, token) => claimsOf(tools, token)?.workspace,
    handle: async (tools, { body, request }) => sayTogether(tools, request, body),
  }),
  route('uploadVisitAttachment', {
    ...visitor,
    perMinute: 30,
    prepare: (_tools, { bytes, request }) => safeFile(fileOf(bytes, request)),
    handle: async (ctx, { request, prepared }) => {
      await counted(ctx, request, 'upload');
      return upload(ctx, ctx.actor.id as PersonId, prepared);
    },
  }),
  route('readVisitAttachment', {
    ...visitor,
    handle: async (ctx, { params, request }) => fetchFile(ctx, await counted(ctx, request, 'fetch'), params.attachment as AttachmentId),
  }),
  route('giveEmail', {
    ...visitor,
    handle: async (ctx, { body, request }) => {
      await giveAddress(ctx, await counted(ctx, request, 'email'), 'email', body.email);
      return {};
    },
  }),
  route('proveEmail', {
    ...visitor,
    handle: async (ctx, { body, request }) => proveAddress(ctx, await counted(ctx, request, 'code'), body.code),
  }),
  route('tellTyping', {
    ...visitor,
    handle: async (ctx, { request }) => {
      await write(ctx, await counted(ctx, request, 'typing'));
      return {};
    },
  }),
  route('visitEvents', { ...visitor, handle: async (ctx, { request }) => watch(ctx, await counted(ctx, request, 'fetch')) }),
];

async function counted(ctx: Ctx, request: RequestFacts, what: Parameters<typeof count>[2]) {
  const visit = await visitOf(ctx, request);
  count(ctx.tools, visit.id, what);
  return visit;
}

/** Runs work in the workspace of a widget, for a page that may show it. */
async function inChat<T>(
  tools: Tools,
  key: string,
  request: RequestFacts,
  work: (ctx: Ctx, account: Account<WebChatSettings>) => Promise<T>,
): Promise<T> {
  const account = (await hooks.of({ tools }).accountAt(key)) as Account<WebChatSettings> | undefined;
  if (!account) throw new Problem('not-found');
  if (!mayEmbed(account.settings, request.header('origin'), config.of({ tools }).publicUrl))
    throw new Problem('not-permitted', { because: 'foreign-origin' });
  return act(tools, { workspace: account.workspace, actor: { kind: 'system', id: 'web-chat' }, purpose: 'service-conversation' }, (ctx) =>
    work(ctx, account),
  );
}
