/** What an instrument's file looks like, for whoever writes one: its keys, and one that is here as an example. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { formatText } from '../../i18n/instruments-format.ts';
import { t } from '../../i18n/language.ts';
import { fileOf } from './file-link.ts';

type Key = 'id' | 'label' | 'name' | 'version' | 'language' | 'maxPoints' | 'step' | 'areas' | 'criteria' | 'code' | 'questions';
type Optional = 'owner' | 'country' | 'subjectNoun';

const keys: readonly (Key | Optional)[] = [
  'id',
  'label',
  'name',
  'version',
  'owner',
  'country',
  'language',
  'subjectNoun',
  'maxPoints',
  'step',
  'areas',
  'criteria',
  'code',
  'questions',
];
const optional: ReadonlySet<string> = new Set<Optional | 'questions'>(['owner', 'country', 'subjectNoun', 'questions']);

export function formatOf(example: Instrument | undefined): TemplateResult {
  const text = t(formatText);
  return html`<details class="format">
    <summary>${text.title}</summary>
    <p>${text.lead}</p>
    <dl>
      ${keys.map(
        (key) =>
          html`<dt><code>${key}</code> ${optional.has(key) ? html`<span class="small soft">${text.optional}</span>` : nothing}</dt>
            <dd>${text[key]}</dd>`,
      )}
    </dl>
    ${example ? exampleOf(example) : nothing}
  </details>`;
}

function exampleOf(instrument: Instrument) {
  const text = t(formatText);
  const { href, name } = fileOf(instrument);
  return html`<p>${text.example} <a href=${href} download=${name}>${text.download(instrument.label)}</a></p>`;
}
