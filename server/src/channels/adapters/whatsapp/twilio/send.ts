// One message on its way out by Twilio's WhatsApp: a template, or words in as many parts as they need and files one by one, which Twilio fetches by their address. Every part
// tells our webhook how far it got, under our own id.
import { listed } from '@parley/contract/choices';
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
import { choiceForm, forgetContent, partedAtGap } from './choices.ts';
import { fewestSeconds } from './templates.ts';

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
  const [text, choices] = [withWayOut(outbound), outbound.template ? [] : (outbound.choices ?? [])];
  const { ahead, said } = choices.length > 0 ? partedAtGap(text, outbound.language) : { ahead: text, said: '' };
  const contents = contentsOf({ ...outbound, text: ahead }, choices.length > 0);
  if (!contents) return templateGone;
  const news = statusUrl(tools, settings, outbound.id, twilioUrl, theirs);
  const around = {
    To: addressOf(settings, to),
    ...(settings.service === '' ? { From: addressOf(settings, settings.number) } : { MessagingServiceSid: settings.service }),
    ...(news !== undefined && { StatusCallback: news }),
  };
  const steps = contents.map((content) => stepOf(tools, settings, { ...around, ...content }));
  const asked = { text: said, choices, language: outbound.language };
  return inOrder('Twilio', choices.length > 0 ? [...steps, askOf(tools, settings, around, asked)] : steps);
}

type Form = Readonly<Record<string, string>>;
/** One line with the choices, last, lest they vanish above files; numbered below it where Twilio does not take what has gaps. */
function askOf(tools: Tools, settings: TwilioSettings, around: Form, said: Parameters<typeof choiceForm>[2]): Step {
  return async (seconds) => {
    const end = performance.now() + seconds * 1000;
    const post = (form: Form): ReturnType<typeof call> | undefined => {
      const left = (end - performance.now()) / 1000;
      return left < fewestSeconds ? undefined : call(tools, settings, 'POST', '/Messages.json', { ...around, ...form }, left);
    };
    const form = await choiceForm(tools, settings, said, seconds / 2);
    const answer = form && (await post(form));
    const code = answer && 'body' in answer ? Number(answer.body['code']) : 0;
    if (code === contentGone) forgetContent(tools, settings, said.choices.length);
    const isUntaken = !form || code === contentGone || code === contentUnfit;
    return resultOf(isUntaken ? await post({ Body: listed(said.text, said.choices) }) : answer);
  };
}
const [contentGone, contentUnfit] = [21_655, 21_656];

const stepOf =
  (tools: Tools, settings: TwilioSettings, form: Form): Step =>
  async (seconds) =>
    resultOf(await call(tools, settings, 'POST', '/Messages.json', form, seconds));

/** Undefined: the time was over, and nothing was begun. */
function resultOf(answer: Awaited<ReturnType<typeof call>> | undefined): Awaited<ReturnType<Step>> {
  if (!answer) return { outcome: 'retry', because: 'unreachable', words: 'Twilio is too slow at this moment.' };
  if ('silent' in answer) return silentOutcome('Twilio', answer) as Refusal;
  if (answer.status < 200 || answer.status >= 300) return refusalOf(answer) as Refusal;
  const sid = sidOf(answer);
  return { ids: sid === null ? [] : [sid] };
}

/** What each message holds, in order; undefined where it is a template that the provider no longer names. WhatsApp shows words under pictures alone. */
function contentsOf(outbound: Outbound, isAsked: boolean): readonly Form[] | undefined {
  const { template, attachments, text } = outbound;
  if (template) {
    if (template.providerId === undefined) return undefined;
    const values = Object.fromEntries(template.gaps.map((gap, at) => [gap, template.values[at] ?? '']));
    return [{ ContentSid: template.providerId, ...(template.gaps.length > 0 && { ContentVariables: JSON.stringify(values) }) }];
  }
  const [only] = attachments;
  const isCaption = !isAsked && attachments.length === 1 && /^image\/(jpeg|png)$/.test(only?.type ?? '') && [...text].length <= mostCaption;
  const files = attachments.map(({ link = '' }) => ({ MediaUrl: link, ...(isCaption && text !== '' && { Body: text }) }));
  return [...(isCaption || text === '' ? [] : partsOf(text, mostLetters).map((part) => ({ Body: part }))), ...files];
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
