// Doors of staff to parts of a request: what is kept back from an erasure, and who has to hear of what was done; and to whose data came from elsewhere (Art. 14).
export const requestRoutes = {
  listKeepable: 'GET /v1/requests/:request/keepable',
  listKept: 'GET /v1/requests/:request/kept',
  keepBack: 'POST /v1/requests/:request/kept',
  dropKept: 'DELETE /v1/requests/:request/kept/:kept',
  openKept: 'POST /v1/requests/:request/kept/:kept/opening',
  readKeptFile: 'GET /v1/requests/:request/kept/:kept/files/:part',
  renewKept: 'POST /v1/requests/:request/kept/:kept/renewal',
  liftKeptHold: 'POST /v1/requests/:request/kept/:kept/lift',
  releaseKept: 'POST /v1/requests/:request/kept/:kept/release',
  listRecipientNotices: 'GET /v1/requests/:request/recipients',
  recordRecipientNotice: 'POST /v1/requests/:request/recipients/:recipient',
  listOrigins: 'GET /v1/origins',
  recordOrigin: 'POST /v1/people/:person/origins',
  settleOrigin: 'POST /v1/people/:person/origins/settlement',
} as const;
