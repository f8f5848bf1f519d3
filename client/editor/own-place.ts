/**
 * Keeps my caret behind the letter before it while others write. The binding alone holds on to what comes after the caret; at the end
 * of a line that is nothing, so everybody's caret went to the new end with each letter, and two who wrote there wove their words.
 */
import { Plugin } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';

type Selection = { readonly type: string; anchor: Y.RelativePosition | null; head: Y.RelativePosition | null };

/** Comes after the binding's plugin: it corrects the place that the binding has noted before a change. */
export function ownPlacePlugin(): Plugin {
  return new Plugin({
    view(view) {
      const doc: Y.Doc | undefined = ySyncPluginKey.getState(view.state)?.doc;
      const correct = () => {
        const noted: Selection | null = ySyncPluginKey.getState(view.state)?.binding?.beforeTransactionSelection ?? null;
        if (!doc || !noted || noted.type !== 'text' || !view.state.selection.empty) return;
        noted.anchor = noted.head = behindLetter(noted.head, doc);
      };
      doc?.on('beforeAllTransactions', correct);
      return { destroy: () => doc?.off('beforeAllTransactions', correct) };
    },
  });
}

/** The same place, held by the letter before it; at the start of a line as it was. */
function behindLetter(place: Y.RelativePosition | null, doc: Y.Doc): Y.RelativePosition | null {
  const found = place && Y.createAbsolutePositionFromRelativePosition(place, doc);
  if (!found || !(found.type instanceof Y.XmlText) || found.index === 0) return place;
  return Y.createRelativePositionFromTypeIndex(found.type, found.index, -1);
}
