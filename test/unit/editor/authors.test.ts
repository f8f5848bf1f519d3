/** Whose letters stand where, and whose are most. */
import { describe, expect, test } from 'vitest';
import { prosemirrorToYXmlFragment } from 'y-prosemirror';
import * as Y from 'yjs';
import { sharesIn } from '../../../client/editor/authorship.ts';
import { must } from '../../../shared/domain/assert.ts';
import { authoredLines } from '../../../shared/doc/authors.ts';
import { readText } from '../../../shared/doc/reading.ts';
import { bodyOf } from '../../../shared/doc/roots.ts';
import { schema } from '../../../shared/doc/schema.ts';

const { doc, paragraph, bullet_list, list_item, hard_break } = schema.nodes;
const names: Readonly<Record<number, string>> = { 1: 'Ada', 2: 'Ben', 3: 'Ada' };
const nameOf = (client: number) => names[client] ?? 'Okänd';

function written(): Y.Doc {
  const ada = new Y.Doc();
  ada.clientID = 1;
  const line = (text: string) => paragraph.create(null, schema.text(text));
  const list = bullet_list.create(null, list_item.create(null, [line('i en lista'), paragraph.create()]));
  const broken = paragraph.create(null, [schema.text('rad'), hard_break.create(), schema.text('två', [schema.marks.strong.create()])]);
  prosemirrorToYXmlFragment(doc.create(null, [line('Målen är få.'), list, broken]), bodyOf(ada));
  return ada;
}

function lineOf(text: Y.Doc, at: number): Y.XmlText {
  return must(bodyOf(text).get(at) as Y.XmlElement, 'a line').get(0) as Y.XmlText;
}

/** Ben, with what Ada has, writes; Ada hears it. */
function ben(ada: Y.Doc, writes: (his: Y.Doc) => void, client = 2): void {
  const his = new Y.Doc();
  his.clientID = client;
  Y.applyUpdate(his, Y.encodeStateAsUpdate(ada));
  writes(his);
  Y.applyUpdate(ada, Y.encodeStateAsUpdate(his));
}

describe('whose letters stand where', () => {
  test('the runs are where an editor would find the letters, in lists and behind line breaks too', () => {
    const ada = written();
    ben(ada, (his) => {
      lineOf(his, 0).insert(6, 'nog ');
      lineOf(his, 0).format(0, 5, { em: {} });
      lineOf(his, 0).delete(0, 1);
    });
    const shown = readText(bodyOf(ada));
    const read = authoredLines(bodyOf(ada)).map(({ runs }) => runs.map(({ from, to, client }) => [shown.textBetween(from, to), client]));
    expect(read).toEqual([
      [
        ['ålen ', 1],
        ['nog ', 2],
        ['är få.', 1],
      ],
      [['i en lista', 1]],
      [],
      [
        ['rad', 1],
        ['två', 1],
      ],
    ]);
  });

  test('a line is from its first letter to behind its last', () => {
    const shown = readText(bodyOf(written()));
    const lines: (readonly [number, number])[] = [];
    shown.descendants((node, position) => {
      if (node.isTextblock) lines.push([position + 1, position + 1 + node.content.size]);
    });
    expect(authoredLines(bodyOf(written())).map(({ from, to }) => [from, to])).toEqual(lines);
  });

  test('shares are by name, however many clients one had, most letters first', () => {
    const ada = written();
    ben(ada, (his) => lineOf(his, 0).insert(0, 'x'.repeat(40)));
    ben(ada, (his) => lineOf(his, 0).insert(0, 'y'.repeat(20)), 3);
    ben(ada, (his) => lineOf(his, 0).insert(0, 'z'), 4);
    expect([...sharesIn(authoredLines(bodyOf(ada)), nameOf)]).toEqual([
      ['Ada', 'Målen är få.i en listaradtvå'.length + 20],
      ['Ben', 40],
      ['Okänd', 1],
    ]);
  });
});
