// HTML that escapes by itself: what is put into html`...` is text, unless it is HTML already. So nothing that comes from a file can
// become markup, wherever it is put (between tags, or in an attribute within double quotes).

export interface Html {
  readonly markup: string;
}

export type Content = Html | string | number | null | undefined | false | readonly Content[];

/** Tagged template: HTML with escaped values; null, undefined and false are nothing, lists follow one another. */
export const html = (strings: TemplateStringsArray, ...values: Content[]): Html =>
  raw(strings.reduce((sum, part, i) => sum + markupOf(values[i - 1]) + part));

/** Markup that is known to be sound: SVG of src/plot, styles. */
export const raw = (markup: string): Html => ({ markup });

function markupOf(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'number') return escapeHtml(String(value));
  if (typeof value === 'string') return escapeHtml(value);
  return 'markup' in value ? value.markup : value.map(markupOf).join('');
}

// HTML has no place for control characters either.
const escapeHtml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[c]};`);
