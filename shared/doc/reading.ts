/**
 * A shared text read into a ProseMirror document, and never written: y-prosemirror's own reading deletes, in the reader's name,
 * whatever it can't make a node of. What is unknown here is left out.
 */
import { Fragment, type Mark, type Node, type NodeType } from 'prosemirror-model';
import * as Y from 'yjs';
import { schema } from './schema.ts';

type Run = { readonly insert: unknown; readonly attributes?: Readonly<Record<string, unknown>> };

export function readText(text: Y.XmlFragment): Node {
  return schema.nodes.doc.create(null, fitting(schema.nodes.doc, nodesIn(text)));
}

function nodesIn(parent: Y.XmlFragment): Node[] {
  return parent.toArray().flatMap((child: unknown) => {
    if (child instanceof Y.XmlText) return (child.toDelta() as Run[]).flatMap(wordsOf);
    return child instanceof Y.XmlElement ? elementOf(child) : [];
  });
}

function elementOf(element: Y.XmlElement): Node[] {
  const type = Object.hasOwn(schema.nodes, element.nodeName) ? schema.nodes[element.nodeName as keyof typeof schema.nodes] : null;
  if (!type || type.isText) return [];
  return [type.create(element.getAttributes(), fitting(type, nodesIn(element)))];
}

/** Only what has its place there: words right in a list would not be shown by an editor either. */
function fitting(type: NodeType, content: readonly Node[]): Fragment {
  return Fragment.fromArray(content.filter((node) => type.contentMatch.matchType(node.type)));
}

function wordsOf({ insert, attributes = {} }: Run): Node[] {
  if (typeof insert !== 'string' || insert === '') return [];
  const marks = Object.entries(attributes).flatMap(([name, value]): Mark[] => {
    const type = Object.hasOwn(schema.marks, name) ? schema.marks[name as keyof typeof schema.marks] : null;
    return type && value !== null ? [type.create(typeof value === 'object' ? value : null)] : [];
  });
  return [schema.text(insert, marks)];
}
