// Signatures of SNS: both versions, one topic, one host, and a certificate that leads to a root.
import { beforeAll, expect, test } from 'vitest';
import { certificateUrl, openSns, topic } from '#test/sns';
import { hostOf, isTopic, namesOf, readSns, snsOutside } from './sns.ts';

let sns: Awaited<ReturnType<typeof openSns>>;
beforeAll(async () => {
  sns = await openSns();
});
type Tools = Parameters<typeof readSns>[0];
const fresh = (outside: { fetch: (url: URL) => Promise<Buffer>; roots: readonly string[] } = sns.outside): Tools => {
  const tools: Tools = new Map();
  snsOutside.set(tools, outside);
  return tools;
};
const read = (text: string, { tools = fresh(), now = new Date(), of = topic } = {}) => readSns(tools, of, Buffer.from(text), now);
const changed = (text: string, change: Record<string, string>) => JSON.stringify({ ...(JSON.parse(text) as object), ...change });

test('both versions count, with a subject and without, and the certificate is fetched once', async () => {
  const tools = fresh();
  const before = sns.asked.length;
  for (const version of ['1', '2'] as const)
    for (const more of [{}, { Subject: 'Amazon SES Email Receipt Notification' }])
      expect(await read(sns.sign({ Message: 'hello', ...more }, version), { tools })).toMatchObject({ Message: 'hello' });
  expect(sns.asked.length - before).toBe(1);
});

test('what was changed, is of another topic, too old, or signed by somebody else does not', async () => {
  const right = sns.sign({ Message: 'hello' });
  for (const change of [
    { Message: 'hello!' },
    { TopicArn: topic.replace('lantern', 'other') },
    { SignatureVersion: '3' },
    { Type: 'SubscriptionConfirmation' },
    { Timestamp: '2026-01-02T00:00:00.000Z' },
  ])
    expect(await read(changed(right, change))).toBe('unproved');
  expect(await read('{"Type":')).toBe('unproved');
  expect(await read(sns.sign({ Message: 'hello' }, '2', sns.between.private))).toBe('unproved');
  expect(await read(right, { now: new Date(Date.now() + 47 * 3_600_000) })).toBe('unproved');
});

test('a certificate elsewhere is not even asked for', async () => {
  const before = sns.asked.length;
  for (const SigningCertURL of [
    'https://sns.eu-central-1.amazonaws.com.example.com/SimpleNotificationService-01.pem',
    certificateUrl.replace('https:', 'http:'),
    certificateUrl.replace('eu-central-1', 'us-east-1'),
    certificateUrl.replace('.com/', '.com:8443/'),
    certificateUrl.replace('https://', 'https://user@'),
    `${certificateUrl}?x=1`,
    'https://sns.eu-central-1.amazonaws.com/mine.pem',
  ])
    expect(await read(sns.sign({ Message: 'x', SigningCertURL }))).toBe('unproved');
  expect(sns.asked.length).toBe(before);
});

test('a certificate must be made out to SNS, be valid, and lead to a root; what cannot be had now comes again', async () => {
  const text = sns.sign({ Message: 'hello' });
  const other = await openSns('mail.example.com');
  expect(await read(other.sign({ Message: 'hello' }), { tools: fresh(other.outside) })).toBe('unproved');
  expect(await read(text, { tools: fresh({ ...sns.outside, roots: other.outside.roots }) })).not.toMatchObject({ Message: 'hello' });
  const only = async () => Buffer.from(sns.leaf.cert);
  expect(await read(text, { tools: fresh({ ...sns.outside, fetch: only }) })).toBe('later'); // the one in between is not there
  expect(await read(text, { tools: fresh({ ...sns.outside, fetch: async () => Buffer.from('no certificate') }) })).toBe('unproved');
  const late = sns.sign({ Message: 'hello', Timestamp: '2037-01-01T00:00:00.000Z' });
  expect(await read(late, { now: new Date('2037-01-01T00:01:00Z') })).toBe('unproved');
});

test('topics of every partition have their host', () => {
  expect(hostOf('arn:aws-cn:sns:cn-north-1:123456789012:mail')).toBe('sns.cn-north-1.amazonaws.com.cn');
  expect(hostOf('arn:aws-us-gov:sns:us-gov-west-1:123456789012:mail')).toBe('sns.us-gov-west-1.amazonaws.com');
  expect(isTopic('arn:aws:sqs:eu-central-1:123456789012:mail')).toBe(false);
});

test.each([
  ['eu-south-1', 'aws', 'sns-signing.eu-south-1.amazonaws.com', 'sns-signing.eu-central-2.amazonaws.com'],
  ['cn-northwest-1', 'aws-cn', 'sns-cn-north-1.amazonaws.com.cn', 'sns.amazonaws.com'],
  ['us-gov-east-1', 'aws-us-gov', 'sns-us-gov-west-1.amazonaws.com', 'sns-signing.us-east-1.amazonaws.com'],
])('a certificate of %s is made out as in its region, and as in no other', async (region, partition, own, foreign) => {
  const of = `arn:${partition}:sns:${region}:123456789012:lantern-mail`;
  const SigningCertURL = `https://${hostOf(of)}/SimpleNotificationService-0123456789abcdef.pem`;
  expect(namesOf(of)).toContain(own);
  const heard = async (name: string) => {
    const there = await openSns(name);
    there.given.set(SigningCertURL, `${there.leaf.cert}\n${there.between.cert}`);
    return read(there.sign({ Message: 'hello', TopicArn: of, SigningCertURL }), { of, tools: fresh(there.outside) });
  };
  expect(await heard(own)).toMatchObject({ Message: 'hello' });
  expect(await heard(foreign)).toBe('unproved');
});
