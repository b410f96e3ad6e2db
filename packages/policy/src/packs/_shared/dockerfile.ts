import { argumentPatterns } from './patterns.ts';
import { check } from './rule.ts';

interface Line {
  readonly id: string;
  readonly instruction: string;
  readonly like: string;
  /** Leave out Dockerfiles that were worked out from the history: there the lines of the base look like one's own. */
  readonly actual?: true;
  readonly recommendation: string;
}

function line({ id, instruction, like, actual, recommendation }: Line) {
  const only: Record<string, string> = actual ? { actual_dockerfile_only: 'true' } : {};
  const params = { instruction, check: 'like', value: like, ...only };
  return check({ id, what: 'dockerfile.instruction', params, recommendation });
}

/** Nothing tells whether the program works. */
export const noHealthcheck = check({
  id: 'no-healthcheck',
  what: 'dockerfile.instruction',
  params: { instruction: 'HEALTHCHECK', check: 'not_exists' },
  recommendation:
    'Add HEALTHCHECK with a cheap test of the program, or define probes where an orchestrator runs it and allow this finding.',
});

/** ADD from the network. */
export const remoteAdd = line({
  id: 'remote-add',
  instruction: 'ADD',
  like: argumentPatterns.remoteAdd,
  recommendation:
    'What ADD fetches may differ with every build. Give ADD a --checksum, or COPY a file that was reviewed.',
});

/** ADD where COPY would do. */
export const localAdd = line({
  id: 'local-add',
  instruction: 'ADD',
  like: argumentPatterns.localAdd,
  actual: true,
  recommendation: 'Write COPY: it does the same for plain files, and neither unpacks nor downloads by surprise.',
});

/** A package index is refreshed alone, so that a cache keeps it old. */
export const loneIndexUpdate = line({
  id: 'lone-index-update',
  instruction: 'RUN',
  like: argumentPatterns.loneUpdate,
  actual: true,
  recommendation: 'Refresh the index and install in one RUN: a cached layer would go on installing from an old index.',
});

/** Verification of packages or TLS is off. */
export const verificationOff = line({
  id: 'verification-off',
  instruction: 'RUN',
  like: argumentPatterns.verificationOff,
  recommendation:
    'Leave signature and certificate checks on; add the key or the certificate authority of the source instead.',
});

/** A download goes straight into a shell. */
export const downloadIntoShell = line({
  id: 'download-into-shell',
  instruction: 'RUN',
  like: argumentPatterns.downloadIntoShell,
  recommendation: 'Save the script, compare its digest with one that was reviewed, and only then run it.',
});

/** The base has no tag, or `latest`. */
export const floatingBase = line({
  id: 'floating-base',
  instruction: 'FROM',
  like: argumentPatterns.floatingBase,
  actual: true,
  recommendation: 'Name a version of the base, best with its digest, so that two builds start from the same bytes.',
});

/** The base is not pinned by digest. */
export const unpinnedBase = line({
  id: 'unpinned-base',
  instruction: 'FROM',
  like: argumentPatterns.unpinnedBase,
  actual: true,
  recommendation: 'Pin the base as name:version@sha256:…, and let a bot raise the digest when the base is rebuilt.',
});

/** VOLUME over a place of the host or the system. */
export const sensitiveVolume = line({
  id: 'sensitive-volume',
  instruction: 'VOLUME',
  like: argumentPatterns.sensitiveVolume,
  recommendation: 'Declare volumes in a folder of the application: this one invites to mount a part of the host.',
});

/** The build fetches from the network. */
export const networkInBuild = line({
  id: 'network-in-build',
  instruction: 'RUN',
  like: argumentPatterns.networkFetch,
  actual: true,
  recommendation:
    'Declare the download as a resource with a digest and copy it in, so that the build works without a network.',
});

/** FROM is not written with Iron Bank's build arguments. */
export const ironBankFrom = check({
  id: 'iron-bank-from',
  what: 'dockerfile.instruction',
  params: {
    instruction: 'FROM',
    check: 'not_like',
    value: argumentPatterns.ironBankFrom,
    actual_dockerfile_only: 'true',
  },
  recommendation:
    'Write the last FROM with the three BASE_ arguments of the pipeline; earlier stages may be allowlisted.',
});

/** Ports of remote shells, clear-text protocols and management. */
export const riskyPort = check({
  id: 'risky-port',
  what: 'dockerfile.exposed_ports',
  params: {
    ports: '20,21,22,23,25,69,110,111,135,137,139,143,161,389,445,512,513,514,873,2049,2375,3389,5900,6000',
    type: 'denylist',
  },
  recommendation:
    'Take the port out of EXPOSE and the service out of the image, or speak a protocol with encryption and login.',
});

/** Ports that only root could open. */
export const privilegedPort = line({
  id: 'privileged-port',
  instruction: 'EXPOSE',
  like: argumentPatterns.privilegedPort,
  recommendation:
    'Listen above 1023 inside, and map the well-known port to it outside: then the program needs no privilege.',
});

/** More layers than anybody reviews. */
export const manyLayers = check({
  id: 'many-layers',
  what: 'metadata.attribute',
  params: { attribute: 'layer_count', check: '>', value: '60' },
  recommendation:
    'Join build steps and build in stages: so many layers hide what was deleted and come from stale caches.',
});

/** The image is older than so many days. */
export function oldImage(days: number) {
  return check({
    id: 'old-image',
    what: 'metadata.created_age',
    params: { max_days: String(days) },
    recommendation: `The image was built more than ${days} days ago. Build it again on the current base, and retire what nobody builds.`,
  });
}

/** A label of the image is missing or empty. */
export function missingLabel(id: string, name: string) {
  return check({
    id,
    what: 'metadata.label',
    params: { name, check: 'not_like', value: '\\s*\\S' },
    recommendation: `Set the label ${name} in the Dockerfile or in the manifest of the pipeline.`,
  });
}

/** A label is there and does not have the form it must have. */
export function malformedLabel({ id, name, form }: { id: string; name: string; form: string }) {
  return check({
    id,
    what: 'metadata.label',
    params: { name, check: 'like', value: `(?!(?:${form})$)` },
    recommendation: `Correct the value of the label ${name}; the pipeline refuses what it does not know.`,
  });
}
