// Orders carried out once a design has done what its preset says: more candidates for the solver, more polishing of one. Each depends on
// nothing but what was there before it, so a run comes to the same whether it was asked while it went on, later, or is resumed.
import type { PolishSettings, RobustnessSettings } from '../config/preset.js';
import type { Stage } from '../events.js';
import { finalOf, type RealisedCandidate, type SolvedCandidate } from './candidate.js';
import type { FurtherOrder } from './orders.js';
import { type PolishOptions, polishCandidates } from './polish.js';
import { testRobustness } from './robustness.js';
import { proposeCandidates } from './screen.js';
import { verifyCandidates } from './verify.js';

export interface CarryOutOptions extends Omit<PolishOptions, 'settings' | 'onPolished'> {
  polish: PolishSettings;
  robustness: RobustnessSettings;
  /** Realised and not yet solved, the most promising first; those that are taken leave it. */
  spares: RealisedCandidate[];
  step: <Result>(stage: Stage, work: () => Promise<Result>) => Promise<Result>;
  onSolved: (candidate: SolvedCandidate) => void;
}

/** All candidates after an order, those that are new at the end. */
export async function carryOut(
  order: FurtherOrder,
  candidates: readonly SolvedCandidate[],
  options: CarryOutOptions,
): Promise<SolvedCandidate[]> {
  const changed =
    order.do === 'polish'
      ? await polishOne(order, candidates, options)
      : await verifyMore(order.candidates, candidates, options);
  const { robustness, step, onSolved } = options;
  const untested = changed.filter((one) => finalOf(one).verified && one.robustness === null);
  const settled =
    robustness.candidates > 0 && untested.length > 0
      ? await step('robustness', () =>
          testRobustness(changed, { ...options, settings: robustness, onTested: onSolved }),
        )
      : changed;
  const old = candidates.map((one) => settled.find(({ candidate }) => candidate === one.candidate) ?? one);
  return [...old, ...settled.filter(({ candidate }) => candidate >= candidates.length)];
}

async function verifyMore(
  wanted: number,
  candidates: readonly SolvedCandidate[],
  { spares, step, ...options }: CarryOutOptions,
): Promise<SolvedCandidate[]> {
  const chosen = spares.splice(0, wanted);
  if (chosen.length < wanted) {
    const left =
      chosen.length === 0 ? 'none is' : `only ${chosen.length} of them ${chosen.length === 1 ? 'is' : 'are'}`;
    options.emit({ type: 'warning', message: `${wanted} more candidates were asked for: ${left} left of the search` });
  }
  if (chosen.length === 0) return [];
  const screened = await step('screen', () => proposeCandidates(chosen, candidates.length, options));
  return step('verify', () => verifyCandidates(screened, options));
}

async function polishOne(
  { candidate: number, solves }: Extract<FurtherOrder, { do: 'polish' }>,
  candidates: readonly SolvedCandidate[],
  { polish, step, onSolved, ...options }: CarryOutOptions,
): Promise<SolvedCandidate[]> {
  const refuse = (why: string) => {
    options.emit({ type: 'warning', message: `candidate ${number + 1} is not polished: ${why}` });
    return [];
  };
  const before = candidates.find(({ candidate }) => candidate === number);
  if (!before) return refuse('there is none of this number');
  if (!Number.isFinite(finalOf(before).loss)) return refuse('its curve does not reach what is wanted');
  const unlimited = { seconds: Number.POSITIVE_INFINITY, fieldEvaluations: Number.POSITIVE_INFINITY };
  const settings = { ...polish, ...unlimited, candidates: 1, solves, enough: 1 };
  const [after] = await step('polish', () =>
    polishCandidates([before], { ...options, settings, onPolished: onSolved }),
  );
  if (after.polishSolves === before.polishSolves) return refuse('it is as near as polishing aims at');
  return [after];
}
