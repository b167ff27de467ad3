// Templates: messages that Meta looked at and approved, which may be sent when the reply window is closed. Those are offered whose gaps are words in the body alone.
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { FilledTemplate, Template } from '../../templates/types.ts';
import { call, isDone } from '../meta/call.ts';
import { type Loose, list, obj, str } from '../meta/loose.ts';
import { endsByTap, namesStopWord } from './ends-by-tap.ts';
import type { CloudSettings } from './settings.ts';

const mostPages = 10;
const each = 100;

/** Every template of the business account, page by page; undefined when Meta did not tell. Never throws. */
export async function listTemplates({ settings }: Account<CloudSettings>, tools: Tools): Promise<Template[] | undefined> {
  const found: Template[] = [];
  let after = '';
  for (let page = 0; page < mostPages; page += 1) {
    const query = { fields: 'name,language,status,category,components,parameter_format', limit: String(each), ...(after && { after }) };
    const answer = await call(tools, settings, `/${settings.businessId}/message_templates`, { query });
    if (!isDone(answer)) return undefined;
    found.push(...list(answer.body['data']).flatMap(read));
    const paging = obj(answer.body['paging']);
    after = paging['next'] === undefined ? '' : str(obj(paging['cursors'])['after']);
    if (after === '') break;
  }
  return found;
}

/** The part of a message that names a template and fills its gaps. */
export function templateOf({ name, language, gaps, values }: FilledTemplate): object {
  const parameters = gaps.map((gap, at) => ({ type: 'text', ...(!/^\d+$/.test(gap) && { parameter_name: gap }), text: values[at] ?? '' }));
  const components = parameters.length > 0 ? { components: [{ type: 'body', parameters }] } : {};
  return { type: 'template', template: { name, language: { code: language }, ...components } };
}

function read(told: Loose): Template[] {
  const [name, language] = [str(told['name']), str(told['language'])];
  if (!/^[a-z0-9_]{1,512}$/.test(name) || !/^[A-Za-z_]{2,15}$/.test(language)) return [];
  const parts = list(told['components']);
  const part = (type: string): Loose => parts.find((one) => str(one['type']).toUpperCase() === type) ?? {};
  const body = str(part('BODY')['text']).slice(0, 2_000);
  const header = part('HEADER');
  const headerText = str(header['format']).toUpperCase() === 'TEXT' || header['format'] === undefined ? str(header['text']) : undefined;
  const buttons = list(part('BUTTONS')['buttons']);
  const isFree = headerText !== undefined && ![headerText, ...buttons.map((one) => str(one['url']))].some((one) => one.includes('{{'));
  const isPlain = isFree && !buttons.some((one) => ['COPY_CODE', 'OTP', 'FLOW', 'CATALOG', 'MPM'].includes(str(one['type']).toUpperCase()));
  const [status, category] = [stateOf(str(told['status'])), categoryOf(str(told['category']))];
  const text = [headerText ?? '', body, str(part('FOOTER')['text'])].filter((one) => one !== '').join('\n\n');
  const hasWayOut = saysWayOut(
    str(part('FOOTER')['text']),
    buttons.filter((one) => str(one['type']).toUpperCase() === 'QUICK_REPLY').map((one) => str(one['text'])),
  );
  const said = buttons.map((one) => buttonLine(str(one['text']), str(one['url']) || str(one['phone_number'])));
  const about = { name, language, status, category, text, gaps: gapsIn(body), buttons: said.slice(0, mostButtons) };
  return [{ ...about, isPlain: isPlain && category !== 'authentication', hasWayOut }];
}

/** A button as whoever writes a campaign sees it. */
export const buttonLine = (label: string, opens: string): string => `${label}${opens && ` → ${opens}`}`.slice(0, 2_200);
/** More than Meta allows. */
export const mostButtons = 20;

/** Whether a footer or one of these buttons says how to end advertising; one that opens a page or calls somebody tells us of no tap. */
export const saysWayOut = (footer: string, buttons: readonly string[]): boolean => namesStopWord(footer) || buttons.some(endsByTap);

/** Each once: by their numbers, as WhatsApp counts its parameters; those with names in the order in which they stand. */
export function gapsIn(body: string): string[] {
  const gaps = [...new Set([...body.matchAll(/\{\{\s*([a-z0-9_]{1,60})\s*\}\}/g)].map(([, gap = '']) => gap))];
  return gaps.every((gap) => /^\d+$/.test(gap)) ? gaps.sort((one, other) => Number(one) - Number(other)) : gaps;
}

/** In our words; what nobody here knows is not taken for more, nor for less. */
export const stateOf = (told: string): Template['status'] => states[told.toUpperCase()] ?? 'rejected';
export const categoryOf = (told: string): Template['category'] => categories[told.toUpperCase()] ?? 'marketing';

const states: Readonly<Record<string, Template['status']>> = {
  APPROVED: 'approved',
  PENDING: 'pending',
  RECEIVED: 'pending',
  IN_APPEAL: 'pending',
  PAUSED: 'paused',
  DISABLED: 'paused',
};
const categories: Readonly<Record<string, Template['category']>> = {
  MARKETING: 'marketing',
  UTILITY: 'utility',
  AUTHENTICATION: 'authentication',
};
