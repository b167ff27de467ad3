// The contract of a channel adapter: one folder under adapters/, one line in adapters.ts. An adapter speaks a provider's language and nothing else: it knows
// nothing of people, consent, keys or sealing, is pure where it can be, and gives outcomes instead of throwing for the provider's sake.
import type { Longest } from '@parley/contract/text-length';
import type { TObject } from 'typebox';
import type { Taken } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { Holding } from '#kit/holding';
import type { ConversationId, Id, InboxId, PersonId, WorkspaceId } from '#kit/ids';
import type { Listener } from '#kit/outbox';
import type { Protocol } from '#kit/protocol';
import type { Check, Clock } from '#kit/room';
import type { Route } from '#kit/route';
import type { Tools } from '#kit/tool';
import type { Carrier, Reached } from './carrier.ts';
import type { Connected, Description, Forgetting, Forgotten, Keeping, Verdict } from './described.ts';
import type { Formerly } from './formerly.ts';
import type { Campaigning } from './many/campaigning.ts';
import type { Lister } from './missed/types.ts';
import type { MessagingLimit, Pace } from './pacing.ts';
import type { Piece } from './pieces/piece.ts';
import type { Sandbox } from './playing.ts';
import type { Preference } from './preference.ts';
import type { Receipt } from './report.ts';
import type { ReceiptUntil } from './report-until.ts';
import type { Shows, Signal } from './signals/types.ts';
import type { FilledTemplate, Template } from './templates/types.ts';
import type { Window } from './window.ts';

export type { Receipt } from './report.ts';
export type ChannelKind = 'web-chat' | 'email' | 'sms' | 'whatsapp' | 'messenger' | 'instagram' | 'telegram' | 'viber' | 'line' | 'custom';
export type Settings = Readonly<Record<string, unknown>>;
/** `link`: where the provider may fetch it for a while, on channels that carry files by address (`capabilities.filesByLink`). */
export type File = { readonly name: string; readonly type: string; readonly bytes: Buffer; readonly link?: string };

/** One opened inbox of this channel; `settings` fit the adapter's schema and hold its secrets in the clear. */
export type Account<S extends Settings = Settings> = {
  readonly workspace: WorkspaceId;
  readonly inbox: InboxId;
  readonly name: string;
  readonly settings: S;
};

/** What is to leave, decided and opened by the gate: send it once, keep nothing of it. */
export type Outbound = {
  /** Our id, `msg_…` or `cod_…`; the same at every attempt. */
  readonly id: string;
  /** What `externalId` gave for this id, or null. */
  readonly externalId: string | null;
  /** A `reply` continues what the person began; `start` and `notice` are ours to begin (RFC 8058 headers belong on those); a `code` proves an address. */
  readonly use: 'reply' | 'start' | 'notice' | 'code';
  readonly purpose: string;
  readonly to: { readonly value: string; readonly name: string | undefined };
  /** Who writes, as people may see it: the agent or the company. */
  readonly fromName: string;
  readonly language: string;
  readonly subject: string | undefined;
  readonly text: string;
  readonly html: string | undefined;
  readonly attachments: readonly File[];
  readonly choices?: readonly string[]; // to tap: never more than `taps` says
  /** Ids of this thread at the provider, oldest first (for In-Reply-To and References). */
  readonly thread: readonly string[];
  /** Lower-case letters and digits, at most 44: leads an answer back to this conversation, for an address like `support+r.TOKEN@…`. Absent for codes. */
  readonly replyToken: string | undefined;
  /** Address for one-click withdrawal by POST (RFC 8058), and the page where a person does it by hand; absent where nothing is to be withdrawn. */
  readonly unsubscribeUrl: string | undefined;
  readonly preferencesUrl: string | undefined;
  /** Where data of theirs came from elsewhere and they have yet to be told: the notice that it leads to, and where that stands (Art. 14(3)(b)); null where none is published, or it cannot be carried. */
  readonly owed?: { readonly notice: Id<'ntc'>; readonly url: string } | null | undefined;
  /** Whether it is advertising: then it must say how to end it (Directive 2002/58/EC, Art. 13(4)). */
  readonly isAdvertising?: boolean;
  /** Instead of words of one's own, where the provider takes only those that it approved. */
  readonly template?: FilledTemplate | undefined;
  /** Whether a member of staff writes it after the reply window, where the provider lets people do that. */
  readonly isLate?: boolean;
};

