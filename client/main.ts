/** Where the client begins: the language of this device, then the shell, which fetches the rest as it is needed. See public/first.js, too. */
import { rememberedLanguage } from './controllers/device.ts';
import { keepShell } from './controllers/worker.ts';
import { setLanguage } from './i18n/language.ts';
import './screens/app.ts';

setLanguage(rememberedLanguage());
keepShell(import.meta.url);
