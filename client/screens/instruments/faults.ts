/** The sentence for a fault of an instrument's file, from its code and facts. */
import type { InstrumentFaultCode } from '../../../shared/domain/instrument-file.ts';
import type { Failure } from '../../sync/ports.ts';
import { list } from '../../i18n/format.ts';
import { faultText, kindText } from '../../i18n/instruments.ts';
import { t } from '../../i18n/language.ts';

export type FileFault = NonNullable<Failure['faults']>[number];

export function faultSentence({ code, facts }: FileFault): string {
  const say = t(faultText);
  const word = (key: string) => String(facts[key] ?? '');
  const amount = (key: string) => Number(facts[key] ?? 0);
  const known = code as InstrumentFaultCode;
  switch (known) {
    case 'key/unknown':
      return say[known](word('key'));
    case 'type/wrong':
      return say[known](kind(word('expected')));
    case 'value/not-allowed': {
      const { allowed } = facts;
      return say[known](Array.isArray(allowed) ? list(allowed) : word('allowed'));
    }
    case 'text/too-long':
    case 'number/too-large':
    case 'list/too-long':
      return say[known](amount('most'));
    case 'number/too-small':
      return say[known](amount('least'));
    case 'id/twice':
      return say[known](word('id'), word('first'));
    case 'id/reserved':
      return say[known](word('id'));
    case 'code/twice':
      return say[known](word('code'), word('first'));
    case 'area/sum':
    case 'instrument/sum':
      return say[known](amount('max'), amount('sum'));
    case 'step/does-not-divide':
      return say[known](amount('step'), amount('max'));
    default:
      // A newer server may know faults this page does not: its code says more than nothing.
      return known in say ? say[known] : known;
  }
}

/** The schema's name of a kind, in the reader's words. */
function kind(expected: string): string {
  const words: Readonly<Record<string, string>> = t(kindText);
  return words[expected] ?? t(kindText).other;
}