/** `because` is a code of ours (it decides the back-off and is stored); `words` tell an agent what happened and are written by us: never the provider's text, which may quote a person. */
export type Outcome =
  /** `also`: further ids under which the provider keeps something of it, such as its files or the parts that left although the rest did not. */
  | {
      readonly outcome: 'sent';
      readonly externalId: string | null;
      readonly state?: 'sent' | 'delivered';
      readonly also?: readonly string[];
    }
  | {
      readonly outcome: 'retry';
      readonly because: string;
      readonly words: string;
      readonly afterSeconds?: number;
      readonly mayHaveArrived?: true; // it was handed over whole, and no answer came
      readonly also?: readonly string[];
    }
  | { readonly outcome: 'refused' | 'failed'; readonly because: string; readonly words: string; readonly also?: readonly string[] };

/** What came in, in the house's words. `externalId` is the provider's id: the same one twice makes one message. */
export type Inbound = {
  readonly workspace: WorkspaceId;
  readonly inbox: InboxId;
  readonly externalId: string;
  readonly also?: readonly string[]; // further ids under which the provider keeps something of it, such as its files
  readonly readToken?: string | undefined; // by which the provider is told later that it was read; the newest of a conversation is kept
  readonly from: {
    readonly kind: 'email' | 'phone' | 'visitor' | 'account';
    readonly value: string;
    readonly name?: string | undefined;
    readonly language?: string | undefined;
    readonly formerly?: readonly Formerly[]; // never from words, and never from what was not signed for this account
  };
  /** Whether the provider vouches for the sender: for mail, a DMARC pass. Without it an answer joins its thread, but proves nothing about its sender. */
  readonly authentic: boolean;
  readonly subject?: string | undefined;
  readonly text: string;
  readonly html?: string | undefined; // sanitised by the adapter
  readonly attachments: readonly File[];
  readonly answers: readonly string[]; // ids of earlier messages that it names, nearest first (In-Reply-To, then References from the end)
  readonly replyToken?: string | undefined;
  readonly continues?: true; // goes on in the latest conversation with this person: for channels that know no threads
  readonly saidAt?: Date | undefined; // when it was written, where the provider may hand it in much later: the reply window counts from it
  readonly isAnswered?: boolean; // whether the provider has answered STOP, START or HELP by itself already
  readonly wish?: 'stop' | 'start' | 'help' | undefined; // what the provider took the message to wish, also by a word that is none of ours
  /** Who handed it in besides whoever carries what is sent, as the register of recipients names them, and a keyed hash of the mailbox in which it lies there. */
  readonly handed?: { readonly by: string | undefined; readonly mailbox: string | undefined };
  readonly automatic: boolean; // written by a machine (auto-reply, list): stored, but reopens nothing and is never answered by one
};
export type Received =
  | { readonly outcome: 'stored' | 'repeated'; readonly conversation: ConversationId; readonly sequence: number }
  | { readonly outcome: 'dropped'; readonly because: string };

/**
 * What happens to a message later: whoever wrote it edits it or takes it back, whoever talks with us reacts to it. Nothing but the person's own doing. `externalId` is the
 * message's; `order` grows with each change of one kind, so that the same again, or an older one that comes late, changes nothing.
 */
export type Change = {
  readonly workspace: WorkspaceId;
  readonly inbox: InboxId;
  readonly externalId: string;
  readonly from: Inbound['from'];
  readonly order: number;
} & (
  | { readonly change: 'edited'; readonly text: string; readonly saidAt?: Date | undefined } // as of an `Inbound`
  | { readonly change: 'unsent' }
  | { readonly change: 'reacted'; readonly reaction: string | null }
);
/** `unknown`: no such message of theirs is here. An unsend is remembered then, and the message not stored when it comes; an edit may be handed in as a message. */
export type Changed = 'done' | 'repeated' | 'unknown';

/** A wish about the channel that came without a message; `at`, if the provider names it, is when it was said: a start from before a stop that stands came late, and lifts nothing. */
export type Stop = Pick<Change, 'workspace' | 'inbox' | 'from'> & { readonly wish: 'stop' | 'start'; readonly at: Date | undefined };

