/** When something happened, as it is said in a line: the clock today, else the day. */
import { momentText } from '../../i18n/evaluation-record.ts';
import { clock, date } from '../../i18n/format.ts';
import { t } from '../../i18n/language.ts';
import type { Time } from '../../../shared/domain/ids.ts';

export function moment(at: Time, now: Time = Date.now()): string {
  const text = t(momentText);
  return date(at) === date(now) ? text.today(clock(at)) : text.day(date(at));
}
