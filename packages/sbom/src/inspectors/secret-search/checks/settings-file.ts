const endings =
  /\.(?:env|ini|cfg|conf|config|cnf|properties|ya?ml|toml|json|xml|tf|tfvars|tfstate|rc|sh|bash|zsh|profile|service|credentials|secret|secrets|key|txt)$/i;
const names =
  /^(?:\.env(?:\..+)?|\.netrc|\.pgpass|\.npmrc|\.pypirc|\.my\.cnf|\.htpasswd|\.bash(?:rc|_profile|_history)|\.profile|\.git-credentials|credentials|config|environment|secrets?|passwd|Dockerfile.*)$/;
/** What tools write, and what is only about settings. */
const generated =
  /(?:^|\/)(?:[\w.-]*[.-]lock(?:\.json|\.ya?ml)?|package-lock\.json|npm-shrinkwrap\.json|locales?|i18n|l10n|schemas?|man|doc|docs|examples?|tests?|testdata|fixtures|__tests__|spec)(?:\/|$)/i;

/** Is this a file in which people write settings without quotes? Lock files, schemas, translations, documentation and tests are not. */
export function isSettingsFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (endings.test(name) || names.test(name)) && !generated.test(path);
}
