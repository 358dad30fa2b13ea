import { describe, expect, test, vi } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { createStagedFolder } from '../../src/store/staged-folder.js';
import { countInterrupts } from '../../src/tui/hooks.js';
import { designEvents } from './design-events.js';
import { keys, madeUpServices, open, pause, soon } from './drawing.js';

const presets = [
  { name: 'quick', path: 'presets/quick.yaml', description: 'in seconds', objective: 'Mr = 0.9', problem: null },
  {
    name: 'wrong',
    path: 'presets/wrong.yaml',
    description: '',
    objective: '',
    problem: 'presets/wrong.yaml:2: serch: unknown key',
  },
];
const runs = [
  {
    path: 'runs/1-quick',
    name: 'quick',
    created: new Date().toISOString(),
    objective: 'Mr = 0.9',
    state: 'done',
    candidates: 3,
    verified: 1,
    seconds: 60,
    bestError: 0.004,
  },
];
const answers = {
  'list-presets': presets,
  'list-runs': runs,
  'describe-data': ({ folder }: { folder: string }) => `${folder} holds 12 labelled structures`,
  'recall-run': {
    path: 'runs/1-quick',
    command: 'loopsmith design --preset quick',
    events: stored(),
    inProgress: false,
    problems: [],
  },
  'read-curve': { appliedField: [1, 0, -0.4], magnetization: [1, 0.9, 0] },
};

function stored() {
  return designEvents().map((event, i) => ({ ...event, time: new Date(1e12 + 100 * i).toISOString() }));
}

/** The application with a design that has sent its first events. */
async function running(count = 14) {
  const made = madeUpServices(answers);
  const view = open({ services: made.services });
  await view.sees('quick');
  await view.press(keys.enter);
  const { job, args } = made.started[0];
  for (const event of designEvents().slice(0, count)) job.emit(event);
  await view.sees('first-light');
  return { ...view, job, args };
}

