import { kindFacts, type Package } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import type { Raised } from '../../gating/outcome.ts';
import { optional } from '../../gating/parameters.ts';
import { anyText } from '../../gating/validators.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import type { Namesakes } from '../_shared/by-name.ts';
import { drift } from './drift.ts';

const packageType = optional('package_type', anyText, {
  help: 'Only packages of this type: dpkg, apk, rpm, java, npm, python, gem, go ...; all of them without it.',
  example: 'apk',
});

export const packagesAdded = defineTrigger({
  name: 'packages_added',
  help: 'Fires for each package that the image has and the image before it under the same tag had not.',
  needs: ['previous'],
  params: { packageType },
  run: (context, values) =>
    drift(context, values.packageType, ({ before, now }) =>
      now && !before ? raise(now, `Package was added: ${named(now)}`) : null,
    ),
});

export const packagesModified = defineTrigger({
  name: 'packages_modified',
  help: 'Fires for each package whose version differs from that in the image before under the same tag.',
  needs: ['previous'],
  params: { packageType },
  run: (context, values) =>
    drift(context, values.packageType, ({ before, now }) =>
      now && before && versions(now) !== versions(before)
        ? raise(
            now,
            `Package was changed: ${nameOf(now)} from ${versions(before)} to ${versions(now)} (${typeOf(now)})`,
          )
        : null,
    ),
});

export const packagesRemoved = defineTrigger({
  name: 'packages_removed',
  help: 'Fires for each package that the image before under the same tag had and the image has not.',
  needs: ['previous'],
  params: { packageType },
  run: (context, values) =>
    drift(context, values.packageType, ({ before, now }) =>
      before && !now ? { message: `Package was removed: ${named(before)}` } : null,
    ),
});

function raise({ members }: Namesakes, message: string): Raised {
  return { message, ...aboutPackage(members[0] as Package) };
}

function named(one: Namesakes): string {
  return `${nameOf(one)} ${versions(one)} (${typeOf(one)})`;
}

function versions(one: Namesakes): string {
  return one.versions.join(', ');
}

function nameOf({ members: [first] }: Namesakes): string {
  return first?.name ?? '';
}

function typeOf({ members: [first] }: Namesakes): string {
  return first ? kindFacts(first.kind).policyType : '';
}
