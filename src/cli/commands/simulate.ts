// loopsmith simulate FILE
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { loadPhysics, withMaterial } from '../../config/physics.js';
import { parseQuantity } from '../../config/units.js';
import { formatCurve } from '../../curve/curve-csv.js';
import { derived } from '../../design/measure.js';
import { LoopsmithError, placed } from '../../errors.js';
import { magnetizationOvf, stateFileName } from '../../export/ovf.js';
import { ovfBytes } from '../../export/ovf-bytes.js';
import type { Physics } from '../../physics.js';
import { curveSvg } from '../../plot/curve-svg.js';
import { secondsLeft } from '../../progress.js';
import { checkFieldRange } from '../../solver/check.js';
import type { KernelChoice } from '../../solver/choose-kernel.js';
import { makeFolder } from '../../store/make-folder.js';
import { writeWhole } from '../../store/write-whole.js';
import { createAnnouncer } from '../announce.js';
import { checkOutputs } from '../flags/check-outputs.js';
import { noFields, parseFieldList } from '../flags/field-list.js';
import { jsonOption, kernelOption, materialOption, physicsOption, wholeNumber, withExample } from '../flags/options.js';
import { createInterrupt } from '../interrupt.js';
import { print, printJson, say, warn } from '../output.js';
import { readStructure } from '../read-structure.js';
import { type SweepOptions, solveCurve } from '../solve-states.js';
import { anchorTable } from '../tables/anchor-table.js';
import { derivedLine } from '../tables/derived-line.js';
import { takenFields } from '../taken-fields.js';

interface Options {
  physics: string;
  material?: string;
  cellSize?: string;
  stopAt: 'coercivity' | 'full';
  full?: boolean;
  from: string;
  to: string;
  fieldStep: string;
  refine: number;
  minimizer: 'conjugate-gradients' | 'gradient-flow';
  kernel: KernelChoice;
  curve?: string;
  svg?: string;
  saveStates?: string;
  states?: string;
  json?: boolean;
}

