// Whether HTML is well formed: every element closed in its order, every attribute in double quotes, no stray bracket or ampersand.

const voids = new Set(['meta', 'link', 'br', 'hr', 'img', 'input']);
const tag = /^<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/;
const entity = /^&(?:amp|lt|gt|quot|#39);/;

/** One line per thing that is wrong, with what stands there; stops at the first. */
export function malformations(html: string): string[] {
  const open: string[] = [];
  let at = html.startsWith('<!doctype html>') ? '<!doctype html>'.length : 0;
  const problem = (what: string) => [
    `${what}: ${html.slice(at, at + 60).replace(/\s+/g, ' ')} (in ${open.join(' > ')})`,
  ];
  while (at < html.length) {
    const inStyle = open.at(-1) === 'style';
    const next = inStyle ? html.indexOf('</style>', at) : html.slice(at).search(/[<&>]/) + at;
    if (next < at) break;
    at = next;
    if (html[at] === '>') return problem('stray >');
    if (html[at] === '&') {
      const found = entity.exec(html.slice(at, at + 8));
      if (!found) return problem('bare &');
      at += found[0].length;
      continue;
    }
    const found = tag.exec(html.slice(at, at + 200_000));
    if (!found) return problem('no tag');
    const [text, closing, name, attributes, selfClosing] = found;
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(attributes)) return problem('bare & in an attribute');
    if (closing && open.pop() !== name) return problem(`</${name}> closes nothing`);
    if (!closing && !selfClosing && !voids.has(name)) open.push(name);
    at += text.length;
  }
  return open.length > 0 ? [`not closed: ${open.join(' > ')}`] : [];
}
