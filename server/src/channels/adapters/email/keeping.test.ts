import { expect, it } from 'vitest';
import { config, readConfig } from '#kit/config';
import { keepingOfMail } from './keeping.ts';
import { posters } from './posted/settings.ts';
import type { EmailSettings } from './settings.ts';

const toolsWith = (smtpRelay: string) => {
  const tools = new Map<string, unknown>();
  config.set(tools, { ...readConfig({ PARLEY_CONFIG: 'none' }), smtpRelay });
  return tools;
};
const settings = (more: object) => ({ address: 'support@example.com', feed: 'smtp', ...more }) as EmailSettings;
const away = toolsWith('smtp://relay.example.com:587');
const codes = (more: object, tools = toolsWith('')) => keepingOfMail(settings(more), tools).map(({ recipient }) => recipient);

it('of each provider that posts mail it says what is published; a system of the company’s own is nobody else', () => {
  const said = posters.map((postedBy) => keepingOfMail(settings({ feed: 'webhook', postedBy }), toolsWith('')));
  expect(said.map(([first]) => first?.recipient)).toEqual([undefined, 'mailgun', 'sendgrid', 'postmark', 'ses']);
  for (const [first] of said.slice(1)) expect(first?.published).toMatch(/\b(?:days|no period)\b.*\.$/);
});

it('a relay keeps what its operator set; one on this machine, a mailbox’s own server and the sandbox are none', () => {
  expect(keepingOfMail(settings({}), away)).toEqual([
    { recipient: 'smtp-relay', publishes: 'relay', published: expect.stringContaining('whoever runs it has set') },
  ]);
  expect(codes({ feed: 'webhook', postedBy: 'postmark' }, away)).toEqual(['smtp-relay', 'postmark']);
  for (const [more, tools] of [
    [{}, toolsWith('')],
    [{}, toolsWith('smtp://127.0.0.1:25')],
    [{ feed: 'imap', leavesBy: 'account' }, away],
    [{ played: 'mail' }, away],
  ] as const)
    expect(codes(more, tools)).toEqual([]);
});
