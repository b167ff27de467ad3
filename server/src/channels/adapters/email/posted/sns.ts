// What Amazon SNS signs (docs.aws.amazon.com/sns, verifying signatures of HTTPS messages): RSA over fields in a fixed order, with SHA-1 (version 1) or SHA-256 (version 2). The key stands in
// a certificate at an address that the message names itself: only SNS's own host of the topic's region is asked, and the certificate must lead to an authority that this Node trusts.
import { verify, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { fetchWithin } from '#kit/outside';
import { type Tools, tool } from '#kit/tool';

export type SnsMessage = Readonly<Record<'Type' | 'MessageId' | 'TopicArn' | 'Message' | 'Timestamp', string>> & {
  readonly Token?: string;
};
export type Verified = SnsMessage | 'unproved' | 'later';
type Fetch = (url: URL) => Promise<Buffer>;

/** Tests say who answers and whom they trust; nothing else does. */
export const snsOutside = tool<{ readonly fetch: Fetch; readonly roots: readonly string[] }>('channels.email.sns-outside');

const most = { certificates: 4, kept: 20, seconds: 5, bytes: 50_000 };
const oldestMs = 46 * 3_600_000; // below what tokens are remembered for
const aheadMs = 300_000;
const kept = tool<Map<string, X509Certificate>>('channels.email.sns-certificates');

const topicForm = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:[A-Za-z0-9_-]{1,256}$/;
export const isTopic = (arn: string): boolean => topicForm.test(arn);

/** SNS's host in the region of a topic, without asking the message. */
export function hostOf(topic: string): string {
  const [, partition, region = ''] = topicForm.exec(topic) ?? [];
  return `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/**
 * Names to which the certificate of a topic's region may be made out: one for the regions of old, one of its own where a region has to be switched on, and one for each of the
 * other partitions (docs.aws.amazon.com/sns, verifying signatures). All are Amazon's; those of another region do not count.
 */
export function namesOf(topic: string): readonly string[] {
  const [, partition = '', region = ''] = topicForm.exec(topic) ?? [];
  const end = `amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
  const shared = { 'aws-cn': 'sns-cn-north-1', 'aws-us-gov': 'sns-us-gov-west-1' }[partition];
  return ['sns', ...(shared ? [shared] : []), ...['sns-signing.', 'sns-', 'sns.'].map((begin) => begin + region)].map(
    (name) => `${name}.${end}`,
  );
}

/** A message of this very topic, signed; `later` where its certificate cannot be had now. Asked also while the sandbox is on: what people send and complain of must not be lost. */
export async function readSns(tools: Tools, topic: string, body: Buffer, now: Date): Promise<Verified> {
  const told = fieldsOf(body);
  if (!told || told['TopicArn'] !== topic || !isOfNow(told['Timestamp'], now)) return 'unproved';
  const signed = signedText(told);
  const algorithm = { '1': 'sha1', '2': 'sha256' }[told['SignatureVersion'] ?? ''];
  const url = URL.parse(told['SigningCertURL'] ?? '');
  if (signed === undefined || algorithm === undefined || !url || !isTheirs(url, topic)) return 'unproved';
  const certificate = await certificateAt(tools, url, topic, now);
  if (certificate === 'unproved' || certificate === 'later') return certificate;
  const isRight = verify(algorithm, Buffer.from(signed), certificate.publicKey, Buffer.from(told['Signature'] ?? '', 'base64'));
  return isRight ? (told as SnsMessage) : 'unproved';
}

/** Agrees to be told, at SNS's own host and for our own topic, whatever address the message names. */
export async function confirm(tools: Tools, topic: string, token: string): Promise<boolean> {
  const url = new URL(`https://${hostOf(topic)}/`);
  url.search = new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn: topic, Token: token }).toString();
  return fetchOf(tools)(url).then(
    () => true,
    () => false,
  );
}

const isTheirs = ({ protocol, host, username, pathname, search }: URL, topic: string): boolean =>
  protocol === 'https:' &&
  host === hostOf(topic) &&
  username === '' &&
  search === '' &&
  /^\/SimpleNotificationService-[0-9a-f]{1,64}\.pem$/.test(pathname);

function fieldsOf(body: Buffer): Readonly<Record<string, string>> | undefined {
  try {
    const read: unknown = JSON.parse(body.toString('utf8'));
    if (read === null || typeof read !== 'object' || Array.isArray(read)) return undefined;
    return Object.fromEntries(Object.entries(read).filter((each): each is [string, string] => typeof each[1] === 'string'));
  } catch {
    return undefined;
  }
}

