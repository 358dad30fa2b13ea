// Figures as PNG. Text is drawn with the fonts of this package, so that a figure looks the same on every machine, also on one
// without any font; the fonts of the machine are asked only for letters that those lack.
import { LoopsmithError } from '../errors.js';
import { fontFamily, fontFiles } from './fonts.js';
import { withPixelSize } from './png-pixel-size.js';

export interface SvgPngOptions {
  /** Pixels per inch; a pixel of the SVG counts as 1/96 inch. @default 300 */
  dpi?: number;
}

/** Letters that the fonts of this package have: Latin, Greek, and a part of punctuation and mathematics. */
const known =
  /^[\s -~\u00a0-\u017f\u0370-\u03ff\u2010-\u2015\u2018-\u2022\u2026\u2030\u2190-\u2194\u2212\u2248\u2260\u2264\u2265]*$/;

/** Whether a figure holds letters that only a font of the machine may have; where it has none, they come out as boxes. */
export const needsSystemFonts = (svg: string): boolean => !known.test(svg);

/** More pixels than this are refused: they would not fit into memory. */
const mostPixels = 200e6;

/**
 * PNG bytes of an SVG figure, with its resolution in the file, so that programs that place it know how wide it is.
 * @throws LoopsmithError where the rasterizer is not installed, the SVG is broken or the picture too big
 */
export async function svgPng(svg: string, { dpi = 300 }: SvgPngOptions = {}): Promise<Uint8Array> {
  const { Resvg } = await rasterizer();
  const picture = load(() => {
    const font = { fontFiles: fontFiles(), loadSystemFonts: needsSystemFonts(svg), defaultFontFamily: fontFamily };
    return new Resvg(svg, {
      font: { ...font, sansSerifFamily: fontFamily },
      dpi: 96,
      fitTo: { mode: 'zoom', value: dpi / 96 },
      imageRendering: 1,
    });
  });
  const pixels = picture.width * picture.height * (dpi / 96) ** 2;
  if (pixels > mostPixels)
    throw new LoopsmithError(
      `a picture of ${Math.round(pixels / 1e6)} million pixels is too big: expected at most ${mostPixels / 1e6} million; take a smaller width or fewer dots per inch`,
    );
  return withPixelSize(picture.render().asPng(), dpi);
}

/** Why there are no PNG figures here; null where there are. */
export async function pngLacks(): Promise<string | null> {
  try {
    await rasterizer();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

async function rasterizer(): Promise<typeof import('@resvg/resvg-js')> {
  try {
    return await import('@resvg/resvg-js');
  } catch (cause) {
    throw new LoopsmithError(
      'PNG pictures need the package @resvg/resvg-js, which is not installed: run "npm install @resvg/resvg-js", or write SVG',
      'failed',
      { cause },
    );
  }
}

function load<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LoopsmithError(`the SVG cannot be drawn: ${reason}`, 'failed', { cause });
  }
}
