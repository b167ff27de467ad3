// What a kiosk and the page behind a poster show before anybody is known: whose store it is, and the notice (Art. 13).

import type { Answer } from '@parley/contract';
import { centreKey, company, findEntrance, logoPath } from '#access';
import { textSender, widgetKeyOf } from '#channels';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { currentNotice, type Language, type Notice } from '#purposes';
import { kioskActor } from './kiosk/kiosks.ts';
import { pageOf } from './manage.ts';
import { type StoreId, type StoreRow, store } from './store.ts';

/** The first page of a kiosk, in a language that its store offers. Problem `not-ready` before a notice is published. */
export async function kioskFace(ctx: Ctx, row: StoreRow, wished: Language | undefined): Promise<Answer<'readKiosk'>> {
  const language = languageOf(row, wished);
  const face = await faceOf(ctx, language);
  const texts = (await textSender(ctx)) !== undefined;
  return {
    ...face,
    store: row.name,
    language,
    languages: row.languages,
    restSeconds: row.restSeconds,
    texts,
    textsOpen: texts && config.of(ctx).codeTextsPerHour > 0,
    pageUrl: pageOf(ctx, row),
    centreUrl: `${config.of(ctx).publicUrl}/privacy/${face.centreKey}?lang=${language}`,
  };
}

/** The page that a poster leads to. Problem `not-found` for a store that nobody knows or that is retired. */
export async function storePage(tools: Tools, key: string, wished: Language | undefined): Promise<Answer<'readStorePage'>> {
  const entrance = await findEntrance(tools, 'store', key);
  if (!entrance) throw new Problem('not-found');
  return act(tools, { workspace: entrance.workspace, actor: kioskActor }, async (ctx) => {
    const row = await store.byId(ctx, entrance.target as StoreId);
    if (!row || row.retiredAt) throw new Problem('not-found');
    const language = languageOf(row, wished);
    const { name, address, hours, languages } = row;
    const face = await faceOf(ctx, language);
    return { ...face, store: name, address, hours, language, languages, widgetKey: await widgetKeyOf(ctx, row.inbox) };
  });
}

/** Whose store it is, and its notice in a language. Problem `not-ready` before one is published. */
export async function faceOf(ctx: Ctx, language: Language) {
  const facts = await company(ctx);
  const notice = await currentNotice(ctx, language);
  if (!notice) throw new Problem('not-ready', { detail: 'This company has not published its privacy notice yet.' });
  const { id, version, hash, short } = notice;
  return {
    company: facts.name,
    accent: facts.accent,
    logo: await logoPath(ctx),
    centreKey: await centreKey(ctx),
    notice: { id, version, hash, short, sections: notice.sections.map((each) => ({ ...each })) },
  };
}

/**
 * The notice in force (Art. 13), where it is what was shown in a language that the store offers. Problem `invalid` for any other, such as the one before: whoever showed it has to fetch it anew
 * and show that.
 */
export async function noticeShown(
  ctx: Ctx,
  row: StoreRow,
  shown: { readonly language: Language; readonly noticeId: string; readonly noticeHash: string },
): Promise<Notice> {
  const refuse = (path: string, message: string) => new Problem('invalid', { fields: [{ path, message }] });
  if (languageOf(row, shown.language) !== shown.language) throw refuse('body/language', 'is none that this store offers');
  const notice = await currentNotice(ctx, shown.language);
  if (notice?.id !== shown.noticeId || notice.hash !== shown.noticeHash) throw refuse('body/noticeHash', 'is not the notice in force');
  return notice;
}

/** The language that was wished for where the store offers it, else its first one. */
export const languageOf = ({ languages }: StoreRow, wished: Language | undefined): Language =>
  languages.find((each) => each === wished) ?? languages[0] ?? 'en';