describe('the home screen', () => {
  test('lists presets, runs and what the machine offers', async () => {
    const { sees, press } = open({ services: madeUpServices(answers).services });
    await press();
    await sees('quick', 'in seconds', 'new objective', '1 of 3 verified', 'off by 0.004', 'webassembly kernel');
  });

  test('says all of what the machine offers, in as many lines as it takes', async () => {
    const models = ['first-light', 'resolved', 'with-a-name-of-its-own'].map((name) => ({ name, physics: 'paper' }));
    const overview = { workers: 16, kernel: 'webassembly', models, data: [{ physics: 'paper', count: 5000 }] };
    const { sees, press, frame } = open({ services: madeUpServices({ ...answers, overview }).services });
    await press();
    await sees('This machine: 16 workers', 'with-a-name-of-its-own', 'q quit');
    expect(frame().split('\n').length).toBeLessThan(24);
  });

  test('says all of what is wrong with a data folder', async () => {
    const problem = 'data/my-magnet: no labelled data: expected records/*.parquet or parts/*.jsonl in a data folder';
    const made = madeUpServices({ ...answers, 'describe-data': new Error(problem) });
    const { press, sees } = open({ services: made.services });
    await sees('quick');
    await press('d');
    await sees('parts/*.jsonl', 'a data folder');
  });

  test('keeps what is chosen where lists arrive late', async () => {
    let arrive: (found: unknown) => void = () => {};
    const late = new Promise((resolve) => {
      arrive = resolve;
    });
    const { sees, press, frame } = open({
      services: madeUpServices({ ...answers, 'list-presets': () => late }).services,
    });
    await sees('new objective', 'Recent runs');
    await press('j', 'j');
    await sees('› data');
    arrive(presets);
    await sees('quick', '› data');
    expect(frame()).not.toContain('› quick');
  });

  test('keeps what was chosen when a run is left, also while the lists are read anew', async () => {
    let late: Promise<unknown> | null = null;
    let arrive: (found: unknown) => void = () => {};
    const made = madeUpServices({ ...answers, 'list-runs': () => late ?? runs });
    const { sees, press } = open({ services: made.services });
    await sees('1 of 3 verified', 'enter start');
    await press(...'jjjjj');
    await sees('enter open');
    late = new Promise((resolve) => {
      arrive = resolve;
    });
    await press(keys.enter);
    await sees('The command that repeats it');
    await press('q');
    await sees('› reading the runs');
    await press(keys.enter);
    expect(made.started).toEqual([]);
    arrive(runs);
    await sees('› quick                done');
  });

  test('points at the run that was started when it is left', async () => {
    const ended = { ...runs[0], path: 'runs/1', state: 'stopped' };
    const made = madeUpServices({ ...answers, 'list-runs': [runs[0], ended] });
    const { press, sees } = open({ services: made.services });
    await sees('quick');
    await press(keys.enter);
    const [{ job }] = made.started;
    for (const event of designEvents()) job.emit(event);
    await sees('3 of 3 solved, 1 verified');
    await press('q');
    await sees('› ● under way');
    await press(keys.enter);
    await sees('1 search');
    job.end(0);
    await soon(() => sees('v more'));
    await press('q');
    await sees('› quick                stopped');
  });

  test('says what to do where there are no runs', async () => {
    const { sees, press } = open({ services: madeUpServices({ ...answers, 'list-runs': [] }).services });
    await press();
    await sees('none yet: choose a preset');
  });

  test('a preset that does not parse is listed with its mistake, and not started', async () => {
    const made = madeUpServices(answers);
    const { sees, press } = open({ services: made.services });
    await sees('wrong');
    await press(keys.down, keys.enter);
    await sees('presets/wrong.yaml:2: serch: unknown key');
    expect(made.started).toEqual([]);
  });

  test('a run whose folder has vanished is said so', async () => {
    const gone = () => new LoopsmithError('no run "runs/1-quick"');
    const { sees, press } = open({ services: madeUpServices({ ...answers, 'recall-run': gone }).services });
    await sees('1 of 3 verified');
    await press(...'jjjjj', keys.enter);
    await sees('no run "runs/1-quick"');
  });

  test('a run in which another process works goes on as that reports', async () => {
    const all = stored();
    let most = 7;
    const recall = ({ from = 0 }: { from?: number }) => {
      const found = { ...answers['recall-run'], events: all.slice(from, most), inProgress: most < all.length };
      most = all.length;
      return found;
    };
    const { press, sees } = open({ services: madeUpServices({ ...answers, 'recall-run': recall }).services });
    await sees('1 of 3 verified');
    await press(...'jjjjj', keys.enter);
    await sees('another process works in this run', '1 search');
    await vi.waitFor(() => sees('Done in 1 min 01 s', '1 of 3 candidates verified'), { timeout: 4000 });
  });

  test('only a run that did not come to its end is offered to be resumed', async () => {
    const stopped = { ...runs[0], path: 'runs/0-quick', state: 'stopped' };
    const made = madeUpServices({ ...answers, 'list-runs': [runs[0], stopped] });
    const { press, sees, frame } = open({ services: made.services });
    await sees('1 of 3 verified');
    await press(...'jjjjj');
    await sees('› quick                done');
    expect(frame()).not.toContain('r resume');
    await press('r');
    expect(made.started).toEqual([]);
    await press('j');
    await sees('r resume');
    await press('r');
    await soon(() => expect(made.started[0]?.args).toEqual(['design', '--resume', 'runs/0-quick']));
  });

  test('enter starts the chosen preset in a process of its own, q leaves', async () => {
    const { args, sees } = await running();
    expect(args).toEqual(['design', '--preset', 'quick']);
    await sees('first-light');
    const { press, isClosed } = open({ services: madeUpServices(answers).services });
    await press('q');
    await soon(() => expect(isClosed()).toBe(true));
  });
});

