import { header } from './header.mjs';

/** docs/reference/events.md: every type of event that the server writes. */
export function eventsPage({ eventCatalogue }) {
  const sections = eventCatalogue.map(({ name, description, subjects }) => {
    const rows = subjects.flatMap(({ events }) =>
      events.map(({ type, message, resourceType }) => `| \`${type}\` | ${message} | ${resourceType || '-'} |`),
    );
    return `## ${name}\n\n${description}.\n\n| type | says | about |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${header('Events')}Events say what happened in an account. \`GET /v2/events\` lists them: \`event_type=user.image.*\` narrows by type, \`level=ERROR\` to failures.
They are kept for the days of the setting \`event_days\`.

${sections.join('\n')}`;
}