/** What a listener such as an SMTP server may ask of the room; acknowledge to the provider only after `receive` came back. */
export type Hooks = {
  accountAt(entrance: string): Promise<Account | undefined>;
  accountOf(workspace: WorkspaceId, inbox: InboxId): Promise<Account | undefined>;
  receive(inbound: Inbound): Promise<Received>;
  receivePiece(inbound: Inbound, piece: Piece): Promise<Received | { readonly outcome: 'kept' }>; // while others are on their way, and for the same again
  isKnown(at: Pick<Inbound, 'workspace' | 'inbox' | 'externalId'>): Promise<boolean>; // before its files are fetched for nothing
  /** The first of these ids that stands for a message; at most 100 are looked for. */
  whichIsKnown(at: Pick<Inbound, 'workspace' | 'inbox'>, externalIds: readonly string[]): Promise<string | undefined>;
  report(receipt: Receipt): Promise<'known' | 'unknown'>;
  change(change: Change): Promise<Changed>;
  /** Whoever has this address wants nothing more on this channel, or wants it again (a bot that was blocked, and allowed again). */
  stop(stop: Stop): Promise<'known' | 'unknown'>;
  obey(ctx: Ctx, said: Pick<Inbound, 'inbox' | 'text'>, taken: Taken, person: PersonId): Promise<void>; // a word such as STOP, where a channel takes in without `receive`; in its transaction
  /** The person has got, or read, everything that was sent to them up to a moment: for providers that name no message. */
  reportUntil(until: ReceiptUntil): Promise<void>;
  /** The person switched advertising off or on at the provider: it holds from this moment. */
  prefer(preference: Preference): Promise<void>;
  renamed(at: Pick<Inbound, 'workspace' | 'inbox' | 'from'>): Promise<void>; // the provider knows somebody by another address than `from.formerly`; who was unknown stays so
  /** Whether somebody with this address has become known here: what a provider tells of a stranger need not be asked for again. */
  knows(at: Pick<Inbound, 'workspace' | 'from'>): Promise<boolean>;
  /** What whoever opens a chat reads before they write: who answers here, and where the notice is (Art. 13). Nothing is kept of it. */
  welcome(at: Pick<Inbound, 'workspace'>, language: string | undefined): Promise<{ readonly company: string; readonly text: string }>;
  siblings(account: Account): Promise<readonly Account[]>; // of the same channel and company: one address may hand in for several
  limitMoved(at: Pick<Inbound, 'workspace' | 'inbox'>): Promise<void>; // the provider says that its `messagingLimit` may be another
};