describe('a run that goes on', () => {
  test('p holds its process and lets it go on', async () => {
    const { press, job, sees } = await running();
    await press('p');
    await pause(150);
    await sees('paused');
    await press('p');
    await soon(() => expect(job.asked).toEqual({ stop: 0, pause: 1, resume: 1 }));
  });

  test('what it does now is told before what was said, which the next key takes away', async () => {
    const made = madeUpServices(answers);
    const { press, sees } = open({ services: made.services });
    await sees('quick');
    await press(keys.enter);
    const { job } = made.started[0];
    for (const event of designEvents()) job.emit(event);
    await sees('3 of 3 solved, 1 verified');
    await press('r');
    await soon(() => expect(made.started).toHaveLength(2));
    made.started[1].job.end(0, '{"out":"report.html"}');
    await sees('report written: report.html');
    await press('p');
    await sees('paused');
    await press('p');
    await sees('3 of 3 solved, 1 verified');
  });

  test('escape leaves it as q does', async () => {
    const { press, sees } = await running();
    await press(keys.escape);
    await sees('under way: loopsmith design --preset quick');
  });

  test('is not displaced by a stored run that was asked for before it', async () => {
    let arrive: (found: unknown) => void = () => {};
    const late = new Promise((resolve) => {
      arrive = resolve;
    });
    const made = madeUpServices({ ...answers, 'recall-run': () => late });
    const { press, sees, frame } = open({ services: made.services });
    await sees('1 of 3 verified');
    await press(...'jjjjj', keys.enter);
    await press(...'kkkkk', keys.enter);
    await soon(() => expect(made.started).toHaveLength(1));
    for (const event of designEvents().slice(0, 7)) made.started[0].job.emit(event);
    await sees('v verify now');
    arrive(answers['recall-run']);
    await pause(100);
    expect(frame()).toContain('v verify now');
  });

  test('s stops it and stays', async () => {
    const { press, job, isClosed, sees } = await running();
    await press('s');
    await soon(() => expect(job.asked.stop).toBe(1));
    job.end(1, '', 'stopped; to repeat: loopsmith design');
    await sees('stopped; to repeat');
    expect(isClosed()).toBe(false);
  });

  test('Ctrl-C stops it and leaves when it has ended', async () => {
    const { press, job, isClosed } = await running();
    await press(keys.interrupt);
    await soon(() => expect([job.asked.stop, isClosed()]).toEqual([1, false]));
    job.end(1);
    await soon(() => expect(isClosed()).toBe(true));
  });

  test('two Ctrl-C that arrive together leave at once', async () => {
    const { press, job, isClosed } = await running();
    await press(keys.interrupt + keys.interrupt);
    await soon(() => expect([job.asked.stop, isClosed()]).toEqual([2, true]));
    expect([countInterrupts('c', true), countInterrupts('c', false), countInterrupts('x', true)]).toEqual([1, 0, 0]);
  });

  test('v ends its search; v and o among its candidates ask for two more and for polishing', async () => {
    const left: unknown[] = [];
    const made = madeUpServices({ ...answers, 'leave-order': (input: unknown) => left.push(input) && 'a file' });
    const { press, sees } = open({ services: made.services });
    await sees('quick');
    await press(keys.enter);
    const { job } = made.started[0];
    const events = designEvents();
    const emit = (from: number, to: number) => events.slice(from, to).forEach((event) => void job.emit(event));
    emit(0, 7);
    await sees('v verify now');
    await press('v');
    await soon(() => expect(left).toEqual([{ run: 'runs/1', order: { do: 'verify-now' } }]));
    job.emit({ type: 'asked', order: { do: 'verify-now', generation: 3 } });
    await sees('asked: the search ends early');
    job.emit({ type: 'search-ended', reason: 'asked', generation: 4, generations: 5 });
    emit(7, 99);
    await sees('v more', 'o polish');
    await press('v', 'j', 'o');
    await soon(() => expect(left).toHaveLength(3));
    expect(left.slice(1)).toEqual([
      { run: 'runs/1', order: { do: 'verify-more', candidates: 2 } },
      { run: 'runs/1', order: { do: 'polish', candidate: 0, solves: 6 } },
    ]);
    job.end(0);
    await press('3');
    await sees('search.generations=4');
  });

  test('is left with q and found again on the home screen', async () => {
    const { press, sees } = await running();
    await press('q');
    await sees('under way: loopsmith design --preset quick');
    await press(keys.enter);
    await sees('1 search');
    await press('q');
    await sees('under way');
    // Its own row among the runs leads to it too; another run has to wait.
    await press(...'jjjjjj', keys.enter);
    await sees('stop it to look at another run');
  });

  test('a command that fails says why', async () => {
    const made = madeUpServices(answers);
    const { sees, press } = open({ services: made.services });
    await sees('quick');
    await press(keys.enter);
    await soon(() => expect(made.started).toHaveLength(1));
    made.started[0].job.end(2, '', 'unknown preset "quick"');
    await pause(200);
    await sees('unknown preset "quick"');
  });
});

