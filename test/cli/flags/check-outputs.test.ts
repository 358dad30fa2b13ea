import { expect, it } from 'vitest';
import { checkOutputs } from '../../../src/cli/flags/check-outputs.js';

it('refuses an output in the place of what is read, or of another output, however it is written', () => {
  expect(() => checkOutputs({ '--out': './package.json' }, ['package.json'])).toThrow('package.json is read');
  expect(() => checkOutputs({ '--curve': 'a', '--svg': './a' }, [])).toThrow('--curve is written there');
  expect(() => checkOutputs({ '--curve': 'a', '--svg': undefined, '--out': 'b' }, ['c'])).not.toThrow();
});
