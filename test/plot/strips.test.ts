import { describe, expect, it } from 'vitest';
import { anchorPoints } from '../../src/curve/anchors.js';
import { parseCurve } from '../../src/curve/curve-csv.js';
import { chainSvg } from '../../src/plot/chain-svg.js';
import { historySvg } from '../../src/plot/history-svg.js';
import { morphSvg } from '../../src/plot/morph-svg.js';
import { onPaper } from '../../src/plot/paper.js';
import { samplesSvg } from '../../src/plot/samples-svg.js';
import { breakList, textWidth } from '../../src/plot/text-width.js';
import { readReference } from '../structure/reference.js';
import { circlesOf, contains, expectSound, framesOf, pathPoints } from './svg-facts.js';

const curve = parseCurve(readReference('curves/s02_ng30_th60.fidimag.csv'), 's02');
const anchors = anchorPoints(curve);
const none = { m1: null, mr: null, hk90: null, hk80: null, hk70: null, hc: null };

describe('morphSvg', () => {
  const image = Float32Array.from({ length: 16 }, (_, i) => Math.sin(i));
  const steps = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ share: i / (count - 1), image, predicted: anchors }));
  const strip = (count: number, width = 0.17) =>
    morphSvg(steps(count), { cells: 4, title: 'a to b', ...onPaper(width) });

  it('has a picture, a small curve and its numbers for every step', () => {
    for (const count of [2, 6, 24]) {
      const svg = strip(count);
      expectSound(svg);
      expect(svg.match(/<image /g)).toHaveLength(count);
      // Those of the pictures and the curves, and that of the colour bar.
      expect(framesOf(svg)).toHaveLength(2 * count + 1);
      expect(svg.match(new RegExp(`>${anchors.mr?.toFixed(3)}<`, 'g'))).toHaveLength(count);
    }
  });

  it('says the units of its numbers, and what its colours are', () => {
    const svg = strip(3).replace(/<\/?tspan[^>]*>/g, '');
    for (const name of ['Mr (Ms)', 'Hk90 (HA)', 'Hc (HA)', '>kx<', '>−1<']) expect(svg).toContain(name);
  });

  it('goes on below where pictures would be too small, in strips of about the same length', () => {
    const tops = new Set([...strip(5, 0.085).matchAll(/<image x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => y));
    expect(tops.size).toBe(2);
  });

  it('keeps lines inside the small curves', () => {
    const svg = strip(3);
    const frames = framesOf(svg);
    for (const { x, y } of pathPoints(svg)) expect(frames.some((frame) => contains(frame, x, y))).toBe(true);
  });

  it('shows what was solved beside what was predicted, and a step of which nothing is known', () => {
    const [first, second] = steps(2);
    const solved = [
      { ...first, solved: anchors, curve },
      { ...second, predicted: none },
    ];
    const svg = morphSvg(solved, { cells: 4, title: 'a to b' });
    expectSound(svg);
    expect(svg).toContain(' solved');
    expect(svg).toContain('>none<');
    expect(circlesOf(svg).length).toBeGreaterThan(3);
  });
});

describe('samplesSvg', () => {
  const image = Float32Array.from({ length: 16 }, (_, i) => Math.sin(i));
  const sample = {
    caption: '*n*_g = 30',
    image,
    reconstruction: image.map(Math.abs),
    predicted: anchors,
    solved: anchors,
  };
  const samples = (count: number) => Array.from({ length: count }, () => ({ ...sample, curve }));
  const sheet = (count: number, width: number) =>
    samplesSvg(samples(count), { cells: 4, title: 'samples', ...onPaper(width) });

  it('has original, reconstruction and curve of every sample, none over another', () => {
    for (const [count, width] of [
      [1, 0.085],
      [3, 0.17],
      [4, 0.085],
    ]) {
      const svg = sheet(count, width);
      expectSound(svg);
      const images = [...svg.matchAll(/<image x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)];
      expect(images).toHaveLength(2 * count);
      // Without the frame of the colour bar, which is the last.
      const frames = framesOf(svg).slice(0, -1);
      expect(frames).toHaveLength(3 * count);
      for (const [i, a] of frames.entries())
        for (const b of frames.slice(i + 1)) {
          const apart = a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
          expect(apart).toBe(true);
        }
    }
  });

  it('marks all six anchor points on each curve, as solved and as predicted', () => {
    const svg = sheet(3, 0.17);
    expect(Object.values(anchors).every((value) => value !== null)).toBe(true);
    expect(circlesOf(svg)).toHaveLength(3 * 6);
    const crosses = svg.match(/l[\d.]+,[\d.]+m0,/g) ?? [];
    // One more stands in the key over each of the two columns.
    expect(crosses).toHaveLength(3 * 6 + 2);
  });

  it('stands in two columns where paper is wide, in one in a column of print', () => {
    const lefts = (width: number) => new Set([...sheet(4, width).matchAll(/<image x="([\d.]+)"/g)].map(([, x]) => x));
    expect([lefts(0.17).size, lefts(0.085).size]).toEqual([4, 2]);
  });

  it('breaks a caption that is wider than its exhibit, after a comma', () => {
    const caption = ['*M*_1', '*M*_r', '*H*_k90', '*H*_k80', '*H*_k70', '*H*_c']
      .map((name) => `${name} = 0.123`)
      .join(', ');
    const broken = (width: number) => {
      const svg = samplesSvg(
        samples(4).map((one) => ({ ...one, caption })),
        { cells: 4, title: 'samples', ...onPaper(width) },
      );
      expectSound(svg);
      const lines = [...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+">(.*?)<\/text>/g)].filter(([text]) =>
        text.includes('='),
      );
      const ends = lines.map(([, x, spans]) => Number(x) + textWidth(spans.replace(/<[^>]+>/g, ''), onPaper().em));
      return { lines: lines.length / 4, lefts: lines.map(([, x]) => Number(x)), ends };
    };
    const { lines, lefts, ends } = broken(0.17);
    expect(lines).toBeGreaterThan(1);
    const second = Math.max(...lefts);
    for (const [i, end] of ends.entries()) expect(end).toBeLessThan(lefts[i] === second ? onPaper(0.17).width : second);
    expect(breakList('a, b, c', 10, 20)).toEqual(['a, b,', 'c']);
    expect(breakList('', 10, 20)).toEqual(['']);
  });

  it('keeps the solved line inside the frames', () => {
    const svg = sheet(2, 0.085);
    const frames = framesOf(svg);
    for (const { x, y } of pathPoints(svg)) expect(frames.some((frame) => contains(frame, x, y))).toBe(true);
  });
});

