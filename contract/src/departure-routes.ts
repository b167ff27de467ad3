// Doors of staff for taking everything along and leaving.
export const departureRoutes = {
  readLeaving: 'GET /v1/workspace/leaving',
  readEndNotice: 'GET /v1/workspace/end',
  askExport: 'POST /v1/workspace/exports',
  approveExport: 'POST /v1/workspace/exports/:export/approval',
  readExportsWaiting: 'GET /v1/workspace/exports/waiting',
  agreeToExport: 'POST /v1/workspace/exports/:export/agreement',
  linkExport: 'POST /v1/workspace/exports/:export/links',
  fetchExport: 'GET /v1/workspace/exports/:export/archive/:token',
  confirmExport: 'POST /v1/workspace/exports/:export/confirmation',
  removeExport: 'DELETE /v1/workspace/exports/:export',
  askEnd: 'POST /v1/workspace/end',
  approveEnd: 'POST /v1/workspace/end/:departure/approval',
  cancelEnd: 'DELETE /v1/workspace/end',
} as const;
