import { packs } from '../packs/registry.ts';

/** What `gantry policy init` writes. */
export interface StarterPolicy {
  /** YAML with comments. */
  readonly policy: string;
  /** YAML. */
  readonly tests: string;
}

const minimal = `# A policy for Gantry. What is wrong with it: gantry policy lint FILE. What rules can say: gantry policy spec.
id: my-policy
name: My policy
version: "2"
description: What may go out, and what someone should look at.

# Mappings are read from top to bottom; the first one that accepts the image decides which rules and exceptions hold.
mappings:
  - id: every-image
    name: every image
    registry: "*"
    repository: "*"
    image: {type: tag, value: "*"}
    rule_set_ids: [basics]
    allowlist_ids: [exceptions]

rule_sets:
  - id: basics
    name: Basics
    version: "2"
    rules:
      # STOP fails the check, WARN is shown and passes.
      - id: critical-with-fix
        gate: vulnerabilities
        trigger: package
        action: STOP
        params:
          - {name: package_type, value: all}
          - {name: severity, value: critical}
          - {name: severity_comparison, value: "="}
          - {name: fix_available, value: "true"}
          # Also what a vendor says it will not fix.
          - {name: vendor_only, value: "false"}
        recommendation: A fixed version exists. Upgrade the package and build again.
      - id: runs-as-root
        gate: dockerfile
        trigger: effective_user
        action: WARN
        params:
          - {name: users, value: root}
          - {name: type, value: denylist}
        recommendation: End the Dockerfile with a USER that is not root.

# Accepted findings: give each a reason and an end.
allowlists:
  - id: exceptions
    name: Exceptions
    version: "2"
    items: []
    #  - id: cve-2026-0001-curl
    #    gate: vulnerabilities
    #    trigger_id: CVE-2026-0001+curl
    #    expires_on: "2027-01-31T00:00:00Z"
    #    description: not reachable, see ticket 123
`;

const tests = `# Tests of the policy: gantry policy test. Each is an artifact in a few lines, and what the policy must say of it.
tests:
  - name: a critical weakness with a fix stops
    now: "2026-01-01T00:00:00Z"
    distro: debian:12
    packages:
      - {kind: deb, name: openssl, version: 3.0.1-1}
    matches:
      - {package: openssl, vulnerability: CVE-2026-0001, severity: critical, fixed_in: [3.0.2-1]}
    dockerfile: |
      FROM debian:12
      USER app
    expect:
      action: stop
      findings:
        - {rule: critical-with-fix, trigger_id: CVE-2026-0001+openssl}
      silent: [runs-as-root]

  - name: nothing known and a user of its own passes
    packages:
      - {kind: deb, name: openssl, version: 3.0.2-1}
    matches: []
    dockerfile: |
      FROM debian:12
      USER app
    expect: {action: go, count: 0}

  - name: root is a warning
    dockerfile: FROM debian:12
    matches: []
    expect:
      action: warn
      findings: [{rule: runs-as-root}]
`;

/** A commented policy with tests that pass. */
export function starterPolicy(): StarterPolicy {
  return { policy: minimal, tests };
}

/** A pack by its name as a document of one's own: with an id and a name that do not clash with the pack. */
export function starterFromPack(name: string): Record<string, unknown> | null {
  const pack = packs.find((one) => one.name === name);
  if (!pack) return null;
  const description = `Made from the pack ${name}. ${String(pack.policy['description'] ?? '')}`.trim();
  return { ...pack.policy, id: `my-${name}`, name: `My ${pack.title}`, description };
}
