/** The rules this evaluation has chosen, each explained where it is set. Leads change them; from the scoring on with a reason. */
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Command } from '../../../shared/domain/commands.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { hasScoringBegun } from '../../../shared/domain/phases.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import { bandWords } from '../../i18n/marks.ts';
import { t } from '../../i18n/language.ts';
import { policyText } from '../../i18n/people-policy.ts';
import '../../ui/sam-band.ts';
import { isLead } from '../evaluation/selectors.ts';
import { KeptForm } from './kept-form.ts';
import { readPolicy, type Fault, type Typed } from './selectors.ts';

const edges = ['green', 'amber', 'red'] as const;

@customElement('sam-policy-form')
export class SamPolicyForm extends KeptForm<Policy> {
  /** The last edge as it is typed: what lies above it has no field of its own. */
  @state() private topEdge: number | null = null;

  override render() {
    return isLead(this.evaluation, this.me) ? this.form() : this.#read();
  }

  protected override get facts(): Policy {
    return this.evaluation.policy;
  }

  protected override get verb(): string {
    return t(policyText).save;
  }

  protected override fields(policy: Policy) {
    const text = t(policyText);
    return html`${this.#progress(policy)} ${this.#least(policy)} ${this.#bands(policy)} ${this.#others(policy)}
    ${
      hasScoringBegun(this.evaluation.phase)
        ? html`<label class="field">
            <span class="label">${text.reason}</span>
            <textarea
              class="in"
              name="reason"
              rows="2"
              maxlength=${limits.reasonChars}
              aria-required="true"
              aria-describedby="policy-reason"
            ></textarea>
            <span class="note" id="policy-reason">${text.reasonNote}</span>
          </label>`
        : nothing
    }`;
  }

  #progress({ progress }: Policy) {
    const text = t(policyText);
    return html`<fieldset aria-describedby="policy-progress">
      <legend class="strong">${text.progress}</legend>
      <label class="choice"
        ><input type="radio" name="progress" value="count" .checked=${progress === 'count'} />${text.progressCount}</label
      >
      <label class="choice"
        ><input type="radio" name="progress" value="names" .checked=${progress === 'names'} />${text.progressNames}</label
      >
      <p class="note" id="policy-progress">${text.progressNote}</p>
    </fieldset>`;
  }

  #least({ leastBallots }: Policy) {
    const text = t(policyText);
    return html`<fieldset aria-describedby="policy-least">
      <legend class="strong">${text.least}</legend>
      <label class="choice"><input type="radio" name="least" value="all" .checked=${leastBallots === null} />${text.leastAll}</label>
      <div class="row">
        <label class="choice"><input type="radio" name="least" value="some" .checked=${leastBallots !== null} />${text.leastSome}</label>
        <input
          class="in short num"
          name="leastBallots"
          inputmode="numeric"
          autocomplete="off"
          maxlength="2"
          aria-label=${text.leastCount}
          aria-invalid=${this.invalid('leastBallots')}
          aria-describedby=${this.described('leastBallots', 'policy-least')}
          .value=${leastBallots === null ? '' : String(leastBallots)}
          @input=${this.#some}
        />
      </div>
      ${this.faultAt('leastBallots')}
      <p class="note" id="policy-least">${text.leastNote}</p>
    </fieldset>`;
  }

  #bands({ bands }: Policy) {
    const text = t(policyText);
    const words = t(bandWords);
    return html`<fieldset aria-describedby="policy-bands">
      <legend class="strong">${text.bands}</legend>
      <div class="edges">
        ${edges.map(
          (band) =>
            html`<sam-band quiet .band=${band} aria-hidden="true"></sam-band>
              <label for="edge-${band}">${text.below(words[band])}</label>
              <span class="row"
                ><input
                  id="edge-${band}"
                  class="in short num"
                  name=${band}
                  inputmode="numeric"
                  autocomplete="off"
                  maxlength="3"
                  aria-invalid=${this.invalid(band)}
                  aria-describedby=${this.described(band, 'policy-percent')}
                  .value=${String(bands[band])}
                />
                <span class="soft" aria-hidden="true">%</span></span
              >`,
        )}
        <sam-band quiet band="deep" aria-hidden="true"></sam-band>
        <span class="soft deep">${text.rest(words.deep, this.topEdge ?? bands.red)}</span>
      </div>
      <span hidden id="policy-percent">${text.percent}</span>
      ${this.faultAt(...edges)}
      <p class="note" id="policy-bands">${text.bandsNote}</p>
    </fieldset>`;
  }

  #others({ reviewersSeeBallots, observersSeePoints }: Policy) {
    const text = t(policyText);
    return html`<fieldset>
      <legend class="strong">${text.others}</legend>
      <label class="choice"
        ><input
          type="checkbox"
          name="reviewers"
          aria-describedby="policy-reviewers"
          .checked=${reviewersSeeBallots}
        />${text.reviewers}</label
      >
      <p class="note" id="policy-reviewers">${text.reviewersNote}</p>
      <label class="choice"
        ><input
          type="checkbox"
          name="observers"
          aria-describedby="policy-observers"
          .checked=${observersSeePoints}
        />${text.observers}</label
      >
      <p class="note" id="policy-observers">${text.observersNote}</p>
    </fieldset>`;
  }

  #read() {
    const text = t(policyText);
    const words = t(bandWords);
    const { progress, leastBallots, bands, reviewersSeeBallots, observersSeePoints } = this.facts;
    const [green = '', amber = '', red = ''] = edges.map((band) => text.bandSaid(words[band], bands[band]));
    const yesNo = (is: boolean) => (is ? text.yes : text.no);
    return html`<dl>
        <dt>${text.progress}</dt>
        <dd>${progress === 'count' ? text.progressCount : text.progressNames}. <span class="note">${text.progressNote}</span></dd>
        <dt>${text.least}</dt>
        <dd>${leastBallots === null ? text.leastAll : text.leastSaid(leastBallots)}. <span class="note">${text.leastNote}</span></dd>
        <dt>${text.bands}</dt>
        <dd>${text.bandsSaid(green, amber, red, text.rest(words.deep, bands.red))}. <span class="note">${text.bandsNote}</span></dd>
        <dt>${text.reviewers}</dt>
        <dd>${yesNo(reviewersSeeBallots)}. <span class="note">${text.reviewersNote}</span></dd>
        <dt>${text.observers}</dt>
        <dd>${yesNo(observersSeePoints)}. <span class="note">${text.observersNote}</span></dd>
      </dl>
      <p class="note">${text.readers}</p>`;
  }

  /** Whoever types a number means it. */
  #some() {
    const some = this.querySelector<HTMLInputElement>('[name="least"][value="some"]');
    if (some) some.checked = true;
  }

  protected override typing() {
    const typed = Number(this.querySelector<HTMLInputElement>('[name="red"]')?.value);
    this.topEdge = Number.isInteger(typed) && typed > 0 ? typed : null;
  }

  protected override read(typed: Typed): Policy | Fault {
    return readPolicy(typed);
  }

  protected override command(policy: Policy, typed: Typed): Command {
    const reason = typed['reason']?.trim();
    return { type: 'policy.set', policy, ...(reason ? { reason } : {}) };
  }
}
declare global {
  interface HTMLElementTagNameMap {
    'sam-policy-form': SamPolicyForm;
  }
}
