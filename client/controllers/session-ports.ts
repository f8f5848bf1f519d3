/** What an evaluation's session needs, in a browser: HTTP, sockets, this device's database, the other tabs. */
import { api } from '../api.ts';
import type { MemberId } from '../../shared/domain/ids.ts';
import { ok } from '../../shared/domain/result.ts';
import { openChannel, type Channel } from '../sync/local/channel.ts';
import { databaseName, Local } from '../sync/local/database.ts';
import { newId } from '../sync/new-id.ts';
import type { SessionPorts } from '../sync/ports.ts';
import { forgetAll } from '../sync/sessions.ts';
import { rememberedMe, rememberMe } from './remembered.ts';

const tab = newId<string>();
const locals = new Map<MemberId, Promise<Local | null>>();
const channels = new Map<MemberId, Channel>();

export function sessionPorts(): SessionPorts {
  const server = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`;
  // Only over https, and on this machine: without them each tab sends its own.
  const locks = navigator.locks as LockManager | undefined;
  return {
    entry: api.entry,
    command: api.command,
    server,
    Socket: WebSocket,
    now: () => Date.now(),
    remembered: () => rememberedMe()?.id ?? null,
    local: localOf,
    channel: channelOf,
    texts: async (id, tag) => {
      const answer = await api.texts(id, tag ?? undefined);
      if (!answer.ok || answer.value === null) return answer as Awaited<ReturnType<NonNullable<SessionPorts['texts']>>>;
      const texts = answer.value.texts.map(({ section, epoch, bytes }) => ({ section, epoch, bytes: fromBase64(bytes) }));
      return ok({ tag: answer.value.etag ?? '', texts });
    },
    ...(locks ? { alone: (name, work) => locks.request(name, work) as Promise<void> } : {}),
  };
}

/** What lies on this device for a member; one for the whole tab, until another tab clears it. */
export async function localOf(member: MemberId): Promise<Local | null> {
  const known = locals.get(member);
  const local = await known;
  if (known && !local?.isGone) return known;
  if (locals.get(member) !== known) return localOf(member);
  const opening = Local.open(member, tab);
  locals.set(member, opening);
  return opening;
}

/** Takes everything of this member off this device; other tabs of theirs let go, too. Work that is unsent goes with it. */
export async function clearDevice(member: MemberId): Promise<void> {
  channelOf(member).say({ type: 'signed-out' });
  forgetAll();
  rememberMe(null);
  const local = await locals.get(member);
  await local?.close();
  locals.delete(member);
  await new Promise<void>((resolve) => {
    const deleting = indexedDB.deleteDatabase(databaseName(member));
    deleting.onsuccess = deleting.onerror = () => resolve();
    // A tab that does not let go loses it when it ends.
    deleting.onblocked = () => resolve();
  }).catch(() => undefined);
}

function channelOf(member: MemberId): Channel {
  const known = channels.get(member) ?? openChannel(member);
  channels.set(member, known);
  return known;
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
