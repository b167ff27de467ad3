// Doors between companies: hand-overs of Art. 20(2), and OpenDSR, whose paths are its own.

export const exchangePublicRoutes = {
  readHandoverDocument: 'GET /.well-known/parley-handover/:key',
  receiveHandover: 'POST /v1/handovers/:key',
  discoverOpenDsr: 'GET /opendsr/:version/discovery',
  readOpenDsrCertificate: 'GET /opendsr/:version/certificate',
} as const;

export const exchangeRoutes = {
  fileOpenDsr: 'POST /opendsr/:version/requests',
  readOpenDsr: 'GET /opendsr/:version/requests/:filing',
  cancelOpenDsr: 'DELETE /opendsr/:version/requests/:filing',
  readReception: 'GET /v1/reception',
  setReception: 'PUT /v1/reception',
  listArrivals: 'GET /v1/reception/arrivals',
  acceptArrival: 'POST /v1/reception/arrivals/:handover/acceptance',
  refuseArrival: 'POST /v1/reception/arrivals/:handover/refusal',
  listBrought: 'GET /v1/people/:person/brought',
  readBrought: 'GET /v1/people/:person/brought/:brought/file',
} as const;
