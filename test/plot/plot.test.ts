import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { axis, linearScale, ticks } from '../../src/plot/axes.js';
import { kxColor } from '../../src/plot/colormap.js';
import { imagePng } from '../../src/plot/image-png.js';
import { onPaper } from '../../src/plot/paper.js';
import { scatterGridSvg, scatterSvg } from '../../src/plot/scatter-svg.js';
import { structureSvg } from '../../src/plot/structure-svg.js';
import { textWidth } from '../../src/plot/text-width.js';
import { anchorNames } from '../../src/quantities.js';
import { createGrains } from '../../src/structure/grains.js';
import { referenceStructure } from '../structure/reference.js';
import { circlesOf, contains, draw, expectSound, framesOf } from './svg-facts.js';

/** Red, green, blue at a pixel. */
const pixel = (png: PNG, x: number, y: number) => [...png.data.subarray(4 * (y * png.width + x)).subarray(0, 3)];
const read = (bytes: Uint8Array) => PNG.sync.read(Buffer.from(bytes));

describe('kxColor', () => {
  it('is red at -1, white at 0, blue at +1, and stays there beyond', () => {
    const [red, white, blue] = [-1, 0, 1].map(kxColor);
    expect(red[0]).toBeGreaterThan(3 * Math.max(red[1], red[2]));
    expect(white).toEqual([255, 255, 255]);
    expect(blue[2]).toBeGreaterThan(3 * Math.max(blue[0], blue[1]));
    expect(kxColor(-1.3)).toEqual(red);
    expect(kxColor(2)).toEqual(blue);
  });

  it('gets darker away from 0 on both sides', () => {
    const lightness = (kx: number) => {
      const [r, g, b] = kxColor(kx);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (let kx = 0.05; kx <= 1; kx += 0.05) {
      expect(lightness(kx)).toBeLessThan(lightness(kx - 0.05));
      expect(lightness(-kx)).toBeLessThan(lightness(0.05 - kx));
    }
  });
});

describe('imagePng', () => {
  it('has the row of smallest y at the bottom and scales cells to squares', () => {
    const png = read(imagePng(Float32Array.of(-1, 1, 0, 0.5), 2, 3));
    expect([png.width, png.height]).toEqual([6, 6]);
    expect(pixel(png, 2, 5)).toEqual(kxColor(-1));
    expect(pixel(png, 3, 3)).toEqual(kxColor(1));
    expect(pixel(png, 0, 0)).toEqual(kxColor(0));
    expect(pixel(png, 5, 2)).toEqual(kxColor(0.5));
  });
});

describe('ticks', () => {
  it('are round values inside the range', () => {
    expect(ticks([-0.35, 1], 6)).toEqual([-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks([-6.55, 6.55], 6)).toEqual([-6, -4, -2, 0, 2, 4, 6]);
    expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });
});

describe('axis', () => {
  const numbers = (length: number) => {
    const svg = axis({ side: 'bottom', scale: linearScale([0.9, 1], [0, length]), at: 0, count: 4 });
    return [...svg.matchAll(/>(\d\.\d\d)</g)].map(([, number]) => number);
  };
  it('numbers every tick where the numbers have room, else every second or third, the last always', () => {
    expect(numbers(300)).toEqual(['0.90', '0.92', '0.94', '0.96', '0.98', '1.00']);
    expect(numbers(120)).toEqual(['0.92', '0.96', '1.00']);
    expect(numbers(60)).toEqual(['0.94', '1.00']);
  });
});

describe('scatterSvg', () => {
  const textOf = (spans: string) => spans.replace(/<[^>]*>/g, '');

  it('draws a dot per structure and says the mean absolute error', () => {
    const pairs = [0.2, 0.3, 0.4].map((computed) => ({ computed, predicted: computed + 0.01 }));
    const svg = scatterSvg(pairs, { quantity: 'hc' });
    expect(draw(svg).width).toBe(380);
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toMatch(/mean absolute<.*>error 0\.010</);
    expect(svg).toContain('n</tspan><tspan> = 3');
  });

  it('says R2 so that 0.995 is not 1, beside words that end before the diagonal in a column of print', () => {
    const pairs = Array.from({ length: 20 }, (_, i) => ({ computed: i, predicted: i + (i % 2 ? 0.408 : -0.408) }));
    const svg = scatterGridSvg(
      ['mr', 'hc'].map((quantity) => ({ quantity: quantity as 'mr' | 'hc', pairs })),
      { columns: 2, ...onPaper() },
    );
    const [frame] = framesOf(svg);
    const lines = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)">(.*?)<\/text>/g)].slice(0, 4);
    expect(lines.map(([, , , text]) => textOf(text))).toEqual(['mean absolute', 'error 0.41', 'R2 = 0.995', 'n = 20']);
    for (const [, x, y, text] of lines) {
      const diagonal = frame.x + frame.width * (1 - (Number(y) - frame.y) / frame.height);
      expect(Number(x) + textWidth(textOf(text), onPaper().em)).toBeLessThan(diagonal);
    }
  });

  it('of nothing is an empty frame', () => {
    const svg = scatterSvg([], { quantity: 'mr' });
    expect(svg).toContain('no structures');
    expectSound(svg);
  });

  it('of one structure, and of structures that are all alike, has a range', () => {
    const pair = { predicted: 0.4, computed: 0.4 };
    for (const pairs of [[pair], [pair, pair]]) expectSound(scatterSvg(pairs, { quantity: 'hc' }));
  });

  it('side by side has panels of one size, with every dot inside its frame', () => {
    const pairs = Array.from({ length: 20 }, (_, i) => ({
      computed: 0.9 + i / 200,
      predicted: 0.9 + ((i * 7) % 20) / 200,
    }));
    const panels = anchorNames.map((quantity) => ({ quantity, pairs }));
    const svg = scatterGridSvg(panels, { columns: 3, ...onPaper(0.17) });
    expectSound(svg);
    const frames = framesOf(svg);
    expect(frames).toHaveLength(6);
    expect(new Set(frames.map(({ width, height }) => `${width} ${height}`)).size).toBe(1);
    for (const { x, y } of circlesOf(svg)) expect(frames.some((frame) => contains(frame, x, y))).toBe(true);
  });
});

describe('structureSvg', () => {
  it('draws a polygon per grain and a scale bar', () => {
    const svg = structureSvg(referenceStructure('s06_ng100_th45'));
    expect(svg.match(/Z"/g)).toHaveLength(100);
    expect(svg).toContain('50 nm');
    expectSound(svg);
  });

  it('outlines grains in their own colour, or in ink where boundaries are asked for', () => {
    const structure = referenceStructure('s06_ng100_th45');
    const strokes = (svg: string) => svg.match(/<path[^>]*stroke="rgb/g)?.length ?? 0;
    expect(strokes(structureSvg(structure))).toBe(100);
    expect(strokes(structureSvg(structure, { boundaries: true }))).toBe(0);
  });

  it('of thousands of grains can be an image', () => {
    const structure = createGrains({ seed: 3, grains: 2000, maximumMisorientation: 1 });
    const svg = structureSvg(structure, { cells: 160 });
    expectSound(svg);
    expect(svg).toContain('data:image/png;base64,');
    expect(svg.length).toBeLessThan(100_000);
  });

  it('has y up: a grain at large y is drawn at the top', () => {
    const grains = createGrains({ seed: 1, grains: 2, maximumMisorientation: 0 });
    const seeds = Float64Array.of(160e-9, 10e-9, 160e-9, 310e-9);
    const easyAxisAngles = Float64Array.of(-Math.PI / 2 + 0.01, Math.PI / 2);
    const { pixels, width } = draw(structureSvg({ ...grains, seeds, easyAxisAngles }, { width: 400 }));
    const at = (x: number, y: number) => [...pixels.subarray(4 * (y * width + x)).subarray(0, 3)];
    expect(at(170, 60)).toEqual(kxColor(1));
    expect(at(170, 300)).toEqual(kxColor(Math.sin(-Math.PI / 2 + 0.01)));
  });
});
