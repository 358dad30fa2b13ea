import { describe, expect, test } from 'vitest';
import type { AnchorPoints } from '../../src/quantities.js';
import { initialRun, type RunAction, reduce, shownStages } from '../../src/tui/run-state.js';
import { anchors, designEvents } from './design-events.js';

const play = (events: readonly RunAction[]) => events.reduce(reduce, initialRun);

/** Grains that were moved and are better. */
const polish = {
  type: 'candidate-polished',
  candidate: 0,
  solve: 1,
  solved: anchors(0.8),
  loss: 0,
  verified: true,
  better: true,
  change: 'a grain moved',
  predicted: anchors(0.79),
  seconds: 1,
} as const;

describe('the state of a run', () => {
  test('a replayed run ends in the state of the live one', () => {
    const events = designEvents();
    const half = events.slice(0, 9).reduce(reduce, initialRun);
    expect(events.slice(9).reduce(reduce, half)).toEqual(play(events));
  });

  test('verified candidates come first, then the solved by their loss, then the others', () => {
    const state = play(designEvents());
    expect(state.candidates.map((row) => row.candidate)).toEqual([2, 0, 1]);
    expect(state.candidates[0].verified).toBe(true);
  });

  test('the state before an event is not changed by it', () => {
    const before = play(designEvents().slice(0, 5));
    const copy = structuredClone(before);
    reduce(before, designEvents()[5]);
    expect(before).toEqual(copy);
  });

  test('an unknown event leaves the state as it is', () => {
    const state = play(designEvents());
    expect(reduce(state, { type: 'from a newer version' } as never)).toEqual(state);
  });

  test('a stop asked for twice is logged once, and not after the end', () => {
    const running = play(designEvents().slice(0, -1));
    const once = reduce(running, { type: 'stop-requested' });
    expect(once.stopping).toBe(true);
    expect(reduce(once, { type: 'stop-requested' })).toEqual(once);
    const ended = play(designEvents());
    expect(reduce(ended, { type: 'stop-requested' })).toEqual(ended);
  });

  test('a run that is gone on with keeps what it has shown, and counts no polishing twice', () => {
    const polished: RunAction = {
      type: 'candidate-polished',
      candidate: 0,
      solve: 1,
      solved: anchors(0.7),
      loss: 0,
      verified: true,
      better: true,
      change: 'spread +0.10',
      seconds: 1,
    };
    const first = [...designEvents(), polished];
    const again = designEvents().filter(({ type }) => type !== 'generation');
    const more: RunAction = { type: 'asked', order: { do: 'verify-more', candidates: 2 } };
    const state = play([...first, { type: 'job-started' }, ...again, polished, more]);
    expect(state.candidates.find((row) => row.candidate === 0)?.polish).toHaveLength(1);
    expect(state.history.bestLoss).toEqual(play(first).history.bestLoss);
    expect(state.orders).toEqual([more.order]);
  });

  test('the order to end a search learns where it ended', () => {
    const state = play([
      ...designEvents().slice(0, 6),
      { type: 'asked', order: { do: 'verify-now', generation: 2 } },
      { type: 'search-ended', reason: 'asked', generation: 3, generations: 5 },
    ]);
    expect(state.orders).toEqual([{ do: 'verify-now', generation: 3 }]);
    expect(state.log.at(-1)?.text).toBe('the search ended after generation 3 of 5: as asked');
  });

  test('a candidate shows how far its solver is until it is solved', () => {
    const events = designEvents();
    const at = events.findIndex((event) => event.type === 'candidate-solving');
    const solving: AnchorPoints = anchors(0.7);
    expect(play(events.slice(0, at + 1)).candidates[0].solving).toBe(-0.12);
    const solved = play([
      ...events.slice(0, at + 1),
      {
        type: 'candidate-solved',
        candidate: 0,
        predicted: solving,
        solved: solving,
        verified: true,
        fieldEvaluations: 1,
        seconds: 1,
      },
    ]);
    expect(solved.candidates[0].solving).toBeNull();
  });

  test('candidates stand in the order of the report: robust ones first, of equal losses the nearer one', () => {
    const solved = (candidate: number, distance: number) =>
      ({
        type: 'candidate-solved',
        candidate,
        predicted: anchors(0.7),
        solved: anchors(0.7),
        verified: true,
        loss: 0,
        distance,
        fieldEvaluations: 1,
        seconds: 1,
      }) as const;
    const state = play([solved(0, 0.02), solved(1, 0.01), solved(2, 0.03)]);
    expect(state.candidates.map(({ candidate }) => candidate)).toEqual([1, 0, 2]);
    const tested = play([
      solved(0, 0.02),
      solved(1, 0.01),
      { type: 'candidate-tested', candidate: 0, spread: {}, robust: true, solves: 3 },
    ]);
    expect(tested.candidates.map(({ candidate }) => candidate)).toEqual([0, 1]);
  });

  test('once the front of a trade-off is known, candidates stand as the report ranks them', () => {
    const point = (candidate: number) => ({ candidate, values: {} });
    const points = [point(1), point(0)];
    const order = (ranked?: number[]) =>
      play([...designEvents(), { type: 'front', quantities: ['mr', 'hc'], points, ranked }]).candidates.map(
        ({ candidate }) => candidate,
      );
    expect(order([0, 1, 2])).toEqual([0, 1, 2]);
    // Runs of earlier versions name the front alone.
    expect(order()).toEqual([1, 0, 2]);
  });

  test('a polished candidate shows what is predicted for the grains that it came to', () => {
    const [row] = play([polish]).candidates;
    expect(row.predicted).toEqual(anchors(0.79));
    expect(play([polish, { ...polish, better: false, predicted: undefined }]).candidates[0].predicted).toEqual(
      row.predicted,
    );
  });

  test('small perturbations of other grains do not count', () => {
    const tested = { type: 'candidate-tested', candidate: 0, spread: {}, robust: true, solves: 3 } as const;
    expect(play([tested]).candidates[0].robustness?.robust).toBe(true);
    expect(play([tested, { ...polish, better: false }]).candidates[0].robustness?.robust).toBe(true);
    expect(play([tested, polish]).candidates[0].robustness).toBeNull();
  });

  test('a stopped run solves nothing any more', () => {
    const events = designEvents();
    const at = events.findIndex((event) => event.type === 'candidate-solving');
    const finished = { type: 'run-finished', state: 'stopped', verified: 0, candidates: 1, seconds: 1 } as const;
    for (const end of [finished, { type: 'job-ended', code: 1, problem: '' }] as const)
      expect(play([...events.slice(0, at + 1), end]).candidates[0].solving).toBeNull();
  });

  test('a command that does not begin leaves a finished run as it was, one that begins does not', () => {
    const before = play(designEvents());
    const refused = { type: 'job-ended', code: 2, problem: 'another version' } as const;
    const after = [{ type: 'job-started' } as const, refused].reduce(reduce, before);
    expect(after).toMatchObject({ finished: before.finished, ended: { problem: 'another version' } });
    const begun = [{ type: 'job-started' } as const, designEvents()[0], refused].reduce(reduce, before);
    expect(begun.finished).toBeNull();
  });

  test('further stages are shown once they are there', () => {
    expect(shownStages({ stages: {} })).toEqual(['load', 'search', 'realise', 'screen', 'verify', 'polish']);
    expect(shownStages({ stages: { baselines: 'running' } }).at(-1)).toBe('baselines');
  });

  test('a run that is resumed in its search counts anew', () => {
    const generation = designEvents().find((event) => event.type === 'generation');
    if (!generation) throw new Error('no generation among the events');
    const at = (i: number) => ({ ...generation, generation: i, bestLoss: i });
    const { history } = play([1, 2, 3, 4, 1, 2].map(at));
    expect(history.bestLoss).toEqual([1, 2]);
  });

  test('a long search is thinned to a bounded history that still spans it', () => {
    const generation = designEvents().find((event) => event.type === 'generation');
    if (!generation) throw new Error('no generation among the events');
    let state = initialRun;
    for (let i = 1; i <= 5000; i++) state = reduce(state, { ...generation, generation: i, bestLoss: i });
    const { every, bestLoss } = state.history;
    expect(bestLoss.length).toBeLessThanOrEqual(400);
    expect(bestLoss.map((value, i) => value - 1 - i * every)).toEqual(bestLoss.map(() => 0));
    expect(bestLoss.at(-1)).toBeGreaterThan(5000 - every);
  });
});
