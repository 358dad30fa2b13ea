// The best candidates of a stored run, for pictures.
import { LoopsmithError } from '../../errors.js';
import type { CandidateFacts } from '../../report/candidate-facts.js';
import { factsOf, type RunFacts } from '../../report/facts.js';
import { candidateFolder } from '../../store/candidates.js';
import { type CandidateTexts, readRun } from '../../store/read-run.js';

export interface ChosenCandidate {
  facts: CandidateFacts;
  files: CandidateTexts;
  /** "candidates/03" */
  where: string;
}

export interface ChosenCandidates {
  run: RunFacts;
  candidates: ChosenCandidate[];
}

export interface ChoiceFlags {
  /** How many of the best. */
  best: number;
  /** The one with this number of its folder, instead of the best. */
  candidate?: number;
  /** Folder of the runs. */
  runs: string;
}

/** @throws LoopsmithError where there is no such run, or no such candidate in it */
export function chooseCandidates(name: string, { best, candidate, runs: root }: ChoiceFlags): ChosenCandidates {
  const stored = readRun(name, { root });
  const run = factsOf(stored);
  const known = run.candidates.filter(({ number }) => number !== null);
  const chosen = candidate === undefined ? known.slice(0, best) : known.filter(({ number }) => number === candidate);
  if (chosen.length === 0) {
    const expected = known.map(({ number }) => number).sort((a, b) => Number(a) - Number(b));
    throw candidate === undefined
      ? new LoopsmithError(`${stored.path}: no candidate was solved: there is nothing to draw`, 'failed')
      : new LoopsmithError(`${stored.path}: no candidate ${candidate} (there are: ${expected.join(', ') || 'none'})`);
  }
  const candidates = chosen.map((facts) => {
    const number = Number(facts.number);
    const where = candidateFolder(stored.path, number);
    return { facts, files: stored.candidate(number), where };
  });
  return { run, candidates };
}
