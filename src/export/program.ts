// What the folders for other programs have in common: the curve to compare with, the sweep, and a README on how to run and what to
// expect.
import { formatCurve } from '../curve/curve-csv.js';
import { anchorNames, quantities } from '../quantities.js';
import { offSaddles } from '../solver/off-saddles.js';
import { resolvesWalls } from '../solver/wall-resolution.js';
import { grainCount } from '../structure/structure.js';
import { compareScript } from './compare-script.js';
import type { ExportFile, ExportSubject, StructureFormat } from './format.js';
import { inSI, relaxedTorque, sweepOf } from './sweep.js';

export interface Program {
  /** Name of the format and of the folder. */
  readonly name: string;
  /** As the program is written. */
  readonly title: string;
  readonly summary: string;
  /** The input files. */
  inputs(subject: ExportSubject): ExportFile[];
  /** How to run it, one command per line. */
  readonly commands: readonly string[];
  /** See StructureFormat. */
  loses?: StructureFormat['loses'];
  /** What is particular to this program, one paragraph each. */
  notes(subject: ExportSubject): string[];
}

/** A ready-to-run folder as a format. */
export const programFormat = (program: Program): StructureFormat => ({
  name: program.name,
  summary: program.summary,
  scope: 'structure',
  curve: 'wanted',
  loses: program.loses,
  write(subject) {
    const { curve, physics } = subject;
    const files: ExportFile[] = [
      ...program.inputs({ ...subject, structure: offSaddles(subject.structure) }),
      { path: 'README.md', content: readme(program, subject) },
      { path: 'sweep.json', content: sweepJson(subject) },
      { path: 'compare.py', content: compareScript },
      ...(curve ? [{ path: 'expected.csv', content: formatCurve(curve, physics) }] : []),
    ];
    return files.map(({ path, content }) => ({ path: `${program.name}/${path}`, content }));
  },
});

function sweepJson(subject: ExportSubject): string {
  const { HA, mu0HA } = inSI(subject.physics);
  const { startField, endField, fieldStep } = sweepOf(subject);
  const values = {
    startField_HA: startField,
    endField_HA: endField,
    fieldStep_HA: fieldStep,
    HA_A_per_m: HA,
    mu0HA_T: mu0HA,
  };
  return `${JSON.stringify(values, null, 2)}\n`;
}

function readme({ title, commands, notes }: Program, subject: ExportSubject): string {
  const { name, structure, physics } = subject;
  const { Ms, A, K1, HA, mu0HA } = inSI(physics);
  const { startField, endField, fieldStep, stretches } = sweepOf(subject);
  const parts = stretches.length > 1 ? ', in parts of that where the curve falls' : '';
  const nm = (length: number) => `${Number((1e9 * length).toPrecision(6))} nm`;
  return `${[
    `# ${name.replace(/\s+/g, ' ')} for ${title}`,
    `The demagnetization curve of a grain structure, as Loopsmith solved it, to be repeated with ${title}.`,
    ['## Run it', '', ...commands.map((line) => `    ${line}`)].join('\n'),
    'Run the commands in this folder. `compare.py` needs Python 3 and nothing else.',
    [
      '## What is solved',
      '',
      `- ${grainCount(structure)} grains in a square of ${nm(structure.size)}, one cell of ${nm(structure.thickness)} along z, free sides, not periodic in x and y`,
      `- cells of ${nm(physics.cellSize)}, magnetization ${physics.magnetization === 'free' ? 'free in three components' : 'held in the plane'} (physics "${physics.name}")`,
      `- Ms = ${Ms} A/m, A = ${A} J/m, K1 = ${K1} J/m3; easy axes in the plane, none closer to the field or its normal than 1e-4 rad (a perfectly aligned state is a saddle)`,
      `- HA = 2 K1 / (mu0 Ms) = ${HA} A/m, mu0 HA = ${Number(mu0HA.toPrecision(6))} T`,
      `- applied field along +y from ${startField} to ${endField} HA in steps of ${fieldStep} HA${parts}; each state is relaxed from the one before, to a largest torque |m x H| of ${relaxedTorque} HA`,
    ].join('\n'),
    ...notes(subject),
    expectation(subject),
    '',
  ].join('\n\n')}`.replace(/\n+$/, '\n');
}

/** Programs agree on structures whose walls the cells resolve; otherwise a switching field is partly luck. */
const coarseNote =
  'These cells do not resolve a domain wall: walls stick to the grid, and where easy axes spread by 90 degrees and more another way of relaxing moves the later anchor points by up to 0.03 HA.';

function expectation({ anchors, physics }: ExportSubject): string {
  const head = '## What to expect';
  if (!anchors) return `${head}\n\nThis structure was exported without solving it: there is no curve to compare with.`;
  const rows = anchorNames.map((name) => {
    const { symbol, unit, label } = quantities[name];
    const value = anchors[name];
    return `| ${symbol} | ${value === null ? 'not reached' : value.toFixed(4)} | ${unit} | ${label} |`;
  });
  const table = ['| | solved here | unit | |', '| --- | --- | --- | --- |', ...rows].join('\n');
  const paragraphs = [
    head,
    table,
    'Fields are applied fields, reverse ones positive. `expected.csv` is the whole curve.',
    ...(resolvesWalls(physics) ? [] : [coarseNote]),
  ];
  return paragraphs.join('\n\n');
}
