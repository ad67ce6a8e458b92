// The lint rules of this repository that no plugin has. Each has a test in tests/lint-rules.test.ts.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import { arrows, packageOf } from './arrows.mjs';
import { root } from './workspace.mjs';

/** Imports between packages follow the arrows, and no relative path leaves a package. */
const arrowsRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const home = packageAround(context.filename);
    if (!home) return {};
    const inSource = context.filename.startsWith(join(home.folder, 'src') + sep);

    function check(node, specifier) {
      if (typeof specifier !== 'string') return;
      if (specifier.startsWith('.')) {
        const target = resolve(dirname(context.filename), specifier);
        const staysHome = target.startsWith(home.folder + sep);
        const isTooling = !inSource && target.startsWith(join(root, 'tooling') + sep);
        if (!staysHome && !isTooling) {
          context.report({ node, message: `'${specifier}' leaves the package; import another package by its name` });
        }
        return;
      }
      const imported = packageOf(specifier);
      if (!imported || (imported === home.name && !inSource)) return;
      const allowed = arrows[home.name] ?? [];
      if (!allowed.includes(imported)) {
        const may = allowed.length > 0 ? allowed.join(', ') : 'no other package';
        context.report({ node, message: `${home.name} may not import ${imported}; it may import ${may}` });
      }
    }

    const ofSource = (node) => node.source && check(node, node.source.value);
    return {
      ImportDeclaration: ofSource,
      ExportNamedDeclaration: ofSource,
      ExportAllDeclaration: ofSource,
      ImportExpression: ofSource,
      TSImportType: ofSource,
    };
  },
};

/** The nearest package.json above a file: its folder and name. */
function packageAround(file) {
  for (let folder = dirname(file); folder !== root && folder.startsWith(root); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return { folder, name: JSON.parse(readFileSync(manifest, 'utf8')).name };
  }
  return undefined;
}

/** `default:` hides the primitive that somebody adds next; without it the type checker names every place to extend. */
const exhaustivePrimitives = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const text = (node) => context.sourceCode.getText(node);
    return {
      SwitchStatement(node) {
        const fallback = node.cases.find((each) => each.test === null);
        if (fallback && /primitive/i.test(text(node.discriminant))) {
          context.report({
            node: fallback,
            message: 'no `default:` over primitives: a new primitive would take it in silence; write every case',
          });
        }
      },
      TSTypeReference(node) {
        if (text(node.typeName) === 'Partial' && /\bRecord<\s*PrimitiveName\b/.test(text(node))) {
          context.report({
            node,
            message: 'no Partial over PrimitiveName: a gap is a value in a full Record, such as notDifferentiable(reason)',
          });
        }
      },
    };
  },
};

export const rekurPlugin = {
  rules: {
    arrows: arrowsRule,
    'exhaustive-primitives': exhaustivePrimitives,
    // ESLint gives a rule one severity; this second name lets the same rule warn first and fail later.
    'long-file': builtinRules.get('max-lines'),
  },
};