export function command(): Command {
  const simulate = new Command('simulate')
    .description('Solve the demagnetization curve of a structure and its anchor points.')
    .argument('<file>', 'structure JSON (loopsmith/structure@1)')
    .addOption(physicsOption())
    .addOption(materialOption())
    .option('--cell-size <length>', 'edge of a solver cell, for example "1 nm" (default: that of the physics)')
    .addOption(new Option('--stop-at <where>', 'end of the sweep').choices(['coercivity', 'full']).default('full'))
    .addOption(new Option('--full', 'the same as --stop-at full').conflicts('stopAt'))
    .option('--from <field>', 'start of the sweep', '1 HA')
    .option('--to <field>', 'end of the sweep, where it goes that far', '-1 HA')
    .option('--field-step <field>', 'from a field to the next', '0.01 HA')
    .addOption(
      new Option('--refine <n>', 'parts of a field step in which M falls steeply, for sharp switching fields')
        .argParser(wholeNumber(1, 1000))
        .default(1),
    )
    .addOption(
      new Option('--minimizer <name>', 'gradient-flow is the definition of right, a hundred times slower')
        .choices(['conjugate-gradients', 'gradient-flow'])
        .default('conjugate-gradients'),
    )
    .addOption(kernelOption())
    .option('--curve <file.csv>', 'write the curve as CSV')
    .option('--svg <file.svg>', 'write the curve as a picture', svgFile)
    .option(
      '--save-states <fields>',
      'keep the magnetization at the field step nearest to each: "0, -0.2 HA" or "mr, hc"; at a sharp switch hc may be before it',
    )
    .option('--states <dir>', 'folder for it, one OVF file per field')
    .addOption(jsonOption());
  return withExample(
    simulate,
    'loopsmith simulate structure.json --cell-size "1 nm" --svg curve.svg',
    'loopsmith simulate structure.json --save-states "mr, -0.2 HA" --states states',
  ).action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const {
    physics: name,
    material,
    cellSize,
    stopAt,
    full,
    curve: csv,
    svg,
    saveStates,
    states: folder,
    json,
  } = options;
  const physics = withCellSize(withMaterial(loadPhysics(name), material, warn), cellSize);
  const sweep = sweepOptions(options, physics);
  if ((saveStates === undefined) !== (folder === undefined))
    throw new LoopsmithError('--save-states and --states belong together: which fields, and the folder for them');
  const list = saveStates === undefined ? noFields : parseFieldList(saveStates, physics.material, '--save-states');
  const structure = readStructure(file);
  checkOutputs({ '--curve': csv, '--svg': svg }, [file]);
  if (folder !== undefined) makeFolder(folder); // where that cannot be, it is better known now
  const interrupt = createInterrupt('stopping');
  const lines = createAnnouncer();
  const started = performance.now();
  const onProgress = (done: number, total: number) => {
    lines.emit({ type: 'progress', what: 'field step', done, total, secondsLeft: secondsLeft(started, done, total) });
  };
  try {
    const { solved, states } = await solveCurve({
      structure,
      physics,
      list,
      sweep,
      stopAt: full ? 'full' : stopAt,
      onProgress,
      signal: interrupt.signal,
    });
    const { curve, anchors, fieldEvaluations, seconds } = solved;
    const further = derived({ curve, anchors, structure }, physics.material);
    const subject = { name: structure.name ?? file, structure, physics };
    const kept = states.map((state) => ({ state, path: join(folder ?? '', stateFileName(state, 'ovf')) }));
    if (json) {
      const { appliedField, magnetization } = curve;
      printJson({
        anchors,
        derived: further,
        curve: { appliedField: [...appliedField], magnetization: [...magnetization] },
        fieldEvaluations,
        seconds,
        ...(folder === undefined
          ? {}
          : { states: kept.map(({ state: { appliedField }, path }) => ({ appliedField, file: path })) }),
      });
    } else {
      print(anchorTable(anchors, physics.material));
      print(derivedLine(further, structure));
      print(`physics ${physics.name}, ${fieldEvaluations} field evaluations, ${seconds.toFixed(1)} s`);
      for (const { state, path } of kept) print(`magnetization at ${state.appliedField} HA: ${path}`);
    }
    const taken = takenFields(
      list,
      anchors,
      states.map(({ appliedField }) => appliedField),
    );
    if (taken) say(taken);
    // After the result: it must not be lost where a file cannot be written.
    for (const { state, path } of kept) writeWhole(path, ovfBytes(magnetizationOvf(subject, state), 'binary4'));
    const series = [{ curve, label: subject.name, anchors }];
    if (csv) writeWhole(csv, formatCurve(curve, physics));
    if (svg) writeWhole(svg, curveSvg(series, { material: physics.material }));
  } finally {
    lines.end();
    interrupt.release();
  }
}

/** A picture called .png that holds SVG would open nowhere. */
function svgFile(path: string): string {
  if (!/\.(png|pdf|jpe?g)$/i.test(path)) return path;
  throw new InvalidArgumentError('expected an .svg file; "loopsmith plot curve CURVE.csv --out FILE.png" draws PNG.');
}

function sweepOptions(
  { from, to, fieldStep, refine, minimizer, kernel }: Options,
  { material }: Physics,
): SweepOptions {
  const field = (option: string, text: string) => placed(option, () => parseQuantity(text, 'field', material));
  const [startField, endField, step] = [field('--from', from), field('--to', to), field('--field-step', fieldStep)];
  checkFieldRange({ startField, endField, fieldStep: step });
  return { startField, endField, fieldStep: step, refine, minimizer, kernel };
}

function withCellSize(physics: Physics, text: string | undefined): Physics {
  if (text === undefined) return physics;
  const cellSize = placed('--cell-size', () => parseQuantity(text, 'length'));
  if (cellSize >= 1e-11 && cellSize <= 1e-6) return { ...physics, cellSize };
  throw new LoopsmithError(`--cell-size: expected 0.01 nm to 1 um, got ${text}`);
}
