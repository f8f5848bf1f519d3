/** Rooms that nobody is in, for facts that are tried without sockets: they take all that is staged and have no text to seal. */
import type { ProjectedRooms, TextRooms } from '../../server/rooms/ports.ts';

export const noRooms: ProjectedRooms & Omit<TextRooms, 'readText'> = {
  stage: () => Promise.resolve({ updates: [], publish: () => undefined, abandon: () => undefined }),
  review: () => undefined,
  isOwed: () => false,
  holdText: () => Promise.reject(new Error('no text is sealed here')),
};
