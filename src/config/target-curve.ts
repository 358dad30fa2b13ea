// A measured curve as a target: its anchor points, those that it reaches.
import { anchorPoints } from '../curve/anchors.js';
import type { MeasuredField } from '../curve/measured-columns.js';
import { parseMeasuredCurve } from '../curve/measured-curve.js';
import { LoopsmithError } from '../errors.js';
import type { Material } from '../physics.js';
import { type AnchorName, anchorNames } from '../quantities.js';
import type { ObjectiveSpec } from '../search/objective-spec.js';
import { objectiveSchema } from './objective.js';
import { parseYaml } from './yaml.js';

/** Knee fields are harder to meet than remanence and coercivity, and where a curve falls steeply three of them say the same. */
const kneeTerm = { tolerance: '0.02 HA', weight: 0.5 };

const sheared = 'sheared from the internal field';

/**
 * @param where the file, for messages
 * @param over the field of the file @default 'applied'
 * @throws LoopsmithError for a file that is no curve, or has neither remanence nor coercivity
 */
export function objectiveFromCurve(
  text: string,
  where: string,
  material: Material,
  over: MeasuredField = 'applied',
): ObjectiveSpec {
  const anchors = anchorPoints(parseMeasuredCurve(text, where, material, over));
  if (anchors.mr === null || anchors.mr <= 0)
    throw new LoopsmithError(`${where}: expected a positive magnetization at zero applied field`);
  const isKnee = (name: AnchorName) => name.startsWith('hk');
  const terms = anchorNames.flatMap((name) => {
    const target = anchors[name];
    return target === null ? [] : [[name, { target, ...(isKnee(name) ? kneeTerm : {}) }]];
  });
  const reached = terms.map(([name]) => name).join(', ');
  const document = {
    name: 'target-curve',
    description: `${reached} of ${where}${over === 'internal' ? ` (${sheared})` : ''}`,
    terms: Object.fromEntries(terms),
  };
  const objective = parseYaml(JSON.stringify(document), objectiveSchema(material), where, { lines: false });
  return over === 'internal' ? { ...objective, note: sheared } : objective;
}