describe('historySvg', () => {
  const at = (generation: number, bestLoss: number | null, meanLoss: number | null) => ({
    generation,
    bestLoss,
    meanLoss,
    spread: 0.3,
  });

  it('gives a loss of 0 a line of its own under the decades', () => {
    const svg = historySvg([at(1, 2, 20), at(2, 0, 5), at(3, 0, 0.1)]);
    expectSound(svg);
    expect(svg).toContain('<tspan>0</tspan>');
    const [upper] = framesOf(svg);
    for (const { x, y } of pathPoints(svg).slice(0, 6)) expect(contains(upper, x, y)).toBe(true);
  });

  it('leaves a gap where a loss is not finite', () => {
    const svg = historySvg([
      at(1, null, null),
      at(2, 1, 3),
      at(3, 0.5, 2),
      at(4, null, 2),
      at(5, 0.4, 2),
      at(6, 0.3, 2),
    ]);
    expectSound(svg);
    const best = /<path d="([^"]*)" stroke="#0072b2"/.exec(svg)?.[1] ?? '';
    expect(best.match(/M/g)).toHaveLength(2);
  });

  it('of a hundred thousand generations is no bigger than of some hundred', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => at(i + 1, 1 / (i + 1), 2));
    const svg = historySvg(many);
    expectSound(svg);
    expect(svg.length).toBeLessThan(40_000);
  });

  it('of all zeros, of one value, of tiny and huge losses is sound', () => {
    for (const losses of [
      [0, 0],
      [1, 1],
      [1e-11, 1e11],
      [3, 3],
    ])
      expectSound(historySvg(losses.map((loss, i) => at(i + 1, loss, loss))));
  });
});

describe('chainSvg', () => {
  const stages = ['at the code', 'realised', 'solved', 'polished'];

  it('draws a dot per known value, inside the frame, and the band of what is wanted', () => {
    const lines = [
      { values: [0.4, 0.41, 0.42, 0.412], verified: true, spread: 0.01 },
      { values: [0.4, null, 0.45, null], verified: false },
      { values: [null, null, null, null], verified: false },
    ];
    const svg = chainSvg(lines, { quantity: 'hc', stages, wanted: [0.402, 0.422] });
    expectSound(svg);
    expect(circlesOf(svg)).toHaveLength(6);
    const [frame] = framesOf(svg);
    for (const { x, y } of circlesOf(svg)) expect(contains(frame, x, y)).toBe(true);
    expect(svg).toContain('fill="#dcead9"');
  });

  it('shows a bound as a band that is open on its side', () => {
    const lines = [{ values: [0.4, 0.5], verified: true }];
    expectSound(
      chainSvg(lines, { quantity: 'hc', stages: stages.slice(1, 3), wanted: [0.45, Number.POSITIVE_INFINITY] }),
    );
  });

  it('of nothing, and of energy products in kJ/m3, is sound', () => {
    expectSound(chainSvg([], { quantity: 'mr', stages }));
    const svg = chainSvg([{ values: [4.4e5], verified: true }], { quantity: 'energyProduct', stages: ['solved'] });
    expectSound(svg);
    expect(svg).toContain('kJ/m³');
  });
});
