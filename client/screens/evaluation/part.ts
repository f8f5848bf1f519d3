/** What the parts of the evaluation screen share: light DOM (the page's own styles and labels hold), the facts, and giving commands. */
import { property } from 'lit/decorators.js';
import type { Command } from '../../../shared/domain/commands.ts';
import type { CriterionFacts, Evaluation } from '../../../shared/domain/evaluation.ts';
import type { CriterionId, MemberId } from '../../../shared/domain/ids.ts';
import type { Area, Criterion } from '../../../shared/domain/instrument.ts';
import { list } from '../../i18n/format.ts';
import { SamElement } from '../../ui/element.ts';
import { refusalSentence } from './refused.ts';
import { placeOf } from './selectors.ts';
import type { Session } from './session.ts';

export type Names = Readonly<Record<MemberId, string>>;

export class Part extends SamElement {
  protected override createRenderRoot(): this {
    return this;
  }
}

/** Connected: gives commands by the session. `evaluation` is what `session.view` shows, handed down so that all parts show the same. */
export class EvaluationPart extends Part {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) evaluation!: Evaluation;
  @property({ attribute: false }) names: Names = {};

  protected get me(): MemberId {
    return this.session.me;
  }

  protected nameOf(member: MemberId | null): string {
    return (member && this.names[member]) ?? '?';
  }

  protected namesOf(members: readonly MemberId[]): string {
    return list(members.map((member) => this.nameOf(member)));
  }

  /** Gives the command and waits for the answer: the sentence of a refusal, or null. */
  protected async run(command: Command, base?: number): Promise<string | null> {
    const outcome = await this.session.run(command, base === undefined ? {} : { base });
    return outcome.ok ? null : refusalSentence(outcome.refusal, this.evaluation, this.names);
  }
}

export class CriterionPart extends EvaluationPart {
  @property({ attribute: false }) criterion!: CriterionId;

  protected get place(): { readonly area: Area; readonly criterion: Criterion; readonly facts: CriterionFacts } {
    return placeOf(this.evaluation, this.criterion);
  }
}
