/** The files of this repository as the house tests see them: their text, what they import, and what their tests are called. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** As written: a package or a relative path. */
  readonly specifier: string;
  /** Path from the root for a relative import, else the package name. */
  readonly target: string;
  readonly typeOnly: boolean;
}
export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** All files under the folders, except what is generated. */
export function files(folders: readonly string[], endings: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !path.startsWith('test/.out/'))
      .sort()
      .map((path) => ({ path, text: read(path) })),
  );
}

export const code = files(['client', 'server', 'shared', 'test'], ['.ts']);
export const product = code.filter(({ path }) => !path.startsWith('test/'));

function parse({ path, text }: Source): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined && bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((one) => one.isTypeOnly)
  );
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Static, dynamic and type imports, and re-exports. */
export function importsOf(source: Source): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const target = specifier.startsWith('.') ? normalize(join(dirname(source.path), specifier)) : packageOf(specifier);
    found.push({ specifier, target, typeOnly });
  };
  walk(parse(source), (node) => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, isTypeOnly(node));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier && ts.isStringLiteralLike(specifier)) add(specifier.text, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      add(node.argument.literal.text, true);
    }
  });
  return found;
}

/** The name a call starts with: `test` for `test.each(table)(…)`. */
function calledName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return calledName(node.expression);
  return ts.isTaggedTemplateExpression(node) ? calledName(node.tag) : '';
}

/** Titles of tests and of the groups around them, as written, and the parts of titles that stand in tables: strings that begin with `[`. */
export function titlesOf(source: Source): readonly string[] {
  const titles: string[] = [];
  walk(parse(source), (node) => {
    if (ts.isStringLiteralLike(node) && node.text.startsWith('[')) titles.push(node.text);
    if (!ts.isCallExpression(node) || !['test', 'it', 'describe'].includes(calledName(node.expression))) return;
    const [title] = node.arguments;
    if (title !== undefined && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) titles.push(title.getText());
  });
  return titles;
}

/** The words of a sentence: of a function those in its quotes and templates, with `…` for what is filled in. */
export function wordsOf(sentence: unknown): string {
  if (typeof sentence !== 'function') return String(sentence);
  const words: string[] = [];
  walk(parse({ path: 'sentence.ts', text: `(${sentence.toString()})` }), (node) => {
    if (ts.isTemplateExpression(node)) words.push([node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…'));
    else if (ts.isStringLiteralLike(node)) words.push(node.text);
  });
  return words.join(' | ');
}
