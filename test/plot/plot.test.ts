import { Resvg } from '@resvg/resvg-js';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { anchorPoints } from '../../src/curve/anchors.js';
import { parseCurve } from '../../src/curve/curve-csv.js';
import { ticks } from '../../src/plot/axes.js';
import { kxColor } from '../../src/plot/colormap.js';
import { curveSvg } from '../../src/plot/curve-svg.js';
import { imagePng, stripPng } from '../../src/plot/image-png.js';
import { scatterSvg } from '../../src/plot/scatter-svg.js';
import { structureSvg } from '../../src/plot/structure-svg.js';
import { createGrains } from '../../src/structure/grains.js';
import { readReference, referenceStructure } from '../structure/reference.js';

const material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
const curve = parseCurve(readReference('curves/s02_ng30_th60.fidimag.csv'), 's02');
const anchors = anchorPoints(curve);

/** Draws it as a viewer would; throws where the SVG is not well formed. */
const draw = (svg: string) => new Resvg(svg, { font: { loadSystemFonts: false } }).render();

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

  it('strip puts images side by side with a white gap', () => {
    const png = read(stripPng([[1], [-1]], 1, { scale: 2, gap: 3 }));
    expect([png.width, png.height]).toEqual([7, 2]);
    expect([0, 2, 5].map((x) => pixel(png, x, 0))).toEqual([kxColor(1), [255, 255, 255], kxColor(-1)]);
  });
});

describe('ticks', () => {
  it('are round values inside the range', () => {
    expect(ticks([-0.35, 1], 6)).toEqual([-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks([-6.55, 6.55], 6)).toEqual([-6, -4, -2, 0, 2, 4, 6]);
    expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });
});

describe('curveSvg', () => {
  const full = curveSvg([{ curve, label: 'a < b & "c"', anchors, predicted: { ...anchors, hc: 0.4 } }], {
    material,
    target: { mr: 0.9, hc: 0.35, hk90: 0.3 },
    title: 'A curve',
  });

  it('is an SVG of the size that was asked for, in both units', () => {
    expect([draw(full).width, draw(full).height]).toEqual([640, 460]);
    expect(full).toContain('a &lt; b &amp; &quot;c&quot;');
    expect(full.match(/\(T\)/g)).toHaveLength(2);
  });

  it('marks six solved points, six predicted ones and the three wanted ones', () => {
    const inLegend = 1;
    expect(full.match(/<circle[^>]*r="3.6"/g)).toHaveLength(6 + inLegend);
    expect(full.match(/l9,9m0,-9l-9,9/g)).toHaveLength(6 + inLegend);
    expect(full.match(/<circle[^>]*r="7.5"/g)).toHaveLength(3 + inLegend);
  });

  it('leaves out anchor points that are not reached', () => {
    const svg = curveSvg([{ curve, label: 'x', anchors: { ...anchors, hc: null, hk70: null } }], { material });
    expect(svg.match(/<circle[^>]*r="3.6"/g)).toHaveLength(4 + 1);
    expect(svg).not.toMatch(/NaN|undefined|null/);
  });

  it('shows a wanted knee without a wanted remanence as a line', () => {
    const svg = curveSvg([{ curve, label: 'x' }], { material, target: { hk90: 0.3 } });
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });

  it('does not draw wanted quantities that are no point of a curve', () => {
    const svg = curveSvg([{ curve, label: 'x' }], { material, target: { energyProduct: 3e5, squareness: 0.9 } });
    expect(svg).not.toMatch(/NaN|wanted/);
  });
});

describe('scatterSvg', () => {
  it('draws a dot per structure and says the mean absolute error', () => {
    const pairs = [0.2, 0.3, 0.4].map((computed) => ({ computed, predicted: computed + 0.01 }));
    const svg = scatterSvg(pairs, { quantity: 'hc' });
    expect(draw(svg).width).toBe(380);
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toContain('mean error 0.010');
  });

  it('of nothing is an empty frame', () => {
    expect(scatterSvg([], { quantity: 'mr' })).not.toContain('NaN');
  });
});

describe('structureSvg', () => {
  it('draws a polygon per grain and a scale bar', () => {
    const svg = structureSvg(referenceStructure('s06_ng100_th45'));
    expect(svg.match(/Z"/g)).toHaveLength(100);
    expect(svg).toContain('50 nm');
    draw(svg);
  });

  it('has y up: a grain at large y is drawn at the top', () => {
    const grains = createGrains({ seed: 1, grains: 2, maximumMisorientation: 0 });
    const seeds = Float64Array.of(160e-9, 10e-9, 160e-9, 310e-9);
    const easyAxisAngles = Float64Array.of(-Math.PI / 2 + 0.01, Math.PI / 2);
    const { pixels, width } = draw(structureSvg({ ...grains, seeds, easyAxisAngles }));
    const at = (x: number, y: number) => [...pixels.subarray(4 * (y * width + x)).subarray(0, 3)];
    expect(at(200, 60)).toEqual(kxColor(1));
  });
});
