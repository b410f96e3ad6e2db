import type { ComplianceReport } from '../types.ts';
import type { DocumentContext } from './context.ts';
import { factsOfReport } from './facts-of-report.ts';
import { controlToken, oneLine, prop, type ReportIds, reportIds } from './oscal-names.ts';
import { findingsOf, observationsOf } from './oscal-observations.ts';

/** The version of OSCAL that is written: https://pages.nist.gov/OSCAL-Reference/models/v1.1.3/assessment-results/ */
const oscalVersion = '1.1.3';

/**
 * The report as OSCAL assessment results. A control has a finding only where checks decide it (`satisfied`) or something was found
 * (`not-satisfied`); all others are observations with the property `state`.
 */
export function oscalDocument(report: ComplianceReport, { toolVersion }: DocumentContext): string {
  const ids = reportIds(report, toolVersion);
  const document = {
    'assessment-results': {
      uuid: ids.of('document'),
      metadata: {
        title: oneLine(`${report.framework?.title ?? report.pack.title}: ${report.target.name}`),
        'last-modified': report.evaluatedAt,
        version: report.evaluatedAt,
        'oscal-version': oscalVersion,
        remarks: report.notices.join('\n\n'),
      },
      'import-ap': {
        href: `#${ids.of('pack')}`,
        remarks: 'There is no assessment plan: the policy of the pack says what is looked at.',
      },
      results: [resultOf(report, toolVersion, ids)],
      'back-matter': { resources: [packResource(report, ids)] },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function resultOf(report: ComplianceReport, toolVersion: string, ids: ReportIds) {
  const { pack, target, evaluatedAt, summary, controls } = report;
  const observations = observationsOf(report, ids);
  const findings = findingsOf(report, ids);
  return {
    uuid: ids.of('result'),
    title: oneLine(`${pack.title} on ${target.name}`),
    description: `${summary}. It is evidence, and no statement that any requirement is met.`,
    start: evaluatedAt,
    end: evaluatedAt,
    props: factsOfReport(report).map(({ name, value }) => prop(name.toLowerCase().replaceAll(' ', '-'), value)),
    'local-definitions': localDefinitions(report, toolVersion, ids),
    'reviewed-controls': {
      'control-selections': [
        {
          ...(controls.length > 0
            ? { 'include-controls': controls.map(({ id }) => ({ 'control-id': controlToken(report, id) })) }
            : { description: 'None: the pack has no controls.' }),
        },
      ],
    },
    ...(observations.length > 0 ? { observations } : {}),
    ...(findings.length > 0 ? { findings } : {}),
  };
}

/** What was looked at, and with what. */
function localDefinitions({ target, digests }: ComplianceReport, toolVersion: string, ids: ReportIds) {
  const digest = target.digest ?? digests.sbom;
  const component = {
    uuid: ids.of('target'),
    type: 'software',
    title: oneLine(target.name),
    description: target.kind === 'image' ? 'The container image that was looked at.' : 'What was looked at.',
    props: [prop('digest', digest), ...(target.platform ? [prop('platform', target.platform)] : [])],
    status: { state: 'other', remarks: 'Whether it is in use is not known here.' },
  };
  const tool = {
    uuid: ids.of('tool'),
    type: 'software',
    title: `Gantry ${toolVersion}`,
    description: 'The program that evaluated.',
    status: { state: 'operational' },
  };
  return {
    components: [component],
    'assessment-assets': {
      components: [tool],
      'assessment-platforms': [
        {
          uuid: ids.of('platform'),
          title: 'Gantry',
          'uses-components': [{ 'component-uuid': ids.of('tool') }],
        },
      ],
    },
  };
}

function packResource({ pack, framework, digests }: ComplianceReport, ids: ReportIds) {
  return {
    uuid: ids.of('pack'),
    title: oneLine(pack.title),
    description: pack.about,
    props: [prop('pack', pack.name), prop('policy-digest', digests.policy)],
    ...(framework ? { rlinks: [{ href: framework.source }] } : {}),
  };
}
