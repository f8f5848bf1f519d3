/**
 * What is sealed when a section is signed off: its text and its findings as plain JSON in ProseMirror's shape, read straight
 * from the shared types. The same for every replica with the same content, however its runs and marks came about. Hashes are
 * taken over it, so what it makes of a document never changes: another form gets another `form`. PROTOCOL.md describes it.
 */
import * as Y from 'yjs';
import type { Finding } from '../domain/evaluation.ts';
import { bodyOf, findingOf, findingRoot } from './roots.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type SealedMark = { readonly type: string; readonly attrs?: Json };
/** `text` for words, a node's name for nodes; `other` for what the editor would not show. */
export type SealedNode = {
  readonly type: string;
  readonly attrs?: Json;
  readonly content?: readonly SealedNode[];
  readonly text?: string;
  readonly marks?: readonly SealedMark[];
};
export type SealedFinding = Pick<Finding, 'id' | 'kind' | 'example' | 'evidence'>;
export type Sealed = {
  readonly form: 1;
  readonly body: SealedNode;
  readonly findings: readonly {
    readonly id: string;
    readonly kind: string;
    readonly example: string | null;
    readonly evidence: readonly string[];
    readonly text: SealedNode;
  }[];
};

/** `findings`: those that are not hidden, in their order. Never throws, whatever the document holds. */
export function sealedText(doc: Y.Doc, findings: readonly SealedFinding[]): Sealed {
  // Looked for before it is asked for: asking would make the root.
  const roots = new Set(doc.share.keys());
  return {
    form: 1,
    body: rootOf(bodyOf(doc)),
    findings: findings.map(({ id, kind, example, evidence }) => ({
      id,
      kind,
      example,
      evidence: [...evidence],
      text: roots.has(findingRoot(id)) ? rootOf(findingOf(doc, id)) : { type: 'doc' },
    })),
  };
}

function rootOf(fragment: Y.XmlFragment): SealedNode {
  return node('doc', undefined, contentOf(fragment));
}

/** Absent where there is nothing, as ProseMirror writes it. */
function node(type: string, attrs: Json | undefined, content: readonly SealedNode[]): SealedNode {
  return { type, ...(attrs === undefined ? {} : { attrs }), ...(content.length === 0 ? {} : { content }) };
}

function contentOf(parent: Y.XmlFragment): readonly SealedNode[] {
  return joined(parent.toArray().flatMap((child: unknown) => nodesOf(child)));
}

function nodesOf(child: unknown): readonly SealedNode[] {
  if (child instanceof Y.XmlText) return runsOf(child);
  if (!(child instanceof Y.XmlElement)) return [{ type: 'other' }];
  const attrs = plain(child.getAttributes());
  return [node(child.nodeName, isEmpty(attrs) ? undefined : attrs, contentOf(child))];
}

type Run = { readonly insert: unknown; readonly attributes?: Readonly<Record<string, unknown>> };

function runsOf(text: Y.XmlText): readonly SealedNode[] {
  return (text.toDelta() as Run[]).map(({ insert, attributes = {} }) => {
    const marks = marksOf(attributes);
    const some = marks.length > 0 ? { marks } : {};
    return typeof insert === 'string' ? { type: 'text', text: insert, ...some } : { type: 'other', ...some };
  });
}

/** y-prosemirror sets a hash behind the name of a mark that may lie over others of its kind. */
const hashed = /^(.*)--[a-zA-Z0-9+/=]{8}$/s;

function marksOf(attributes: Readonly<Record<string, unknown>>): readonly SealedMark[] {
  return Object.entries(attributes)
    .map(([name, value]): SealedMark => {
      const attrs = plain(value);
      return { type: hashed.exec(name)?.[1] ?? name, ...(isEmpty(attrs) ? {} : { attrs }) };
    })
    .map((mark) => [JSON.stringify(mark), mark] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, mark]) => mark);
}

/** Runs that differ in nothing are one: marks that came and went leave seams that nobody sees. */
function joined(nodes: readonly SealedNode[]): readonly SealedNode[] {
  const out: SealedNode[] = [];
  for (const each of nodes) {
    const last = out.at(-1);
    const goesOn = last?.text !== undefined && each.text !== undefined && JSON.stringify(last.marks) === JSON.stringify(each.marks);
    if (goesOn) out[out.length - 1] = { ...last, text: last.text + each.text };
    else out.push(each);
  }
  return out;
}

/** Deeper than anything the editor writes: what lies below is not looked at. */
const deepest = 32;

/** Keys sorted, so that its text is the same whoever wrote which first. What JSON can't hold has one and the same stand-in. */
function plain(value: unknown, depth = 0): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || depth === deepest) return '(other)';
  if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return '(other)';
  const entries = Object.entries(value).map(([key, each]) => [key, plain(each, depth + 1)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
