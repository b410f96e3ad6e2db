import * as Enums from '@cyclonedx/cyclonedx-library/Enums';
import * as Models from '@cyclonedx/cyclonedx-library/Models';
import type { Bill, ImageSource } from '@gantry/core';
import type { EncodeContext } from '../_shared/format.ts';
import { unreadText } from '../_shared/unread.ts';

/** What the document is about, who made it, and what could not be read. */
export function toMetadata(bill: Bill, context: EncodeContext): Models.Metadata {
  const metadata = new Models.Metadata({ timestamp: new Date(context.now), component: subject(bill) });
  metadata.tools.components.add(
    new Models.Component(Enums.ComponentType.Application, 'gantry', { version: context.toolVersion }),
  );
  for (const [index, item] of bill.unread.entries()) {
    metadata.properties.add(new Models.Property(`gantry:unread:${index}`, unreadText(item)));
  }
  return metadata;
}

function subject(bill: Bill): Models.Component {
  const { source } = bill;
  if (source.kind === 'image') return imageComponent(source);
  const bomRef = `source:${source.target}`;
  if (source.kind === 'other') {
    const version = source.version ? { version: source.version } : {};
    return new Models.Component(Enums.ComponentType.Application, source.name ?? source.target, { bomRef, ...version });
  }
  const type = source.kind === 'file' ? Enums.ComponentType.File : Enums.ComponentType.Application;
  return new Models.Component(type, source.target, { bomRef, ...(source.digest ? { version: source.digest } : {}) });
}

function imageComponent(source: ImageSource): Models.Component {
  const component = new Models.Component(Enums.ComponentType.Container, source.reference ?? source.target, {
    version: source.manifestDigest,
    bomRef: source.manifestDigest,
  });
  const facts: [string, string][] = [
    ['gantry:image:id', source.imageId],
    [
      'gantry:image:platform',
      [source.platform.os, source.platform.architecture, source.platform.variant].filter(Boolean).join('/'),
    ],
    ...source.layers.map((layer, index): [string, string] => [`gantry:layer:${index}:diff-id`, layer.diffId]),
    ...Object.entries(source.config.labels).map(([key, value]): [string, string] => [`gantry:label:${key}`, value]),
  ];
  for (const [key, value] of facts) component.properties.add(new Models.Property(key, value));
  return component;
}
