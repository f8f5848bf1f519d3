/** What turns into form as it is typed at the start of a line: `## `, `### `, `- `, `1. `, `> `. Backspace takes it back. */
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import type { Plugin } from 'prosemirror-state';
import { schema } from '../../shared/doc/schema.ts';

const { heading, bullet_list, ordered_list, blockquote } = schema.nodes;

export function signsPlugin(): Plugin {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(##|###) $/, heading, (match) => ({ level: match[1] === '##' ? 1 : 2 })),
      wrappingInputRule(/^[-*] $/, bullet_list),
      wrappingInputRule(/^1\. $/, ordered_list),
      wrappingInputRule(/^> $/, blockquote),
    ],
  });
}
