/** What only leads see. Fetched for them, once they are known to be. */
import './phase-line.ts';
import './round-acts.ts';
import './sign-off-acts.ts';
