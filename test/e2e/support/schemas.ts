import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { repository } from './repository.ts';

const formats = join(repository, 'packages/sbom/src/formats');
/** A dependency of the sbom workspace, and found from there. */
const cyclonedxLibrary = '@cyclonedx/cyclonedx-library';
const require = createRequire(join(repository, 'packages/sbom/package.json'));

/** The document formats with an official schema. */
export const documentFormats = ['cyclonedx-json', 'spdx-json', 'syft-json'] as const;

/** What the official schema of a format finds wrong with a document; nothing when it is valid. */
export function documentProblems(format: (typeof documentFormats)[number], document: unknown): string[] {
  const validate = format === 'cyclonedx-json' ? cyclonedx() : fixture(join(formats, format, 'fixtures/schema.json'));
  validate(document);
  return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What the official schema of SARIF 2.1.0 finds wrong with a log. */
export function sarifProblems(log: unknown): string[] {
  const validate = fixture(join(repository, 'packages/cli/src/render/fixtures/sarif-2.1.0.schema.json'));
  validate(log);
  return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function fixture(path: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(path, 'utf8')) as { $schema: string };
  const ajv = schema.$schema.includes('2020-12')
    ? new Ajv2020({ strict: false })
    : new Ajv({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv as Ajv);
  return ajv.compile(schema);
}

/** The CycloneDX library ships the schemas; they refer to each other by file name. */
function cyclonedx(): ValidateFunction {
  const folder = join(dirname(require.resolve(`${cyclonedxLibrary}/package.json`)), 'res/schema');
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
    ajv.addSchema({ ...read(name), $id: `http://cyclonedx.org/schema/${name}` });
  return ajv.compile(read('bom-1.6.SNAPSHOT.schema.json'));
}
