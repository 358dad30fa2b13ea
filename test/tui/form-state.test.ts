import { describe, expect, test } from 'vitest';
import { draftOf, type FormAction, focusOf, initialForm, reduceForm } from '../../src/tui/form-state.js';

const played = (...actions: FormAction[]) => actions.reduce(reduceForm, initialForm);
const type = (text: string, column: 'value' | 'weight' = 'value'): FormAction => ({
  type: 'type',
  text,
  cell: { kind: 'cell', quantity: 'mr', column },
});
const line = (step: 1 | -1): FormAction => ({ type: 'move', by: 'line', step });
const place = (step: 1 | -1): FormAction => ({ type: 'move', by: 'place', step });
const cycle = (step: 1 | -1): FormAction => ({ type: 'cycle', step, physics: ['resolved', 'paper'] });

describe('the form of an objective', () => {
  test('wants nothing at first', () => expect(draftOf(initialForm).terms).toEqual({}));

  test('a value that is typed becomes a target, and none when it is taken away', () => {
    const typed = played(type('0.9 Ms'));
    expect(draftOf(typed).terms).toEqual({ mr: { goal: 'target', value: '0.9 Ms', tolerance: '', weight: '' } });
    expect(draftOf(reduceForm(typed, type(''))).terms).toEqual({});
  });

  test('a goal that was chosen stays when the value changes', () => {
    const atLeast = played(place(-1), cycle(1), cycle(1), place(1), type('0.9'));
    expect(draftOf(atLeast).terms.mr?.goal).toBe('atLeast');
    expect(draftOf(reduceForm(atLeast, type(''))).terms.mr?.goal).toBe('atLeast');
  });

  test('places follow each other through every line and come round', () => {
    let state = initialForm;
    const seen = new Set<string>();
    do {
      seen.add(JSON.stringify(focusOf(state)));
      state = reduceForm(state, place(1));
    } while (!seen.has(JSON.stringify(focusOf(state))));
    expect(seen.size).toBe(2 + 8 * 4 + 3);
    expect(focusOf(state)).toEqual(focusOf(initialForm));
  });

  test('up and down keep the column', () => {
    expect(focusOf(played(line(1)))).toEqual({ kind: 'cell', quantity: 'hk90', column: 'value' });
    expect(focusOf(played(line(-1), line(-1)))).toEqual({ kind: 'physics' });
  });

  test('the physics is chosen from those that there are', () => {
    const physics = played(line(-1), line(-1), cycle(1));
    expect(draftOf(physics).physics).toBe('paper');
    expect(draftOf(reduceForm(physics, cycle(1))).physics).toBe('resolved');
  });

  test('text goes into the cell in which it was typed, also when the focus has moved on', () => {
    const moved = played(line(1), type('0.9 Ms'));
    expect(Object.keys(draftOf(moved).terms)).toEqual(['mr']);
  });
});
