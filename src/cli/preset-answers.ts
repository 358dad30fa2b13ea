// What a new preset is to hold: flags, then answers, then what is usual. A wrong answer is asked for again, and costs none of the others.
import { loadObjective } from '../config/objective.js';
import { loadPhysics } from '../config/physics.js';
import { usualModel, usualPhysics } from '../config/usual.js';
import { LoopsmithError } from '../errors.js';
import { checkModelOf } from './check-model-of.js';
import { drawLimits, parseGrains } from './flags/draw-limits.js';

type Flag = 'physics' | 'objective' | 'model' | 'grains' | 'maxMisorientation';
export type PresetAnswers = Record<Flag, string>;

interface Question {
  flag: Flag;
  text: string;
  /** @param physics that was answered before */
  usual: (physics: string) => string;
  /** @throws LoopsmithError that says what is wrong with an answer */
  check: (answer: string, physics: string) => unknown;
}

/** The physics comes first, because the others are held against it. */
const questions: readonly Question[] = [
  { flag: 'physics', text: 'Physics', usual: () => usualPhysics, check: (answer) => loadPhysics(answer) },
  {
    flag: 'objective',
    text: 'Objective, by name or file',
    usual: () => 'target-remanence',
    check: (answer, physics) => loadObjective(answer, loadPhysics(physics).material),
  },
  {
    flag: 'model',
    text: 'Model',
    usual: (physics) => usualModel(loadPhysics(physics).name),
    check: (answer, physics) => checkModelOf(answer, loadPhysics(physics)),
  },
  { flag: 'grains', text: 'Grains, from-to', usual: () => '16-256', check: parseGrains },
  {
    flag: 'maxMisorientation',
    text: 'Largest misorientation',
    usual: () => '180 deg',
    check: (maxMisorientation) => drawLimits({ maxMisorientation }),
  },
];

/** @param ask null where nobody is there to answer @param say what is wrong with an answer */
export async function presetAnswers(
  flags: Partial<PresetAnswers>,
  ask: ((question: string) => Promise<string>) | null,
  say: (problem: string) => void,
): Promise<PresetAnswers> {
  const found: PresetAnswers = { physics: '', objective: '', model: '', grains: '', maxMisorientation: '' };
  for (const { flag, text, usual, check } of questions) {
    const proposed = flags[flag] ?? usual(found.physics);
    const isAsked = ask !== null && flags[flag] === undefined;
    const checked = (answer: string) => check(answer, found.physics);
    if (!isAsked) checked(proposed); // before more is asked
    found[flag] = isAsked
      ? await untilRight(async () => (await ask(`${text} [${proposed}]: `)).trim() || proposed, checked, say)
      : proposed;
  }
  return found;
}

async function untilRight(
  ask: () => Promise<string>,
  check: (answer: string) => unknown,
  say: (problem: string) => void,
): Promise<string> {
  for (;;) {
    const answer = await ask();
    try {
      check(answer);
      return answer;
    } catch (error) {
      if (!(error instanceof LoopsmithError)) throw error;
      say(error.message);
    }
  }
}
