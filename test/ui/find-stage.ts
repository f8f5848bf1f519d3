/** The page's side of the tests of finding: the Evaluation screen of one member with the bar's way into finding above it. */
import '../../client/screens/find/opener.ts';
import { stage as evaluationStage, type Story } from './evaluation-stage.ts';

export async function stage(story: Story): Promise<void> {
  await evaluationStage(story);
  const opener = document.createElement('sam-find-opener');
  opener.session = window.evaluationStage.session;
  const header = document.createElement('header');
  header.className = 'topbar';
  header.append(opener);
  document.querySelector('#stage')?.prepend(header);
  await opener.updateComplete;
}
