import { z } from 'zod';
import { empty, operation, pathText } from '../common/index.ts';
import {
  PackageVulnerabilityAnnotation,
  PackageVulnerabilityAnnotationResponseList,
  VulnerabilityAnnotation,
} from './models.ts';

const ofImage = { image_digest: pathText };
const ofAnnotation = { ...ofImage, vuln_annotation_uuid: pathText };

export const listImageVulnAnnotations = operation({
  id: 'list_image_vuln_annotations',
  method: 'GET',
  path: '/images/{image_digest}/vuln-annotations',
  tag: 'Images',
  may: 'getImage',
  since: '0.3',
  summary: 'What people stated of vulnerabilities of an image',
  params: z.object(ofImage),
  query: z.object({
    vulnerability_id: z.string().optional(),
    package_name: z.string().optional(),
    package_version: z.string().optional(),
    package_type: z.string().optional(),
  }),
  replies: { 200: PackageVulnerabilityAnnotationResponseList },
  problems: [400, 403, 404, 500],
});

export const createImageVulnAnnotation = operation({
  id: 'create_image_vuln_annotation',
  method: 'POST',
  path: '/images/{image_digest}/vuln-annotations',
  tag: 'Images',
  may: 'updateImageEvidence',
  since: '0.3',
  summary: 'State whether a vulnerability affects an image or a package of it',
  params: z.object(ofImage),
  body: PackageVulnerabilityAnnotation,
  replies: { 201: PackageVulnerabilityAnnotation },
  problems: [400, 403, 404, 409, 415, 500],
});

export const getImageVulnAnnotation = operation({
  id: 'get_image_vuln_annotation',
  method: 'GET',
  path: '/images/{image_digest}/vuln-annotations/{vuln_annotation_uuid}',
  tag: 'Images',
  may: 'getImage',
  since: '0.3',
  summary: 'One statement on a vulnerability of an image',
  params: z.object(ofAnnotation),
  replies: { 200: PackageVulnerabilityAnnotation },
  problems: [400, 403, 404, 500],
});

export const updateImageVulnAnnotation = operation({
  id: 'update_image_vuln_annotation',
  method: 'PUT',
  path: '/images/{image_digest}/vuln-annotations/{vuln_annotation_uuid}',
  tag: 'Images',
  may: 'updateImageEvidence',
  since: '0.3',
  summary: 'Change a statement: its version goes up by one',
  params: z.object(ofAnnotation),
  body: VulnerabilityAnnotation,
  replies: { 200: PackageVulnerabilityAnnotation },
  problems: [400, 403, 404, 415, 500],
});

export const deleteImageVulnAnnotation = operation({
  id: 'delete_image_vuln_annotation',
  method: 'DELETE',
  path: '/images/{image_digest}/vuln-annotations/{vuln_annotation_uuid}',
  tag: 'Images',
  may: 'updateImageEvidence',
  since: '0.3',
  summary: 'Take a statement back',
  params: z.object(ofAnnotation),
  replies: { 204: empty },
  problems: [400, 403, 404, 500],
});
