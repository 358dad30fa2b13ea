import { PNG } from 'pngjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { figure, label, plainText } from '../../src/plot/svg.js';
import { needsSystemFonts, svgPng } from '../../src/plot/svg-png.js';

const width = 85e-3;
const onPaper = { width: 240, height: 120, em: 12, printWidth: width };
const picture = (content: string[]) => figure({ ...onPaper, title: 'x' }, content);

/** Pixels that are not white in a part of the picture, given in shares of its width and height. */
async function inked(svg: string, [left, top, right, bottom] = [0, 0, 1, 1]): Promise<number> {
  const { data, width: w, height: h } = PNG.sync.read(Buffer.from(await svgPng(svg, { dpi: 150 })));
  let count = 0;
  for (let y = Math.floor(top * h); y < bottom * h; y++)
    for (let x = Math.floor(left * w); x < right * w; x++) if (data[4 * (y * w + x)] < 200) count++;
  return count;
}

afterEach(() => {
  vi.doUnmock('@resvg/resvg-js');
  vi.resetModules();
});

describe('svgPng', () => {
  it('has the pixels that the width on paper and the resolution ask for, and says the resolution', async () => {
    for (const dpi of [150, 300]) {
      const png = await svgPng(picture([]), { dpi });
      const { width: pixels } = PNG.sync.read(Buffer.from(png));
      expect(Math.abs(pixels - (width / 0.0254) * dpi)).toBeLessThanOrEqual(1);
      const chunk = Buffer.from(png).indexOf('pHYs');
      expect(Buffer.from(png).readUInt32BE(chunk + 4)).toBe(Math.round(dpi / 0.0254));
    }
  });

  it('counts a pixel of an SVG without a width on paper as 1/96 inch', async () => {
    const { width: pixels } = PNG.sync.read(
      Buffer.from(await svgPng(figure({ width: 640, height: 64, title: 'x' }, []), { dpi: 96 })),
    );
    expect(pixels).toBe(640);
  });

  it('draws text without any font of the machine, upright and italic, Latin, Greek and the minus', async () => {
    for (const text of ['M', 'μ', '−', 'é', '±', '≥']) {
      expect(await inked(picture([plainText(text, 100, 60)]))).toBeGreaterThan(5);
      expect(await inked(picture([label(`*${text}*`, 100, 60)]))).toBeGreaterThan(5);
    }
    const [upright, italic] = await Promise.all(['M', '*M*'].map((text) => svgPng(picture([label(text, 100, 60)]))));
    expect(Buffer.from(upright).equals(Buffer.from(italic))).toBe(false);
  });

  it('knows which letters the fonts of the package lack', () => {
    expect(needsSystemFonts(picture([label('*μ*_{0}*H* ≥ −0.5 T, Kovács: 25 °C … “ő”', 10, 60)]))).toBe(false);
    expect(needsSystemFonts(picture([plainText('磁', 10, 60)]))).toBe(true);
  });

  it('draws text where it belongs', async () => {
    const svg = picture([plainText('right', 230, 60, { 'text-anchor': 'end' })]);
    expect(await inked(svg, [0, 0, 0.8, 1])).toBe(0);
    expect(await inked(svg, [0.8, 0.3, 1, 0.6])).toBeGreaterThan(50);
  });

  it('of the same SVG is the same, byte for byte', async () => {
    const svg = picture([plainText('same', 100, 60)]);
    expect(Buffer.from(await svgPng(svg)).equals(Buffer.from(await svgPng(svg)))).toBe(true);
  });

  it('refuses a picture that would not fit into memory, and an SVG that is none, in one line', async () => {
    const huge = figure({ ...onPaper, printWidth: 2, title: 'x' }, []);
    await expect(svgPng(huge, { dpi: 2400 })).rejects.toThrow(/million pixels is too big/);
    await expect(svgPng('<svg')).rejects.toThrow(/^the SVG cannot be drawn: /);
    await expect(svgPng('<svg')).rejects.toBeInstanceOf(LoopsmithError);
  });

  it('says which package to install where the rasterizer is missing', async () => {
    vi.doMock('@resvg/resvg-js', () => {
      throw new Error('Cannot find package');
    });
    vi.resetModules();
    const { svgPng: without } = await import('../../src/plot/svg-png.js');
    await expect(without(picture([]))).rejects.toThrow(/need the package @resvg\/resvg-js.*npm install/);
  });
});
