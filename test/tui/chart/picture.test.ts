import { describe, expect, test } from 'vitest';
import { pictureLines } from '../../../src/tui/chart/picture.js';
import { createTheme } from '../../../src/tui/theme.js';

const theme = (env: Record<string, string>, colorDepth: number) => createTheme({ env, colorDepth });
const plain = theme({ NO_COLOR: '1', LANG: 'C.UTF-8' }, 24);

describe('a structure in characters', () => {
  test('without colour each cell is a stroke along its easy axis', () => {
    const image = [0, 0.6, 1, -0.6];
    expect(pictureLines(image, 2, { columns: 4, rows: 2, theme: plain })).toEqual(['--\\\\', '||//']);
  });

  test('the row iy = 0 is at the bottom', () => {
    const image = [0, 0, 1, 1];
    expect(pictureLines(image, 2, { columns: 4, rows: 2, theme: plain })).toEqual(['----', '||||']);
  });

  test('in colour a character carries two pixels, red for -1 and blue for +1', () => {
    const [line] = pictureLines([1, 1, -1, -1], 2, { columns: 2, rows: 1, theme: theme({ LANG: 'C.UTF-8' }, 24) });
    const [red, blue] = [/38;2;(\d+);(\d+);(\d+)/, /48;2;(\d+);(\d+);(\d+)/].map((pattern) =>
      pattern.exec(line)!.slice(1).map(Number),
    );
    expect(red[0]).toBeGreaterThan(red[2]);
    expect(blue[2]).toBeGreaterThan(blue[0]);
    expect(line.match(/▀/g)).toHaveLength(2);
  });

  test("in 16 colours red, white and blue are the terminal's own", () => {
    const [line] = pictureLines([0, 0, -1, -1], 2, { columns: 2, rows: 1, theme: theme({ LANG: 'C.UTF-8' }, 4) });
    expect(line).toContain('\u001b[31m');
    expect(line).toContain('\u001b[107m');
  });
});
