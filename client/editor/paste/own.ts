/**
 * What is copied here says so, and comes back as it was. Other editors leave ProseMirror's traces on the clipboard too;
 * what comes from them is cleaned like anything else.
 */
import { DOMSerializer, type Fragment } from 'prosemirror-model';
import { schema } from '../../../shared/doc/schema.ts';

const sign = 'data-samsyn';

class OwnSerializer extends DOMSerializer {
  override serializeFragment(fragment: Fragment, options?: { document?: Document }, target?: HTMLElement | DocumentFragment) {
    const out = super.serializeFragment(fragment, options, target);
    if (!target) for (const child of out.childNodes) if (child instanceof Element) child.setAttribute(sign, '');
    return out;
  }
}

export const ownSerializer = new OwnSerializer(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));

/** Whether this was copied from one of our texts; if not, it no longer looks as if. */
export function isOwn(page: Document): boolean {
  if (page.querySelector(`[${sign}][data-pm-slice], [data-pm-slice] [${sign}]`)) return true;
  for (const element of page.querySelectorAll('[data-pm-slice]')) element.removeAttribute('data-pm-slice');
  return false;
}
