/** A text with its form as lines that a person can compare: headings by #, lists by their signs, marks as in Markdown, ⏎ for a line break, ␣ for a non-breaking space. */
type Json = {
  readonly type?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly Json[];
  readonly text?: string;
  readonly marks?: readonly Json[];
};

/** Takes ProseMirror's JSON of a whole text; ends with a line break. */
export function outlineOf(doc: object): string {
  return ((doc as Json).content ?? []).flatMap(linesOf).concat('').join('\n');
}

function linesOf(node: Json): readonly string[] {
  const children = node.content ?? [];
  const level = node.attrs?.['level'];
  switch (node.type) {
    case 'paragraph':
      return [(level === 1 ? '# ' : level === 2 ? '## ' : '') + children.map(inlineOf).join('')];
    case 'bullet_list':
      return children.flatMap((item) => itemOf(item, '- '));
    case 'ordered_list':
      return children.flatMap((item, at) => itemOf(item, `${at + 1}. `));
    case 'blockquote':
      return children.flatMap(linesOf).map((line) => `> ${line}`);
    default:
      return [`<${node.type}>`];
  }
}

function itemOf(item: Json, sign: string): readonly string[] {
  return (item.content ?? []).flatMap(linesOf).map((line, at) => (at === 0 ? sign : '  ') + line);
}

function inlineOf({ type, text = '', marks = [] }: Json): string {
  if (type === 'hard_break') return '⏎';
  return marks.reduce(
    (words, mark) => {
      if (mark.type === 'strong') return `**${words}**`;
      if (mark.type === 'em') return `_${words}_`;
      return mark.type === 'link' ? `[${words}](${String(mark.attrs?.['href'])})` : `{${words}}`;
    },
    text.replaceAll('\u00a0', '␣'),
  );
}
