// Run events as plain lines: with the time and rarely where nobody watches, as one updating line in a terminal.
import { describeOrder, describeSearchEnd } from '../design/order-text.js';
import type { RunEvent } from '../events.js';
import { duration, loss, reduced } from '../format.js';
import { anchorNames, quantities } from '../quantities.js';
import { sparkline } from '../sparkline.js';

export interface EventLine {
  text: string;
  /** Says only how far something is; the next of its kind replaces it. */
  passing: boolean;
}

const lasting = (text: string): EventLine => ({ text, passing: false });
const passing = (text: string): EventLine => ({ text, passing: true });
const left = (seconds: number | null): string => (seconds === null ? '' : `, ${duration(seconds)} left`);

/** What an event says; null where it says nothing worth a line. */
export function eventLine(event: RunEvent): EventLine | null {
  switch (event.type) {
    case 'run-started': {
      const { name, seed, physics, model, backend, kernel, workers, objective, run } = event;
      const where = run ? `, run ${run}` : '';
      return lasting(
        `${name}: ${objective} (physics ${physics}, model ${model}, ${backend}, ${kernel ? `${kernel} kernel, ` : ''}${workers} workers, seed ${seed}${where})`,
      );
    }
    case 'stage':
      if (event.message) return lasting(`${event.stage}: ${event.message}`);
      return event.state === 'started' ? lasting(event.stage) : null;
    case 'progress': {
      const text = `${event.what} ${event.done} of ${event.total}${left(event.secondsLeft)}`;
      const full = event.message ? `${text}: ${event.message}` : text;
      return event.done >= event.total ? lasting(full) : passing(full);
    }
    case 'generation': {
      const text = `generation ${event.generation} of ${event.generations}, best loss ${loss(event.bestLoss)}, mean ${loss(event.meanLoss)}`;
      return event.secondsLeft <= 0 ? lasting(text) : passing(text + left(event.secondsLeft));
    }
    case 'search-ended':
      return lasting(describeSearchEnd(event));
    case 'asked':
      return lasting(`asked: ${describeOrder(event.order)}`);
    case 'candidate-realised':
      return lasting(
        `candidate ${event.candidate + 1}: ${event.grains} grains, predicted ${anchorText(event.predicted)}`,
      );
    case 'candidate-solving':
      return passing(`candidate ${event.candidate + 1} at H = ${event.appliedField.toFixed(2)} HA`);
    case 'candidate-solved': {
      const verdict = event.verified ? 'verified' : 'not verified';
      return lasting(
        `candidate ${event.candidate + 1}: solved ${anchorText(event.solved)}, ${verdict} (${event.seconds.toFixed(1)} s)`,
      );
    }
    case 'candidate-polished': {
      const { candidate, solve, solved, loss: missed, better, verified, givenUp, change } = event;
      const verdict = givenUp
        ? 'given up'
        : `loss ${loss(missed)}${verified ? ', verified' : better ? ', better' : ''}`;
      return lasting(`candidate ${candidate + 1}, polish ${solve}: ${change}: ${anchorText(solved)}, ${verdict}`);
    }
    case 'candidate-tested': {
      const spread = anchorNames.flatMap((name) => {
        const value = event.spread[name];
        return value === undefined ? [] : `${quantities[name].symbol} ${value.toFixed(4)}`;
      });
      const verdict = event.robust ? 'stays verified' : 'does not stay verified';
      return lasting(`candidate ${event.candidate + 1}: small perturbations move ${spread.join(', ')}; ${verdict}`);
    }
    case 'chain': {
      const { mr, hk90, hc } = event.difference;
      return lasting(
        `predicted and solved part by Mr ${reduced(mr)}, Hk90 ${reduced(hk90)}, Hc ${reduced(hc)} (${chainPlaces[event.stage]})`,
      );
    }
    case 'baseline':
      return lasting(
        `${event.name}, ${event.solves} solver runs: best ${anchorText(event.solved)}, loss ${loss(event.loss)}, ${event.verified} verified`,
      );
    case 'front':
      return lasting(`${event.points.length} candidates on the front of ${event.quantities.join(' and ')}`);
    case 'warning':
      return lasting(`warning: ${event.message}`);
    case 'epoch': {
      const validation = event.validationLoss === null ? '' : `, validation ${loss(event.validationLoss)}`;
      const active = event.activeDimensions === undefined ? '' : `, ${event.activeDimensions} dimensions in use`;
      const losses = event.recentLosses ?? [];
      const curve = losses.length < 3 ? '' : ` ${sparkline(losses, losses.length, true)}`;
      const text = `${event.network} epoch ${event.epoch} of ${event.epochs}: loss ${loss(event.trainingLoss)}${validation}${active}${curve}`;
      const speed = `, ${Math.round(event.samplesPerSecond)} samples/s`;
      return event.epoch >= event.epochs ? lasting(text + speed) : passing(text + speed + left(event.secondsLeft));
    }
    case 'run-finished': {
      const verdict = event.candidates > 0 ? `, ${event.verified} of ${event.candidates} verified` : '';
      return lasting(
        `${event.state} in ${duration(event.seconds)}${verdict}${event.message ? `: ${event.message}` : ''}`,
      );
    }
  }
}

const chainPlaces = {
  code: 'at the code',
  decoded: 'after decoding',
  realised: 'after realising',
  polished: 'after polishing',
} as const;

const anchorText = ({ mr, hk90, hc }: { mr: number | null; hk90: number | null; hc: number | null }): string =>
  `Mr ${reduced(mr)}, Hk90 ${reduced(hk90)}, Hc ${reduced(hc)}`;

export interface LinesOptions {
  stream: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  /** Milliseconds. @default Date.now */
  now?: () => number;
}

export interface Lines {
  emit(event: RunEvent): void;
  /** Leaves the updating line as it is and ends it. */
  end(): void;
}

/** A listener that writes to a stream, by default standard error. */
export function createLines({ stream, now = Date.now }: LinesOptions): Lines {
  const live = stream.isTTY === true;
  const pause = live ? 100 : 5000;
  const last = new Map<string, number>();
  let open = false;
  const end = () => {
    if (open) stream.write('\n');
    open = false;
  };
  const emit = (event: RunEvent) => {
    const line = eventLine(event);
    if (!line) return;
    if (line.passing && now() - (last.get(event.type) ?? Number.NEGATIVE_INFINITY) < pause) return;
    if (line.passing) last.set(event.type, now());
    if (!live) return void stream.write(`${clock(now())}  ${line.text}\n`);
    // One updating line: never as wide as the terminal, which would wrap it.
    const text = line.passing ? line.text.slice(0, (stream.columns ?? 80) - 1) : `${line.text}\n`;
    stream.write(`${open ? '\r\u001b[K' : ''}${text}`);
    open = line.passing;
  };
  return { emit, end };
}

/** Local time, hh:mm:ss. */
export const clock = (milliseconds: number): string => new Date(milliseconds).toTimeString().slice(0, 8);
