import { parseReference, referenceText } from '@gantry/sbom';

/** A pull string in full, as the server keeps it: `nginx` is `docker.io/library/nginx:latest`. Fails with SBOM_REFERENCE_INVALID. */
export function fullReference(text: string): string {
  return referenceText(parseReference(text));
}

/** A repository in full, without a tag: `nginx` is `docker.io/library/nginx`. */
export function fullRepository(text: string): string {
  const { registry, repository } = parseReference(text);
  return `${registry}/${repository}`;
}
