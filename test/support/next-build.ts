/** Makes the next build out of a built client without building: the same code under other names, which is what a new build is to a browser. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeShell } from '../../server/build-shell.ts';

/** `folder`: a copy, which is changed in place. Every file under assets gets another name, and whoever names it the new one. */
export async function nextBuild(folder: string): Promise<void> {
  const assets = join(folder, 'assets');
  const renamed = readdirSync(assets).map((name) => [name, another(name)] as const);
  const texts = [join(folder, 'index.html'), ...renamed.map(([name]) => join(assets, name)).filter((file) => /\.(js|css)$/.test(file))];
  for (const file of texts) {
    writeFileSync(
      file,
      renamed.reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(file, 'utf8')),
    );
  }
  for (const [from, to] of renamed) renameSync(join(assets, from), join(assets, to));
  await makeShell(folder);
}

/** `index-CFynx_uG.js`: the eight before the ending are the hash. */
function another(name: string): string {
  const hash = createHash('sha256').update(name).digest('base64url').slice(0, 8);
  return name.replace(/-.{8}(?=\.\w+$)/, `-${hash}`);
}
