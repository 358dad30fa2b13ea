// The events of a small made-up design, for the tests of the screen and of the lines.
import type { RunEvent } from '../../src/events.js';
import type { AnchorPoints } from '../../src/quantities.js';

export const anchors = (mr: number): AnchorPoints => ({ m1: 0.97, mr, hk90: 0.2, hk80: 0.25, hk70: 0.28, hc: mr / 2 });

/** A square with k_x rising from left to right. */
export const ramp = (cells: number) => ({
  cells,
  kx: Array.from({ length: cells * cells }, (_, i) => ((i % cells) / (cells - 1)) * 2 - 1),
});

export function designEvents(candidates = 3): RunEvent[] {
  const events: RunEvent[] = [
    {
      type: 'run-started',
      name: 'first-light',
      run: 'runs/1',
      seed: 1,
      physics: 'paper',
      model: 'first-light',
      backend: 'wasm',
      workers: 2,
      objective: 'Mr = 0.700 ± 0.01 Ms, Hc = 0.300 ± 0.01 HA',
      target: { mr: 0.7, hc: 0.3 },
    },
    { type: 'stage', stage: 'load', state: 'started' },
    { type: 'stage', stage: 'load', state: 'finished' },
    { type: 'stage', stage: 'search', state: 'started' },
  ];
  for (let generation = 1; generation <= 5; generation++)
    events.push({
      type: 'generation',
      generation,
      generations: 5,
      bestLoss: 0.1 / generation,
      meanLoss: 0.5 / generation,
      spread: 0.9,
      bestPredicted: anchors(0.7),
      evaluationsPerSecond: 2000,
      secondsLeft: 5 - generation,
      bestImage: ramp(40),
    });
  events.push(
    { type: 'stage', stage: 'search', state: 'finished' },
    { type: 'stage', stage: 'realise', state: 'started' },
    { type: 'stage', stage: 'realise', state: 'finished' },
    { type: 'stage', stage: 'verify', state: 'started' },
  );
  for (let candidate = 0; candidate < candidates; candidate++)
    events.push({
      type: 'candidate-realised',
      candidate,
      grains: 20 + candidate,
      predictedAtCode: anchors(0.7),
      predicted: anchors(0.69),
      imageError: 0.1,
      image: ramp(20),
    });
  events.push(
    { type: 'candidate-solving', candidate: 0, appliedField: -0.12, magnetization: 0.6 },
    { type: 'warning', message: 'a cell is coarser than 0.8 sqrt(A/K1)' },
  );
  for (let candidate = 0; candidate < candidates; candidate++)
    events.push({
      type: 'candidate-solved',
      candidate,
      predicted: anchors(0.69),
      solved: { ...anchors(0.68), hk70: null },
      verified: candidate === 2,
      loss: candidate === 2 ? 0 : 0.01 * (candidate + 1),
      fieldEvaluations: 1000,
      seconds: 4.2,
    });
  events.push(
    { type: 'stage', stage: 'verify', state: 'finished' },
    { type: 'run-finished', state: 'done', verified: 1, candidates, seconds: 61 },
  );
  return events;
}
