import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportHtml } from '../../src/report/report-html.js';
import { readRun } from '../../src/store/read-run.js';
import { openRun } from '../../src/store/run-store.js';
import { temporaryFolder } from '../store/temporary-folder.js';
import { type MadeUpRun, makeUpRun } from './made-up-run.js';
import { malformations } from './well-formed.js';

const root = temporaryFolder();
const make = (options: Omit<MadeUpRun, 'root'> = {}) => makeUpRun({ root, ...options });
const report = (path: string, best?: number) => reportHtml(readRun(path), { best });

/** What a reader sees: without markup, styles and pictures. */
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>|<svg .*?<\/svg>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
/** Words that only a mistake writes, without those that the letters of a font or a picture make up. */
const nonsense = (html: string): string[] =>
  html.replace(/base64,[^")]*/g, '').match(/.{0,40}(NaN|undefined|\[object).{0,20}/g) ?? [];
const sections = (html: string) => [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title);

describe('the report of a finished run', () => {
  const path = make();
  const { text, facts, problems } = report(path);

  it('is well-formed HTML in which nothing runs and nothing is loaded', () => {
    expect(malformations(text)).toEqual([]);
    expect(text).not.toMatch(/<script|<iframe|<img|\son\w+=|@import|javascript:/i);
    const links = [...text.matchAll(/(?:src|href)="([^"]*)"|url\(([^)]*)\)/g)].map(([, a, b]) => a ?? b);
    for (const link of links) expect(link).toMatch(/^data:/);
    expect(text).toContain(`default-src 'none'`);
  });

  it('names no target where only wishes are wanted', () => {
    const wish = { quantity: 'mr', goal: 'maximize', value: null, tolerance: 0.01, weight: 1 };
    const words = textOf(
      report(make({ name: 'wishes', config: { objective: { name: 'wishes', terms: [wish] } } })).text,
    );
    expect(words).toContain('1 of 3 candidates verified: only wishes are wanted');
    expect(words).not.toContain('meets the target within tolerance');
    const searched = textOf(
      report(make({ name: 'two-wishes', generations: 2, config: { objective: { name: 'wishes', terms: [wish] } } }))
        .text,
    );
    expect(searched).toContain('The least loss predicted was 0.500, in which each wish counts by what it lacks');
    expect(searched).not.toContain('miss the target');
  });

  it('says what was wanted and what came of it', () => {
    const words = textOf(text);
    expect(facts.state).toBe('done');
    expect(words).toContain('1 of 3 candidates verified');
    expect(words).toContain('0.412 ± 0.01');
    expect(words).toContain('2.700 ± 0.066 T');
    expect(words).toContain('2026-01-02 03:04 UTC');
    expect(problems).toEqual([]);
  });

  it('has a structure and a curve for each of the best, with colour bar, prediction and target', () => {
    const figures = [...text.matchAll(/<figure class="(\w+)">(.*?)<\/figure>/gs)];
    const curves = figures.filter(([, kind]) => kind === 'curve');
    const structures = figures.filter(([, kind]) => kind === 'structure');
    expect([curves.length, structures.length]).toEqual([3, 3]);
    for (const [, , content] of curves) {
      expect(content).toMatch(/class="solved"><circle/);
      expect(content).toMatch(/class="predicted"><path/);
      expect(content).toMatch(/class="target"><circle/);
    }
    for (const [, , content] of structures) expect(content.match(/Z" fill="rgb/g)).toHaveLength(40);
  });

  it('has a row per candidate: rank, verified, number, and predicted, solved and error of what is wanted', () => {
    const table = /<table class="all wide">.*?<\/table>/s.exec(text)?.[0] ?? '';
    const rows = [...table.matchAll(/<tr[^>]*>(?:(?!<\/tr>).)*<th scope="row".*?<\/tr>/gs)].map(([row]) =>
      [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => cell),
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual(['1', 'yes', '1', '0.910', '0.920', '0.000', '0.400', '0.410', '−0.002', '0.00']);
    expect(rows[2].slice(0, 6)).toEqual(['3', 'no', '3', '0.918', '0.928', '+0.008']);
    expect(textOf(table)).toContain('target 0.920');
  });

  it('shows the chain with the stages that the run holds, and by how much each moves the anchor points', () => {
    const chain = text.slice(text.indexOf('From prediction to solution'), text.indexOf('To repeat it'));
    const names = [...chain.matchAll(/text-anchor="middle"><tspan>(at the code|realised|solved|polished)</g)];
    expect(new Set(names.map(([, name]) => name))).toEqual(new Set(['at the code', 'realised', 'solved']));
    expect(textOf(chain)).toMatch(/realising solver − model/);
    // Realising took 0.005 away, the solver put 0.010 on top, for every anchor point.
    expect(textOf(chain)).toMatch(/M r \( M s \) 0\.005 −0\.005 0\.010 \+0\.010/);
    expect(chain).not.toContain('±');
  });

  it('holds the command that repeats the run, and the versions', () => {
    expect(text).toContain('<code>loopsmith design --preset made-up</code>');
    expect(textOf(text)).toContain(`Loopsmith 0.1.0 Node ${process.versions.node} Networks on wasm`);
  });

  it('of the same run is the same, byte for byte', () => expect(report(path).text).toBe(text));

  it('shows as many of the best as are asked for', () => {
    expect(report(path, 1).text.match(/<article/g)).toHaveLength(1);
    expect(sections(report(path, 1).text)).toContain('Best candidate');
  });
});

describe('a report tells its reader what its numbers are', () => {
  const term = { quantity: 'squareness', goal: 'atLeast', value: 0.9, tolerance: 0.01, weight: 1 };
  const { text } = report(make({ name: 'square', config: { objective: { name: 'square', terms: [term] } } }));
  const plain = textOf(report(make({ name: 'plain' })).text);

  it('the field that (BH)max is taken over, and squareness where it is wanted', () => {
    expect(plain).toContain('( BH ) max maximum energy product: the largest');
    expect(plain).toContain('over the internal field');
    expect(plain).toContain('demagnetizing factor 1/2 of a long square prism');
    expect(plain).not.toContain('the knee field over the coercivity');
    expect(textOf(text)).toContain('the knee field over the coercivity');
  });

  it('the units also where a narrow table has no column for them', () => {
    for (const kind of ['anchors', 'steps']) {
      const table = new RegExp(`<table class="${kind}">.*?</table>`, 's').exec(text)?.[0] ?? '';
      expect(textOf(table)).toContain('H c ( H A )');
    }
    expect(text).toContain('.steps .beside, .below .beside { display: inline; }');
  });

  it('the figure of a trade-off is no larger than the others', () => {
    const front = { quantities: ['mr', 'hc'], points: [{ candidate: 1, values: {} }] };
    const figure = /<figure class="front">/.exec(report(make({ name: 'front', report: { front } })).text);
    expect(figure).not.toBeNull();
    expect(text.match(/\.front { max-width: \d+rem; }/g)).toHaveLength(2);
  });
});

describe('what a run holds decides what a report shows', () => {
  const polished = { m1: 0.98, mr: 0.921, hk90: 0.3, hk80: 0.33, hk70: 0.34, hc: 0.412 };

  it('polished values and robustness where there are any', () => {
    const path = make({ reported: () => ({ polished, robustness: { mr: 0.002, hc: 0.004 } }) });
    const { text } = report(path);
    expect(malformations(text)).toEqual([]);
    expect(textOf(text)).toContain('realising solver − model polishing');
    expect(text).toContain('>polished</th>');
    expect(textOf(text)).toContain('Whiskers');
    expect(text).toMatch(/>0\.921<\/td><td class="number ">0\.002</);
  });

  it('the energy product in the column of the curve that it was taken from', () => {
    const row = (made: Parameters<typeof make>[0]) =>
      /title="maximum energy product".*?<\/tr>/s
        .exec(report(make(made)).text)?.[0]
        .match(/<td class="number[^>]*>[^<]*/g);
    const [predicted, solved] = row({ candidates: 1 }) ?? [];
    expect([predicted, solved]).toEqual([expect.stringMatching(/>–$/), expect.stringMatching(/>\d+\.\d$/)]);
    const cells = row({ candidates: 1, reported: () => ({ polished }) });
    expect(cells?.slice(0, 3)).toEqual([predicted, expect.stringMatching(/>–$/), solved]);
  });

  it('also where they come as parts of a larger object', () => {
    const { facts } = report(
      make({
        reported: () => ({
          polished: { anchors: polished, moves: 3 },
          robustness: { spread: { hc: 0.01 }, solves: 4 },
        }),
      }),
    );
    expect(facts.candidates[0].polished).toEqual(polished);
    expect(facts.candidates[0].robustness).toEqual({ hc: 0.01 });
  });

  it('neither a search nor a chain where the run has none, and no empty frame', () => {
    const path = make({ generations: 0, candidates: 0 });
    const { text } = report(path);
    expect(sections(text)).toEqual(['Target', 'To repeat it', 'Terms']);
    expect(text).not.toContain('<figure');
    expect(textOf(text)).toContain('No candidate was solved');
  });

  it('a row per quantity where more than two are wanted', () => {
    const term = { goal: 'target', value: 0.4, tolerance: 0.01, weight: 1 };
    const terms = ['mr', 'hk90', 'hc', 'energyProduct'].map((quantity) => ({ quantity, ...term }));
    const { text } = report(make({ config: { objective: { name: 'x', description: '', terms } } }));
    expect(malformations(text)).toEqual([]);
    const table = /<table class="all long">.*?<\/table>/s.exec(text)?.[0] ?? '';
    expect(table.match(/<tbody/g)).toHaveLength(3);
    expect(table.match(/class="quantity"/g)).toHaveLength(12);
  });

  it('an expression instead of terms, and the one line of the objective instead of both', () => {
    const withExpression = make({
      config: { objective: { name: 'x', description: '', terms: [], expression: 'abs(mr - 0.9)' } },
    });
    expect(report(withExpression).text).toContain('<code>abs(mr - 0.9)</code>');
    expect(textOf(report(make({ config: { objective: null } })).text)).toContain('Hc = 0.4118 ± 0.01 HA');
  });
});

describe('the report of a run that did not come to its end', () => {
  it('says that it was stopped, and after what time', () => {
    expect(textOf(report(make({ state: 'stopped' })).text)).toContain('This run was stopped after 13 s.');
  });

  it('says why it failed, and ranks what had been solved from the files of the candidates', () => {
    const { text, facts } = report(make({ state: 'failed', message: 'the disk is full' }));
    expect(textOf(text)).toContain('This run failed after 13 s: the disk is full.');
    expect(facts.candidates.map(({ number, verified }) => [number, verified])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(text).toContain('<code>loopsmith design --preset made-up</code>');
  });

  it('says what was asked for beside the preset, also where that is not what it should be', () => {
    const run = openRun(make());
    run.append({ type: 'asked', order: { do: 'verify-now', generation: 4 } });
    run.append({ type: 'search-ended', reason: 'asked', generation: 4, generations: 5 });
    run.append({ type: 'asked', order: { do: 'polish', candidate: 1, solves: 6 } });
    run.append({ type: 'asked', order: null } as never);
    run.append({ type: 'run-finished', state: 'done', verified: 1, candidates: 3, seconds: 1 });
    run.close();
    const text = report(run.path).text;
    expect(text).toContain(
      'the search ended after generation 4 of 5: as asked; candidate 2 polished with 6 solver runs more.',
    );
  });

  it('says that it has not finished where it was killed, also where it was started again after its end', () => {
    const path = make({ state: null });
    expect(textOf(report(path).text)).toContain('This run has not finished');
    const again = make({ state: 'stopped' });
    appendFileSync(
      join(again, 'events.jsonl'),
      '{"time":"2026-01-02T04:00:00Z","type":"run-started","name":"made-up"}\n',
    );
    expect(report(again).facts.state).toBe('unfinished');
  });

  it('says how many candidates were still to be solved', () => {
    const path = make({ state: null, candidates: 3 });
    rmSync(join(path, 'candidates/02'), { recursive: true });
    expect(textOf(report(path).text)).toContain('1 candidate of 3 had not been solved by then.');
  });
});

describe('the report of a run with missing or broken files', () => {
  const without = (...files: string[]) => {
    const path = make();
    for (const file of files) rmSync(join(path, file), { recursive: true });
    return report(path);
  };

  it.each([
    ['config.json', /config\.json is missing/],
    ['events.jsonl', /events\.jsonl is missing/],
    ['candidates/01/structure.json', /candidates\/01\/structure\.json is missing/],
    ['candidates/02/curve.csv', /candidates\/02\/curve\.csv is missing/],
  ])('says that %s is missing and shows the rest', (file, problem) => {
    const { text, problems } = without(file);
    expect(problems.join('\n')).toMatch(problem);
    expect(textOf(text)).toMatch(problem);
    expect(malformations(text)).toEqual([]);
    expect(sections(text)).toContain('All candidates');
    expect(nonsense(text)).toEqual([]);
  });

  it('needs no more than report.json, or events.jsonl, or config.json', () => {
    const all = ['config.json', 'events.jsonl', 'report.json'];
    for (const kept of all) {
      const { text } = without('candidates', ...all.filter((file) => file !== kept));
      expect(malformations(text)).toEqual([]);
    }
  });

  it('names a broken file and what is wrong with it', () => {
    const path = make();
    writeFileSync(join(path, 'report.json'), '{"state": "do');
    writeFileSync(join(path, 'candidates/01/structure.json'), '{"schema": "loopsmith/structure@1", "size": -1}');
    writeFileSync(join(path, 'candidates/02/curve.csv'), 'appliedField_HA,magnetization_Ms\n1,x\n');
    appendFileSync(join(path, 'events.jsonl'), 'no event\n');
    const { text, problems } = report(path);
    expect(problems).toEqual([
      'report.json: cut short or not JSON',
      'events.jsonl: 1 line is unreadable',
      expect.stringMatching(/^candidates\/01\/structure\.json: size: expected/),
      expect.stringMatching(/^candidates\/02\/curve\.csv:2: magnetization_Ms: expected a finite number/),
    ]);
    expect(malformations(text)).toEqual([]);
  });

  it('notices a config that was edited, and takes the objective from the report', () => {
    const path = make();
    const config = join(path, 'config.json');
    writeFileSync(config, readFileSync(config, 'utf8').replace('"seed": 1', '"seed": 2'));
    const { text, problems } = report(path);
    expect(problems[0]).toMatch(/^config\.json: was edited/);
    expect(textOf(text)).toContain('Mr = 0.92 ± 0.01 Ms');
  });

  it('shows nothing of a field that is not what it should be', () => {
    const wild = { predicted: { mr: 'x' }, solved: 7, error: { mr: '<b>', nothing: 1 }, loss: 'y', verified: 'yes' };
    const { text, facts } = report(
      make({ reported: () => wild, report: { target: { mr: 'z', hc: 0.4 }, seconds: [] } }),
    );
    expect(facts.target).toEqual({ hc: 0.4 });
    expect(facts.candidates[0]).toMatchObject({ verified: false, loss: null, error: {} });
    expect(malformations(text)).toEqual([]);
    expect(nonsense(text)).toEqual([]);
  });
});

describe('text from files', () => {
  const nasty = `<script>alert('1')</script>"onload="x" & \u0000 ${'é磁'}`;

  it('never becomes markup, whatever the run, its objective, its warnings or its command are called', () => {
    const terms = [{ quantity: 'mr', goal: 'target', value: 0.9, tolerance: 0.01, weight: 1 }];
    const path = make({
      name: nasty,
      warning: nasty,
      config: { description: nasty, model: nasty, objective: { name: nasty, description: nasty, terms } },
      report: { command: nasty, objective: nasty },
    });
    const { text } = report(path);
    expect(malformations(text)).toEqual([]);
    expect(text).not.toMatch(/<script|"onload="/);
    expect(text).toContain(
      '<h1>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;onload=&quot;x&quot; &amp; \ufffd é磁</h1>',
    );
    expect(text.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(5);
  });

  it('nor does the message of a failed run, nor a file name', () => {
    const { text } = report(make({ state: 'failed', message: nasty }));
    expect(malformations(text)).toEqual([]);
    expect(text).not.toContain('<script');
  });
});

describe('the example in examples/first-light', () => {
  const text = readFileSync(new URL('../../examples/first-light/report.html', import.meta.url), 'utf8');

  it('is a well-formed report of a finished run, below 2 MB, with what this version shows', () => {
    expect(malformations(text)).toEqual([]);
    expect(Buffer.byteLength(text)).toBeLessThan(2e6);
    expect(sections(text)).toEqual(sections(report(make()).text));
    expect(textOf(text)).toContain('6 of 10 candidates verified');
  });
});

describe('the report of a huge run', () => {
  it('of 1000 candidates of 1024 grains after 20 000 generations stays below 2 MB and says what is cut', () => {
    const path = make({ candidates: 12, grains: 1024, generations: 2000 });
    const original = JSON.parse(readFileSync(join(path, 'report.json'), 'utf8'));
    const candidates = Array.from({ length: 1000 }, (_, i) => ({ ...original.candidates[i % 12], rank: i + 1 }));
    writeFileSync(join(path, 'report.json'), JSON.stringify({ ...original, candidates }));
    const events = readFileSync(join(path, 'events.jsonl'), 'utf8');
    const generation = events.split('\n').find((line) => line.includes('"generation"')) ?? '';
    const more = Array.from({ length: 18_000 }, (_, i) =>
      generation.replace('"generation":1,', `"generation":${2001 + i},`),
    );
    appendFileSync(join(path, 'events.jsonl'), `${more.join('\n')}\n`);
    const { text } = report(path, 12);
    expect(Buffer.byteLength(text)).toBeLessThan(2e6);
    expect(textOf(text)).toContain('The best 200 of 1000');
    expect(textOf(text)).toContain('20000 generations');
    expect(malformations(text)).toEqual([]);
  });
});

describe('the report of a run with more to say', () => {
  const anchors = { m1: 0.99, mr: 0.91, hk90: 0.3, hk80: 0.31, hk70: 0.32, hc: 0.4 };
  const path = make({
    name: 'more',
    report: {
      solves: 20,
      baselines: [{ name: 'random structures', solves: 20, loss: 4.5, solved: anchors, verified: 0, seconds: 9 }],
      front: { quantities: ['mr', 'hc'], points: [{ candidate: 1, values: { mr: 0.92, hc: 0.41 } }] },
    },
  });
  const { text } = report(path);

  it('shows other ways of looking beside the design', () => {
    expect(sections(text)).toContain('Beside other ways of looking');
    expect(textOf(text)).toMatch(/random structures 20 0\.910 0\.400 4\.50 0/);
  });

  it('also in what is derived from a curve, where that is wanted', () => {
    const terms = [{ quantity: 'energyProduct', goal: 'atLeast', value: 3e5, tolerance: null, weight: 1 }];
    const way = { name: 'random structures', solves: 20, loss: 4.5, solved: anchors, verified: 0, seconds: 9 };
    const derived = { energyProduct: 312_000, squareness: 0.75 };
    const { text } = report(
      make({
        name: 'product',
        config: { objective: { name: 'x', description: '', terms } },
        report: { solves: 20, baselines: [{ ...way, derived }] },
      }),
    );
    expect(textOf(text)).toMatch(/random structures 20 (\S+ )*312/);
  });

  it('draws the trade-off', () => {
    expect(sections(text)).toContain('The trade-off');
    expect(text).toContain('mr against hc');
    expect(malformations(text)).toEqual([]);
    expect(nonsense(text)).toEqual([]);
  });
});
