// A report as its readers see it: in a real browser, on a phone, on a screen and on paper. Where there is no Chromium this is skipped,
// and says so; .ci/run installs it.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportHtml } from '../../src/report/report-html.js';
import { readRun } from '../../src/store/read-run.js';
import { temporaryFolder } from '../store/temporary-folder.js';
import { type MadeUpRun, makeUpRun } from './made-up-run.js';

const executablePath = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => {
  try {
    return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return [];
  }
})[0];

const root = temporaryFolder();
const polished = { m1: 0.98, mr: 0.921, hk90: 0.3, hk80: 0.33, hk70: 0.34, hc: 0.412 };
const term = { goal: 'target', value: 0.4, tolerance: 0.01, weight: 1 };
const terms = ['mr', 'hk90', 'hc', 'energyProduct'].map((quantity) => ({ quantity, ...term }));

const kinds: [what: string, options: Omit<MadeUpRun, 'root'>][] = [
  ['a finished run', { candidates: 24, grains: 200, generations: 60 }],
  [
    'a run with polishing, robustness and four wanted quantities',
    {
      candidates: 8,
      config: { objective: { name: 'four', description: '', terms } },
      reported: () => ({ polished, robustness: { mr: 0.002, hk90: 0.01, hc: 0.004 } }),
    },
  ],
  [
    'a failed run with a name and a message without a space',
    { state: 'failed', name: 'x'.repeat(120), message: 'y'.repeat(400) },
  ],
  ['a run that was killed before its first candidate', { state: null, candidates: 0, generations: 1 }],
];

interface Measured {
  /** Pixels by which the page is wider than the screen. */
  scrolled: number;
  /** Beginnings of the tables that are wider than their place. */
  wide: string[];
  /** Figures without height. */
  empty: number;
}

// As text, because these run in the browser, whose names (document) are not known here.
const measure = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const tables = [...document.querySelectorAll('.table')].filter((table) => table.scrollWidth > table.clientWidth);
  const figures = [...document.querySelectorAll('figure svg')];
  return {
    scrolled: scrollWidth - clientWidth,
    wide: tables.map((table) => table.textContent.slice(0, 60)),
    empty: figures.filter((figure) => figure.getBoundingClientRect().height < 50).length,
  };
})()`;
const breakRules = `[...document.querySelectorAll('figure, .candidate')].map((part) => getComputedStyle(part).breakInside)`;

const title = executablePath
  ? 'the report in a browser'
  : 'the report in a browser (skipped: no Chromium on this machine)';

describe.skipIf(!executablePath)(title, () => {
  let browser: Browser;
  beforeAll(async () => {
    // Chromium's sandbox does not start as root, which tests on build machines are.
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** Opens it and notes everything that a report must not do. */
  async function open(path: string, width: number) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const faults: string[] = [];
    page.on('console', (message) => faults.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    const url = pathToFileURL(path).href;
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) faults.push(`request: ${request.url()}`);
    });
    await page.goto(url, { waitUntil: 'load' });
    return { page, faults };
  }

  describe.each(kinds)('of %s', (what, options) => {
    const file = join(root, `${kinds.findIndex(([name]) => name === what)}.html`);
    beforeAll(() => writeFileSync(file, reportHtml(readRun(makeUpRun({ root, ...options }))).text));

    test('is smaller than 2 MB', () => expect(statSync(file).size).toBeLessThan(2e6));

    test.each([360, 1200])(
      'fits a width of %i without scrolling, asks the network for nothing and reports no error',
      async (width) => {
        const { page, faults } = await open(file, width);
        const { scrolled, wide, empty } = await page.evaluate<Measured>(measure);
        expect(scrolled).toBe(0);
        // On a screen nothing scrolls; on a phone the table of a run with everything may, by itself.
        if (width > 360 || options.reported === undefined) expect(wide).toEqual([]);
        expect(empty).toBe(0);
        const picture = join(root, `${width}.png`);
        await page.screenshot({ path: picture, fullPage: true });
        expect(statSync(picture).size).toBeGreaterThan(5000);
        expect(faults).toEqual([]);
        await page.close();
      },
    );

    test('prints on A4, and no page may end inside a figure or a candidate', async () => {
      const { page, faults } = await open(file, 1200);
      const printed = join(root, 'report.pdf');
      await page.pdf({ path: printed, preferCSSPageSize: true, printBackground: true });
      const pdf = readFileSync(printed, 'latin1');
      const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
      expect(boxes.length).toBeGreaterThan(0);
      for (const [, width, height] of boxes) {
        expect(Math.abs(Number(width) - (210 / 25.4) * 72)).toBeLessThan(1);
        expect(Math.abs(Number(height) - (297 / 25.4) * 72)).toBeLessThan(1);
      }
      await page.emulateMedia({ media: 'print' });
      const rules = await page.evaluate<string[]>(breakRules);
      expect(rules.length).toBe(await page.locator('figure, .candidate').count());
      for (const rule of rules) expect(rule).toBe('avoid');
      expect(faults).toEqual([]);
      await page.close();
    });
  });
});
