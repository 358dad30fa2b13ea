import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPreset } from '../../src/config/preset.js';
import type { ObjectiveDraft, TermDraft } from '../../src/design/objective-draft.js';
import { run as check } from '../../src/design/tasks/check-objective.js';
import { run as labelled } from '../../src/design/tasks/labelled-quantities.js';
import { run as save } from '../../src/design/tasks/save-objective.js';
import { quantities } from '../../src/quantities.js';

const context = { onProgress: () => {} };
const term = (value: string, more: Partial<TermDraft> = {}): TermDraft => ({
  goal: 'target',
  value,
  tolerance: '',
  weight: '',
  ...more,
});
const draft = (terms: ObjectiveDraft['terms']): ObjectiveDraft => ({ name: 'mine', physics: 'paper', terms });

describe('an objective that is being written', () => {
  test('that holds is described in reduced units', async () => {
    const found = await check(draft({ mr: term('0.9 Ms'), hc: term('2.4 T', { goal: 'atLeast' }) }), context);
    expect(found.description).toBe('Mr = 0.9 ± 0.01 Ms, Hc >= 0.3661 HA');
    expect(found.terms.map(({ quantity }) => quantity)).toEqual(['mr', 'hc']);
  });

  test('names each term that is wrong and keeps those that hold', async () => {
    const found = await check(
      draft({ m1: term('1'), mr: term('9 kg'), hc: term(''), hk90: term('0.3', { weight: 'much' }) }),
      context,
    );
    expect(found.description).toBeNull();
    expect(found.problems.mr).toMatch(/^expected a magnetization such as .*, got "9 kg"$/);
    expect(found.problems.hc).toMatch(/^expected a field/);
    expect(found.problems.hk90).toContain('expected a number, got "much"');
    expect(found.terms.map(({ quantity }) => quantity)).toEqual(['m1']);
  });

  test('is told to write a tolerance in a unit where its value has one', async () => {
    const found = await check(draft({ hc: term('2.4 T', { tolerance: '0.1' }) }), context);
    expect(found.problems.hc).toBe('expected a tolerance with its unit, for example 0.1 T, got 0.1');
    expect((await check(draft({ hc: term('2.4 T', { tolerance: '0.1 T' }) }), context)).description).toBe(
      'Hc = 0.3661 ± 0.01525 HA',
    );
  });

  test('that contradicts itself is told so', async () => {
    const found = await check(draft({ hk90: term('0.5'), hc: term('0.3') }), context);
    expect(found.problem).toContain('Hk90 cannot be larger than Hc');
  });

  test('nonsense in any field is an answer, never a crash', async () => {
    for (const text of [
      '',
      ' ',
      '\u0000',
      '💥',
      '1e999',
      '-1',
      '{a: b}',
      '[1]',
      'null',
      '"',
      "'",
      'maximize',
      '0.9 Ms Ms',
    ])
      for (const part of ['value', 'tolerance', 'weight'] as const) {
        const found = await check(draft({ mr: term('0.9', { [part]: text }) }), context);
        expect(found.description === null || typeof found.description === 'string').toBe(true);
      }
  });
});

describe('what labelled structures have reached', () => {
  test('is known of every quantity, and holds every value', async () => {
    const { count, ranges, values } = await labelled({ physics: 'paper' }, context);
    expect(count).toBeGreaterThan(500);
    for (const name of Object.keys(quantities) as (keyof typeof quantities)[]) {
      const [least, greatest] = ranges[name] ?? [1, 0];
      expect(least).toBeLessThan(greatest);
      expect(values[name]).toHaveLength(count);
      expect(values[name]?.every((value) => value >= least && value <= greatest)).toBe(true);
    }
  });
});

describe('saving', () => {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'loopsmith-form-'));
  beforeAll(() => process.chdir(folder));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  test('a preset reads back as it was written, and is replaced only when that was asked for', async () => {
    const first = {
      draft: draft({ mr: term('0.9 Ms', { tolerance: '0.02', weight: '2' }) }),
      as: 'preset',
      replace: false,
    } as const;
    expect(await save(first, context)).toBe(join('presets', 'mine.yaml'));
    expect(loadPreset('mine').objective.terms).toMatchObject([
      { quantity: 'mr', value: 0.9, tolerance: 0.02, weight: 2 },
    ]);
    await expect(async () => save(first, context)).rejects.toThrow('is there already');
    expect(await save({ ...first, replace: true }, context)).toBe(join('presets', 'mine.yaml'));
  });

  test('a name of the shipped ones says what it hides', async () => {
    const hiding = {
      draft: { ...draft({ mr: term('0.9') }), name: 'first-light' },
      as: 'objective',
      replace: false,
    } as const;
    expect(await save(hiding, context)).toBe(
      `${join('objectives', 'first-light.yaml')}; here it takes the place of the shipped objective first-light`,
    );
  });

  test('a mistake leaves the file as it was', async () => {
    const wrong = { draft: draft({ mr: term('9 kg') }), as: 'preset', replace: true } as const;
    const text = readFileSync('presets/mine.yaml', 'utf8');
    await expect(async () => save(wrong, context)).rejects.toThrow('9 kg');
    expect(readFileSync('presets/mine.yaml', 'utf8')).toBe(text);
  });

  test('a name that is no file name is refused', async () => {
    for (const name of ['', '../mine', 'a b', '.']) {
      const wrong = { draft: { ...draft({ mr: term('0.9') }), name }, as: 'objective', replace: false } as const;
      await expect(async () => save(wrong, context)).rejects.toThrow('name: expected letters');
    }
  });
});