describe('a stored run', () => {
  test('opens with what it found; its candidates are one key away', async () => {
    const { sees, press } = open({ services: madeUpServices(answers).services });
    await sees('1 of 3 verified');
    await press(...'jjjjj', keys.enter);
    await sees('1 of 3 candidates verified');
    await sees('loopsmith design --preset quick');
    await press('2');
    await sees('predicted', 'solved', 'error', 'no 3, verified');
    await press('j');
    await sees('no 1');
    await press('c');
    await sees('choose the candidate to compare it with');
    await press('k');
    await sees('no 1', 'no 3, verified');
  });

  test('is carried further by a command, and keeps what it has shown', async () => {
    const made = madeUpServices(answers);
    const { sees, press } = open({ services: made.services });
    await sees('1 of 3 verified');
    await press(...'jjjjj', keys.enter);
    await sees('The command that repeats it');
    await press('2');
    await sees('v more', 'o polish');
    await press('v');
    await soon(() => expect(made.started).toHaveLength(1));
    const [{ args, job }] = made.started;
    expect(args).toEqual(['verify', 'runs/1', '--more', '2']);
    await sees('s stop', 'no 3, verified');
    for (const event of designEvents().slice(0, 1)) job.emit(event);
    job.emit({ type: 'asked', order: { do: 'verify-more', candidates: 2 } });
    job.end(0);
    await sees('v more');
    await press('j', 'o');
    await soon(() => expect(made.started).toHaveLength(2));
    expect(made.started[1].args).toEqual(['polish', 'runs/1', '--candidate', '1', '--solves', '6']);
    await press('3');
    await sees('--then more=2');
  });

  test('a replay goes through the same states and ends in the same', async () => {
    const { sees } = open({
      services: madeUpServices(answers).services,
      opening: { screen: 'replay', run: 'runs/1-quick', speed: 64 },
    });
    await pause(600);
    await sees('Replay of first-light');
    await sees('3 of 3 solved, 1 verified');
  });
});

test('help opens with ?, any key closes it, and the messages open with m', async () => {
  const { press, sees } = await running();
  await press('?');
  await sees('this help');
  await press('x');
  await sees('1 search');
  await press('m');
  await sees('Messages');
  await press('x');
  await sees('1 search');
});

describe('the export of a run', () => {
  const opened = async (columns: number, rows: number) => {
    const formats = [{ name: 'vti', summary: 'for ParaView', lacks: null }];
    const made = madeUpServices({ ...answers, 'list-formats': formats });
    const view = open({ services: made.services, columns, rows });
    await view.sees('1 of 3 verified');
    await view.press(...'jjjjj', keys.enter);
    await view.sees('candidates verified');
    await view.press('e');
    await view.sees('[x] vti');
    return { ...view, made };
  };

  test('keeps its main keys at 60 columns', async () => {
    const { sees } = await opened(60, 18);
    await sees('enter export', 'f replace files', 'q back');
  });

  test('names the key, not the flag, that replaces files', async () => {
    const { press, sees, frame, made } = await opened(80, 24);
    await press(keys.enter);
    let refused = '';
    try {
      createStagedFolder('test/tui');
    } catch (error) {
      refused = (error as Error).message;
    }
    made.started[0].job.end(2, '', refused);
    await sees('test/tui: the folder is not empty: f replaces files');
    expect(frame()).not.toContain('--force');
  });
});

test('at 60 columns the form stays aligned and says what is in reach', async () => {
  const labelled = { count: 3, ranges: { mr: [0.4, 1], energyProduct: [73e3, 515e3] }, values: { mr: [0.4, 1] } };
  const made = madeUpServices({ ...answers, 'labelled-quantities': labelled });
  const { press, sees } = open({ services: made.services, columns: 60, rows: 18 });
  await sees('quick');
  await press('n');
  await sees('goal       value     tolerance weight within reach', '0.40-1.00 Ms', '73-515 kJ/m3');
});

test('the frame follows the size of the terminal', async () => {
  const { resize, frame, sees } = await running();
  await resize({ columns: 40, rows: 10 });
  await sees('40x10 is too small: 60x18 needed');
  await resize({ columns: 120, rows: 40 });
  expect(frame().split('\n').length).toBeLessThan(40);
  await sees('first-light');
});

