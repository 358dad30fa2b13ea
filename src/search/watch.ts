// Knows when a search over codes is over, and tells the listener how it goes.
import type { CodeSearchOptions, CodeSearchResult } from './code-search.js';
import type { ScoredCode, Scoring } from './scoring.js';

export interface Watch {
  /** To be told after each generation, counted from 0: the best codes so far, the present ones, and how far these lie apart. */
  generation(index: number, archive: readonly ScoredCode[], members: readonly ScoredCode[], spread: number): void;
  /** Why the search is over, or undefined. */
  ended(): CodeSearchResult['ended'] | undefined;
  generations(): number;
}

/** Progress is a fall of the mean fitness of the kept codes by at least this share. */
const smallestProgress = 0.01;
/** Generations between pictures. */
const imagePeriod = 10;

export function createWatch({ settings, keep, emit, shouldStop, toImage }: CodeSearchOptions, scoring: Scoring): Watch {
  const started = performance.now();
  let ended: CodeSearchResult['ended'] | undefined;
  let generations = 0;
  let best = Infinity;
  let lastProgress = 0;
  let shown: ScoredCode | undefined;
  let pictured: ScoredCode | undefined;
  let picturedAt = -imagePeriod;

  const generation: Watch['generation'] = (index, archive, members, spread) => {
    generations = index + 1;
    const kept = archive.slice(0, keep);
    const mean = meanOf(kept.map(({ fitness }) => fitness));
    if (mean < best * (1 - smallestProgress) || best === Infinity) {
      best = Math.min(best, mean);
      lastProgress = index;
    }
    if (shouldStop?.(generations)) ended = 'stopped';
    // Never with an ensemble that is asked for its doubt (caution > 0): there the search goes on to codes of which it is surer.
    else if (kept.length === keep && kept.every(({ fitness }) => fitness === 0)) ended = 'met';
    // The front of a trade-off grows without its mean falling.
    else if (kept[0]?.costs == null && index - lastProgress >= settings.stallGenerations) ended = 'stalled';
    if (!emit || !kept[0]) return;
    shown = kept[0].costs ? leastLoss(shown ? [shown, ...kept] : kept) : kept[0];
    const seconds = (performance.now() - started) / 1000;
    const isPictured = toImage && shown !== pictured && (index - picturedAt >= imagePeriod || ended !== undefined);
    if (isPictured) [pictured, picturedAt] = [shown, index];
    emit({
      type: 'generation',
      generation: generations,
      generations: settings.generations,
      bestLoss: shown.loss,
      meanLoss: meanOf(members.map(({ loss }) => loss)),
      spread,
      bestPredicted: shown.predicted,
      evaluationsPerSecond: scoring.evaluations() / Math.max(seconds, 1e-6),
      secondsLeft: ended ? 0 : (seconds / generations) * (settings.generations - generations),
      ...(isPictured && { bestImage: toImage(shown.code) }),
    });
  };
  return { generation, ended: () => ended, generations: () => generations };
}

/** The best to show of a trade-off: the first code of its front is only one end of it, and the front drops others as it spreads. */
const leastLoss = (codes: readonly ScoredCode[]): ScoredCode => codes.reduce((a, b) => (b.loss < a.loss ? b : a));

/** Mean of the finite ones: one failed code must not hide how the others do. */
function meanOf(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return finite.length > 0 ? finite.reduce((sum, value) => sum + value, 0) / finite.length : Infinity;
}
