// Whether an objective that is being written holds: what is wrong with which term, and where the targets lie.
import { objectiveSchema } from '../../config/objective.js';
import { loadPhysics } from '../../config/physics.js';
import { parseYaml } from '../../config/yaml.js';
import { LoopsmithError } from '../../errors.js';
import type { Material } from '../../physics.js';
import type { Task } from '../../pool/task.js';
import type { QuantityName } from '../../quantities.js';
import { describeObjective } from '../../search/objective.js';
import type { ObjectiveTerm } from '../../search/objective-spec.js';
import { draftedObjective, type ObjectiveDraft } from '../objective-draft.js';

export interface CheckedObjective {
  /** One line where it holds; null else. */
  description: string | null;
  /** What is wrong with single terms. */
  problems: Partial<Record<QuantityName, string>>;
  /** What is wrong with the whole; null where nothing, or where a term is wrong. */
  problem: string | null;
  /** The terms that hold, in reduced units. */
  terms: ObjectiveTerm[];
}

export const run: Task<ObjectiveDraft, CheckedObjective> = (draft) => {
  const { material } = loadPhysics(draft.physics);
  const problems: CheckedObjective['problems'] = {};
  const terms: ObjectiveTerm[] = [];
  for (const name of Object.keys(draft.terms) as QuantityName[]) {
    const alone = check({ ...draft, name: 'draft', terms: { [name]: draft.terms[name] } }, material);
    if (typeof alone === 'string') problems[name] = alone;
    else terms.push(...alone.terms);
  }
  if (Object.keys(problems).length > 0) return { description: null, problems, problem: null, terms };
  const whole = check({ ...draft, name: draft.name || 'draft' }, material);
  return typeof whole === 'string'
    ? { description: null, problems, problem: whole, terms }
    : { description: describeObjective(whole), problems, problem: null, terms };
};

/** The objective, or in one line what is wrong with it. */
function check(draft: ObjectiveDraft, material: Material) {
  try {
    return parseYaml(JSON.stringify(draftedObjective(draft)), objectiveSchema(material), 'draft', { lines: false });
  } catch (error) {
    if (!(error instanceof LoopsmithError)) throw error;
    return error.message.replace(/^draft: (terms(\.\w+)*: )?/, '');
  }
}
