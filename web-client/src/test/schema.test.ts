import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, it } from 'vitest';

const contract = join(import.meta.dirname, '../../../openapi/openapi.json');
const types = join(import.meta.dirname, '../api/schema.d.ts');

/** The document grows with the service; once it covers lending, the types must be made from it alone. */
const isWhole = existsSync(contract) && readFileSync(contract, 'utf8').includes('"/api/v1/loans"');

it.skipIf(!isWhole)(
  'the wire types are made from the checked-in document (npm run types)',
  async () => {
    const fresh = COMMENT_HEADER + astToString(await openapiTS(new URL(`file://${contract}`)));
    expect(readFileSync(types, 'utf8') === fresh).toBe(true);
  },
  30_000,
);
