// Which quantities a run is about: those that its objective names, or remanence, knee and coercivity where it names none.
import { anchorNames, derivedNames, isDerived, type QuantityName } from '../quantities.js';
import type { CandidateFacts } from './candidate-facts.js';
import type { RunFacts } from './facts.js';
import { value } from './wording.js';

export interface Wanted {
  config: { objective?: { terms?: readonly { quantity: QuantityName }[] } | null } | null;
  target: Partial<Record<QuantityName, number>>;
}

export function shownQuantities({ config, target }: Wanted): QuantityName[] {
  const wanted = new Set<QuantityName>((config?.objective?.terms ?? []).map(({ quantity }) => quantity));
  for (const name of Object.keys(target) as QuantityName[]) wanted.add(name);
  const named = [...anchorNames, ...derivedNames].filter((name) => wanted.has(name));
  return named.length > 0 ? named : ['mr', 'hk90', 'hc'];
}

/** Where a value of a candidate comes from, in the order of the chain. */
export const chainStages = ['predictedAtCode', 'predicted', 'solved', 'polished'] as const;
export type ChainStage = (typeof chainStages)[number];

/** null where not reached, not known, or where a stage does not have that quantity. */
export function valueAt(candidate: CandidateFacts, stage: ChainStage, name: QuantityName): number | null {
  if (isDerived(name)) {
    const last = candidate.polished ? 'polished' : 'solved';
    const known = stage === last ? candidate.derived : stage === 'solved' ? candidate.solvedDerived : null;
    return known?.[name] ?? null;
  }
  return candidate[stage]?.[name] ?? null;
}

/** What counts as met: a target with its tolerance, or a bound; undefined for a wish. */
export function wantedRange({ config, target }: Pick<RunFacts, 'config' | 'target'>, name: QuantityName) {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { quantity, goal, value, tolerance } of config?.objective?.terms ?? []) {
    if (quantity !== name || value === null) continue;
    if (goal !== 'atMost') low = Math.max(low, goal === 'target' ? value - (tolerance ?? 0) : value);
    if (goal !== 'atLeast') high = Math.min(high, goal === 'target' ? value + (tolerance ?? 0) : value);
  }
  const wanted = target[name];
  if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY)
    return wanted === undefined ? undefined : ([wanted, wanted] as const);
  return [low, high] as const;
}

const signs = { target: '', atLeast: '≥ ', atMost: '≤ ', maximize: '', minimize: '' } as const;

/** Targets and bounds of a quantity, as tables say them; empty where there are none. */
export function wantedText({ config, target }: Pick<RunFacts, 'config' | 'target'>, name: QuantityName): string {
  const own = (config?.objective?.terms ?? []).filter((term) => term.quantity === name && term.value !== null);
  if (own.length > 0) return own.map((term) => signs[term.goal] + value(name, term.value)).join(', ');
  return target[name] === undefined ? '' : value(name, target[name]);
}
