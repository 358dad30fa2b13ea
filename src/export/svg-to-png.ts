// SVG pictures as pixels. The rasterizer is a package with a binary for each platform: where there is none, this says so.
import { LoopsmithError } from '../errors.js';

type Rasterizer = typeof import('@resvg/resvg-js');

/** In this order, whichever is there: all have the Greek letters and the true minus of the pictures. */
const fonts = 'DejaVu Sans, Liberation Sans, Noto Sans, Helvetica, Arial, sans-serif';

/**
 * PNG bytes; the same machine gives the same bytes, another one may have other fonts.
 * @param width in pixels
 * @throws LoopsmithError 'failed' where the rasterizer or every font is missing
 */
export async function svgToPng(svg: string, width: number): Promise<Uint8Array> {
  const rasterizer = await loadRasterizer();
  if (typeof rasterizer === 'string') throw new LoopsmithError(rasterizer, 'failed');
  const text = svg.replace(/font-family="[^"]*"/, `font-family="${fonts}"`);
  return new rasterizer.Resvg(text, { fitTo: { mode: 'width', value: width } }).render().asPng();
}

/** Why pictures cannot be made here; null where they can. */
export async function rasterizerLacks(): Promise<string | null> {
  const rasterizer = await loadRasterizer();
  return typeof rasterizer === 'string' ? rasterizer : null;
}

async function loadRasterizer(): Promise<Rasterizer | string> {
  try {
    const rasterizer = await import('@resvg/resvg-js');
    return drawsText(rasterizer) ? rasterizer : noFont;
  } catch {
    return noPackage;
  }
}

const noPackage =
  'curve-png: the package @resvg/resvg-js is not installed or has no binary for this machine: "npm install --no-save @resvg/resvg-js@2.6.2", or use curve-svg';
const noFont =
  'curve-png: no font to write the labels with: install one (Debian: apt install fonts-dejavu-core), or use curve-svg';

/** Text without any font leaves no ink. */
function drawsText({ Resvg }: Rasterizer): boolean {
  const probe = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15">H</text></svg>';
  return new Resvg(probe).getBBox() !== undefined;
}
