import type { License } from '@gantry/core';

/** Licence statements that are no SPDX expression: SPDX wants each as a `LicenseRef-` with its text. */
export class ExtractedLicenses {
  readonly #refs = new Map<string, string>();

  /** The expression for a package's licences: valid ones as they are, others by reference; `NOASSERTION` when there are none. */
  expression(licenses: readonly License[]): string {
    const parts = [...new Set(licenses.map((license) => license.spdx ?? this.#reference(license.value)))];
    if (parts.length === 0) return 'NOASSERTION';
    return parts.length === 1
      ? (parts[0] ?? 'NOASSERTION')
      : parts.map((part) => (part.includes(' ') ? `(${part})` : part)).join(' AND ');
  }

  list(): { licenseId: string; extractedText: string; name: string }[] {
    return [...this.#refs].map(([text, licenseId]) => ({ licenseId, extractedText: text, name: text.slice(0, 200) }));
  }

  #reference(text: string): string {
    const known = this.#refs.get(text);
    if (known) return known;
    const reference = `LicenseRef-gantry-${this.#refs.size + 1}`;
    this.#refs.set(text, reference);
    return reference;
  }
}
