import { describe, expect, test } from 'vitest';
import { bodyRows } from '../../src/tui/parts/frame.js';
import { initialRun, reduce } from '../../src/tui/run-state.js';
import { createRunStore } from '../../src/tui/run-store.js';
import { LogScreen } from '../../src/tui/screens/log-screen.js';
import { RunScreen } from '../../src/tui/screens/run-screen.js';
import type { Theme } from '../../src/tui/theme.js';
import { toAscii } from '../../src/tui/to-ascii.js';
import { FinishedView } from '../../src/tui/views/finished-view.js';
import { VerificationView } from '../../src/tui/views/verification-view.js';
import { anchors, designEvents } from './design-events.js';
import { bare, draw, sizes, themes, unheard } from './drawing.js';

function drawRun(theme: Theme, [columns, rows]: readonly [number, number], count = 99, candidates = 3) {
  const store = createRunStore();
  for (const event of designEvents(candidates).slice(0, count)) store.dispatch(event);
  const session = { kind: 'live' as const, store, args: [], command: 'loopsmith design', job: null, end: null };
  const screen = <RunScreen size={{ columns, rows }} session={session} active={false} {...unheard} />;
  return draw(screen, theme, columns);
}

describe('the screen of a run', () => {
  for (const [name, theme] of Object.entries(themes))
    for (const size of sizes)
      test(`stays below ${size[1]} lines and within ${size[0]} columns at every event (${name})`, () => {
        for (const candidates of [1, 12])
          for (const count of [0, 1, 5, 9, 14, 18, 99]) {
            const lines = drawRun(theme, size, count, candidates);
            expect(lines.length).toBeLessThan(size[1]);
            expect(Math.max(...lines.map((line) => [...bare(line)].length))).toBeLessThanOrEqual(size[0]);
          }
      });

  test('at 80x24 shows predicted, solved, wanted, error and verdict of two quantities', () => {
    const text = bare(drawRun(themes.NO_COLOR, [80, 24]).join('\n'));
    for (const part of [
      'Mr wanted 0.700 Ms',
      'Hc wanted 0.300 HA',
      'predicted',
      'solved',
      'error',
      'verified',
      '0.690',
      '0.680',
      '-0.020',
    ])
      expect(text).toContain(part);
  });

  test('at 120x40 shows bounds, wishes and derived quantities as they are wanted, and the front', () => {
    const store = createRunStore();
    const wanted = [
      { quantity: 'hc', goal: 'atLeast', value: 0.36, tolerance: 0.01 },
      { quantity: 'hc', goal: 'atMost', value: 0.4, tolerance: 0.01 },
      { quantity: 'energyProduct', goal: 'target', value: 4e5, tolerance: 5e3 },
      { quantity: 'squareness', goal: 'maximize', value: null, tolerance: 0.01 },
    ] as const;
    for (const event of designEvents()) {
      if (event.type === 'run-started')
        store.dispatch({ ...event, target: { energyProduct: 4e5 }, wanted: [...wanted] });
      else if (event.type === 'candidate-solved')
        store.dispatch({ ...event, derived: { energyProduct: 3.9e5, squareness: 0.6 } });
      else store.dispatch(event);
    }
    store.dispatch({ type: 'front', quantities: ['squareness'], points: [{ candidate: 2, values: {} }] });
    const session = { kind: 'live' as const, store, args: [], command: 'loopsmith design', job: null, end: null };
    const screen = <RunScreen size={{ columns: 120, rows: 40 }} session={session} active={false} {...unheard} />;
    const table = bare(draw(screen, themes.NO_COLOR, 120).join('\n'));
    for (const part of ['Hc >= 0.360, <= 0.400 HA', '(BH)max 400.0 kJ/m3', 'Hk90/Hc wanted highest'])
      expect(table).toContain(part);
    expect(table).toMatch(/0\.345 +0\.340 +-0\.020 +- +390\.0 +-10\.0 +- +0\.600 /);
    expect(table).not.toContain('target');
    expect(table).toContain('1 on the front (*)');
    expect(table).toMatch(/^ +3\* +22 /m);
    expect(table).toMatch(/^ +1 +20 /m);
    const area = { state: store.get(), command: '', columns: 120, rows: 36, now: 0 };
    const result = bare(draw(<FinishedView {...area} />, themes.NO_COLOR, 120).join('\n'));
    expect(result).toMatch(/\(BH\)max +- +390\.0 +400\.0 kJ\/m3/);
    expect(result).toMatch(/Hk90\/Hc +- +0\.600 +highest/);
    expect(result).toMatch(/Hc +0\.345 +0\.340 +>= 0\.360, <= 0\.400 HA/);
    expect(result).toContain('On the front, from the best in the first wish on: no 3 (front.svg).');
  });

  test('no goal is a dot without Unicode, and no cursor', () => {
    expect(themes['LANG=C'].marks.off).toBe('.');
    expect(toAscii('·')).toBe('.');
  });

  test('nothing is yellow, which nobody reads on a white ground', () => {
    for (const count of [14, 99])
      expect(drawRun(themes.truecolor, [120, 40], count).join('')).not.toContain('\u001b[33m');
  });

  test('one solve is one', () => {
    const polish = {
      type: 'candidate-polished',
      candidate: 2,
      solve: 1,
      solved: anchors(0.7),
      loss: 0,
      verified: true,
      better: true,
      change: 'a grain moved',
      seconds: 1,
    } as const;
    const state = [...designEvents(), polish].reduce(reduce, initialRun);
    const view = <VerificationView {...{ state, columns: 120, rows: 36, now: 0, chosen: 0, compared: null }} />;
    expect(bare(draw(view, themes.NO_COLOR, 120).join('\n'))).toContain('polished in 1 solve ');
  });

  test('without Unicode every character is ASCII', () => {
    for (const count of [0, 6, 12, 40]) {
      const text = drawRun(themes['LANG=C'], [80, 24], count).join('');
      expect([...text].filter((character) => character > '\u007f')).toEqual([]);
    }
  });

  test('with NO_COLOR no colour is set', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
    expect(drawRun(themes.NO_COLOR, [80, 24]).join('\n')).not.toMatch(/\u001b\[(3[0-8]|4[0-8]|9[0-7]|10[0-7])/);
  });

  test('the command that repeats the run is whole in the result, however little room there is', () => {
    const command = `loopsmith design --preset quick ${'--set search.generations=100 '.repeat(4)}--then more=2`;
    const withoutPictures = designEvents().map((event) => ({ ...event, image: undefined }));
    const state = withoutPictures.reduce(reduce, initialRun);
    for (const size of [
      { columns: 60, rows: 18 },
      { columns: 80, rows: 24 },
    ]) {
      const view = <FinishedView state={state} command={command} columns={size.columns} rows={bodyRows(size) - 2} />;
      const lines = draw(view, themes.NO_COLOR, size.columns).map((line) => bare(line).trim());
      expect(lines.length).toBeLessThanOrEqual(bodyRows(size) - 2);
      expect(lines.join(' ')).toContain(command);
    }
  });

  test('at 60x18 the result keeps what was wanted beside its picture', () => {
    const state = designEvents().reduce(reduce, initialRun);
    const rows = bodyRows({ columns: 60, rows: 18 }) - 2;
    const view = <FinishedView state={state} command="loopsmith design --preset quick" columns={60} rows={rows} />;
    const text = bare(draw(view, themes.NO_COLOR, 60).join('\n'));
    for (const part of ['1 of 3 candidates', 'predicted', 'Mr ', '0.700 Ms', 'Hc ', '0.300 HA', 'runs/1'])
      expect(text).toContain(part);
  });

  test('the present stage is named, however little room there is', () => {
    for (const [count, stage] of [
      [5, 'search'],
      [13, 'verify'],
      [99, 'polish'],
    ] as const)
      expect(bare(drawRun(themes.NO_COLOR, [80, 24], count)[2])).toContain(stage);
    expect(bare(drawRun(themes.NO_COLOR, [80, 24], 99)[2])).toContain('✓ verify');
  });

  test('long messages are told whole', () => {
    const store = createRunStore();
    for (const event of designEvents()) store.dispatch(event);
    const long = `resolved on 2 nm cells: ${'isotropic magnets look harder than they are; '.repeat(8)}the end`;
    store.dispatch({ type: 'warning', message: long });
    const screen = <LogScreen size={{ columns: 80, rows: 24 }} store={store} onLeave={() => {}} />;
    const lines = draw(screen, themes.NO_COLOR, 80).map((line) => bare(line));
    expect(lines.map((line) => line.trim()).join(' ')).toContain(long.slice(40));
    expect(lines.length).toBeLessThan(24);
  });

  test('a terminal too small is told so in one line', () => {
    expect(drawRun(themes.truecolor, [40, 10])).toHaveLength(1);
    expect(drawRun(themes.truecolor, [40, 10])[0]).toContain('too small');
  });
});
