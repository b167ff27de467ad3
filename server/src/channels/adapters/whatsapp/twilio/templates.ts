// Templates as Twilio's Content API lists them with what Meta said of them: one content is one template in one language, and is sent by its SID.
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import type { Template } from '../../../templates/types.ts';
import { type Loose, list, obj, str } from '../../meta/loose.ts';
import { callBeside } from '../../sms/twilio/call.ts';
import type { TwilioSettings } from '../../sms/twilio/settings.ts';
import { buttonLine, categoryOf, gapsIn, mostButtons, saysWayOut, stateOf } from '../templates.ts';

const mostPages = 10;
/** Below that nothing more is asked. */
export const fewestSeconds = 1;

/** Every template that was submitted to WhatsApp, page by page; undefined when Twilio did not tell. Never throws. */
export async function listContents({ settings }: Account<TwilioSettings>, tools: Tools): Promise<Template[] | undefined> {
  const found: Template[] = [];
  for await (const page of contentPages(tools, settings, '/v1/ContentAndApprovals')) {
    if (page === undefined) return undefined;
    found.push(...page.flatMap(read));
  }
  // of two with one name and language the approved one is kept
  return found.sort((one, other) => Number(other.status === 'approved') - Number(one.status === 'approved'));
}

/** What Twilio lists there, page by page, a thousand at most; undefined in the place of a page that it did not tell, or for which no seconds are left. Never throws. */
export async function* contentPages(
  tools: Tools,
  settings: TwilioSettings,
  place: '/v1/Content' | '/v1/ContentAndApprovals',
  left: () => number = () => Infinity,
): AsyncGenerator<readonly Loose[] | undefined> {
  let path: string | undefined = `${place}?PageSize=100`;
  for (let page = 0; path !== undefined && page < mostPages; page += 1) {
    const seconds = left();
    if (seconds < fewestSeconds) return yield undefined;
    const answer = await callBeside(tools, settings, 'content', 'GET', path, undefined, seconds);
    if ('silent' in answer || answer.status !== 200) return yield undefined;
    yield list(answer.body['contents']);
    path = nextOf(place, str(obj(answer.body['meta'])['next_page_url']));
  }
}

/** Only the place on the page is taken from what Twilio says: our sign-in goes nowhere else. */
function nextOf(place: string, url: string): string | undefined {
  const next = URL.parse(url);
  return next?.pathname === place ? `${next.pathname}${next.search}` : undefined;
}

/** By kind, whether words in the body are all it needs. */
const plain = new Set(['twilio/text', 'twilio/quick-reply', 'twilio/call-to-action', 'whatsapp/card']);

function read(told: Loose): Template[] {
  const approval = obj(told['approval_requests']);
  const [sid, name, language] = [str(told['sid']), str(approval['name']), str(told['language'])];
  if (!/^HX[0-9a-f]{32}$/.test(sid) || !/^[a-z0-9_]{1,512}$/.test(name) || !/^[A-Za-z_]{2,15}$/.test(language)) return [];
  const [kind = '', said = {}] = Object.entries(obj(told['types'])).map(([type, one]) => [type, obj(one)] as const)[0] ?? [];
  const body = str(said['body']).slice(0, 2_000);
  const [header, footer, buttons] = [str(said['header_text']), str(said['footer']), list(said['actions'])];
  const isFree = ![header, footer, ...buttons.flatMap((one) => [str(one['url']), str(one['title']), str(one['code'])])].some((one) =>
    one.includes('{{'),
  );
  const category = categoryOf(str(approval['category']));
  const text = [header, body, footer].filter((one) => one !== '').join('\n\n');
  return [
    {
      ...{ name, language, status: stateOf(str(approval['status'])), category, text, gaps: gapsIn(body), providerId: sid },
      buttons: buttons
        .slice(0, mostButtons)
        .map((one) => buttonLine(str(one['title']), str(one['url']) || str(one['phone']) || str(one['code']))),
      isPlain:
        plain.has(kind) && isFree && list(said['media']).length === 0 && said['media'] === undefined && category !== 'authentication',
      hasWayOut: saysWayOut(
        footer,
        buttons.filter((one) => !['url', 'phone', 'code'].some((part) => str(one[part]) !== '')).map((one) => str(one['title'])),
      ),
    },
  ];
}
