/** One section's text, joined: what an editor binds to. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { FindingId, SectionId } from '../../shared/domain/ids.ts';
import type { Closing } from '../../shared/protocol/closings.ts';
import type { View } from './view.ts';

/**
 * One generation of a section's text. After `closed` it is dead: show it read-only, or call `session.openText(section)`
 * again for a fresh one (its unsent text, if any, stands in `session.setAside` by then).
 */
export interface TextReplica {
  readonly section: SectionId;
  readonly doc: Y.Doc;
  /** `body` of the document. */
  readonly fragment: Y.XmlFragment;
  /** The text of one finding. It exists as soon as it is asked for; whether the finding does is for the facts to say. */
  readonly findingFragment: (finding: FindingId) => Y.XmlFragment;
  /** Set `cursor` here as y-prosemirror does. The server stamps `user: { id, name }` on every state it passes on. */
  readonly awareness: Awareness;
  /** `live` once the whole text is here, from this device or over the line; stays `live` while the network is away. */
  readonly status: View<'joining' | 'live' | 'closed'>;
  /** Whether writing is taken here, as far as is known: false for readers and in a signed-off section. */
  readonly writes: View<boolean>;
  /** Why it is closed; null while it is not, and after a close of one's own. */
  readonly closing: View<Closing | null>;
  /** Resolves when what was done here until now is safe, on this device or with the server: true; false if it was refused first. */
  settled(): Promise<boolean>;
  /** Leaves the section. Unsent work goes on being sent in the background. */
  close(): void;
}
