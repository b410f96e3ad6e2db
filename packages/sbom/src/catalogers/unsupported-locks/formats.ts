/** Files that list packages in a format that no cataloger reads yet, and the tool that writes them. */
export const unsupportedFormats: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Package.resolved': 'Swift',
    'Pipfile.lock': 'Pipenv',
    'Podfile.lock': 'CocoaPods',
    'bun.lock': 'Bun',
    'bun.lockb': 'Bun',
    'conan.lock': 'Conan',
    'gradle.lockfile': 'Gradle',
    'mix.lock': 'Mix',
    'packages.config': 'NuGet',
    'pdm.lock': 'PDM',
    'pnpm-lock.yaml': 'pnpm',
    'poetry.lock': 'Poetry',
    'pubspec.lock': 'Dart',
    'pylock.toml': 'pip',
    'uv.lock': 'uv',
    'yarn.lock': 'Yarn',
  }),
);
