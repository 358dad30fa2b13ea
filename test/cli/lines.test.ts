import { describe, expect, test } from 'vitest';
import { createLines, eventLine } from '../../src/cli/lines.js';
import type { RunEvent } from '../../src/events.js';
import { designEvents } from '../tui/design-events.js';

/** Lines of the events, one every `step` ms. */
function write(events: RunEvent[], step: number, terminal = false): string {
  let [text, time] = ['', 0];
  const stream = { isTTY: terminal, columns: 40, write: (part: string) => (text += part) };
  const lines = createLines({ stream, now: () => time });
  for (const event of events) {
    lines.emit(event);
    time += step;
  }
  lines.end();
  return text;
}

const counting = (total: number): RunEvent[] =>
  Array.from({ length: total }, (_, i) => ({
    type: 'progress',
    what: 'labelled',
    done: i + 1,
    total,
    secondsLeft: total - i - 1,
  }));

describe('events as lines', () => {
  test('every kind of event has a line or says nothing', () => {
    for (const event of designEvents()) {
      const line = eventLine(event);
      if (line) expect(line.text).not.toMatch(/undefined|NaN|\n/);
    }
  });

  test('where nobody watches every line has a time', () => {
    for (const line of write(designEvents(), 1000).trim().split('\n')) expect(line).toMatch(/^\d\d:\d\d:\d\d {2}\S/);
  });

  test('progress is said at most every 5 seconds, and at its end', () => {
    const lines = write(counting(100), 100).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('labelled 1 of 100, 1 min 39 s left');
    expect(lines[2]).toContain('labelled 100 of 100');
  });

  test('in a terminal progress is one updating line that never wraps', () => {
    const text = write(counting(100), 200, true);
    expect(text.trim().split('\n')).toHaveLength(1);
    for (const part of text.split('\r\u001b[K')) expect(part.trimEnd().length).toBeLessThan(40);
  });
});

describe('an epoch', () => {
  const epoch = {
    type: 'epoch',
    network: 'vae',
    epoch: 3,
    epochs: 9,
    trainingLoss: 0.1,
    validationLoss: null,
  } as const;
  const text = (recentLosses?: number[]) =>
    eventLine({ ...epoch, recentLosses, samplesPerSecond: 99, secondsLeft: 5 })?.text;

  test('draws the losses so far as a small curve', () => {
    expect(text([0.8, 0.5, 0.1])).toContain('loss 0.100 █▆▁, 99 samples/s');
  });

  test('draws nothing where there is no curve yet', () => {
    expect(text([0.8, 0.1])).not.toMatch(/[▁-█]/);
    expect(text()).not.toMatch(/[▁-█]/);
  });
});
