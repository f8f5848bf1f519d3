/**
 * A process that commits as fast as it can and notes what was acknowledged, until it is killed: `node … FOLDER NOTES`.
 * NOTES gets one line for each acknowledged commit, `<stream> <seq>`; the output one line, `enough`, after a hundred of each.
 */
import { openSync, writeSync } from 'node:fs';
import type { Batch } from '../../server/ports.ts';
import { openSqlite } from '../../server/storage/sqlite.ts';
import { must } from '../../shared/domain/assert.ts';
import { events, text, torsas, updates } from './rows.ts';

const store = await openSqlite(must(process.argv[2], 'a folder is given'));
// A file and not a pipe: written at once, it outlives the kill, and it is never full because nobody reads it.
const notes = openSync(must(process.argv[3], 'a file for notes is given'), 'a');
let streamsUnderway = 3;

async function commitForEver(stream: string, batch: (seq: number) => Batch): Promise<never> {
  for (let seq = 1; ; seq += 1) {
    const committed = await store.commit([batch(seq)]);
    if (!committed.ok) throw new Error(`lost ${committed.error.lost} at ${stream} ${seq}`);
    writeSync(notes, `${stream} ${seq}\n`);
    if (seq === 100 && (streamsUnderway -= 1) === 0) process.stdout.write('enough\n');
  }
}

await Promise.all([
  commitForEver('events', (seq) => events(torsas, seq)),
  commitForEver('one', (seq) => updates(text('one'), 1, seq)),
  commitForEver('two', (seq) => updates(text('two'), 1, seq)),
]);
