import Type from 'typebox';
import { endpoints, id, instant, maybe, nothing, one, text } from './shapes.ts';

const device = id('dev', 'Device');
const deviceKind = one(['web-push', 'fcm', 'apns'], 'How the device is woken');
const base64url = (minLength: number, maxLength: number, what: string) =>
  Type.String({ minLength, maxLength, pattern: '^[A-Za-z0-9_-]+$', description: what });

export const pushEndpoints = endpoints({
  readPush: {
    summary: 'By what this company wakes devices, and which of this visit are registered',
    answer: Type.Object({
      webPush: maybe(Type.String({ description: 'applicationServerKey for browsers, base64url' })),
      fcm: Type.Boolean({ description: 'Whether apps are woken by Firebase Cloud Messaging' }),
      apns: maybe(Type.String({ description: 'Bundle id of the app that is woken by Apple' })),
      devices: Type.Array(Type.Object({ id: device, kind: deviceKind, registeredAt: instant })),
    }),
  },
  registerDevice: {
    summary: 'Let a device be told of new messages, without their words; the same device again is renewed, and is one person’s at a time',
    body: Type.Union([
      Type.Object({
        kind: one(['web-push'], 'How the device is woken'),
        endpoint: Type.String({ minLength: 12, maxLength: 1_000, description: 'Address at the push service of the browser' }),
        p256dh: base64url(87, 88, 'Public key of the subscription'),
        auth: base64url(22, 24, 'Secret of the subscription'),
        expiresAt: Type.Optional(instant),
      }),
      Type.Object({
        kind: one(['fcm'], 'How the device is woken'),
        token: Type.String({ pattern: '^[A-Za-z0-9_:-]{20,4096}$', description: 'Registration token' }),
      }),
      Type.Object({
        kind: one(['apns'], 'How the device is woken'),
        token: Type.String({ pattern: '^[0-9a-fA-F]{64,200}$', description: 'Device token, hexadecimal' }),
        topic: text(155, 'Bundle id of the app'),
        environment: one(['production', 'development'], 'Which of Apple’s services the app was built for'),
      }),
    ]),
    answer: Type.Object({ id: device }),
    status: 201,
  },
  removeDevice: { summary: 'One device is told of nothing more', params: Type.Object({ device }), answer: nothing, status: 204 },
  removeDevices: { summary: 'No device of this visit is told of anything more, as on signing out', answer: nothing, status: 204 },
});
