// What a channel lends the sandbox: its emulator, which carries nothing anywhere.
import type { Answer, Body } from '@parley/contract';
import type { Tools } from '#kit/tool';
import type { Account, Adapter, Settings } from './adapter.ts';
import type { Shelf } from './shared/shelf.ts';

/** What can be tapped below a message, as its provider knows it. */
export type Choice = { readonly id: string; readonly title: string };

export type Sandbox<S extends Settings = Settings> = {
  read(account: Account<S>, tools: Tools): Promise<Answer<'readSandbox'>>;
  /** Somebody writes; it comes back in by our own door. */
  write(account: Account<S>, tools: Tools, said: Body<'writeInSandbox'>): Promise<void>;
  /** Whoever got a message taps one of its choices: what hands it in as the provider would; undefined where there is no such choice. */
  tap?(account: Account<S>, tools: Tools, tapped: Body<'tapInSandbox'>): Promise<(() => Promise<unknown>) | undefined>;
  change(account: Account<S>, tools: Tools, behaviour: Body<'changeSandbox'>): Promise<void>;
  /** Whether it plays by the settings of the account, however the switch of the company stands, where that is not `provider: 'sandbox'`. */
  playsBy?(settings: S): boolean;
  /** What lies there, as other nodes hold it too. */
  shelf(account: Account<S>, tools: Tools): Promise<Shelf>;
  /** Forgets all that was sent and received there: somebody was erased, or nobody plays any more. */
  forget(account: Account<S>, tools: Tools): Promise<void>;
};

/** Whether something of an account is played however the switch stands. */
export const playsByItself = ({ sandbox }: Adapter, settings: Settings): boolean =>
  settings['provider'] === 'sandbox' || sandbox?.playsBy?.(settings) === true;
