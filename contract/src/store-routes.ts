// The doors of stores: for staff, for a device that stands in one, and for whoever scans its poster.
export const storeRoutes = {
  listStores: 'GET /v1/stores',
  addStore: 'POST /v1/stores',
  changeStore: 'PATCH /v1/stores/:store',
  readPoster: 'GET /v1/stores/:store/poster',
  makeKioskCode: 'POST /v1/stores/:store/kiosks',
  revokeKiosk: 'DELETE /v1/kiosks/:kiosk',
  readCounter: 'GET /v1/stores/:store/counter',
  openAtCounter: 'POST /v1/stores/:store/counter',
  readCounterLink: 'GET /v1/conversations/:conversation/counter-link',
  takeCounterLinkBack: 'DELETE /v1/conversations/:conversation/counter-link',
  readStoreOf: 'GET /v1/conversations/:conversation/store',
} as const;

/** Before anybody is known: the page behind a poster, a new device, a conversation taken up on one's own phone. */
export const storePublicRoutes = {
  readStorePage: 'GET /v1/store-pages/:key',
  enrolKiosk: 'POST /v1/kiosks',
  takeOver: 'POST /v1/hand-overs',
} as const;

/** Opened by the token of a device, or of the sitting that one customer has at it. */
export const kioskRoutes = {
  readKiosk: 'GET /v1/kiosk',
  startSitting: 'POST /v1/kiosk/sittings',
  readSitting: 'GET /v1/kiosk/sitting',
  askAtKiosk: 'POST /v1/kiosk/sitting/questions',
  giveAddressAtKiosk: 'POST /v1/kiosk/sitting/address',
  goOnByMessenger: 'POST /v1/kiosk/sitting/messenger',
  proveAddressAtKiosk: 'POST /v1/kiosk/sitting/address/proof',
  chooseAtKiosk: 'PUT /v1/kiosk/sitting/choices',
  requestAtKiosk: 'POST /v1/kiosk/sitting/requests',
  endSitting: 'DELETE /v1/kiosk/sitting',
} as const;
