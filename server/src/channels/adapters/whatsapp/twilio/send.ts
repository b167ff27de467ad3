// One message on its way out by Twilio's WhatsApp: a template, or words in as many parts as they need and files one by one, which Twilio fetches by their address. Every part
// tells our webhook how far it got, under our own id.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Account, File, Outbound, Outcome } from '../../../adapter.ts';
import { inOrder, type Refusal, type Step } from '../../bots/in-order.ts';
import { partsOf } from '../../bots/parts.ts';
import { statusUrl } from '../../sms/hook-url.ts';
import { addressOf } from '../../sms/twilio/address.ts';
import { call } from '../../sms/twilio/call.ts';
import { refusalOf } from '../../sms/twilio/errors.ts';
import { sidOf } from '../../sms/twilio/send.ts';
import type { TwilioSettings } from '../../sms/twilio/settings.ts';
import { silentOutcome } from '../../sms/words.ts';
import { withWayOut } from '../../way-out.ts';
import { numberFrom } from '../address.ts';

const mostLetters = 1_600;
const mostCaption = 1_024;
const mostFileBytes = 16_000_000;
const theirs = /\.twilio\.com$/;

/** Sends once. Never throws for Twilio's sake. */
export async function sendByTwilio({ settings }: Account<TwilioSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  const to = numberFrom(outbound.to.value);
  if (to === undefined)
    return { outcome: 'failed', because: 'unknown-address', words: 'This is not an account of WhatsApp that could be written to.' };
  const { twilioUrl } = config.of({ tools });
  const isReal = settings.provider !== 'sandbox' && theirs.test(new URL(twilioUrl).hostname);
  const fault = outbound.attachments.map((file) => faultOf(file, isReal)).find((each) => each !== undefined);
  if (fault) return fault;
  const contents = contentsOf(outbound);
  if (!contents) return templateGone;
  const news = statusUrl(tools, settings, outbound.id, twilioUrl, theirs);
  const around = {
    To: addressOf(settings, to),
    ...(settings.service === '' ? { From: addressOf(settings, settings.number) } : { MessagingServiceSid: settings.service }),
    ...(news !== undefined && { StatusCallback: news }),
  };
  return inOrder(
    'Twilio',
    contents.map((content) => stepOf(tools, settings, { ...around, ...content })),
  );
}

const stepOf =
  (tools: Tools, settings: TwilioSettings, form: Readonly<Record<string, string>>): Step =>
  async (seconds) => {
    const answer = await call(tools, settings, 'POST', '/Messages.json', form, seconds);
    if ('silent' in answer) return silentOutcome('Twilio', answer) as Refusal;
    if (answer.status < 200 || answer.status >= 300) return refusalOf(answer) as Refusal;
    const sid = sidOf(answer);
    return { ids: sid === null ? [] : [sid] };
  };

/** What each message holds, in order; undefined where it is a template that the provider no longer names. WhatsApp shows words under pictures alone. */
function contentsOf(outbound: Outbound): readonly Readonly<Record<string, string>>[] | undefined {
  const { template, attachments } = outbound;
  if (template) {
    if (template.providerId === undefined) return undefined;
    const values = Object.fromEntries(template.gaps.map((gap, at) => [gap, template.values[at] ?? '']));
    return [{ ContentSid: template.providerId, ...(template.gaps.length > 0 && { ContentVariables: JSON.stringify(values) }) }];
  }
  const text = withWayOut(outbound);
  const [only] = attachments;
  const isCaption = attachments.length === 1 && /^image\/(jpeg|png)$/.test(only?.type ?? '') && [...text].length <= mostCaption;
  const files = attachments.map(({ link = '' }) => ({ MediaUrl: link, ...(isCaption && text !== '' && { Body: text }) }));
  return [...(isCaption ? [] : partsOf(text, mostLetters).map((part) => ({ Body: part }))), ...files];
}

function faultOf({ bytes, link = '' }: File, isReal: boolean): Outcome | undefined {
  if (bytes.length > mostFileBytes)
    return { outcome: 'failed', because: 'too-large', words: 'A file is larger than the 16 MB that WhatsApp takes by Twilio.' };
  if (link === '' || (isReal && !link.startsWith('https:')))
    return {
      outcome: 'failed',
      because: 'files-not-carried',
      words:
        'Twilio fetches files from here by https, and this Parley is not reached by it. Send the words alone, or the file by another channel.',
    };
  return undefined;
}

const templateGone: Outcome = {
  outcome: 'failed',
  because: 'template-unusable',
  words: 'Twilio no longer names this template. Look the templates up again and choose one of them.',
};
