/** What turns into form as it is typed at the start of a line: `## `, `### `, `- `, `1. `, `> `. Backspace takes it back. */
import { wrapIn } from 'prosemirror-commands';
import { InputRule, inputRules } from 'prosemirror-inputrules';
import type { NodeType } from 'prosemirror-model';
import type { Plugin } from 'prosemirror-state';
import { headingLevelOf, schema } from '../../shared/doc/schema.ts';
import { continued } from './tools.ts';

const { paragraph, bullet_list, ordered_list, blockquote } = schema.nodes;

export function signsPlugin({ headings }: { readonly headings: boolean }): Plugin {
  const lists = [around(/^[-*] $/, bullet_list), around(/^1\. $/, ordered_list), around(/^> $/, blockquote)];
  return inputRules({ rules: headings ? [heading, ...lists] : lists });
}

// Only among the blocks of the text: in an item or a quotation there is no heading.
const heading = new InputRule(/^(##|###) $/, (state, match, start, end) => {
  if (state.doc.resolve(start).depth !== 1) return null;
  const tr = state.tr.delete(start, end);
  return tr.setBlockType(start, start, paragraph, { level: match[1] === '##' ? 1 : 2 });
});

/** The line goes into one of that kind, and on in the one right before it. */
function around(sign: RegExp, type: NodeType): InputRule {
  return new InputRule(sign, (state, _match, start, end) => {
    if (headingLevelOf(state.doc.resolve(start).parent) !== null) return null;
    const tr = state.tr.delete(start, end);
    if (!continued(tr, wrapIn(type))) return null;
    if (tr.doc.resolve(start - 1).nodeBefore?.type === type) tr.join(start - 1);
    return tr;
  });
}
