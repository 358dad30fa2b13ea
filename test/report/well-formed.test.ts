// The checker that the tests of the report rest on finds what it is there to find.
import { expect, it } from 'vitest';
import { malformations } from './well-formed.js';

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>a > b { }</style></head>${body}</html>`;

it.each([
  ['<p>an &amp; entity, <i class="x">nested</i><br></p>', true],
  ['<svg viewBox="0 0 1 1"><path d="M0,0"/></svg>', true],
  ['<p><b>crossed</p></b>', false],
  ['<p>open', false],
  ['<p>1 < 2</p>', false],
  ['<p>a > b</p>', false],
  ['<p>bare & ampersand</p>', false],
  ['<p title=unquoted>x</p>', false],
  ['<p title="a"b">x</p>', false],
  ['<p title="&x;">x</p>', false],
])('%s: %s', (body, sound) => expect(malformations(page(body)).length === 0).toBe(sound));
