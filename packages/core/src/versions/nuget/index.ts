import { defineScheme } from '../_shared/scheme.ts';
import { compareNuget } from './compare.ts';
import { parseNuget } from './parse.ts';

export const nuget = defineScheme({
  name: 'nuget',
  follows: "NuGet.Versioning's NuGetVersion and VersionComparer.Default",
  parse: parseNuget,
  compare: compareNuget,
});
