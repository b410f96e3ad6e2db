import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notApplicable } from '../../gating/outcome.ts';
import { packageClass } from '../_shared/about-package.ts';

const fix = { kind: 'dockerfile', says: 'keep /etc/os-release in the image' } as const;

export const unknownDistro = defineTrigger({
  name: 'unknown_distro',
  ours: true,
  help: "Fires when the distribution of an image, or of an SBOM with a distribution's packages, is not known.",
  params: {},
  run: ({ facts: { bill } }) => {
    if (bill.distro !== null) return found();
    const installed = bill.packages.some((one) => packageClass(one) === 'os');
    if (bill.source.kind !== 'image' && !installed) return notApplicable('it holds no packages of a distribution');
    const lost = installed ? ': its packages cannot be compared with advisories' : '';
    return found([{ message: `The distribution is not known${lost}`, fix }]);
  },
});
