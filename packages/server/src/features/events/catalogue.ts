import { operations } from '@gantry/contract';
import { by } from '@gantry/core';
import { isChange } from '../../kernel/http/index.ts';
import { auditType, wordOf } from './audit.ts';

/** A type of event that the server emits. */
export interface EventType {
  readonly type: string;
  /** What it says. */
  readonly message: string;
  /** What it is about; empty when it is about no one thing. */
  readonly resourceType: string;
}

/** The events of one subject. */
export interface EventSubject {
  readonly name: string;
  readonly description: string;
  readonly events: readonly EventType[];
}

/** Subjects by who they are for. */
export interface EventGroup {
  readonly name: string;
  readonly description: string;
  readonly subjects: readonly EventSubject[];
}

const user: EventGroup = {
  name: 'user',
  description: 'What happened to the things of an account',
  subjects: [
    {
      name: 'image',
      description: 'Images, their tags and what is known about them',
      events: [
        { type: 'user.image.analysis.completed', message: 'An image was analyzed', resourceType: 'image_digest' },
        { type: 'user.image.analysis.failed', message: 'An image could not be analyzed', resourceType: 'image_digest' },
        { type: 'user.image.tag.update', message: 'A watched tag names another image now', resourceType: 'image_tag' },
        {
          type: 'user.image.vulnerability.update',
          message: 'The vulnerabilities of a subscribed tag changed',
          resourceType: 'image_digest',
        },
        {
          type: 'user.image.policy_evaluation.update',
          message: 'The verdict on a subscribed tag changed',
          resourceType: 'image_tag',
        },
        { type: 'user.image.deleted', message: 'An image was deleted', resourceType: 'image_digest' },
      ],
    },
    {
      name: 'registry',
      description: 'Registries that watched tags are in',
      events: [
        {
          type: 'user.registry.lookup.failed',
          message: 'A watched tag could not be looked up in its registry',
          resourceType: 'image_tag',
        },
      ],
    },
    {
      name: 'repository',
      description: 'Watched repositories',
      events: [
        {
          type: 'user.repository.tags.added',
          message: 'New tags of a watched repository were added',
          resourceType: 'repository',
        },
        {
          type: 'user.repository.lookup.failed',
          message: 'A watched repository could not be listed',
          resourceType: 'repository',
        },
        {
          type: 'user.repository.tag.failed',
          message: 'A tag of a watched repository could not be added',
          resourceType: 'image_tag',
        },
      ],
    },
    {
      name: 'policy',
      description: 'Policies of an account',
      events: [
        { type: 'user.policy.added', message: 'A policy was added', resourceType: 'policy' },
        { type: 'user.policy.updated', message: 'A policy was changed', resourceType: 'policy' },
        { type: 'user.policy.deleted', message: 'A policy was deleted', resourceType: 'policy' },
        { type: 'user.policy.activated', message: 'Another policy decides from now on', resourceType: 'policy' },
      ],
    },
  ],
};

const system: EventGroup = {
  name: 'system',
  description: 'What happened in the server itself; kept in the admin account',
  subjects: [
    {
      name: 'feeds',
      description: 'The advisories',
      events: [
        { type: 'system.feeds.sync.started', message: 'A look for newer advisories began', resourceType: 'feeds' },
        { type: 'system.feeds.sync.completed', message: 'Newer advisories are in use', resourceType: 'feeds' },
        { type: 'system.feeds.sync.failed', message: 'Newer advisories could not be fetched', resourceType: 'feeds' },
      ],
    },
    {
      name: 'service',
      description: 'The processes of the server',
      events: [
        { type: 'system.service.started', message: 'A server process started', resourceType: 'service' },
        { type: 'system.service.down', message: 'A server process gives no sign of life', resourceType: 'service' },
        { type: 'system.service.removed', message: 'A server process was taken off the list', resourceType: 'service' },
      ],
    },
  ],
};

/** Every type of event, by category and subject: what `GET /event-types` lists and notifications can choose from. */
export const eventCatalogue: readonly EventGroup[] = [user, system, auditGroup()];

/** The types of the catalogue. */
export const eventTypes: ReadonlySet<string> = new Set(
  eventCatalogue.flatMap(({ subjects }) => subjects.flatMap(({ events }) => events.map(({ type }) => type))),
);

/** One type for each operation that changes something. */
function auditGroup(): EventGroup {
  const changes = operations.filter(isChange);
  const tags = [...new Set(changes.map(({ tag }) => tag))].sort();
  return {
    name: 'audit',
    description: 'Who changed what through the API',
    subjects: tags.map((tag) => ({
      name: wordOf(tag),
      description: `Changes by operations of the group ${tag}`,
      events: changes
        .filter((operation) => operation.tag === tag)
        .map((operation) => ({
          type: auditType(operation),
          message: operation.summary,
          resourceType: lastParam(operation.path),
        }))
        .sort(by(({ type }) => type)),
    })),
  };
}

function lastParam(path: string): string {
  return [...path.matchAll(/\{(\w+)\}/g)].at(-1)?.[1] ?? '';
}
