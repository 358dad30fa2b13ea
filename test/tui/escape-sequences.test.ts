// The bytes that a terminal gets, screen by screen: which escape sequences are among them, with which colours and characters.
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createWorkplace } from '../cli/loopsmith.js';
import { hasTmux, openTerminal } from './tmux.js';

const workplace = createWorkplace();
afterAll(workplace.remove);

// Two parameters of one kind of colour are one code: 38;2;r;g;b.
const colorForms = /[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
const sequences = /\u001b(?:\[[0-9;?]*[@-~]|.)/g;

interface Written {
  /** Kinds of colours and attributes: '31', '38;2', '38;5'. */
  styles: Set<string>;
  /** All other sequences, numbers left out. */
  controls: Set<string>;
  text: string;
}

/** Everything that is written while home, form, the views of a run, its comparison, export, messages and help are shown. */
async function written(name: string, env: Record<string, string>): Promise<Written> {
  const cwd = join(workplace.path, name.replace(/\W+/g, '-'));
  mkdirSync(join(cwd, 'runs'), { recursive: true });
  cpSync(resolve('examples/replay'), join(cwd, 'runs', 'replay'), { recursive: true });
  const record = join(cwd, 'bytes');
  const { press, type, sees, close } = openTerminal([], { cwd, env, record, columns: 100, rows: 30 });
  try {
    await sees(['Start a design', 'verified', /\d+ workers, \w+ kernel/]);
    press('n');
    await sees(['within reach', 'labelled structures']);
    type('0.9');
    await sees(['Wanted: Mr']);
    press('Escape');
    await sees(['Recent runs', /\d of \d verified/]);
    // Past the end: the only run is the last line.
    press(...Array<string>(20).fill('Down'));
    await sees([/› .*verified|> .*verified/]);
    press('Enter');
    await sees(['The command that repeats it']);
    press('1');
    await sees(['generation', 'best code']);
    press('2');
    await sees(['predicted', 'no 3, verified']);
    press('c', 'Down');
    await sees(['no 3, verified', 'no 2']);
    press('e');
    await sees(['[x] structure']);
    press('q', 'm');
    await sees(['Messages']);
    press('x', '?');
    await sees(['this help']);
    press('x', 'q', 'q');
    await sees([/exit code/]);
  } catch (error) {
    press('C-c');
    throw error;
  } finally {
    close();
  }
  const text = readFileSync(record, 'utf8');
  const styles = new Set<string>();
  const controls = new Set<string>();
  for (const [sequence] of text.matchAll(sequences)) {
    const parameters = sequence.slice(2, -1);
    if (!sequence.endsWith('m') || !/^[\d;]*$/.test(parameters)) controls.add(sequence.replace(/\d+(?=[;H])/g, ''));
    else for (const [form] of parameters.matchAll(colorForms)) styles.add(form.replace(/^([34]8;[25]).*/, '$1'));
  }
  return { styles, controls, text };
}

/** Plain, bold, inverse, and their ends. */
const attributes = ['0', '1', '7', '22', '27'];
/** Words, lines and marks: among the first 16 colours in every theme. */
const words = ['2', '31', '32', '33', '35', '36', '39', '49'];
/** Pictures in 16 colours, from red over white to blue. */
const pictures16 = ['31', '34', '41', '44', '91', '94', '97', '101', '104', '107'];

const expectOnly = (found: Set<string>, allowed: readonly string[]) =>
  expect([...found].filter((one) => !allowed.includes(one))).toEqual([]);

describe.skipIf(!hasTmux)('what a terminal gets', () => {
  test('in truecolour: structures in 24 bits, words in the first 16 colours', async () => {
    const { styles, controls, text } = await written('truecolour', {});
    expectOnly(styles, [...attributes, ...words, '38;2', '48;2']);
    expect([...styles]).toEqual(expect.arrayContaining(['38;2', '48;2', '36', '7']));
    expect(text).toContain('▀');
    // The alternate screen, the cursor, frames drawn as one, places, ends of lines: nothing that clears what was there before.
    expectOnly(controls, [
      ...['\u001b[?1049h', '\u001b[?1049l', '\u001b[?25l', '\u001b[?25h', '\u001b[?2026h', '\u001b[?2026l'],
      ...['\u001b[?7l', '\u001b[?7h', '\u001b[2J', '\u001b[H', '\u001b[;H', '\u001b[K'],
    ]);
    for (const [enter, leave] of [
      ['\u001b[?1049h', '\u001b[?1049l'],
      ['\u001b[?25l', '\u001b[?25h'],
      ['\u001b[?7l', '\u001b[?7h'],
      ['\u001b[?2026h', '\u001b[?2026l'],
    ])
      expect(text.lastIndexOf(leave)).toBeGreaterThan(text.lastIndexOf(enter));
  });

  test('in 16 colours: none but those', async () => {
    const { styles, text } = await written('16 colours', { TERM: 'xterm', COLORTERM: '', TMUX: '' });
    expectOnly(styles, [...attributes, ...words, ...pictures16]);
    expect([...styles]).toEqual(expect.arrayContaining(['101', '104', '107', '36', '7']));
    expect(text).toContain('▀');
  });

  test('with NO_COLOR: bold and inverse, no colour', async () => {
    const { styles, text } = await written('NO_COLOR', { NO_COLOR: '1' });
    expectOnly(styles, attributes);
    expect([...styles]).toEqual(expect.arrayContaining(['1', '7']));
    expect(text).toContain('│');
  });

  test('with LANG=C: ASCII only, in whatever colours there are', async () => {
    const colored = await written('LANG=C', { LANG: 'C' });
    const plain = await written('LANG=C NO_COLOR', { LANG: 'C', NO_COLOR: '1' });
    for (const { text } of [colored, plain]) expect([...text].filter((one) => one > '\u007f')).toEqual([]);
    expectOnly(colored.styles, [...attributes, ...words, '48;2']);
    expect([...colored.styles]).toContain('48;2');
    expectOnly(plain.styles, attributes);
  });
});
