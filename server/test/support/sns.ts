// Amazon SNS as tests see it: an authority of its own, a certificate below it, and messages signed in either version. Its answers come from a table, since its host is Amazon's.
import { createSign, randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';

export const topic = 'arn:aws:sns:eu-central-1:123456789012:lantern-mail';
export const certificateUrl = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem';
const dates = { notBeforeDate: new Date('2026-01-01T00:00:00Z'), notAfterDate: new Date('2036-01-01T00:00:00Z') };
const named = (name: string) => [{ name: 'commonName', value: name }];
const ca = [{ name: 'basicConstraints' as const, cA: true }];
type Made = { private: string; cert: string };
const made = async (name: string, by?: Made, isCa = false): Promise<Made> =>
  generate(named(name), {
    ...{ keyType: 'rsa', keySize: 2_048, algorithm: 'sha256', ...dates },
    extensions: isCa ? ca : [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
    ...(by && { ca: { key: by.private, cert: by.cert } }),
  });

/** An authority, one in between, and the certificate of SNS; `name` is what it is made out to. */
export async function openSns(name = 'sns.amazonaws.com') {
  const root = await made('Root of tests', undefined, true);
  const between = await made('Between', root, true);
  const leaf = await made(name, between);
  const asked: string[] = [];
  const given = new Map<string, string>([[certificateUrl, `${leaf.cert}\n${between.cert}`]]);
  const outside = {
    roots: [root.cert],
    fetch: async (url: URL): Promise<Buffer> => {
      asked.push(url.href);
      const found = given.get(url.href) ?? (url.searchParams.get('Action') === 'ConfirmSubscription' ? '<Confirmed/>' : undefined);
      if (found === undefined) throw new Error('nobody is there');
      return Buffer.from(found);
    },
  };
  const sign = (parts: Record<string, string>, version: '1' | '2' = '2', key = leaf.private): string => {
    const told: Record<string, string> = {
      ...{ Type: 'Notification', MessageId: randomUUID(), TopicArn: topic, Timestamp: new Date().toISOString(), Message: '' },
      ...{ SignatureVersion: version, SigningCertURL: certificateUrl, ...parts },
    };
    const isSubscription = told['Type'] !== 'Notification';
    const names = isSubscription
      ? ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
      : ['Message', 'MessageId', ...(told['Subject'] === undefined ? [] : ['Subject']), 'Timestamp', 'TopicArn', 'Type'];
    const text = names.map((each) => `${each}\n${told[each]}\n`).join('');
    return JSON.stringify({
      ...told,
      Signature: createSign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
        .update(text)
        .sign(key, 'base64'),
    });
  };
  return { outside, asked, given, sign, root, between, leaf };
}
