import { kindFacts, kinds, type PackageKind } from '@gantry/core';
import type { Matcher } from '../../matching/define-matcher.ts';
import { answerForLanguage } from './match.ts';

export const language: Matcher = {
  name: 'language',
  about: 'Packages of language registries, by the name that their registry knows them by',
  kinds: (Object.keys(kinds) as PackageKind[]).filter((kind) => kindFacts(kind).osvEcosystem !== null),
  match: answerForLanguage,
};