export type Adapter<S extends Settings = Settings> = {
  readonly name: ChannelKind;
  readonly reaches: 'email' | 'phone' | 'visitor' | 'account'; // the kind of identity that `Outbound.to` is
  readonly accountsBegin?: `${string}:`; // with what every `account` of this channel begins: those of other channels are told apart
  readonly capabilities: {
    readonly subject: boolean;
    readonly html: boolean;
    readonly attachments: boolean;
    /** Whether the provider takes no bytes, but an address to fetch them from. */
    readonly filesByLink?: true;
    readonly maxBytes: number; // of a message with its attachments
    /** Whether sending the same external id again is seen as one message; if not, an attempt that died midway is not repeated. */
    readonly repeatable: boolean;
    readonly mayShowTwice?: true; // people may see a repeat all the same: what is of a campaign is not repeated where its fate is unknown
    readonly repeatableHours?: number; // so long after the message was written, where the provider forgets it then: afterwards nothing is repeated
    readonly stopWords?: true | 'plain' | 'vouched'; // single words such as STOP end it; `plain`: people talk here, so only what can be no answer; `vouched`: and it is sure who wrote it
    readonly tapsOnPhones?: true; // whether buttons are seen on phones alone: choices then stand in the text as well
    readonly liesHere?: true; // whether people read it where it is kept: nothing is added to it on the way out
    readonly changes?: true; // whether people may change later what they wrote (`Change`)
    readonly window?: Window; // for how long after the person's last message we may write; left out where at any time
  };
  /** TypeBox schema of what a person may set; `secrets` names the settings that are stored sealed and never shown again. */
  readonly settings: TObject;
  readonly secrets: readonly string[];
  /** Tidies settings and fills in what is generated (keys); `before` is undefined for a new account. Throws Problem `invalid` with fields. */
  complete(settings: Settings, before: S | undefined, tools: Tools): Promise<S>;
  /** Code in the vendor register of whoever carries what is sent; null when it does not leave the company. */
  recipient(settings: S, tools: Tools): string | null;
  carrier?(settings: S): Carrier | null; // entered into the register when the channel is opened
  alsoCarriedBy?(settings: S, tools: Tools): readonly Carrier[]; // further recipients, such as who keeps a mailbox
  handsOnTo?(recipient: string | null): readonly Carrier[]; // to whom this recipient hands on every message of the channel, by no choice of ours
  reachedIn?(settings: S, tools: Tools): readonly Reached[]; // where recipients really are, as far as a host or the account itself tells
  readonly entranceKind: 'widget' | 'mailbox' | 'hook'; // what kind of door `entrances` are (#access)
  /** Addresses or keys, unique in the whole house, by which what comes in finds the account. */
  entrances(settings: S): readonly string[];
  describe(account: Account<S>, tools: Tools): Description;
  externalId(account: Account<S>, id: string): string | null; // that a message will have at the provider, when we may choose it: recorded before sending, so that an early bounce or answer is known
  longest?(settings: S): Longest | undefined; // how long a text may be, where it is not parted
  taps?(settings: S): number; // how many choices become buttons; if there are more, or it is left out, all are listed below the text
  send(account: Account<S>, outbound: Outbound, tools: Tools): Promise<Outcome>;
  campaigns(settings: S): Campaigning; // whether one text may go to many from here, by the provider's rules
  pace(settings: S): Pace | null; // how fast the provider wants it, as it documents; null where it asks for nothing, or waits by itself
  messagingLimit?(account: Account<S>, tools: Tools): Promise<MessagingLimit | undefined>; // asked of the provider; undefined where it tells none now; never throws
  weight?(settings: S, outbound: Outbound): number; // places of the account that it takes, where not one
  shows(settings: S): Shows; // what of us it can show beside messages
  signal?(account: Account<S>, signal: Signal, tools: Tools): Promise<boolean>; // shows it once, and says whether it was taken; never throws
  isElsewhere?(account: Account<S>, ctx: Ctx): Promise<boolean>; // whether another node holds the line and has to send it: it is put off until that one takes it up
  missed?(settings: S): Lister<S> | undefined; // how its provider is asked for what a webhook may have missed
  test(account: Account<S>, tools: Tools): Promise<Verdict>;
  /** Tells the provider where to hand in what comes in, for the member of staff `by`; the same again changes nothing. */
  connect?(account: Account<S>, tools: Tools, by: string): Promise<Connected>;
  /** Asks the provider to forget messages by their ids there; what it did not know is gone as well. Never throws for the provider's sake. */
  forget?(account: Account<S>, externalIds: readonly string[], tools: Tools): Promise<Forgotten>;
  templates?(account: Account<S>, tools: Tools): Promise<readonly Template[] | undefined>; // approved there, as they stand now; undefined when they could not be had
  sandboxed(settings: S): S; // the same channel as it speaks with its emulator, with the same keys: nothing of it leaves this machine
  hangUp?(tools: Tools, workspace: WorkspaceId): Promise<void>; // lines that stay open, of one company, here and now
  chatLink?(account: Account<S>, tools: Tools, text: string): Promise<string | undefined>; // opens a chat with the account with these words ready to be sent; undefined where the provider does not name it now; never throws
  readonly sandbox?: Sandbox<S>; // what people see and do where a channel carries nothing anywhere
  forgetting?(settings: S): Forgetting; // what is taken back there, where `forget` is
  keeping?(settings: S, tools: Tools): readonly Keeping[]; // of recipients whom `forget` does not ask
  keptBy?(settings: S): string | undefined; // whoever keeps that, by the register, where it is not `recipient`; undefined: nobody does
  handedInBy?(settings: S): Carrier | undefined; // whoever keeps or posts what comes in
  liesIn?(account: Account<S>, tools: Tools): string | undefined; // the mailbox read now, as in `Inbound.handed`
  stand?(account: Account<S>, tools: Tools): Promise<Verdict | undefined>; // how it stands now, where it works by itself
  readonly start?: (tools: Tools, hooks: Hooks) => Promise<(() => Promise<void>) | undefined>; // opens listeners before doors open; gives what to do at the stop
  readonly routes?: readonly Route[];
  readonly protocols?: readonly Protocol[];
  readonly clocks?: readonly Clock[];
  readonly listeners?: readonly Listener[];
  readonly holdings?: readonly Holding[];
  readonly checks?: readonly Check[];
};
