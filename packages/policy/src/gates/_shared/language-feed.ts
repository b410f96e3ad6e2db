import { md5OfText, type Package, type PackageKind } from '@gantry/core';
import { defineTrigger, type Trigger } from '../../gating/define-trigger.ts';
import { found, foundInPart, notEvaluated, type Raised } from '../../gating/outcome.ts';
import { optional, required } from '../../gating/parameters.ts';
import { anyText } from '../../gating/validators.ts';
import { aboutPackage } from './about-package.ts';
import { unreadReasons } from './unread.ts';

const lifeCycle = { state: 'deprecated', supersededBy: 'packages.denylist' } as const;

/** How the old gates of one language speak. */
export interface LanguageWords {
  readonly gate: 'npms' | 'ruby_gems';
  readonly kind: PackageKind;
  /** As messages begin: `NPM Package`. */
  readonly noun: string;
  /** As help speaks of them: `npm package`. */
  readonly word: string;
}

/** A trigger that asked a list of everything ever published: Gantry keeps none, so it is never evaluated. */
export function feedTrigger({ word }: LanguageWords, name: string, asks: string): Trigger {
  return defineTrigger({
    name,
    ...lifeCycle,
    help: `Asked for each ${word} ${asks}. Gantry keeps no list of everything that was ever published: it is never evaluated.`,
    params: {},
    run: () =>
      notEvaluated(
        `it needs a list of every published ${word}, which Gantry does not keep: remove the rule, or deny packages with packages.denylist`,
      ),
  });
}

const removeRule = { kind: 'data', says: 'remove the rule, or deny packages with packages.denylist' } as const;

/** Fires always, since there is no such list. `formerId`: under which older allowlists know the finding. */
export function noFeedTrigger({ word }: LanguageWords, formerId: string): Trigger {
  const message = `No list of every published ${word} is there: checks that need it are not evaluated`;
  return defineTrigger({
    name: 'feed_data_unavailable',
    ...lifeCycle,
    help: `Fires always: Gantry keeps no list of every published ${word}.`,
    params: {},
    run: () => found([{ message, formerIds: [formerId], fix: removeRule }]),
  });
}

/** Fires for packages of a name, and of a version when the rule states one. `oldName`: what version 1 of the format calls it. */
export function deniedTrigger(words: LanguageWords, name: string, oldName: string): Trigger {
  return defineTrigger({
    name,
    aliases: [oldName],
    ...lifeCycle,
    help: `Fires when a ${words.word} of the name, and of the version when one is given, is there.`,
    params: {
      name: required('name', anyText, { help: `The name of the ${words.word}.`, example: 'time_diff' }),
      version: optional('version', anyText, { help: 'Only this version of it.', example: '0.2.9' }),
    },
    run: ({ facts }, { name: wanted, version }) => {
      const hit = facts.bill.packages.find(
        (one) => one.kind === words.kind && one.name === wanted && (version === null || one.version === version),
      );
      const what = version === null ? wanted : `${wanted}-${version}`;
      return foundInPart(hit ? [raise(hit, what, { words, oldName })] : [], unreadReasons(facts.bill));
    },
  });
}

/** Allowlists of version 1 name the MD5 of the old gate, trigger and message. */
function raise(one: Package, what: string, { words, oldName }: { words: LanguageWords; oldName: string }): Raised {
  return {
    message: `${words.noun} is denylisted: ${what}`,
    formerIds: [md5OfText(`${words.gate}${oldName}${words.noun} is blacklisted: ${what}`)],
    fix: { kind: 'remove', packageId: one.id, name: one.name },
    ...aboutPackage(one),
  };
}
