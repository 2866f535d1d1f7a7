import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const languages = ['en', 'es'];

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const everything = filesUnder(root);
const namespaces = [
  ...new Set(everything.filter((file) => /locales\/\w+\.json$/.test(file)).map((file) => join(file, '../..'))),
];
const code = everything.filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file));
const sources = code.map((file) => readFileSync(file, 'utf8')).join('\n');

type Words = { [key: string]: string | Words };

/** Every key with its text, plural forms (`_one`, `_other`) counted as one. */
function flatten(words: Words, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else flatten(value, `${prefix}${key}.`).forEach((text, inner) => found.set(inner, text));
  }
  return found;
}

const read = (folder: string, language: string): Map<string, string> =>
  flatten(JSON.parse(readFileSync(join(folder, 'locales', `${language}.json`), 'utf8')) as Words);

const bare = (key: string): string => key.replace(/_(one|other)$/, '');
const holes = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name!))].sort();

/** Words looked up by a code of the service: whether each is needed is the service's affair. */
const isByCode = (folder: string, key: string): boolean =>
  folder.endsWith('/api') && /^(problem|block|more|field|limit|message|due)\./.test(key);

function isUsed(key: string): boolean {
  if ([`'${key}'`, `"${key}"`, `:${key}'`].some((literal) => sources.includes(literal))) return true;
  // `role.${role}`: any key under a prefix that a template completes.
  const parts = key.split('.');
  return parts.some((_, place) => place > 0 && sources.includes(`\`${parts.slice(0, place).join('.')}.\${`));
}

describe.each(namespaces.map((folder) => [folder.slice(root.length + 1), folder] as const))(
  'words of %s',
  (_, folder) => {
    const [english, ...others] = languages.map((language) => read(folder, language));

    it('are there in every language, with the same gaps to fill', () => {
      for (const other of others) {
        expect([...other.keys()].sort()).toEqual([...english!.keys()].sort());
        for (const [key, text] of english!) expect([key, holes(other.get(key)!)]).toEqual([key, holes(text)]);
      }
    });

    it('have both plural forms where they have one', () => {
      for (const key of english!.keys()) {
        if (/_(one|other)$/.test(key))
          expect(english!.has(`${bare(key)}_one`) && english!.has(`${bare(key)}_other`)).toBe(true);
      }
    });

    it('are all used', () => {
      const idle = [...english!.keys()].filter((key) => !isByCode(folder, key) && !isUsed(bare(key)));
      expect(idle).toEqual([]);
    });
  },
);

const contract = JSON.parse(readFileSync(join(root, '../../openapi/openapi.json'), 'utf8')) as {
  components: { schemas: Record<string, { enum?: string[]; properties?: { code: object } }> };
};

/** The codes that the document lists for a schema's `code`. */
function codesOf(schema: string): string[] {
  const { schemas } = contract.components;
  const name = /"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(schemas[schema]?.properties?.code))?.[1];
  return schemas[name ?? '']?.enum ?? [];
}

it.each([
  ['Problem', 'problem'],
  ['FieldError', 'field'],
  ['Block', 'block'],
  ['Message', 'message'],
])('there are words for every code of a %s', (schema, group) => {
  const known = read(join(root, 'api'), 'en');
  const codes = codesOf(schema);
  expect(codes).not.toEqual([]);
  expect(codes.filter((code) => !known.has(`${group}.${code}`))).toEqual([]);
});
