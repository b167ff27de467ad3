// The door of monitoring: controls, audits, findings, posture (Art. 5(2), 24(1), 32(1)(d)). The last room: nobody inside leans on it but the operator's commands.
export { readSbom } from './sbom/sbom.ts';
