// `POST /ID/messages` of the Graph API, as each of the three takes it.
import type { Choice } from '../../../playing.ts';
import { type Loose, list, obj, str } from '../loose.ts';
import { type Asked, away, fault, json, type Told } from './answers.ts';
import { mayBegin } from './portfolio.ts';
import { type Account, newMessageId } from './state.ts';

/** Codes that come later, by a status, and not as the answer. */
const late = new Set([131026, 131049, 131050, 131053, 130472]);
const busy = new Set([4, 80007, 130429, 131048, 131056, 133016, 613]);

export async function created(work: () => Promise<Told>, account: Account): Promise<Told> {
  const { failWith, isToldLater } = account.behaviour;
  if (failWith === null || isToldLater || late.has(failWith)) return work();
  return away(account) ?? fault(busy.has(failWith) ? 429 : failWith === 190 ? 401 : 400, failWith);
}

export const sent = (asked: Asked): Promise<Told> =>
  created(async () => {
    const { account } = asked;
    const body = asked.form ? fromForm(asked.form) : asked.json;
    const shown = signalled(asked, body);
    if (shown) return shown;
    const taken = account.kind === 'whatsapp' ? byWhatsApp(asked, body) : byPage(account, body);
    if (!('to' in taken)) return taken;
    if (asked.state.refuses.has(taken.to)) return fault(400, 100);
    const message = asked.state.keep({
      ...{
        id: newMessageId(account.kind),
        account: account.id,
        direction: 'out',
        from: account.id,
        to: taken.to,
        text: taken.text,
        choices: taken.choices ?? [],
      },
      ...{ status: 'accepted', errorCode: account.behaviour.failWith, asked: body },
    });
    asked.follow(account, message);
    if (account.kind !== 'whatsapp') return json(200, { recipient_id: taken.to, message_id: message.id });
    return json(200, { messaging_product: 'whatsapp', contacts: [{ input: taken.to, user_id: taken.to }], messages: [{ id: message.id }] });
  }, asked.account);

/** What is shown of us and is no message: that we write, or have read. WhatsApp takes both for a message of theirs only. */
function signalled({ state, account }: Asked, body: Loose): Told | undefined {
  const isWhatsApp = account.kind === 'whatsapp';
  const kind = isWhatsApp
    ? body['status'] === 'read'
      ? body['typing_indicator']
        ? 'typing'
        : 'read'
      : ''
    : actions[str(body['sender_action'])];
  if (!kind) return undefined;
  const to = isWhatsApp ? state.messages.get(str(body['message_id']))?.from : str(obj(body['recipient'])['id']);
  if (!to || (!isWhatsApp && body['message'] !== undefined)) return fault(400, 100);
  state.signals.push({ account: account.id, to, kind });
  state.signals.splice(0, state.signals.length - 1_000);
  return json(200, isWhatsApp ? { success: true } : { recipient_id: to });
}
const actions: Readonly<Record<string, string>> = { typing_on: 'typing', typing_off: 'stopped', mark_seen: 'read' };

type Taken = { readonly to: string; readonly text: string; readonly choices?: readonly Choice[] };

function byWhatsApp({ state, account }: Asked, body: Loose): Taken | Told {
  const [to, type] = [str(body['recipient'] ?? body['to']), str(body['type'])];
  if (body['messaging_product'] !== 'whatsapp' || to === '' || (body['recipient'] === undefined && !/^\d+$/.test(to)))
    return fault(400, 100);
  const part = obj(body[type]);
  if (type === 'text') {
    const text = str(part['body']);
    return text === '' || text.length > 4_096 ? fault(400, 100) : { to, text };
  }
  if (type === 'interactive') return interactive(to, part);
  if (type === 'template') {
    const found = account.templates.find(
      (each) => each['name'] === part['name'] && each['language'] === str(obj(part['language'])['code']),
    );
    if (!found) return fault(404, 132001);
    if (found['status'] !== 'APPROVED') return fault(400, 132015);
    const text = rendered(found, part);
    if (text === undefined) return fault(400, 132000);
    return mayBegin(state, account, to) ? { to, text } : fault(400, 131048);
  }
  return state.files.has(str(part['id'])) ? { to, text: str(part['caption']) || `[${type}]` } : fault(400, 131053);
}

