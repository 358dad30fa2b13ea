// What evaluate prints: errors beside those of the paper and of predictors that learn nothing, uncertainties, learning curve.
import { shownPath } from '../../config/paths.js';
import type { Calibration } from '../../model/calibration.js';
import type { AnchorErrors, ErrorGroup } from '../../model/evaluate.js';
import { type AnchorName, quantities } from '../../quantities.js';
import type { Evaluation } from '../../train/evaluate-model.js';
import type { LearningPoint } from '../../train/learning-curve.js';
import { table } from '../output.js';

const number = (value: number | null | undefined): string =>
  (value ?? null) === null ? '-' : Number(value).toFixed(4);
const percent = (share: number): string => `${Math.round(100 * share)} %`;
const symbol = (name: AnchorName): string => quantities[name].symbol;

/** All tables, with a heading each. */
export function evaluationTables(evaluation: Evaluation): string {
  const { model, physics, data, count, folds, calibration, loop, learningCurve } = evaluation;
  const { byMisorientation, floorByMisorientation } = evaluation;
  const howTested = folds > 0 ? `, each by ensembles that were trained without its part of ${folds}` : '';
  return [
    `model ${model}, physics ${physics}, ${count} records of ${data.map(shownPath).join(', ')}${howTested}; mean absolute errors`,
    errorsBeside(evaluation),
    `by largest misorientation\n${grouped('degrees', byMisorientation)}`,
    floorByMisorientation.length > 0 &&
      `and between two labels of one structure\n${grouped('degrees', floorByMisorientation)}`,
    calibration &&
      `how far off predictions are expected to be, and how often they are not farther\n${stated(calibration)}`,
    loop && `mean differences after structure -> code -> decode -> realise -> solve\n${grouped('grains', loop)}`,
    learningCurve.length > 0 && `mean absolute errors over the number of labels\n${learning(learningCurve)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function errorsBeside({ errors, codeErrors, trivial, floor }: Evaluation): string {
  const head = [
    '',
    'structure',
    'code',
    'paper',
    '95 %',
    'R2',
    ...Object.keys(trivial),
    ...(floor ? ['labels'] : []),
    'unit',
  ];
  const rows = errors.map(({ name, meanAbsoluteError, paperMeanAbsoluteError, percentile95, r2 }, k) => [
    symbol(name),
    number(meanAbsoluteError),
    number(codeErrors[k].meanAbsoluteError),
    number(paperMeanAbsoluteError),
    number(percentile95),
    number(r2),
    ...Object.values(trivial).map((others) => number(others[k].meanAbsoluteError)),
    ...(floor ? [number(floor[k].meanAbsoluteError)] : []),
    quantities[name].unit,
  ]);
  return table(head, rows);
}

function stated(calibration: readonly Calibration[]): string {
  const rows = calibration.map(({ name, meanUncertainty, within1, within2, rootMeanSquare }) => [
    symbol(name),
    number(meanUncertainty),
    percent(within1),
    percent(within2),
    rootMeanSquare.toFixed(2),
    quantities[name].unit,
  ]);
  return table(['', 'mean', 'within (68 %)', 'within twice (95 %)', 'error/stated', 'unit'], rows);
}

function grouped(by: string, groups: readonly ErrorGroup[]): string {
  const head = [by, 'structures', ...groups[0].errors.map(({ name }) => symbol(name))];
  const rows = groups.map(({ upTo, count, errors }) => [
    Number.isFinite(upTo) ? `up to ${upTo}` : 'more',
    String(count),
    ...errors.map(({ meanAbsoluteError }) => number(meanAbsoluteError)),
  ]);
  return table(head, rows);
}

function learning(points: readonly LearningPoint[]): string {
  const head = ['labels', 'from', ...points[0].errors.map(({ name }) => symbol(name))];
  const row = (labels: number, from: string, errors: readonly AnchorErrors[]) => [
    String(labels),
    from,
    ...errors.map(({ meanAbsoluteError }) => number(meanAbsoluteError)),
  ];
  return table(
    head,
    points.flatMap(({ labels, errors, codeErrors }) => [
      row(labels, 'structure', errors),
      row(labels, 'code', codeErrors),
    ]),
  );
}
