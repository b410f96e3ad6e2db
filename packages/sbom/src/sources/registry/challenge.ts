/** A way to sign in that a server names in WWW-Authenticate (RFC 9110, 11.6.1). */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const maxHeader = 8 << 10;
const token = /[!#$%&'*+\-.^_`|~\w]+/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
const bare = /[^\s,]+/y;

/** Parses the challenges of a header value; what cannot be read ends the list. */
export function parseChallenges(header: string | undefined): readonly Challenge[] {
  if (header === undefined || header.length > maxHeader) return [];
  const reader = new Reader(header);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  while (!reader.atEnd()) {
    const name = reader.take(token);
    if (name === undefined) break;
    if (!reader.skip('=')) {
      challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
      continue;
    }
    const value = reader.quotedText() ?? reader.take(bare) ?? '';
    challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
  }
  return challenges;
}

/** Walks a header value; commas and spaces between the parts are skipped. */
class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  atEnd(): boolean {
    while (/[\s,]/.test(this.text[this.at] ?? '')) this.at += 1;
    return this.at >= this.text.length;
  }

  skip(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  take(form: RegExp): string | undefined {
    return this.match(form)?.[0];
  }

  quotedText(): string | undefined {
    return this.match(quoted)?.[1]?.replace(/\\(.)/g, '$1');
  }

  private match(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.text) ?? undefined;
    this.at += found?.[0].length ?? 0;
    return found;
  }
}
