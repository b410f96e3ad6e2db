import { defineScheme } from '../_shared/scheme.ts';
import { compareMaven } from './compare.ts';
import { parseMaven } from './parse.ts';

export const maven = defineScheme({
  name: 'maven',
  follows: "Maven 3.8's org.apache.maven.artifact.versioning.ComparableVersion",
  parse: parseMaven,
  compare: compareMaven,
});
