// The account at Meta: whether it lets us in, and where it hands in what happens. The app is told our address and asks back at once (`hub.challenge`); then the number or
// page is subscribed to the app.
import type { Tool, Tools } from '#kit/tool';
import type { Account, Hooks } from '../../adapter.ts';
import { type Answer, call, isDone, type Silence } from './call.ts';
import { hookUrl } from './hook-url.ts';
import { list, obj, str } from './loose.ts';
import type { MetaSettings } from './settings.ts';
import { sharing } from './signature.ts';

export type Verdict = { readonly ok: boolean; readonly words: string };
export type Subscription = {
  readonly prefix: string;
  readonly object: 'whatsapp_business_account' | 'page' | 'instagram';
  /** What of it we want to hear. */
  readonly fields: string;
  /** Whose updates: of a business account or a page. */
  readonly of: string;
  /** Whether `of` wants the fields named again. */
  readonly named: boolean;
};

/** Enters our webhook at the app and subscribes the account to it. Never throws. */
export async function connect(tools: Tools, settings: MetaSettings, at: Subscription): Promise<Verdict> {
  const app = await call(tools, settings, `/${settings.appId}/subscriptions`, {
    method: 'POST',
    token: appToken(settings),
    query: {
      object: at.object,
      callback_url: hookUrl(tools, at.prefix, settings),
      verify_token: settings.verifyToken,
      fields: at.fields,
      include_values: 'true',
    },
  });
  const refused = faultOf(
    app,
    'Meta did not take our address: it must be reached from outside by https, and app id and app secret must be right.',
  );
  if (refused) return { ok: false, words: refused };
  const own = await call(tools, settings, `/${at.of}/subscribed_apps`, {
    method: 'POST',
    ...(at.named && { query: { subscribed_fields: at.fields } }),
  });
  const fault = faultOf(own, 'The app hands in here, but the account could not be subscribed to it: the token lacks a permission.');
  return fault ? { ok: false, words: fault } : { ok: true, words: 'Done: what comes in is handed in here from now on.' };
}

/** Signs in, looks `what` up, and says whether updates come here; sends nothing. Never throws. */
export async function look(
  tools: Tools,
  account: Account<MetaSettings>,
  at: Subscription,
  what: string,
  hooks: Tool<Hooks>,
): Promise<Verdict> {
  const { settings } = account;
  const found = await call(tools, settings, `/${what}`, { query: { fields: 'id' } });
  const fault = faultOf(found, 'Meta does not accept our sign-in, or the token does not cover this account.');
  if (fault) return { ok: false, words: fault };
  const where = settings.provider === 'sandbox' ? 'The sandbox answers: nothing leaves this machine.' : 'Meta lets us in.';
  const app = await call(tools, settings, `/${settings.appId}/subscriptions`, { token: appToken(settings) });
  const hook = 'silent' in app ? undefined : list(app.body['data']).find((each) => each['object'] === at.object);
  const own = await call(tools, settings, `/${at.of}/subscribed_apps`);
  const isOurs = isDone(own) && list(own.body['data']).some((each) => idsIn(each).includes(settings.appId));
  if (isOurs && str(hook?.['callback_url']) === hookUrl(tools, at.prefix, settings))
    return { ok: true, words: `${where} What comes in is handed in here.` };
  const all = isOurs && tools.has(hooks.name) ? ((await hooks.of({ tools }).siblings(account)) as readonly Account<MetaSettings>[]) : [];
  const entered = str(hook?.['callback_url']);
  if (sharing(all, settings).some((each) => hookUrl(tools, at.prefix, each.settings) === entered))
    return { ok: true, words: `${where} What comes in is handed in at another inbox of this app, which passes it on.` };
  return {
    ok: false,
    words: `${where} But what comes in is not handed in here yet: connect the channel, or enter the webhook at the app.`,
  };
}

const idsIn = (each: Readonly<Record<string, unknown>>): string[] => [str(each['id']), str(obj(each['whatsapp_business_api_data'])['id'])];
const appToken = ({ appId, appSecret }: MetaSettings): string => `${appId}|${appSecret}`;

function faultOf(answer: Answer | Silence, words: string): string | undefined {
  if ('silent' in answer) return 'Meta cannot be reached from here.';
  return isDone(answer) ? undefined : words;
}
