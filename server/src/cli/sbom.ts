// `parley sbom`: what is installed, for scanners and for whoever asks (CycloneDX JSON on standard output).
import { readSbom } from '#monitoring';

export async function sbom(): Promise<number> {
  process.stdout.write(`${JSON.stringify(await readSbom(), null, 2)}\n`);
  return 0;
}
