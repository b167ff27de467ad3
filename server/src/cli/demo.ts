// `parley start --demo`: a small lamp shop with sample people and conversations. Everything comes in by the real doors: widget API, SMTP, console API.
import { publicRoutes, staffRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { createTransport } from 'nodemailer';
import { createWorkspace, workspaceIds } from '#access';
import { demoWidget } from '#http';
import { config } from '#kit/config';
import type { Parley } from '../main.ts';
import { fillOffice } from './demo-office.ts';
import { chats, companyFacts, mails, staff } from './demo-texts.ts';

type Staff = Awaited<ReturnType<typeof signIn>>;

/** Fills an empty Parley with the demo shop, or finds it again; says where to look. */
export async function openDemo(parley: Parley, say: (line: string) => void): Promise<void> {
  const isFresh = (await workspaceIds(parley.tools)).length === 0;
  if (isFresh) await createWorkspace(parley.tools, { company: companyFacts.name, language: 'en', country: 'DE', staff });
  const client = await signIn(parley.url).catch(() => {
    throw new Error('this data folder holds a company of its own: start the demo with another PARLEY_DATA');
  });
  const key = await widgetKey(client);
  demoWidget.set(parley.tools, { key });
  if (isFresh) await fill(parley, client, key);
  say(
    `\n  Demo shop      ${parley.url}/demo\n  Console        ${parley.url}   sign in as ${staff.email}, password: ${staff.password}\n  Privacy page   ${parley.url}/privacy/${(await client.call('me')).workspace.centreKey}`,
  );
}

async function fill(parley: Parley, client: Staff, key: string): Promise<void> {
  await client.call('moveSandboxSwitch', { body: { isOn: true } }); // whoever tries it out writes to nobody
  await client.call('changeWorkspace', { body: companyFacts });
  await client.call('addChannel', {
    body: { channel: 'email', name: 'Support mail', settings: { address: 'support@lantern.example.com', fromName: companyFacts.name } },
  });
  const { items: purposes } = await client.call('listPurposes');
  const marketing = purposes.find((purpose) => purpose.code === 'marketing');
  if (marketing)
    await client.call('changePurpose', {
      params: { purpose: marketing.id },
      body: { active: true, reason: 'The shop sends a newsletter to those who ask for it' },
    });
  await client.call('publishNotice', { body: {} });
  for (const chat of chats) await talk(parley.url, client, key, chat);
  for (const mail of mails) await post(config.of(parley).smtpPort, mail);
  await answerMails(client);
  await fillOffice(client);
}

/** A visitor writes in the widget and carol answers, line by line. */
async function talk(url: string, client: Staff, key: string, lines: readonly string[]): Promise<void> {
  const visitors = createClient({ routes: publicRoutes, baseUrl: url });
  const { notice } = await visitors.call('readWidget', { params: { key }, query: { language: 'en' } });
  const { token } = await visitors.call('startVisit', {
    params: { key },
    body: { language: 'en', noticeId: notice.id, noticeHash: notice.hash },
  });
  const visitor = createClient({ routes: visitorRoutes, baseUrl: url, token: () => token });
  for (const [at, text] of lines.entries()) {
    if (at % 2 === 0) await visitor.call('addVisitMessage', { body: { clientId: `demo-line-${at}`, text } });
    else await answerLatest(client, text);
  }
}

async function answerLatest(client: Staff, text: string): Promise<void> {
  const { items } = await client.call('listConversations', { query: { view: 'open', limit: 1 } });
  if (items[0]) await client.call('addMessage', { params: { conversation: items[0].id }, body: { kind: 'message', text } });
}

async function post(port: number, mail: (typeof mails)[number]): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, tls: { rejectUnauthorized: false } });
  await transport.sendMail({
    from: mail.from,
    to: 'support@lantern.example.com',
    subject: mail.subject,
    text: mail.text,
    ...(mail.html && { html: mail.html }),
  });
  transport.close();
}

async function answerMails(client: Staff): Promise<void> {
  const { items } = await client.call('listConversations', { query: { view: 'open' } });
  for (const conversation of items.filter((each) => each.inbox.channel === 'email').slice(0, 2)) {
    const answer = mails.find((mail) => mail.subject === conversation.subject)?.answer;
    if (answer) await client.call('addMessage', { params: { conversation: conversation.id }, body: { kind: 'message', text: answer } });
    await client.call('addMessage', {
      params: { conversation: conversation.id },
      body: { kind: 'note', text: 'Known from the spring fair; prefers mail.' },
    });
  }
}

async function widgetKey(client: Staff): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const chat = (await client.call('listChannels')).items.find((channel) => channel.inbox.channel === 'web-chat');
    const key = chat?.snippet?.match(/data-key="([^"]+)"/)?.[1];
    if (key) return key;
    await new Promise((resolve) => setTimeout(resolve, 50)); // the room of channels opens it when it hears of the new company
  }
  throw new Error('the web chat did not open');
}

/** A client of the demo's administrator, signed in. */
export async function signIn(url: string) {
  let cookie = '';
  const withCookie = async (address: string, init: RequestInit) => {
    const answer = await fetch(address, { ...init, headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) } });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return answer;
  };
  const client = createClient({ routes: { ...publicRoutes, ...staffRoutes }, baseUrl: url, fetch: withCookie });
  await client.call('signIn', { body: { email: staff.email, password: staff.password } });
  return client;
}
