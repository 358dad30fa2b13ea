// Text captures of every screen, in examples/screens: of the recorded run in examples/replay, drawn without colours at 80x24.
// `npx vitest run test/tui/captures.test.tsx -u` writes them anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run as checkObjective } from '../../src/design/tasks/check-objective.js';
import { run as labelledQuantities } from '../../src/design/tasks/labelled-quantities.js';
import { run as listFormats } from '../../src/design/tasks/list-formats.js';
import { run as listPresets } from '../../src/design/tasks/list-presets.js';
import { run as listRuns } from '../../src/design/tasks/list-runs.js';
import { run as readCurve } from '../../src/design/tasks/read-curve.js';
import { run as recallRun } from '../../src/design/tasks/recall-run.js';
import { createRunStore } from '../../src/tui/run-store.js';
import { RunScreen } from '../../src/tui/screens/run-screen.js';
import { bare, draw, keys, madeUpServices, open, pause, themes, unheard } from './drawing.js';

// Relative, as a user of a clone sees them.
const folder = (path: string) => join('examples', path);
const context = { onProgress: () => {} };
const answers = {
  'list-presets': () => listPresets(null, context),
  'list-runs': () => listRuns({ root: 'examples', most: 5 }, context),
  'list-formats': () => listFormats(null, context),
  'check-objective': (draft: never) => checkObjective(draft, context),
  'labelled-quantities': (input: never) => labelledQuantities(input, context),
  'read-curve': (input: never) => readCurve(input, context),
  'recall-run': () => recallRun({ run: folder('replay'), root: '' }, context),
};

/** Compared with the file where it only depends on the recorded run; else written where it is missing. */
async function capture(name: string, text: string, { depends = false } = {}): Promise<void> {
  const path = folder(`screens/${name}.txt`);
  const trimmed = `${text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
  if (!depends) return void (await expect(trimmed).toMatchFileSnapshot(resolve(path)));
  if (!existsSync(path)) writeFileSync(path, trimmed);
  // The same screen, whatever presets and data there are by now.
  expect(readFileSync(path, 'utf8').split('\n')[0]).toBe(trimmed.split('\n')[0]);
}

async function stateAt(share: (events: readonly { type: string }[]) => number) {
  const { events } = await recallRun({ run: folder('replay'), root: '', everyImage: true }, context);
  const store = createRunStore();
  for (const event of events.slice(0, share(events))) store.dispatch(event);
  return store;
}

const drawn = (store: ReturnType<typeof createRunStore>) => {
  const session = { kind: 'replay' as const, store, args: [], command: 'loopsmith design', job: null, end: null };
  const props = { size: { columns: 80, rows: 24 }, session, active: false };
  const screen = <RunScreen {...props} {...unheard} />;
  return bare(draw(screen, themes.NO_COLOR, 80).join('\n'));
};

describe('captures of the screens', () => {
  test('search', async () => {
    const store = await stateAt((events) => events.findLastIndex(({ type }) => type === 'generation'));
    const text = drawn(store);
    expect(text).toContain('generation');
    await capture('search', text);
  });

  test('verification', async () => {
    const store = await stateAt((events) => events.findLastIndex(({ type }) => type === 'candidate-solving') + 1);
    const text = drawn(store);
    expect(text).toContain('predicted');
    await capture('verification', text);
  });

  test('home, form, training and help', async () => {
    const { press, sees, frame } = open({ services: madeUpServices(answers).services });
    await sees('first-light', 'verified', 'webassembly kernel');
    await capture('home', frame(), { depends: true });
    await press('n');
    await sees('labelled structures: Mr over Hc');
    await press(...'0.9 Ms', keys.down, keys.down, keys.down, keys.down);
    await pause(300);
    await press(...'2.4 T');
    await sees('Wanted: Mr = 0.9', 'Hc =');
    await capture('form', frame(), { depends: true });
    await press(keys.escape);
    await sees('Recent runs');
    await press('t');
    await sees('Data and training', 'Nothing is under way');
    await capture('training', frame(), { depends: true });
    await press('?');
    await sees('this help');
    await capture('help', frame());
  });

  test('result, comparison, export and messages', async () => {
    const { press, sees, frame } = open({ services: madeUpServices(answers).services });
    await sees('first-light', 'verified');
    // The recorded run is the last of the list.
    await press(keys.pageDown, keys.pageDown, keys.pageDown, keys.pageDown, keys.enter);
    await sees('The command that repeats it');
    await capture('result', frame());
    await press('2');
    await sees('predicted', 'error');
    await press('c');
    await sees('choose the candidate');
    await press('j');
    await sees('no 3, verified', 'no 2, verified');
    await pause(500);
    await capture('comparison', frame());
    await press('e');
    await sees('[x] structure');
    await capture('export', frame(), { depends: true });
    await press('q');
    await sees('1 search');
    await press('m');
    await sees('Messages');
  });
});
