// Push services are asked to forget nothing: nobody there can be named to them any more. What they publish of keeping a push, which is one sentence of ours and never a word of the answer, is what the certificate of
// an erasure can say of them (Art. 17(1), 19). A push lives for a day (`wake.ts`).
import type { Keeping } from '../described.ts';
import { appCarriers, browserServices } from './services.ts';

// firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan, and firebase.google.com/docs/projects/manage-installations
const google =
  'Google says that it keeps a push that it cannot deliver for as long as it is told to, here for one day, and what it knows a device by until the app gives that up or is not used for 270 days, and for up to 180 days more.';
// developer.apple.com, "Sending notification requests to APNs", `apns-expiration`
const apple =
  'Apple says that it keeps a push that it cannot deliver until the time it is told, here for one day. It publishes no period for what it knows a device by.';
// RFC 8030, section 5.2, and RFC 8291
const browsers =
  'It cannot read the push, and by the protocol keeps it for as long as it is told to at most, here for one day. No period is published for the address of the browser.';

export const keepingOfPush: readonly Keeping[] = [
  { recipient: appCarriers.fcm.code, publishes: 'fcm', published: google },
  { recipient: appCarriers.apns.code, publishes: 'apns', published: apple },
  ...browserServices.map((recipient): Keeping => ({ recipient, publishes: 'web-push', published: browsers })),
];