/** Up to three buttons, or a list of up to ten rows behind one; every title once, and short. */
function interactive(to: string, part: Loose): Taken | Told {
  const [text, action, isList] = [str(obj(part['body'])['text']), obj(part['action']), part['type'] === 'list'];
  const options = isList
    ? list(action['sections']).flatMap((section) => list(section['rows']))
    : list(action['buttons']).map((button) => obj(button['reply']));
  const titles = options.map((option) => str(option['title']));
  const isShort = titles.every((title) => title !== '' && title.length <= (isList ? 24 : 20));
  const opens = str(action['button']);
  const isRight = isShort && titles.length > 0 && titles.length <= (isList ? 10 : 3) && (!isList || (opens !== '' && opens.length <= 20));
  const isOnce = new Set(titles).size === titles.length && new Set(options.map((option) => str(option['id']))).size === titles.length;
  return isRight && isOnce && text !== '' && text.length <= 1_024
    ? { to, text, choices: options.map(({ id, title }) => ({ id: str(id), title: str(title) })) }
    : fault(400, 100);
}

/** The body with its gaps filled: by name, or by their numbers; undefined where one is left. */
function rendered(template: Loose, part: Loose): string | undefined {
  const of = (at: Loose, type: string): Loose => list(at['components']).find((one) => str(one['type']).toUpperCase() === type) ?? {};
  const parameters = list(of(part, 'BODY')['parameters']);
  let isWhole = true;
  const text = str(of(template, 'BODY')['text']).replace(/\{\{(\w+)\}\}/g, (_, gap: string) => {
    const given = /^\d+$/.test(gap) ? parameters[Number(gap) - 1] : parameters.find((one) => str(one['parameter_name']) === gap);
    isWhole &&= given !== undefined;
    return str(given?.['text']);
  });
  return isWhole ? text : undefined;
}

function byPage({ kind }: Account, body: Loose): Taken | Told {
  const to = str(obj(body['recipient'])['id']);
  const message = obj(body['message']);
  const text = str(message['text']);
  const most = kind === 'messenger' ? 2_000 : 1_000;
  if (!/^\d+$/.test(to)) return fault(400, 100, 2018001);
  if (body['messaging_type'] === 'MESSAGE_TAG' && body['tag'] !== 'HUMAN_AGENT') return fault(400, 100);
  const attached = obj(message['attachment']);
  if (text === '' && message['attachment'] === undefined) return fault(400, 100);
  // to Instagram a file goes by its address alone
  if (
    kind === 'instagram' &&
    text === '' &&
    !/^(image|audio|video|file) https?:\/\//.test(`${str(attached['type'])} ${str(obj(attached['payload'])['url'])}`)
  )
    return fault(400, 100);
  const quick = list(message['quick_replies']).map((each) => ({ id: str(each['payload']), title: str(each['title']) }));
  if (quick.length > 13 || quick.some(({ title }) => title === '' || title.length > 20)) return fault(400, 100);
  return Buffer.byteLength(text) > most * (kind === 'messenger' ? 4 : 1) || text.length > most
    ? fault(400, 100)
    : { to, text: text || '[file]', choices: quick };
}

function fromForm(form: FormData): Loose {
  const read = (name: string): unknown => {
    const value = form.get(name);
    return typeof value !== 'string' ? undefined : name === 'recipient' || name === 'message' ? JSON.parse(value) : value;
  };
  return Object.fromEntries(['recipient', 'message', 'messaging_type', 'tag'].map((name) => [name, read(name)]));
}
