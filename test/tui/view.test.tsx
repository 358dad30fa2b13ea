import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { initialState, reduce } from '../../src/tui/state.js';
import { createTheme, type Theme } from '../../src/tui/theme.js';
import { View } from '../../src/tui/view.js';
import { designEvents } from './design-events.js';

const themes: Record<string, Theme> = {
  truecolor: createTheme({ env: { LANG: 'C.UTF-8' }, colorDepth: 24 }),
  '16 colours': createTheme({ env: { LANG: 'C.UTF-8' }, colorDepth: 4 }),
  NO_COLOR: createTheme({ env: { LANG: 'C.UTF-8', NO_COLOR: '1' }, colorDepth: 24 }),
  'LANG=C': createTheme({ env: { LANG: 'C' }, colorDepth: 8 }),
  'LANG=C, NO_COLOR': createTheme({ env: { LANG: 'C', NO_COLOR: '1' }, colorDepth: 8 }),
};
const sizes = [
  [80, 24],
  [60, 18],
  [100, 30],
  [120, 40],
  [300, 100],
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '');

function draw(theme: Theme, columns: number, rows: number, count = designEvents().length, candidates = 3) {
  const state = designEvents(candidates).slice(0, count).reduce(reduce, initialState);
  return renderToString(<View state={state} theme={theme} columns={columns} rows={rows} />, { columns }).split('\n');
}

describe('the screen of a design', () => {
  for (const [name, theme] of Object.entries(themes))
    for (const [columns, rows] of sizes)
      test(`stays below ${rows} lines and within ${columns} columns at every event (${name})`, () => {
        for (const candidates of [1, 3, 12])
          for (const count of [0, 1, 4, 5, 12, 14, 18, 22, 99]) {
            const lines = draw(theme, columns, rows, count, candidates);
            expect(lines.length).toBeLessThan(rows);
            expect(Math.max(...lines.map((line) => [...bare(line)].length))).toBeLessThanOrEqual(columns);
          }
      });

  test('at 80x24 shows objective, progress, candidates, log and keys', () => {
    const text = bare(draw(themes.NO_COLOR, 80, 24).join('\n'));
    for (const part of [
      'first-light',
      'Mr = 0.700 ± 0.01 Ms',
      'generation 5 of 5',
      'predicted',
      'solved',
      'target',
      'verified',
      'q close',
    ])
      expect(text).toContain(part);
    for (const part of ['0.690', '0.680', '0.700', '0.340', '0.300']) expect(text).toContain(part);
  });

  test('without Unicode every character is ASCII', () => {
    for (const count of [0, 6, 12, 40]) {
      const text = draw(themes['LANG=C'], 80, 24, count).join('');
      expect([...text].filter((character) => character > '\u007f')).toEqual([]);
    }
  });

  test('with NO_COLOR no colour is set', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
    expect(draw(themes.NO_COLOR, 80, 24).join('\n')).not.toMatch(/\u001b\[(3[0-8]|4[0-8]|9[0-7]|10[0-7])/);
  });

  test('a terminal too small is told so in one line', () => {
    expect(draw(themes.truecolor, 40, 10)).toHaveLength(1);
    expect(draw(themes.truecolor, 40, 10)[0]).toContain('too small');
  });
});
