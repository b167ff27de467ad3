// Doors to others than the person: hand-overs between companies (Art. 20(2)), OpenDSR, whose paths are its own, and who asks for a person.

export const exchangePublicRoutes = {
  readHandoverDocument: 'GET /.well-known/parley-handover/:key',
  receiveHandover: 'POST /v1/handovers/:key',
  askHandover: 'POST /v1/handovers/:key/:handover',
  discoverOpenDsr: 'GET /opendsr/:version/discovery',
  readOpenDsrCertificate: 'GET /opendsr/:version/certificate',
  sendRepresentativeCode: 'POST /v1/representations/:token/codes',
  proveRepresentative: 'POST /v1/representations/:token/proof',
  readRepresentedArchive: 'POST /v1/representations/:token/archive',
} as const;

export const exchangeRoutes = {
  nameRepresentative: 'PUT /v1/requests/:request/representative',
  endRepresentative: 'DELETE /v1/requests/:request/representative',
  fileOpenDsr: 'POST /opendsr/:version/requests',
  readOpenDsr: 'GET /opendsr/:version/requests/:filing',
  cancelOpenDsr: 'DELETE /opendsr/:version/requests/:filing',
  readReception: 'GET /v1/reception',
  setReception: 'PUT /v1/reception',
  listArrivals: 'GET /v1/reception/arrivals',
  acceptArrival: 'POST /v1/reception/arrivals/:handover/acceptance',
  refuseArrivals: 'POST /v1/reception/arrivals/refusal',
  refuseArrival: 'POST /v1/reception/arrivals/:handover/refusal',
  listBrought: 'GET /v1/people/:person/brought',
  readBrought: 'GET /v1/people/:person/brought/:brought/file',
} as const;
