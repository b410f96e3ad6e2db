import { describeChecks } from '../../testing/describe-checks.ts';
import { aBill, aConfig, anImage, someFacts, withText } from '../../testing/index.ts';

const labels = (all: Record<string, string>) =>
  someFacts({ bill: aBill([], { source: anImage({ config: aConfig({ labels: all }) }) }) });
const created = (date: string) =>
  someFacts({ bill: aBill([], { source: anImage({ config: aConfig({ created: date }) }) }) });
const layers = (many: number) =>
  someFacts({
    bill: aBill([], {
      source: anImage({
        layers: Array.from({ length: many }, () => ({
          digest: 'sha256:a',
          diffId: 'sha256:b',
          mediaType: '',
          size: 1,
        })),
      }),
    }),
  });
const lines = (bad: string, good: string) => [withText(bad), withText(good)] as const;
const variable = (name: string) => ['$', '{', name, '}'].join('');
const ironBank = `${variable('BASE_REGISTRY')}/${variable('BASE_IMAGE')}:${variable('BASE_TAG')}`;

describeChecks('dockerfile', {
  'secret-in-environment': lines('ENV API_KEY=abc', 'ENV API_KEY_FILE=/run/x'),
  'secret-in-argument': lines('ARG TOKEN=abc', 'ARG TOKEN'),
  'no-healthcheck': lines('FROM a', 'FROM a\nHEALTHCHECK CMD x'),
  'remote-add': lines('ADD https://x /y', 'ADD . /y'),
  'local-add': lines('ADD . /y', 'ADD a.tar.gz /y'),
  'lone-index-update': lines('RUN apt-get update', 'RUN apt-get update && apt-get install -y x'),
  'verification-off': lines('RUN curl -k https://x', 'RUN curl -f https://x'),
  'download-into-shell': lines('RUN curl x | sh', 'RUN curl x -o y'),
  'floating-base': lines('FROM debian', 'FROM debian:12'),
  'unpinned-base': lines('FROM debian:12', `FROM debian@sha256:${'a'.repeat(64)}`),
  'sensitive-volume': lines('VOLUME /etc', 'VOLUME /data'),
  'network-in-build': lines('RUN wget https://x', 'RUN make'),
  'iron-bank-from': lines('FROM debian', `FROM ${ironBank}`),
  'risky-port': lines('EXPOSE 2375', 'EXPOSE 8080'),
  'privileged-port': lines('EXPOSE 443', 'EXPOSE 8443'),
  'many-layers': [layers(61), layers(60)],
  'old-image': [created('2026-08-01T00:00:00Z'), created('2026-11-01T00:00:00Z')],
  'label-title': [labels({}), labels({ 'org.opencontainers.image.title': 'x' })],
  'label-description': [labels({}), labels({ 'org.opencontainers.image.description': 'x' })],
  'label-licenses': [labels({}), labels({ 'org.opencontainers.image.licenses': 'x' })],
  'label-vendor': [labels({}), labels({ 'org.opencontainers.image.vendor': 'x' })],
  'label-version': [labels({}), labels({ 'org.opencontainers.image.version': 'x' })],
  'label-image-type': [
    labels({ 'mil.dso.ironbank.image.type': 'free' }),
    labels({ 'mil.dso.ironbank.image.type': 'opensource' }),
  ],
  'label-keywords': [
    labels({ 'mil.dso.ironbank.image.keywords': 'ü' }),
    labels({ 'mil.dso.ironbank.image.keywords': 'a,b' }),
  ],
  'label-product-name': [labels({ 'mil.dso.ironbank.product.name': '\n' }), labels({})],
});
