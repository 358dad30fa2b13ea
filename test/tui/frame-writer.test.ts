import { expect, test } from 'vitest';
import { createFrameWriter } from '../../src/tui/frame-writer.js';
import { plainSprites } from '../../src/tui/sprites.js';

function written(frame: string): string {
  const chunks: string[] = [];
  const terminal = { columns: 10, rows: 5, write: (text: string) => chunks.push(text) };
  const writer = createFrameWriter(terminal as never, { sprites: plainSprites, unicode: true });
  writer.stdout.write(frame);
  return chunks.join('');
}

test('the rest of a line is erased, but nothing of a full one, whose end the cursor does not leave', () => {
  expect(written('short')).toContain('short\u001b[0m\u001b[K');
  expect(written('\u001b[1mshort\u001b[22m')).toContain('\u001b[K');
  expect(written('──────────')).toContain('──────────\u001b[0m');
  expect(written('──────────')).not.toContain('\u001b[K');
});
