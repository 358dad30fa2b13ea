// What all pictures share on the command line: where they go, how wide they are, and SVG or PNG by the name of the file.
import { extname } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseQuantity } from '../../config/units.js';
import { LoopsmithError } from '../../errors.js';
import { needsSystemFonts, svgPng } from '../../plot/svg-png.js';
import { writeWhole } from '../../store/write-whole.js';
import { jsonOption, wholeNumber, withExample } from '../flags/options.js';
import { print, printJson, warn } from '../output.js';

export interface PictureFlags {
  out: string;
  /** In m. */
  width: number;
  dpi: number;
  json?: boolean;
}

/** Adds --out, --width, --dpi and --json. @param width the default, in mm */
export function withPictureOptions(command: Command, width: number, ...examples: string[]): Command {
  const widthOption = new Option('--width <length>', 'width on paper, for example "170 mm"')
    .argParser(printWidth)
    .default(width / 1000, `"${width} mm"`);
  command
    .requiredOption('--out <file>', 'where to write it: .svg or .png', pictureFile)
    .addOption(widthOption)
    .option('--dpi <n>', 'pixels per inch of a PNG', wholeNumber(36, 2400), 300)
    .addOption(jsonOption());
  return withExample(command, ...examples);
}

/** The name of a picture, as an argument. */
export function pictureFile(path: string): string {
  if (['.svg', '.png'].includes(extname(path).toLowerCase())) return path;
  throw new InvalidArgumentError('expected a file name that ends in .svg or .png.');
}

function printWidth(text: string): number {
  let width: number;
  try {
    width = parseQuantity(text, 'length');
  } catch (error) {
    if (!(error instanceof LoopsmithError)) throw error;
    throw new InvalidArgumentError('expected a width with its unit, such as "85 mm".');
  }
  if (width >= 0.02 && width <= 2) return width;
  throw new InvalidArgumentError('expected a width from 20 mm to 2 m.');
}

const isPngFile = (path: string): boolean => extname(path).toLowerCase() === '.png';

/** Writes the picture whole, as PNG or SVG by its name. */
export async function writePicture(path: string, svg: string, dpi: number): Promise<void> {
  writeWhole(path, isPngFile(path) ? await svgPng(svg, { dpi }) : svg);
}

/**
 * Writes the picture whole and says so.
 * @param facts what --json adds
 */
export async function savePicture(svg: string, flags: PictureFlags, facts: Record<string, unknown>): Promise<void> {
  const { out, dpi, width, json } = flags;
  const isPng = isPngFile(out);
  if (isPng && needsSystemFonts(svg))
    warn('letters beyond Latin and Greek are drawn with the fonts of this machine, which may lack them');
  await writePicture(out, svg, dpi);
  if (json) return printJson({ out, width, ...(isPng ? { dpi } : {}), ...facts });
  print(`${out}: ${Number((width * 1e3).toPrecision(4))} mm wide${isPng ? `, ${dpi} dpi` : ''}`);
}