const ofNotification = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const ofSubscription = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
function signedText(told: Readonly<Record<string, string>>): string | undefined {
  const names = { Notification: ofNotification, SubscriptionConfirmation: ofSubscription, UnsubscribeConfirmation: ofSubscription }[
    told['Type'] ?? ''
  ];
  if (!names || names.some((name) => name !== 'Subject' && told[name] === undefined)) return undefined;
  return names.flatMap((name) => (told[name] === undefined ? [] : [`${name}\n${told[name]}\n`])).join('');
}

function isOfNow(timestamp: string | undefined, now: Date): boolean {
  const age = now.getTime() - Date.parse(timestamp ?? '');
  return age <= oldestMs && age >= -aheadMs;
}

async function certificateAt(tools: Tools, url: URL, topic: string, now: Date): Promise<X509Certificate | 'unproved' | 'later'> {
  if (!tools.has(kept.name)) kept.set(tools, new Map());
  const known = kept.of({ tools }).get(url.href);
  if (known && isValid(known, now)) return known;
  const pem = await fetchOf(tools)(url).catch(() => undefined);
  if (!pem) return 'later';
  const [leaf, ...others] = certificatesIn(pem.toString('latin1'));
  if (!leaf || !isValid(leaf, now) || !namesOf(topic).some((name) => leaf.checkHost(name) !== undefined)) return 'unproved';
  const chained = await leadsToRoot(tools, leaf, others, now);
  if (chained !== 'yes') return chained;
  const all = kept.of({ tools });
  if (all.size >= most.kept) all.clear();
  all.set(url.href, leaf);
  return leaf;
}

/** Step by step to a root that this Node trusts; a certificate in between that did not come along is had from Amazon's authority, and counts by what it signed. */
async function leadsToRoot(
  tools: Tools,
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  now: Date,
): Promise<'yes' | 'unproved' | 'later'> {
  const roots = (tools.has(snsOutside.name) ? snsOutside.of({ tools }).roots : rootCertificates).map((pem) => new X509Certificate(pem));
  const isIssuer = (issuer: X509Certificate, of: X509Certificate) =>
    issuer.ca && isValid(issuer, now) && of.checkIssued(issuer) && of.verify(issuer.publicKey);
  for (let [at, step] = [leaf, 0]; step < most.certificates; step += 1) {
    if (roots.some((root) => isIssuer(root, at))) return 'yes';
    const near = others.find((each) => each !== at && isIssuer(each, at)) ?? (await issuerOf(tools, at));
    if (near === undefined) return 'later';
    if (!isIssuer(near, at)) return 'unproved';
    at = near;
  }
  return 'unproved';
}

/** Where a certificate says that its issuer lies (RFC 5280, 4.2.2.1): only at Amazon's authority. */
async function issuerOf(tools: Tools, certificate: X509Certificate): Promise<X509Certificate | undefined> {
  const url = URL.parse(/CA Issuers - URI:(\S+)/.exec(certificate.infoAccess ?? '')?.[1] ?? '');
  if (!url || !/^crt\.[a-z0-9]+\.amazontrust\.com$/.test(url.host)) return undefined;
  return fetchOf(tools)(url)
    .then((bytes) => new X509Certificate(bytes))
    .catch(() => undefined); // also what is no certificate
}

const isValid = ({ validFromDate, validToDate }: X509Certificate, now: Date): boolean => validFromDate <= now && now <= validToDate;

function certificatesIn(text: string): X509Certificate[] {
  const found = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{100,20000}-----END CERTIFICATE-----/g) ?? [];
  try {
    return found.slice(0, most.certificates).map((pem) => new X509Certificate(pem));
  } catch {
    return [];
  }
}

const fetchOf = (tools: Tools): Fetch => (tools.has(snsOutside.name) ? snsOutside.of({ tools }).fetch : fetchThere);

/** An issuer may come in the clear, as authorities give them out: it counts by its signature. */
async function fetchThere(url: URL): Promise<Buffer> {
  const answer = await fetchWithin(
    { insideHosts: [], seconds: most.seconds, bytes: most.bytes, provesItself: /^crt\.[a-z0-9]+\.amazontrust\.com$/ },
    url,
    {},
  );
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
