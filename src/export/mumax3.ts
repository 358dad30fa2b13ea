// A folder for mumax3: run.mx3 and the regions of the grains.
import { reducedSaturation } from '../physics.js';
import { middleExcess } from '../solver/demagnetizing-factor.js';
import { grainCount } from '../structure/structure.js';
import { angleRegions } from './angle-regions.js';
import { grainFields } from './fields.js';
import type { ExportFile, ExportSubject } from './format.js';
import { ovfBytes } from './ovf-bytes.js';
import { programFormat } from './program.js';
import { biasOf, inSI, relaxedTorque, type Stretch, sweepOf } from './sweep.js';

/** mumax3 numbers regions with a byte. */
const mostRegions = 256;

/**
 * mumax3 refuses cells longer than 100 times their width, so the column is built of periodic images along z. Long cells cost time in
 * its numerical integration of the kernel, many images too: in between both take seconds.
 */
const cellAspect = 16;

interface Column {
  /** Length of a cell along z, in m. */
  length: number;
  /** The z argument of SetPBC: mumax3 sums 2 images - 1 cells. */
  images: number;
}

/** Cells whose sum is the thickness. */
export function columnOf(thickness: number, cellSize: number): Column {
  if (thickness <= cellAspect * cellSize) return { length: thickness, images: 0 };
  const images = Math.ceil((thickness / (cellAspect * cellSize) + 1) / 2);
  return { length: thickness / (2 * images - 1), images };
}

function inputs(subject: ExportSubject): ExportFile[] {
  const { structure } = subject;
  const { cells, grain } = grainFields(subject);
  const { regionOf, angles } = angleRegions(structure.easyAxisAngles, mostRegions);
  const regions = ovfBytes(
    {
      title: 'regions',
      description: ['Region of each cell, one per easy axis, written by Loopsmith'],
      cells,
      cellSize: structure.size / cells,
      thickness: columnOf(structure.thickness, structure.size / cells).length,
      labels: ['regions'],
      components: [Uint16Array.from(grain, (id) => regionOf[id])],
    },
    'binary4',
  );
  return [
    { path: 'run.mx3', content: script(subject, cells, angles) },
    { path: 'regions.ovf', content: regions },
  ];
}

function script(subject: ExportSubject, cells: number, angles: Float64Array): string {
  const { structure, physics } = subject;
  const { Ms, A, K1, mu0HA } = inSI(physics);
  const { startField, stretches } = sweepOf(subject);
  const edge = structure.size / cells;
  const { length, images } = columnOf(structure.thickness, edge);
  const loop = ({ from, step, steps }: Stretch) => `for i := 1; i <= ${steps}; i++ {
    B_ext = vector(0, (${from} - i*${step})*mu0HA, ${biasOf(physics)}*mu0HA)
    relax()
    TableSave()
}`;
  const axes = Array.from(angles, (t, r) => `anisU.SetRegion(${r}, vector(${Math.sin(t)}, ${Math.cos(t)}, 0))`);
  return `// Demagnetization curve, written by Loopsmith. Run it in this folder: mumax3 run.mx3

SetMesh(${cells}, ${cells}, 1, ${edge}, ${edge}, ${length}, 0, 0, ${images})

Msat = ${Ms}
Aex = ${A}
Ku1 = ${K1}

regions.LoadFile("regions.ovf")
${axes.join('\n')}

m = uniform(0, 1, 0)

mu0HA := ${mu0HA}                   // T
RelaxTorqueThreshold = ${relaxedTorque} * mu0HA  // T

TableAdd(B_ext)
B_ext = vector(0, ${startField}*mu0HA, ${biasOf(physics)}*mu0HA)
relax()
TableSave()
${stretches.map(loop).join('\n')}
`;
}

function loses({ structure }: ExportSubject): string | null {
  const { largestTurn } = angleRegions(structure.easyAxisAngles, mostRegions);
  if (largestTurn === 0) return null;
  return `This structure has ${grainCount(structure)} grains and mumax3 at most ${mostRegions} regions: grains whose easy axes are closest share one, which turns no axis by more than ${((largestTurn * 180) / Math.PI).toFixed(3)} degrees.`;
}

function notes(subject: ExportSubject): string[] {
  const { structure, physics } = subject;
  const merged = loses(subject);
  const { images } = columnOf(structure.thickness, physics.cellSize);
  const excess = middleExcess(structure);
  const column = `The column along z is one cell and its ${2 * images - 2} periodic images, together as long as the sample (mumax3 refuses longer cells). mumax3 takes the field in the middle of the column, Loopsmith the mean over its length: of this sample, demagnetizing factors differ by ${shown(excess)}, fields of the curve by up to ${shown(excess * reducedSaturation(physics.material))} HA. The kernel of mumax3 itself is accurate to about 0.0005. It is computed once, in a minute or less, and kept.`;
  const bias = `A constant field of ${biasOf(physics)} HA along z lets walls turn out of the plane; without it the magnetization would stay planar.`;
  const planar = 'The magnetization stays in the plane, for it starts there and relax() has no precession.';
  return [
    '## About this program',
    'The table is written to `run.out/table.txt`; it grows while mumax3 runs. `relax()` follows the torque without precession, so states do not jump over barriers. mumax3 computes in single precision.',
    ...(images > 0 ? [column] : []),
    physics.magnetization === 'free' ? bias : planar,
    ...(merged === null ? [] : [merged]),
  ];
}

const shown = (value: number): string => String(Number(value.toPrecision(1)));

export const mumax3Format = programFormat({
  name: 'mumax3',
  title: 'mumax3',
  summary: 'folder to run with mumax3: script, regions (at most 256, closest axes merged), README',
  inputs,
  loses,
  commands: ['mumax3 run.mx3', 'python3 compare.py run.out/table.txt'],
  notes,
});
