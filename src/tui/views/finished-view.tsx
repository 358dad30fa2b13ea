// What a run has come to: what was found, where it lies, how to repeat it.
import { Box } from 'ink';
import { describeOrder, describeSearchEnd, repeatingCommand } from '../../design/order-text.js';
import { duration, loss } from '../../format.js';
import { anchorNames, derivedNames, type QuantityName, quantities } from '../../quantities.js';
import { cell, unitOf, wantedCell } from '../../quantity-cells.js';
import { predictedOf, solvedOf } from '../candidate-row.js';
import { Line, wrap } from '../parts/line.js';
import { hasSolved, type RunState, wantedOf } from '../run-state.js';
import { Structure } from './structure.js';

interface FinishedProps {
  state: RunState;
  command: string;
  columns: number;
  rows: number;
}

export function FinishedView({ state, command, columns, rows }: FinishedProps) {
  const [best] = state.candidates.filter((row) => row.solved !== null);
  const pictureColumns = best?.picture ? Math.min(2 * (rows - 1), Math.floor(columns * 0.42), 96) : 0;
  const width = columns - pictureColumns - (pictureColumns > 0 ? 2 : 0);
  return (
    <Box gap={2}>
      <Box flexDirection="column" width={width} flexShrink={0}>
        {fitted(finishedLines(state, command, width), rows).map(({ text, bold }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
          <Line key={i} text={text} width={width} bold={bold} />
        ))}
      </Box>
      {best?.picture && (
        <Structure
          picture={best.picture}
          columns={pictureColumns}
          rows={Math.floor(pictureColumns / 2) + 1}
          caption={`best: no ${best.candidate + 1}, ${best.grains ?? '?'} grains`}
        />
      )}
    </Box>
  );
}

interface Said {
  text: string;
  bold?: boolean;
  /** Where there is no room for all, what is of the least worth goes first. */
  worth: number;
  /** Lines of one sentence stay or go together. */
  sentence?: string;
}

// What is wanted stands beside what was found, so the sentence of the objective goes before the command.
const worths = { blank: 0, aside: 1, value: 2, title: 3, objective: 4, command: 5, wanted: 6, main: 7 } as const;

/** Lines for the room there is. */
function fitted(lines: readonly Said[], rows: number): readonly Said[] {
  if (lines.length <= rows) return lines;
  const least = Math.min(...lines.map(({ worth }) => worth));
  const out = lines.findLast(({ worth }) => worth === least);
  const left = lines.filter((line) => line !== out && (!out?.sentence || line.sentence !== out.sentence));
  return fitted(left, rows);
}

/** The text of the view, broken into lines. */
function finishedLines(state: RunState, command: string, width: number): Said[] {
  const { finished, ended, run, baselines, front, orders, searchEnded } = state;
  const lines: Said[] = [];
  const say = (text: string, worth: number = worths.main, bold = false) => {
    for (const line of wrap(text, width)) lines.push({ text: line, bold, worth, sentence: text });
  };
  const gap = () => lines.push({ text: '', worth: worths.blank });
  say(verdict(state), worths.main, true);
  if (run) say(run.objective, worths.objective);
  if (ended?.problem) say(ended.problem);
  gap();
  lines.push(...bestLines(state));
  if (front) say(frontText(front), worths.wanted);
  if (run?.run) {
    gap();
    say('It lies in', worths.title, true);
    say(run.run);
    if (finished && !finished.message && hasSolved(state))
      say('e exports it for other programs, r writes a report for colleagues.', worths.aside);
  }
  const repeated = run?.command || command;
  if (repeated !== '') {
    gap();
    say('The command that repeats it', worths.title, true);
    say(repeatingCommand(repeated, orders), worths.command);
  }
  if (orders.length > 0) {
    gap();
    say('Asked for beside the preset', worths.aside, true);
    for (const order of orders)
      say(
        order.do === 'verify-now' && searchEnded ? describeSearchEnd(searchEnded) : describeOrder(order),
        worths.aside,
      );
  }
  if (baselines.length > 0) {
    gap();
    say('What else was tried at the same cost', worths.aside, true);
    for (const { name, verified, solves, loss: best } of baselines)
      say(`${name}: ${verified} verified with ${solves} solver runs, best loss ${loss(best)}`, worths.aside);
  }
  return lines;
}

const frontText = (front: readonly number[]): string =>
  front.length === 0
    ? 'No candidate is on the front: none is verified.'
    : `On the front, from the best in the first wish on: no ${front.map((candidate) => candidate + 1).join(', ')} (front.svg).`;

function verdict({ finished, ended }: RunState): string {
  if (!finished) return ended ? 'The run ended before its end.' : 'The run is not finished.';
  const counts = `${finished.verified} of ${finished.candidates} candidates verified`;
  const state = { done: 'Done', stopped: 'Stopped', failed: 'Failed' }[finished.state];
  return `${state} in ${duration(finished.seconds)}: ${counts}`;
}

/** Anchor points of the best candidate beside what is wanted, and what is derived from them where that is wanted. */
function bestLines(state: RunState): Said[] {
  const [best] = state.candidates.filter((row) => row.solved !== null);
  if (!best) return [{ text: 'No candidate was solved.', worth: worths.main }];
  const wanted = wantedOf(state);
  const isWanted = (name: QuantityName) => wanted.some(({ quantity }) => quantity === name);
  const head = `best: no ${best.candidate + 1}${best.verified ? ', verified' : ', not verified'}`;
  const names = [...anchorNames, ...derivedNames.filter(isWanted)];
  const rows = names.map((name) => {
    const values = [predictedOf(best, name), solvedOf(best, name)].map((value) => cell(name, value));
    const goal = isWanted(name) ? wantedCell(name, wanted) : '';
    const text = `  ${quantities[name].symbol.padEnd(7)}${values[0].padStart(9)}${values[1].padStart(8)}  ${goal.padStart(7)}${unitOf(name)}`;
    return { text, worth: goal === '' ? worths.value : worths.wanted };
  });
  const columns = `  ${''.padEnd(7)}${'predicted'.padStart(9)}${'solved'.padStart(8)}  ${'target'.padStart(7)}`;
  return [{ text: head, worth: worths.main }, { text: columns, worth: worths.wanted }, ...rows];
}
