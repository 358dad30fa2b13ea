import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseJson } from '../src/json.js';

const schema = z.strictObject({ size: z.number() });
const parse = (text: string) => parseJson(text, schema, 'a.json', { expected: 'a size', kind: 'usage' });

it('a document that fits comes back as it is', () => {
  expect(parse('{"size": 2}')).toEqual({ size: 2 });
});

it.each([
  ['{"size": 2', 'a.json: cut short or not JSON: expected a size'],
  ['{"size": "2"}', /^a\.json: size: .*: expected a size$/],
  ['[]', /^a\.json: the document: .*: expected a size$/],
])('%s is refused in one line that names file, key and what is expected', (text, message) => {
  expect(() => parse(text)).toThrow(message);
  expect(() => parse(text)).toThrow(expect.objectContaining({ kind: 'usage' }));
});
