import { isDigitCode, numeral } from '../_shared/numerals.ts';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';
import { isNull, type MavenItem, type MavenList, wordItem } from './items.ts';

/** The top list of items; lists nest at most as deep as the text is long. */
export type MavenVersion = MavenList;

/** Reads any text, as Maven does, except a property that nobody filled in (`${project.version}`). */
export function parseMaven(text: string): Parsed<MavenVersion> {
  return readText(text, (plain) => {
    if (/\$[{]/.test(plain)) return refused(`${quoted(plain)} is a property that was not filled in`);
    return accepted(new ItemReader().read(plain.toLowerCase()));
  });
}

/** Builds the nested lists from left to right; closing them from the inside out drops what changes nothing. */
class ItemReader {
  private readonly lists: MavenItem[][] = [[]];

  read(text: string): MavenList {
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const char = text[i] as string;
      if (char === '.' || char === '-') {
        this.addPart(text.slice(start, i), false);
        if (char === '-') this.openList();
        start = i + 1;
      } else if (i > start && isDigit(text, i) !== isDigit(text, i - 1)) {
        this.addTurn(text.slice(start, i));
        start = i;
      }
    }
    if (start < text.length) this.addPart(text.slice(start), true);
    return this.close();
  }

  /** A part that a separator or the end closes; an empty one is a zero. */
  private addPart(part: string, last: boolean): void {
    if (last && !isDigit(part, 0) && this.list.length > 0) this.openList();
    this.list.push(part === '' || isDigit(part, 0) ? numberItem(part) : wordItem(part, false));
  }

  /** A part that ends where digits and letters meet: 1.0.0.x1 reads as 1.0.0-x-1. */
  private addTurn(part: string): void {
    if (isDigit(part, 0)) {
      this.list.push(numberItem(part));
    } else {
      if (this.list.length > 0) this.openList();
      this.list.push(wordItem(part, true));
    }
    this.openList();
  }

  private get list(): MavenItem[] {
    return this.lists[this.lists.length - 1] as MavenItem[];
  }

  private openList(): void {
    this.lists.push([]);
  }

  private close(): MavenList {
    let inner: MavenList | null = null;
    for (const items of this.lists.reverse()) {
      if (inner) items.push(inner);
      inner = { kind: 'list', items: withoutNulls(items) };
    }
    return inner as MavenList;
  }
}

/** Drops what changes nothing from the end; the search goes on before a nested list, but not before anything else. */
function withoutNulls(items: readonly MavenItem[]): readonly MavenItem[] {
  const kept = [...items];
  for (let i = kept.length - 1; i >= 0; i--) {
    const item = kept[i] as MavenItem;
    if (isNull(item)) kept.splice(i, 1);
    else if (item.kind !== 'list') break;
  }
  return kept;
}

function numberItem(digits: string): MavenItem {
  return { kind: 'number', digits: numeral(digits || '0') };
}

function isDigit(text: string, at: number): boolean {
  return isDigitCode(text.charCodeAt(at));
}
