// Who carries WhatsApp: Meta itself by its Cloud API, or Twilio. What differs between them stands in this shape; the channel is one.
import type { Longest } from '@parley/contract/text-length';
import type { Account, Adapter, Settings } from '../../adapter.ts';
import type { Carrier } from '../../carrier.ts';
import type { Forgetting, Keeping } from '../../described.ts';
import type { Lister } from '../../missed/types.ts';
import type { Sandbox } from '../../playing.ts';
import type { Shows } from '../../signals/types.ts';

export type Carried<S extends Settings = Settings> = Required<
  Pick<Adapter<S>, 'describe' | 'chatLink' | 'send' | 'test' | 'connect' | 'templates' | 'forget'>
> & {
  /** As the register of recipients begins with. */
  readonly entry: Carrier;
  /** To whom it hands on what it carries (`handsOnTo`). */
  readonly alsoBy: readonly Carrier[];
  /** How long a text may be, where it is not parted. */
  readonly longest?: Longest;
  /** How many choices become buttons. */
  readonly taps: number;
  readonly forgetting: Forgetting;
  /** Asked how many people the company may begin with, where it tells. */
  readonly messagingLimit?: Adapter<S>['messagingLimit'];
  /** Of those to whom it hands on (`Adapter.keeping`). */
  readonly keeping?: readonly Keeping[];
  /** What of us it can show beside messages, and how, where it can. */
  readonly shows: Shows;
  readonly signal?: Adapter<S>['signal'];
  readonly missed?: Lister<S>;
  readonly sandbox: Sandbox<S>;
};

/** Whether Twilio's protocol is spoken: to Twilio, or to the sandbox's emulator of it. */
export const isByTwilio = ({ provider, speaks }: Settings): boolean =>
  provider === 'twilio' || (provider === 'sandbox' && speaks === 'twilio');
export const isTwilioAccount = ({ settings }: Account): boolean => isByTwilio(settings);
