import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nearest } from '../../src/config/nearest.js';
import { parseOverride } from '../../src/config/overrides.js';
import { loadYaml, parseYaml } from '../../src/config/yaml.js';

const schema = z.strictObject({
  name: z.string(),
  search: z
    .strictObject({ populationSize: z.int().min(1).default(3), rate: z.number().max(1).optional() })
    .prefault({}),
  kind: z.enum(['planar', 'free']).default('free'),
  grains: z.tuple([z.int(), z.int()]).optional(),
  what: z.union([z.string(), z.strictObject({ target: z.number() })]).optional(),
});
const parse = (text: string, set: string[] = []) => parseYaml(text, schema, 'a.yaml', { set });

describe('parseYaml', () => {
  it('fills in defaults', () => {
    expect(parse('name: x')).toEqual({ name: 'x', search: { populationSize: 3 }, kind: 'free' });
  });

  it.each([
    [
      'name: x\nsearch:\n  populationSze: 4',
      'a.yaml:3: search.populationSze: unknown key; did you mean "populationSize"?',
    ],
    [
      'naem: x',
      'a.yaml:1: naem: unknown key; did you mean "name"? (known: name, search, kind, grains, what) (and 1 more)',
    ],
    ['name: x\nsearch:\n  populationSize: many', 'a.yaml:3: search.populationSize: expected a number, got "many"'],
    ['name: x\nsearch:\n  populationSize: 1.5', 'a.yaml:3: search.populationSize: expected a whole number, got 1.5'],
    ['name: x\nsearch:\n  populationSize: 0', 'a.yaml:3: search.populationSize: expected at least 1, got 0'],
    ['name: x\nsearch: {rate: 2}', 'a.yaml:2: search.rate: expected at most 1, got 2'],
    ['name: x\nsearch: fast', 'a.yaml:2: search: expected a mapping (key: value), got "fast"'],
    ['name: x\nkind: both', 'a.yaml:2: kind: expected one of planar, free, got "both"'],
    ['name: x\ngrains: 16', 'a.yaml:2: grains: expected a list such as [32, 128], got 16'],
    ['name: x\ngrains: [16]', 'a.yaml:2: grains: expected at least 2 items, got [16]'],
    ['name: x\ngrains: [16, b]', 'a.yaml:2: grains.1: expected a number, got "b"'],
    ['name: x\nwhat: {traget: 1}', 'a.yaml:2: what.traget: unknown key; did you mean "target"?'],
    ['name: x\nwhat: {target: b}', 'a.yaml:2: what.target: expected a number, got "b"'],
    ['name: x\nwhat: true', 'a.yaml:2: what: expected text or a mapping (key: value), got true'],
    ['kind: free', 'a.yaml:1: name: expected text, got nothing'],
    ['', 'a.yaml:1: expected a mapping (key: value), got null'],
    ['- 1\n- 2', 'a.yaml:1: expected a mapping (key: value), got [1,2]'],
    ['name: x\nname: y', 'a.yaml:2: not valid YAML: Map keys must be unique'],
    [
      'name: x\nwhat: hc / mr >= 0.4 ? 0 : 1',
      'a.yaml:2: not valid YAML: Nested mappings are not allowed in compact mappings; put a value that holds ": ", such as an expression, into quotes',
    ],
    ['name: "x', 'not valid YAML'],
    ['name: *a', 'not valid YAML'],
  ])('explains %j in one line', (text, message) => {
    expect(() => parse(text)).toThrow(message);
    try {
      parse(text);
    } catch (error) {
      expect(String(error)).not.toContain('\n');
    }
  });

  it('names a file that does not exist', () => {
    expect(() => loadYaml('no/such.yaml', schema)).toThrow('no/such.yaml: cannot be read: no such file');
  });
});

describe('assignments on the command line', () => {
  it('win over the file, and add what it lacks', () => {
    const text = 'name: x\nsearch: {populationSize: 4}';
    expect(parse(text, ['search.populationSize=400', 'kind=planar', 'grains=[1, 2]'])).toEqual({
      name: 'x',
      search: { populationSize: 400 },
      kind: 'planar',
      grains: [1, 2],
    });
    expect(parse('name: x', ['search.rate=0.5']).search.rate).toBe(0.5);
  });

  it('are checked like the file', () => {
    expect(() => parse('name: x', ['search.populationSze=4'])).toThrow('unknown key; did you mean "populationSize"?');
    expect(() => parse('name: x', ['search.populationSize=b'])).toThrow(
      '--set search.populationSize=b: search.populationSize: expected a number, got "b"',
    );
    expect(() => parse('name: x\nsearch: {rate: 2}', ['kind=free'])).toThrow(
      'a.yaml:2: search.rate: expected at most 1',
    );
    expect(() => parse('name: x', ['name.first=b'])).toThrow('--set name.first=b: name is "x" and has no keys');
    expect(() => parse('name: x', ['search'])).toThrow('--set search: expected key=value');
    expect(() => parseOverride('a..b=1')).toThrow('expected key=value');
    expect(() => parseOverride('a=[1')).toThrow('not valid YAML');
  });

  it('are YAML values', () => {
    expect(parseOverride('a.b=c')).toEqual({ path: ['a', 'b'], value: 'c' });
    expect(parseOverride('a=2.0 T').value).toBe('2.0 T');
    expect(parseOverride('a=true').value).toBe(true);
  });
});

describe('nearest', () => {
  it('finds a mistyped name, whatever the case, and nothing for another word', () => {
    expect(nearest('Fist-light', ['quick', 'first-light'])).toBe('first-light');
    expect(nearest('HC', ['hk90', 'hc'])).toBe('hc');
    expect(nearest('elephant', ['hk90', 'hc'])).toBeUndefined();
  });
});
