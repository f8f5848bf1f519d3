/** Where the client begins: how this device wants it (theme, language), then the shell, which fetches the rest as it is needed. */
import './no-eval.ts';
import { rememberedLanguage } from './controllers/device.ts';
import { applyTheme, rememberedTheme } from './controllers/theme.ts';
import { setLanguage } from './i18n/language.ts';
import './screens/app.ts';

applyTheme(rememberedTheme());
setLanguage(rememberedLanguage());
