// Before the solver: grains that were realised from a blurry image are moved until the regressor is content again. Blur takes small grains
// and strong contrasts away, so realised magnets are better aligned than the codes they come from; this gives it back, at no solver run.
import type { StructureLimits } from '../config/preset.js';
import type { AnchorPoints } from '../quantities.js';
import { improveOn } from '../search/improve-on.js';
import type { Objective } from '../search/objective.js';
import { axisRemanence } from '../structure/easy-axis-image.js';
import type { Structure } from '../structure/structure.js';
import { guessSlopes } from './guess-slopes.js';
import { createPolishLane, type Judged, type PolishLane, type Proposal } from './polish-lane.js';

export interface TuneOptions {
  objective: Objective;
  limits: StructureLimits;
  seed: number;
  predict: (structures: Structure[]) => Promise<AnchorPoints[]>;
}

const rounds = 4;

/** The structures, each moved to where it is predicted to be nearest to the objective, with the predictions. */
export async function tuneStructures(
  structures: readonly Structure[],
  { objective, limits, seed, predict }: TuneOptions,
): Promise<{ structure: Structure; predicted: AnchorPoints }[]> {
  const { maximumMisorientation } = limits;
  const predicted = await predict([...structures]);
  const slopes = await guessSlopes(structures, { maximumMisorientation, predict });
  const aims = structures.map((structure, i) => improveOn(objective, anchorsOf(structure, predicted[i])));
  const lanes: PolishLane[] = structures.map((structure, number) => {
    const own = aims[number];
    const start = { number, structure, solution: judge(structure, predicted[number], own) };
    const options = { objective: own, slopes: slopes[number], maximumMisorientation, aim: 0.5, seed, smooth: true };
    return createPolishLane(start, options);
  });
  for (let round = 0; round < rounds; round++) {
    const active = lanes.map((lane, number) => ({ lane, aim: aims[number] })).filter(({ lane }) => !lane.finished);
    if (active.length === 0) break;
    const proposals: Proposal[] = active.map(({ lane }) => lane.ask());
    const answers = await predict(proposals.map(({ structure }) => structure));
    active.forEach(({ lane, aim }, i) => {
      lane.tell(proposals[i], judge(proposals[i].structure, answers[i], aim));
    });
  }
  const tuned = lanes.map(({ best }, i) => best?.structure ?? structures[i]);
  const final = await predict(tuned);
  return tuned.map((structure, i) => ({ structure, predicted: final[i] }));
}

const anchorsOf = (structure: Structure, predicted: AnchorPoints): AnchorPoints => ({
  ...predicted,
  mr: axisRemanence(structure),
});

/** The remanence is taken from the axes: on labelled data they say it three times better than the regressor. */
function judge(structure: Structure, predicted: AnchorPoints, objective: Objective): Judged {
  const solved = anchorsOf(structure, predicted);
  return {
    solved,
    loss: objective.loss(solved),
    distance: objective.loss(solved, 0),
    verified: objective.isMet(solved),
  };
}
