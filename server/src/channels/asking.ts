// Whether a consent may be asked for now, and the words of a no. Pure. The question itself is put in ask-consent.ts.
import { type WhyNotAsk, whyNotAsk } from '#consent';
import type { Decision, Way } from '#gate';
import type { Purpose } from '#purposes';
import type { ChannelKind } from './adapter.ts';

export type AskFacts = {
  readonly purpose: Purpose | undefined;
  readonly channel: ChannelKind;
  /** Where the consent stands; undefined: never asked. */
  readonly stand:
    | {
        readonly state: Parameters<typeof whyNotAsk>[2]['state'];
        readonly at: string | null;
        readonly endsOn?: string | null;
        readonly askedAnew?: boolean;
      }
    | undefined;
  readonly way: Way | undefined;
  /** What the gate says to using it now: an objection or a restriction that stands also stands against asking. */
  readonly verdict: Decision;
  /** Whether the person wrote in the conversation in which the question is put. */
  readonly isAnswer: boolean;
  /** Whether a yes that ends soon can be renewed by an answer there. */
  readonly isRenewable?: boolean;
};

/** A yes or a no with reason and article, in English or German. */
export function mayAsk(facts: AskFacts, now: Date, language: 'en' | 'de'): Decision {
  const { purpose, channel, stand, way, verdict } = facts;
  const at = stand?.at ? new Date(stand.at) : null;
  const { endsOn = null, askedAnew = false } = facts.isRenewable === false ? {} : (stand ?? {});
  const because = whyNotAsk(purpose, channel, { state: stand?.state ?? 'none', at, endsOn, askedAnew }, now);
  if (because) return { allowed: false, ...because, words: words[language][because.because] };
  if (standsAgainst.has(verdict.because)) return verdict;
  if (purpose?.acts.includes('send') && way && way.state !== 'open')
    return verdict.because === way.state ? verdict : no(way.state, '', language);
  // asking somebody who did not write to us to agree to advertising is advertising itself
  if (!facts.isAnswer) return no('not-in-touch', purpose?.advertising ? '21(3)' : '5(1)(a)', language);
  return { allowed: true, because: 'may-ask', article: '6(1)(a)', words: words[language]['may-ask'] };
}

const standsAgainst: ReadonlySet<string> = new Set(['erased', 'restricted', 'objected-to-advertising', 'objected', 'purpose-off']);
type Reason = WhyNotAsk['because'] | 'not-in-touch' | 'may-ask' | 'no-channel' | 'no-address';
const no = (because: Reason, article: string, language: 'en' | 'de'): Decision => ({
  allowed: false,
  because,
  article,
  words: words[language][because],
});

const en: Readonly<Record<Reason, string>> = {
  'unknown-purpose': 'There is no such purpose.',
  'not-consent': 'This does not rest on consent, so there is nothing to ask for.',
  inactive: 'This purpose is switched off. Nobody is asked for what nobody does.',
  'channel-not-of-purpose': 'This purpose does not happen on this channel.',
  'already-given': 'This person has agreed already.',
  'already-asked': 'This person was asked and has not answered. Silence is an answer too: nobody is asked twice.',
  'asked-too-soon': 'This person said no less than 90 days ago. Asking again so soon would be pressing them.',
  'not-in-touch': 'This person has not written in this conversation. Ask where they wrote to you.',
  'no-channel': 'Your company has no open channel for what would be asked.',
  'no-address': 'No address is known there that this person proved or wrote from.',
  'may-ask': 'This person may be asked, once. No is as good as yes.',
};
const de: typeof en = {
  'unknown-purpose': 'Diesen Zweck gibt es nicht.',
  'not-consent': 'Das beruht nicht auf einer Einwilligung, also gibt es nichts zu fragen.',
  inactive: 'Dieser Zweck ist ausgeschaltet. Wonach niemand handelt, danach wird niemand gefragt.',
  'channel-not-of-purpose': 'Dieser Zweck ist auf diesem Weg nicht vorgesehen.',
  'already-given': 'Diese Person hat schon zugestimmt.',
  'already-asked': 'Diese Person wurde gefragt und hat nicht geantwortet. Auch Schweigen ist eine Antwort: Niemand wird zweimal gefragt.',
  'asked-too-soon': 'Diese Person hat vor weniger als 90 Tagen Nein gesagt. So bald wieder zu fragen hieße drängen.',
  'not-in-touch': 'Diese Person hat in diesem Gespräch nicht geschrieben. Fragen Sie dort, wo sie Ihnen geschrieben hat.',
  'no-channel': 'Ihr Unternehmen hat keinen Kanal für das geöffnet, wonach gefragt würde.',
  'no-address': 'Dort ist keine Adresse bekannt, die diese Person bestätigt oder von der sie geschrieben hat.',
  'may-ask': 'Diese Person darf gefragt werden, einmal. Ein Nein ist so gut wie ein Ja.',
};
const words = { en, de };
