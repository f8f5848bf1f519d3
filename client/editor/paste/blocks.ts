/** Paragraphs as one would have typed them: line breaks where they separate, none at the edges, nothing that is empty. */
import { rename, textOf, unwrap } from './source.ts';

const inline = 'a, abbr, b, bdi, bdo, br, cite, code, em, font, i, ins, kbd, mark, q, s, small, span, strike, strong, sub, sup, time, u';

/** Only inline elements and words: something that breaks can split. */
function isLine(element: Element): boolean {
  return [...element.children].every((child) => child.matches(inline) || child.tagName.includes(':'));
}

/** Two breaks in a row end a paragraph; one at an edge says nothing. */
export function splitAtBreaks(page: Document): void {
  for (const block of page.querySelectorAll('p, div, td, th, dd, body, blockquote, section, article')) {
    if (!block.querySelector(':scope > br') || !isLine(block)) continue;
    const parts: Node[][] = [[]];
    let breaks = 0;
    for (const node of [...block.childNodes]) {
      if (node instanceof Element && node.matches('br')) breaks += 1;
      else if (textOf(node) !== '' || breaks === 0) {
        if (breaks > 1) parts.push([]);
        else if (breaks === 1 && parts.at(-1)?.length) {
          trimEnd(parts.at(-1)?.at(-1));
          parts.at(-1)?.push(page.createElement('br'));
        }
        breaks = 0;
        parts.at(-1)?.push(node);
      }
    }
    const paragraphs = parts.map((nodes) => {
      const paragraph = page.createElement('p');
      paragraph.append(...nodes);
      return paragraph;
    });
    if (block.matches('p')) block.replaceWith(...paragraphs);
    else block.replaceChildren(...paragraphs);
  }
  // Between blocks, where word processors leave them to keep a distance.
  for (const rest of page.querySelectorAll('br')) {
    const beside = [rest.previousElementSibling, rest.nextElementSibling].some((each) => each && !each.matches(inline));
    if (beside || !rest.nextSibling || !rest.previousSibling) rest.remove();
  }
}

/** Takes the blanks before a break away. */
function trimEnd(node: Node | undefined): void {
  let last = node;
  while (last?.lastChild) last = last.lastChild;
  if (last?.nodeType === Node.TEXT_NODE) last.nodeValue = (last.nodeValue ?? '').trimEnd();
}

/** Its lines, without empty ones at the end. Counted backwards: `\n+$` would try each run of breaks from each of its breaks. */
export function linesOf(text: string): readonly string[] {
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return text.slice(0, end).split('\n');
}

export function plainBlocks(page: Document): void {
  for (const term of page.querySelectorAll('dt')) {
    const paragraph = rename(term, 'p');
    const strong = page.createElement('strong');
    strong.append(...paragraph.childNodes);
    paragraph.append(strong);
  }
  for (const pre of page.querySelectorAll('pre')) {
    pre.replaceWith(
      ...linesOf(pre.textContent ?? '').map((line) => {
        const paragraph = page.createElement('p');
        paragraph.textContent = line;
        return paragraph;
      }),
    );
  }
  for (const block of page.querySelectorAll('dd, figcaption, address, summary')) rename(block, 'p');
}

/** Inside out: an item that holds nothing goes with the list that held nothing else. */
export function removeEmpty(page: Document): void {
  const all = [...page.body.querySelectorAll('p, div, h3, h4, li, ul, ol, blockquote, section, a, strong, b, em, i, span')].reverse();
  for (const element of all) {
    if (textOf(element) !== '') continue;
    // A blank may be all that separates two words.
    if (element.matches(inline) && (element.textContent ?? '') !== '') unwrap(element);
    else element.remove();
  }
}
