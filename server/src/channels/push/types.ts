// The words of push: a device is known to a push service by an address, and is told that something waits, never what.
import type { Id, InboxId, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

/** How a push service knows a device. `p256dh` and `auth` are the device's own keys (RFC 8291): the service carries what it cannot read. */
export type DeviceAddress =
  | { readonly kind: 'web-push'; readonly endpoint: string; readonly p256dh: string; readonly auth: string }
  | { readonly kind: 'fcm'; readonly token: string }
  | { readonly kind: 'apns'; readonly token: string; readonly topic: string; readonly environment: 'production' | 'development' };
export type DeviceRow = {
  id: Id<'dev'>;
  visit: Id<'vst'>;
  inbox: InboxId;
  person: PersonId;
  kind: DeviceAddress['kind'];
  /** Code of the push service of a browser, else the kind. */
  service: string;
  address: Sealed;
  language: string;
  attempts: number;
  registeredAt: Date;
  pushedAt: Date | null;
};

/** What is pushed: one sentence of ours, and a tag under which a later push takes the place of an earlier one. */
export type Push = { readonly text: string; readonly tag: string; readonly ttlSeconds: number };

/** `gone`: the service knows the device no more (`since` when it says from when on). `because` is a code that decides the back-off. */
export type Pushed =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'gone'; readonly since?: Date }
  | { readonly outcome: 'retry'; readonly because: string; readonly afterSeconds?: number }
  | { readonly outcome: 'failed'; readonly because: string };

/** How a company speaks with push services, among the settings of its web chat. Off until it is switched on. */
export type PushSettings = {
  /** Public key of the widget, made once; each chat has an emulator of its own. */
  readonly key: string;
  /** Whether the sandbox of the company is on: browsers are woken in the emulator. */
  readonly played?: true;
  readonly webPush: boolean;
  /** Private key by which push services know this chat (RFC 8292), PKCS #8 in PEM; made once, since every subscription is bound to it. */
  readonly vapidKey: string;
  readonly fcm: 'off' | 'sandbox' | 'google';
  /** The JSON file of a service account. */
  readonly fcmKey: string;
  readonly apns: 'off' | 'sandbox' | 'apple';
  /** The .p8 file, PKCS #8 in PEM. */
  readonly apnsKey: string;
  readonly apnsKeyId: string;
  readonly apnsTeam: string;
  /** Bundle id of the app. */
  readonly apnsTopic: string;
};
