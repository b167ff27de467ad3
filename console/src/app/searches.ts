// What each address understands in its search. What it does not understand is said to be `undefined`: the router hands on whatever no validator names.
import { views } from '#conversations/views.ts';
import { isOwnPath } from './own-path.ts';
import { isStep, type StepName } from './welcome/steps.ts';

type Search = Record<string, unknown>;
const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const signInSearch = ({ next }: Search): { next?: string | undefined } => ({ next: isOwnPath(next) ? next : undefined });
type Inbox = {
  view?: (typeof views)[number] | undefined;
  inbox?: string | undefined;
  store?: string | undefined;
  team?: string | undefined;
};
export const inboxSearch = ({ view, inbox, store, team }: Search): Inbox => ({
  view: views.find((each) => each === view),
  inbox: word(inbox),
  store: word(store),
  team: word(team),
});
export const campaignSearch = ({ campaign }: Search): { campaign?: string | undefined } => ({ campaign: word(campaign) });
export const assessmentSearch = ({ assessment }: Search): { assessment?: string | undefined } => ({ assessment: word(assessment) });
export const welcomeSearch = ({ step }: Search): { step?: StepName | undefined } => ({ step: isStep(step) ? step : undefined });
export const ledgerSearch = ({ person, entry }: Search): { person?: string | undefined; entry?: string | undefined } => ({
  person: word(person),
  entry: word(entry),
});
