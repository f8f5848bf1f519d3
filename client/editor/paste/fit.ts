/** What was pasted or dropped, made to fit the place: lists no deeper than people read them, no headings where none are offered. */
import { Fragment, Slice, type Node, type ResolvedPos } from 'prosemirror-model';
import { headingLevelOf, schema } from '../../../shared/doc/schema.ts';
import { deepestList, isList, listDepthAt } from '../list-depth.ts';

const { paragraph } = schema.nodes;

export function fitted(slice: Slice, $context: ResolvedPos, headings: boolean): Slice {
  // Items pasted among items join their list.
  const room = Math.max(1, deepestList - Math.max(0, listDepthAt($context) - 1));
  const content = fittedContent(slice.content, room, headings);
  // Open ends count levels: where some went the ends are looked for anew.
  return standing(content.eq(slice.content) ? slice : Slice.maxOpen(content, slice.openStart > 0), $context);
}

/** Words of a heading or an item join the line with the caret only if they come alone and there is something to join. */
function standing(slice: Slice, $context: ResolvedPos): Slice {
  const { content, openStart, openEnd } = slice;
  const isInList = listDepthAt($context) > 0;
  const stands = (node: Node | null) => node !== null && (headingLevelOf(node) !== null || (isList(node) && !isInList));
  const comeAlone = linesIn(content) === 1;
  if (comeAlone && $context.parent.content.size > 0) return slice;
  const endJoins = comeAlone || $context.parentOffset === $context.parent.content.size;
  return new Slice(content, stands(content.firstChild) ? 0 : openStart, stands(content.lastChild) && !endJoins ? 0 : openEnd);
}

function linesIn(content: Fragment): number {
  let lines = 0;
  content.descendants((node) => {
    if (node.isTextblock) lines += 1;
    return !node.isTextblock;
  });
  return lines;
}

function fittedContent(content: Fragment, room: number, headings: boolean): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (isList(node)) nodes.push(flattened(node, room));
    else if (node.isTextblock) nodes.push(headings || headingLevelOf(node) === null ? node : plain(node));
    else nodes.push(node.isLeaf ? node : node.copy(fittedContent(node.content, room, headings)));
  });
  return Fragment.fromArray(nodes);
}

/** The list with its items' lists inside, or, at the deepest level, after them as further items. */
function flattened(list: Node, room: number): Node {
  const items: Node[] = [];
  list.forEach((item) => {
    const own: Node[] = [];
    const after: Node[] = [];
    item.forEach((child) => {
      if (!isList(child)) own.push(child);
      else if (room > 1) own.push(flattened(child, room - 1));
      else flattened(child, 1).forEach((each) => after.push(each));
    });
    if (own.length > 0 || after.length === 0) items.push(item.copy(Fragment.fromArray(own)));
    items.push(...after);
  });
  return list.copy(Fragment.fromArray(items));
}

/** A heading as a line that stands out. */
function plain(heading: Node): Node {
  const strong = schema.marks.strong.create();
  const inline: Node[] = [];
  heading.forEach((node) => inline.push(node.mark(strong.addToSet(node.marks))));
  return paragraph.create(null, inline);
}
