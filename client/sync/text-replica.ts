/** One section's text, joined: what an editor binds to. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { SectionId } from '../../shared/domain/ids.ts';
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
  /** Set `cursor` here as y-prosemirror does. The server stamps `user: { id, name }` on every state it passes on. */
  readonly awareness: Awareness;
  /** `live` once the whole text is here; stays `live` while the network is away. */
  readonly status: View<'joining' | 'live' | 'closed'>;
  /** Whether the server takes writing here: false for readers, in a signed-off section, and until `hello` has come. */
  readonly writes: View<boolean>;
  /** Why it is closed; null while it is not, and after a close of one's own. */
  readonly closing: View<Closing | null>;
  /** Leaves the section. Unsent work goes on being sent in the background. */
  close(): void;
}
