// The door of monitoring: controls, audits, findings, posture (Art. 5(2), 24(1), 32(1)(d)).
export { controlsNow } from './controls/now.ts';
export { readSbom } from './sbom/sbom.ts';
