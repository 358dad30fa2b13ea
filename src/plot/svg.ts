// The few pieces of SVG that every figure is made of. Positions in pixels with two decimals, so that files are small and stable.

export type Attributes = Record<string, string | number>;

/** One element; `content` is SVG text and is not escaped. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(show(value))}"`);
  return content === '' ? `<${name}${pairs.join('')}/>` : `<${name}${pairs.join('')}>${content}</${name}>`;
}

/** Text with subscripts: what follows an underscore, in braces or up to the end of the word, as in "M_s", "H_k90" or "mu_{0}H". */
export function label(text: string, x: number, y: number, attributes: Attributes = {}): string {
  const parts = text.split(/_(\{[^}]*\}|\w+)/).map((part) => part.replace(/^\{(.*)\}$/, '$1'));
  const spans = parts.map((part, i) => {
    if (i % 2 === 1) return `<tspan dy="3" font-size="75%">${escapeXml(part)}</tspan>`;
    const back = i > 0 && part !== '' ? ' dy="-3"' : '';
    return part === '' ? '' : `<tspan${back}>${escapeXml(part)}</tspan>`;
  });
  return element('text', { x, y, ...attributes }, spans.join(''));
}

/** A whole SVG file on a white ground. */
export function figure(width: number, height: number, title: string, content: string[]): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'Helvetica, Arial, "Liberation Sans", sans-serif',
    'font-size': 12,
    fill: '#222',
  };
  const ground = element('rect', { width, height, fill: '#fff' });
  return `${element('svg', attributes, `\n${[`<title>${escapeXml(title)}</title>`, ground, ...content].join('\n')}\n`)}\n`;
}

/** Points x0, y0, x1, y1, ... joined by lines. */
export const pathOf = (points: readonly [number, number][]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${show(x)},${show(y)}`).join('');

const show = (value: string | number): string => (typeof value === 'string' ? value : String(Number(value.toFixed(2))));

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[c]};`);
