import { defined } from '@gantry/core/json';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { fileName } from '../_shared/paths.ts';
import { textOf } from '../_shared/text-lines.ts';
import { unreadNote } from '../_shared/unread.ts';
import { lineOf } from '../_shared/values.ts';
import type { GemspecFacts } from './facts.ts';
import { stringLiterals } from './ruby-literals.ts';

/**
 * Reads a gemspec as RubyGems writes it on installation: one assignment a line, literals only. It is scanned as text and
 * never run. The `# stub:` comment (name, version, platform) stands in for assignments that are not literals.
 */
export function readGemspec(file: ScannedFile): FileReading<GemspecFacts> {
  const fields = assignments(textOf(file.content, maxBytes));
  const name = gemName(literal(fields.get('name'))) ?? gemName(fields.get('stub name'));
  const version = gemVersion(literal(fields.get('version'))) ?? gemVersion(fields.get('stub version'));
  if (name === undefined || version === undefined) {
    const because = 'its name or version is not a literal';
    return {
      facts: null,
      unread: [unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file: fileName(file.path), because }))],
    };
  }
  const authors = texts(fields.get('authors') ?? fields.get('author'));
  const platform = lineOf(literal(fields.get('platform'))) ?? lineOf(fields.get('stub platform'));
  const facts = {
    type: 'spec' as const,
    name,
    version,
    licenses: texts(fields.get('licenses') ?? fields.get('license')),
    ...defined({
      platform: platform === 'ruby' ? undefined : platform,
      authors: authors.length > 0 ? authors : undefined,
      homepage: lineOf(literal(fields.get('homepage')), 1000),
    }),
  };
  return { facts };
}

const maxBytes = 1024 * 1024;
const maxLines = 20_000;
const maxLine = 20_000;

/** Field to the right-hand side of its first assignment; the stub comment as `stub name` and so on. */
function assignments(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n', maxLines)) {
    if (line.length > maxLine) continue;
    const stub = /^# stub: (\S+) (\S+) (\S+)/.exec(line);
    if (stub)
      ['name', 'version', 'platform'].forEach(
        (field, index) => void fields.set(`stub ${field}`, stub[index + 1] ?? ''),
      );
    const assigned = /^\s{0,20}[a-z_]\w{0,30}\.([a-z_]{1,40})\s?=\s?(.*)$/.exec(line);
    if (assigned?.[1] !== undefined && !fields.has(assigned[1])) fields.set(assigned[1], assigned[2] ?? '');
  }
  return fields;
}

/** The literal of `"x"`, `"x".freeze` or `Gem::Version.new("x")`; backticks and the like are none. */
function literal(ruby: string | undefined): string | undefined {
  if (ruby === undefined || !/^(?:["']|%q<|Gem::(?:Version|Platform)\.new\(["'])/.test(ruby)) return undefined;
  return stringLiterals(ruby, 1)[0];
}

function texts(ruby: string | undefined): string[] {
  return stringLiterals(ruby ?? '').flatMap((text) => lineOf(text, 300) ?? []);
}

/** The names that RubyGems takes. */
export function gemName(value: unknown): string | undefined {
  const name = lineOf(value, 200);
  return name !== undefined && /^[A-Za-z0-9_][\w.-]*$/.test(name) ? name : undefined;
}

/** The versions that `Gem::Version` takes. */
export function gemVersion(value: unknown): string | undefined {
  const version = lineOf(value, 100);
  return version !== undefined && /^\d+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z.-]+)?$/.test(version) ? version : undefined;
}
