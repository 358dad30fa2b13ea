// loopsmith import FILE
import { basename, extname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { parseQuantity } from '../../config/units.js';
import { LoopsmithError, placed } from '../../errors.js';
import { mostTableBytes } from '../../import/angle-table.js';
import { type EulerAxes, eulerAxesNames } from '../../import/euler-axes.js';
import { importStructure, mostCells } from '../../import/import-structure.js';
import type { Importer, ReadOptionName } from '../../import/importer.js';
import { detectImporter, headBytes, importerNamed, importers } from '../../import/importers.js';
import { imagePng } from '../../plot/image-png.js';
import { readBytes, readStart } from '../../store/read-bytes.js';
import { writeWhole } from '../../store/write-whole.js';
import { toImage } from '../../structure/easy-axis-image.js';
import { paperSample } from '../../structure/grains.js';
import { formatStructure } from '../../structure/structure-json.js';
import { checkOutputs } from '../flags/check-outputs.js';
import { jsonOption, positiveNumber, wholeNumber, withExample } from '../flags/options.js';
import { print, printJson, warn } from '../output.js';
import { importSummary, importWarnings } from '../tables/import-summary.js';

interface Flags {
  format?: string;
  out?: string;
  angles?: string;
  size?: string;
  thickness?: string;
  cells: number;
  fit?: number;
  threshold?: number;
  minimumPoints?: number;
  phase?: string;
  eulerAxes?: EulerAxes;
  layer?: number;
  png?: string;
  json?: boolean;
}

export function command(): Command {
  const formats = importers.map(
    ({ name, extensions, description }) => `  ${name.padEnd(5)} ${extensions[0].padEnd(6)} ${description}`,
  );
  const command = new Command('import')
    .description(
      `Make a structure from a grain map. Grains that are no Voronoi cells take several seeds; what is lost is said.\n\nFormats:\n${formats.join('\n')}`,
    )
    .argument('<file>', 'what was measured or drawn')
    .addOption(
      new Option('--format <name>', 'instead of what the file looks like').choices(importers.map(({ name }) => name)),
    )
    .option('--out <file.json>', 'the structure (default: the name of the file with .structure.json)')
    .option(
      '--angles <file.csv>',
      'png, tess: angle of each grain from +y towards +x, columns grain (or r,g,b) and angle_deg or angle_rad',
    )
    .option('--size <length>', 'edge of the sample, for example "320 nm" (default: that of the file)')
    .option('--thickness <length>', 'length along z (default: that of an ovf at least as long as wide, else "36 um")')
    .option('--cells <n>', 'cells along an edge of the image', wholeNumber(1, mostCells), paperSample.cells)
    .option(
      '--fit <percent>',
      'cells that shall keep their grain; 0: one seed per grain (default: EBSD 97, others 99)',
      percent,
    )
    .option(
      '--threshold <degrees>',
      'ovf, ctf, ang: more than this between neighbours is a grain boundary (default: ovf 0.01, EBSD 5)',
      angle,
    )
    .option('--minimum-points <n>', 'ovf, ctf, ang: smaller grains are filled (default: ovf 1, EBSD 5)', wholeNumber(1))
    .option('--phase <name>', 'ctf, ang: name or number of the phase (default: the uniaxial one with most points)')
    .addOption(
      new Option(
        '--euler-axes <where>',
        'ctf, ang: where x and y of the Euler angles point in the map as shown (default: ctf right-up, ang down-right)',
      ).choices(eulerAxesNames),
    )
    .option('--layer <n>', 'ovf: layer along z, from 1 (default: 1)', wholeNumber(1))
    .option('--png <file.png>', 'write the easy-axis image as a picture')
    .addOption(jsonOption());
  return withExample(
    command,
    'loopsmith import map.ctf --size "320 nm" --out magnet.json',
    'loopsmith import grains.png --angles angles.csv',
  ).action(run);
}

function run(file: string, { json, out, png, ...flags }: Flags): void {
  const importer = flags.format ? importerNamed(flags.format) : detectImporter(readStart(file, headBytes), file);
  checkTaken(importer, flags);
  const { structure, report } = importStructure(readBytes(file, importer.maximumBytes), {
    where: file,
    importer,
    name: basename(file, extname(file)),
    size: length('--size', flags.size),
    thickness: length('--thickness', flags.thickness),
    cells: flags.cells,
    fit: flags.fit === undefined ? undefined : flags.fit / 100,
    threshold: flags.threshold === undefined ? undefined : (flags.threshold * Math.PI) / 180,
    minimumPoints: flags.minimumPoints,
    phase: flags.phase,
    eulerAxes: flags.eulerAxes,
    layer: flags.layer,
    angles:
      flags.angles === undefined ? undefined : { bytes: readBytes(flags.angles, mostTableBytes), where: flags.angles },
  });
  const path = out ?? `${structure.name}.structure.json`;
  checkOutputs({ '--out': path, '--png': png }, [file, ...(flags.angles === undefined ? [] : [flags.angles])]);
  writeWhole(path, formatStructure(structure));
  if (png) writeWhole(png, imagePng(toImage(structure), structure.cells, 4));
  const warnings = importWarnings(report);
  for (const warning of warnings) warn(warning);
  if (json) printJson({ file, structure: path, ...report, warnings });
  else for (const line of importSummary(report, file, path)) print(line);
}

function percent(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError('expected a number from 0 to 100.');
  return value;
}

function angle(text: string): number {
  const value = positiveNumber(text);
  if (value > 90) throw new InvalidArgumentError('expected an angle up to 90 degrees.');
  return value;
}

function length(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const length = placed(flag, () => parseQuantity(text, 'length'));
  if (length >= 1e-9 && length <= 1) return length;
  throw new LoopsmithError(`${flag}: expected 1 nm to 1 m, got ${text}`);
}

/** A flag that the format does not know would be silently without effect. */
function checkTaken({ name, options }: Importer, flags: Omit<Flags, 'json' | 'out' | 'png'>): void {
  const names: readonly ReadOptionName[] = ['angles', 'threshold', 'minimumPoints', 'phase', 'eulerAxes', 'layer'];
  const wrong = names.find((option) => flags[option] !== undefined && !options.includes(option));
  if (!wrong) return;
  const flag = wrong.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  throw new LoopsmithError(`--${flag}: not for the format ${name}`);
}
