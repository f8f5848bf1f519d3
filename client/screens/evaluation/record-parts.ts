/** What a revealed criterion is made of. Fetched when one is shown, or when the page has nothing better to do. */
import './agreement.ts';
import './consensus-form.ts';
import './round-record.ts';
