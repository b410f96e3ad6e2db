// Cases that readers of these images are known to get wrong: each says what a right reading is.
import { tools } from './documents.mjs';

const cases = [
  {
    says: 'a `package.json` of a test fixture that has no version is no package',
    kind: 'npm',
    images: ['app-node', 'big'],
    isRight: ({ extra }) => !extra.some(({ path }) => path.includes('/node_modules/resolve/test/')),
  },
  {
    says: '`toposort-class` 1.0.1 is installed and must be listed',
    kind: 'npm',
    images: ['app-node', 'big'],
    isRight: ({ missing }) => !missing.some(({ name }) => name === 'toposort-class'),
  },
  {
    says: 'the war inside `app/shop.ear` must be opened',
    kind: 'java',
    images: ['app-java', 'big'],
    isRight: ({ missing }) => !missing.some(({ path }) => path.startsWith('app/shop.ear!/shop.war')),
  },
  {
    says: 'the main module of a Go program built from a working copy has no version, and none may be invented',
    kind: 'go',
    images: ['app-go-rust', 'big'],
    isRight: ({ extra }) => !extra.some(({ version }) => version === 'UNKNOWN'),
  },
];

/** For each case and image measured: `right`, `wrong` or `failed` for each tool. */
export function knownCases(results) {
  return cases.flatMap(({ says, kind, images, isRight }) =>
    results
      .filter(({ image }) => images.includes(image))
      .map((result) => ({ says, image: result.image, ...verdicts(result, kind, isRight) })),
  );
}

function verdicts({ kinds, failed }, kind, isRight) {
  const compared = kinds.find((one) => one.kind === kind)?.tools;
  return Object.fromEntries(
    tools.map((tool) => [tool, tool in failed ? 'failed' : isRight(compared[tool]) ? 'right' : 'wrong']),
  );
}
