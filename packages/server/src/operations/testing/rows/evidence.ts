import {
  deleteImageStig,
  getImageStig,
  getStigEntitlement,
  listImageStig,
  postImageStig,
  putImageStig,
} from '@gantry/contract/stig';
import {
  createImageVulnAnnotation,
  deleteImageVulnAnnotation,
  getImageVulnAnnotation,
  listImageVulnAnnotations,
  updateImageVulnAnnotation,
} from '@gantry/contract/vuln-annotations';
import type { Ask } from '../ask.ts';
import { people } from '../people.ts';
import { type Row, refused, row } from '../row.ts';
import type { World } from '../world.ts';
import { aboutImage, imageMissing, noSuchImage } from './of-image.ts';

const control = { id: 'SV-1', title: 'One', impact: 0.5, results: [{ status: 'passed', code_desc: '' }] };

/** A form with STIG results. */
function upload(text: string): Pick<Ask, 'text' | 'type'> {
  const field = '--b\r\ncontent-disposition: form-data; name="stig_profile"\r\n\r\nrhel-9\r\n';
  const file =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="f.json"\r\ncontent-type: application/json\r\n\r\n';
  return { text: `${field}${file}${text}\r\n--b--\r\n`, type: 'multipart/form-data; boundary=b' };
}

const results = upload(JSON.stringify({ version: '5', profiles: [{ name: 'p', controls: [control] }] }));
const noResults = refused(upload('{"profiles":[]}'), 'POLICY_NOT_STIG_RESULTS');
const noEvaluation = refused({ params: { evaluation_uuid: 'no-uuid' } }, 'STIG_NOT_FOUND', 404);

/** STIG results of the image, made for one case. */
const ofEvaluation: Row['ask'] = async (world) => {
  const made = await world.prepare<{ evaluation_uuid: string }>(people.owner, postImageStig, {
    ...aboutImage(world),
    ...results,
  });
  return about(world, 'evaluation_uuid', made.evaluation_uuid);
};

const statement = (world: World) => ({
  annotation: { vulnerability_id: world.name('CVE'), status: 'affected', action_statement: 'upgrade' },
  package_identifier: { name: 'lodash', version: '1.0.0', type: 'npm' },
});
const noAnnotation = refused({ params: { vuln_annotation_uuid: 'no-uuid' } }, 'ANNOTATION_NOT_FOUND', 404);
const unjustified = { vulnerability_id: 'CVE-1', status: 'not_affected' };

/** A statement on the image, made for one case. */
const ofAnnotation: Row['ask'] = async (world) => {
  const ask = { ...aboutImage(world), json: statement(world) };
  const made = await world.prepare<{ annotation: { uuid: string } }>(people.owner, createImageVulnAnnotation, ask);
  return about(world, 'vuln_annotation_uuid', made.annotation.uuid);
};

function about(world: World, name: string, id: string): Ask {
  return { params: { image_digest: world.digest, [name]: id } };
}

/** What people and other scanners know of images. */
export const evidenceRows = [
  row(listImageStig, { ask: aboutImage, bad: noSuchImage, other: imageMissing }),
  row(postImageStig, { ask: (world) => ({ ...aboutImage(world), ...results }), bad: noResults, other: imageMissing }),
  row(putImageStig, {
    ask: async (world) => ({ ...(await ofEvaluation(world)), ...results }),
    bad: noEvaluation,
    other: imageMissing,
  }),
  row(getImageStig, { ask: ofEvaluation, mark: () => 'SV-1', bad: noEvaluation, other: imageMissing }),
  row(deleteImageStig, { ask: ofEvaluation, bad: noEvaluation, other: imageMissing }),
  row(getStigEntitlement),
  row(listImageVulnAnnotations, { ask: aboutImage, bad: noSuchImage, other: imageMissing }),
  row(createImageVulnAnnotation, {
    ask: (world) => ({ ...aboutImage(world), json: statement(world) }),
    bad: refused({ json: { annotation: unjustified } }, 'ANNOTATION_UNJUSTIFIED'),
    other: imageMissing,
  }),
  row(getImageVulnAnnotation, { ask: ofAnnotation, bad: noAnnotation, other: imageMissing }),
  row(updateImageVulnAnnotation, {
    ask: async (world) => ({ ...(await ofAnnotation(world)), json: { vulnerability_id: 'CVE-1', status: 'fixed' } }),
    bad: refused({ json: unjustified }, 'ANNOTATION_UNJUSTIFIED'),
    other: imageMissing,
  }),
  row(deleteImageVulnAnnotation, { ask: ofAnnotation, bad: noAnnotation, other: imageMissing }),
];
