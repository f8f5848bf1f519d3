/** Reads the log of events and the answers to commands from SQLite. */
import type Database from 'better-sqlite3';
import type { EvaluationId } from '../../shared/domain/ids.ts';
import type { CommandRow, EventRow, Store } from '../ports.ts';

export function factTables(database: Database.Database): Pick<Store, 'readEvents' | 'listEvaluations' | 'listUnfinished' | 'findCommand'> {
  const read = database.prepare<[string, number], EventRow>(
    `SELECT seq, at, member_id AS "by", type, version, body, prev_hash AS prevHash, hash
     FROM events WHERE evaluation_id = ? AND seq > ? ORDER BY seq`,
  );
  const list = database.prepare<[], EvaluationId>('SELECT evaluation_id FROM events WHERE seq = 1 ORDER BY at, evaluation_id').pluck();
  const unfinished = database
    .prepare<{ asked: string; answered: string }, EvaluationId>(
      `SELECT asked.evaluation_id FROM
         (SELECT evaluation_id, count(*) AS n FROM events WHERE type = :asked GROUP BY evaluation_id) asked
         LEFT JOIN (SELECT evaluation_id, count(*) AS n FROM events WHERE type = :answered GROUP BY evaluation_id) answered
           USING (evaluation_id)
         JOIN events first ON first.evaluation_id = asked.evaluation_id AND first.seq = 1
       WHERE asked.n > coalesce(answered.n, 0) ORDER BY first.at, first.evaluation_id`,
    )
    .pluck();
  const find = database.prepare<[string, string, string], CommandRow>(
    `SELECT member_id AS member, id, body_hash AS bodyHash, first_seq AS firstSeq, answer
     FROM commands WHERE evaluation_id = ? AND member_id = ? AND id = ?`,
  );
  return {
    readEvents: async (evaluation, after = 0) => read.all(evaluation, after),
    listEvaluations: async () => list.all(),
    listUnfinished: async (asked, answered) => unfinished.all({ asked, answered }),
    findCommand: async (evaluation, member, id) => find.get(evaluation, member, id) ?? null,
  };
}
