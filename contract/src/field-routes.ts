// Doors of staff to the fields in which a company notes something about people.
export const fieldRoutes = {
  listFields: 'GET /v1/fields',
  addField: 'POST /v1/fields',
  stopField: 'POST /v1/fields/:field/stop',
  listPersonFields: 'GET /v1/people/:person/fields',
  readPersonField: 'GET /v1/people/:person/fields/:field',
  setPersonField: 'PUT /v1/people/:person/fields/:field',
} as const;
