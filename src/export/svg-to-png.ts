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
  const { Resvg } = await loadRasterizer();
  if (!drawsText(Resvg))
    throw new LoopsmithError(
      'curve-png: no font to write the labels with; install one (Debian: apt install fonts-dejavu-core) or use curve-svg',
      'failed',
    );
  const text = svg.replace(/font-family="[^"]*"/, `font-family="${fonts}"`);
  return new Resvg(text, { fitTo: { mode: 'width', value: width } }).render().asPng();
}

async function loadRasterizer(): Promise<Rasterizer> {
  try {
    return await import('@resvg/resvg-js');
  } catch (cause) {
    throw new LoopsmithError(
      'curve-png: the package @resvg/resvg-js is not installed or has no binary for this machine: "npm install --no-save @resvg/resvg-js@2.6.2", or use curve-svg',
      'failed',
      { cause },
    );
  }
}

/** Text without any font leaves no ink. */
function drawsText(Resvg: Rasterizer['Resvg']): boolean {
  const probe = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15">H</text></svg>';
  return new Resvg(probe).getBBox() !== undefined;
}
