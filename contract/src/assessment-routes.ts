// Doors of staff to assessments.
export const assessmentRoutes = {
  listAssessments: 'GET /v1/assessments',
  openAssessment: 'POST /v1/assessments',
  readAssessment: 'GET /v1/assessments/:assessment',
  changeAssessment: 'PUT /v1/assessments/:assessment',
  removeAssessment: 'DELETE /v1/assessments/:assessment',
  adviseOnAssessment: 'POST /v1/assessments/:assessment/advice',
  approveAssessment: 'POST /v1/assessments/:assessment/approval',
  reopenAssessment: 'POST /v1/assessments/:assessment/versions',
  finishMeasure: 'POST /v1/assessments/:assessment/measures/:measure/completion',
  giveAssessment: 'GET /v1/assessments/:assessment/document',
} as const;