describe('data and training', () => {
  test('the fields become the command, and its losses are drawn as they come', async () => {
    const made = madeUpServices(answers);
    const { press, sees } = open({ services: made.services, columns: 100, rows: 30 });
    await sees('quick');
    await press('t');
    await sees('steps', 'Nothing is under way');
    await press(...'\u007f\u007f\u007f', keys.down, keys.down, keys.down, keys.down);
    await sees('[ start ]');
    await press(keys.enter);
    await soon(() => expect(made.started).toHaveLength(1));
    const [{ args, job }] = made.started;
    expect(args).toEqual(['train', 'vae', '--steps', '2', '--architecture', 'paper', '--out', 'training/vae']);
    for (let epoch = 1; epoch <= 3; epoch++)
      job.emit({
        type: 'epoch',
        network: 'vae',
        epoch,
        epochs: 4,
        trainingLoss: 1 / epoch,
        validationLoss: 1.2 / epoch,
        samplesPerSecond: 230,
        secondsLeft: 60,
      });
    await sees('vae: epoch 3 of 4, 1 min 00 s left', 'validation 0.400', '230 samples/s', 'epoch');
    await press(keys.enter);
    await soon(() => expect(job.asked.stop).toBe(1));
  });

  test('tab goes to other work, whose fields show what would be started', async () => {
    const { press, sees } = open({ services: madeUpServices(answers).services });
    await sees('quick');
    await press('d');
    await sees('100', 'data/resolved');
    await press(...'7', keys.tab);
    await sees('2000', 'training/vae');
    await press(keys.tab);
    await sees('first-light', 'presets/models/mine', 'data/resolved holds 12 labelled structures');
    await press(keys.escape, 'd');
    await sees('1007', 'data/resolved');
    await press(keys.escape);
    await sees('Recent runs');
  });

  test('labelling says how many labels a minute', async () => {
    const made = madeUpServices(answers);
    const { press, sees } = open({ services: made.services });
    await sees('quick');
    await press('d');
    await sees('how many in all', '[ start ]', 'data/resolved holds 12 labelled structures');
    await press(keys.down, keys.down, keys.down, keys.down, keys.enter);
    await soon(() => expect(made.started).toHaveLength(1));
    const { job, args } = made.started[0];
    expect(args.slice(0, 4)).toEqual(['dataset', 'generate', '--count', '100']);
    job.emit({ type: 'progress', what: 'labels', done: 30, total: 100, secondsLeft: 90, message: '46 labels/min' });
    await sees('labels: 30 of 100, 1 min 30 s left', '46 labels/min');
    job.end(0, 'data/resolved: 100 records (100 complete)\n      mean\nHc    0.2488\n');
    await sees('data/resolved: 100 records (100 complete)');
  });
});

describe('work that was typed as a command', () => {
  const typed = async (args: string[]) => {
    const made = madeUpServices(answers);
    const view = open({ services: made.services, opening: { screen: 'command', args }, columns: 100, rows: 30 });
    await soon(() => expect(made.started).toHaveLength(1));
    return { ...view, job: made.started[0].job };
  };

  test('has its own screen, stops with s, and is left with q when it has ended', async () => {
    const { press, sees, job, isClosed } = await typed(['train', 'vae', '--steps', '20', '--out', 'out']);
    await sees('Training the autoencoder', 'loopsmith train vae --steps 20', 's stop', 'p pause');
    await press('p', 'p', 's');
    await soon(() => expect(job.asked).toEqual({ stop: 1, pause: 1, resume: 1 }));
    job.end(1, '', 'stopped; to go on: loopsmith train vae --resume');
    await sees('stopped; to go on');
    expect(isClosed()).toBe(false);
    await press('q');
    await soon(() => expect(isClosed()).toBe(true));
  });

  test('says which network is trained', async () => {
    const { sees } = await typed(['train', 'reader', '--vae', 'first-light', '--steps', '5', '--out', 'out']);
    await sees('Training the reader');
  });

  test('q while it goes on stops it and leaves when it has ended', async () => {
    const { press, sees, job, isClosed } = await typed(['dataset', 'generate', '--count', '5']);
    job.emit({ type: 'progress', what: 'labels', done: 2, total: 5, secondsLeft: 9, message: '46 labels/min' });
    await sees('Labelling', 'labels: 2 of 5', '46 labels/min');
    await press('q');
    await soon(() => expect([job.asked.stop, isClosed()]).toEqual([1, false]));
    job.end(1);
    await soon(() => expect(isClosed()).toBe(true));
  });
});

describe('a new objective', () => {
  const form = {
    ...answers,
    'check-objective': {
      description: null,
      problems: { mr: 'expected a magnetization, got "9 kg"' },
      problem: null,
      terms: [],
    },
    'labelled-quantities': { count: 3, ranges: { mr: [0.4, 1] }, values: { mr: [0.4, 0.8, 1], hc: [0.3, 0.4, 0.5] } },
    'save-objective': 'presets/my-magnet.yaml',
  };

  test('shows what is in reach, and what is wrong while it is typed', async () => {
    const { press, sees } = open({ services: madeUpServices(form).services });
    await sees('quick');
    await press('n');
    await sees('0.400 to 1.000 Ms', '3 labelled structures');
    await press(...'9 kg');
    await sees('! Mr', '9 kg', 'expected a magnetization');
  });

  test('is saved as a preset and started', async () => {
    const made = madeUpServices(form);
    const { press, sees } = open({ services: made.services });
    await sees('quick');
    await press('n');
    await sees('0.400 to 1.000 Ms');
    await press(...'0.9');
    await sees('target');
    await press(keys.up, keys.up, keys.up, '\u001b[Z');
    await sees('enter start');
    await press(keys.enter);
    await soon(() => expect(made.started[0]?.args).toEqual(['design', '--preset', 'my-magnet']));
  });
});
