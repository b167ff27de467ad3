// The doors of a visitor of the web chat: those before a visit, apart from all others that are public, so that the script on a page carries no more than it uses, and those opened by its token.
export const entranceRoutes = {
  readWidget: 'GET /v1/widgets/:key',
  startVisit: 'POST /v1/widgets/:key/visits',
} as const;

export const visitorRoutes = {
  readVisit: 'GET /v1/visit',
  listVisitMessages: 'GET /v1/visit/messages',
  addVisitMessage: 'POST /v1/visit/messages',
  uploadVisitAttachment: 'POST /v1/visit/attachments',
  readVisitAttachment: 'GET /v1/visit/attachments/:attachment',
  giveEmail: 'POST /v1/visit/email',
  proveEmail: 'POST /v1/visit/email/proof',
  privacyLink: 'POST /v1/visit/privacy-link',
  tellTyping: 'POST /v1/visit/typing',
  visitEvents: 'GET /v1/visit/events',
} as const;

/** Devices that a visitor lets be woken: apart, so that the script on a page need not carry them. */
export const deviceRoutes = {
  readPush: 'GET /v1/visit/push',
  registerDevice: 'POST /v1/visit/devices',
  removeDevice: 'DELETE /v1/visit/devices/:device',
  removeDevices: 'DELETE /v1/visit/devices',
} as const;
