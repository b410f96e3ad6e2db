import type { SearchRule } from '../../_shared/search/rule.ts';
import { entropy } from '../checks/entropy.ts';
import { isJwt } from '../checks/jwt.ts';
import { isPlaceholder } from '../checks/placeholder.ts';
import { followedBy, prefixed, wordCharacters } from './near.ts';

/** The key of Microsoft's storage emulator is public. */
const emulatorKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsu';

/** Tokens whose form is told by their service: a name, texts to look for, and the form. */
const forms: readonly (readonly [name: string, keywords: readonly string[], regex: string, longest?: number])[] = [
  [
    'SLACK_TOKEN',
    ['xoxa-', 'xoxb-', 'xoxe-', 'xoxe.', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-'],
    '\\b(xox[abeoprs](?:\\.xox[bp])?-[0-9A-Za-z]{1,14}-[0-9A-Za-z-]{16,250})\\b',
  ],
  ['SLACK_TOKEN', ['xapp-'], '\\b(xapp-\\d-[A-Z0-9]{6,16}-\\d{6,16}-[a-f0-9]{64})\\b'],
  [
    'SLACK_WEBHOOK',
    ['hooks.slack.com/'],
    '(hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Z0-9]{8,14}/[A-Za-z0-9]{8,24}/[A-Za-z0-9]{20,64})\\b',
  ],
  ['STRIPE_KEY', ['sk_live_', 'rk_live_'], '\\b([sr]k_live_[0-9A-Za-z]{24,247})\\b'],
  ['GOOGLE_API_KEY', ['AIza'], '\\b(AIza[0-9A-Za-z_-]{35})(?:[^0-9A-Za-z_-]|$)', 48],
  ['GOOGLE_OAUTH_SECRET', ['GOCSPX-'], '\\b(GOCSPX-[0-9A-Za-z_-]{28})(?:[^0-9A-Za-z_-]|$)', 48],
  ['AZURE_STORAGE_KEY', ['AccountKey='], 'AccountKey=([A-Za-z0-9+/]{86}==)', 120],
  ['AZURE_SHARED_KEY', ['SharedAccessKey='], 'SharedAccessKey=([A-Za-z0-9+/]{43}=)', 80],
  ['AZURE_CLIENT_SECRET', followedBy('8Q~', wordCharacters), '[A-Za-z0-9_~.]{3}8Q~[A-Za-z0-9_~.-]{31,34}', 48],
  ['OPENAI_KEY', ['T3BlbkFJ'], '\\b(sk-[A-Za-z0-9_-]{20,100}T3BlbkFJ[A-Za-z0-9_-]{20,100})'],
  ['ANTHROPIC_KEY', ['sk-ant-'], '\\b(sk-ant-[a-z]{3,8}\\d\\d-[A-Za-z0-9_-]{80,120}AA)\\b'],
  ['HUGGINGFACE_TOKEN', followedBy('hf_', wordCharacters), '\\b(hf_[A-Za-z]{34})\\b', 48],
  [
    'SENDGRID_KEY',
    followedBy('SG.', wordCharacters),
    '\\b(SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})(?:[^0-9A-Za-z_-]|$)',
    80,
  ],
  ['DIGITALOCEAN_TOKEN', ['dop_v1_', 'doo_v1_', 'dor_v1_'], '\\b(do[opr]_v1_[a-f0-9]{64})\\b', 80],
  ['SHOPIFY_TOKEN', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], '\\b(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})\\b', 48],
  ['DATABRICKS_TOKEN', ['dapi'], '\\b(dapi[a-f0-9]{32}(?:-\\d)?)\\b', 48],
  ['VAULT_TOKEN', ['hvs.', 'hvb.'], '\\b(hv[sb]\\.[A-Za-z0-9_-]{90,300})', 320],
  ['TERRAFORM_TOKEN', ['.atlasv1.'], '\\b([A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70})', 90],
  ['TELEGRAM_TOKEN', followedBy(':AA', wordCharacters), '\\b([0-9]{8,10}:AA[A-Za-z0-9_-]{33})(?:[^0-9A-Za-z_-]|$)', 48],
  [
    'DISCORD_WEBHOOK',
    ['/api/webhooks/'],
    '(discord(?:app)?\\.com/api/webhooks/[0-9]{16,20}/[A-Za-z0-9_-]{60,80})',
    120,
  ],
  ['GRAFANA_TOKEN', ['glsa_'], '\\b(glsa_[A-Za-z0-9]{32}_[a-f0-9]{8})\\b', 60],
  ['NEWRELIC_KEY', ['NRAK-'], '\\b(NRAK-[A-Z0-9]{27})\\b', 40],
  ['LINEAR_KEY', ['lin_api_'], '\\b(lin_api_[A-Za-z0-9]{40})\\b', 60],
  ['POSTMAN_KEY', ['PMAK-'], '\\b(PMAK-[a-f0-9]{24}-[a-f0-9]{34})\\b', 80],
  ['PULUMI_TOKEN', ['pul-'], '\\b(pul-[a-f0-9]{40})\\b', 48],
  ['ATLASSIAN_TOKEN', ['ATATT3'], '\\b(ATATT3[A-Za-z0-9_=-]{150,250}=[0-9A-F]{8})\\b', 280],
  ['NUGET_KEY', followedBy('oy2', 'abcdefghijklmnopqrstuvwxyz234567'), '\\b(oy2[a-z0-9]{43})\\b', 50],
  ['AGE_KEY', ['AGE-SECRET-KEY-1'], '\\b(AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})\\b', 80],
];

/** Tokens of cloud services. */
export const serviceRules: readonly SearchRule[] = [
  ...forms.map(
    ([name, keywords, regex, longest]): SearchRule => ({
      name,
      regex,
      near: { ...prefixed(keywords, longest), before: 110 },
      accepts: ({ value }) => !isPlaceholder(value) && !value.startsWith(emulatorKey) && entropy(value) >= 3.2,
    }),
  ),
  {
    name: 'JWT',
    regex: '\\b(eyJ[A-Za-z0-9_-]{10,1000}\\.[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]{16,}(?:\\.[A-Za-z0-9_-]{4,}){0,2})',
    near: { keywords: followedBy('eyJ', 'hre0jq4pyzi'), before: 2, after: 8192, mayMatch: hasDot },
    accepts: ({ value }) => isJwt(value),
  },
];

/** A header ends at a dot; what is encoded in base64 otherwise goes on or ends. */
function hasDot(bytes: Uint8Array, keyword: number): boolean {
  const end = Math.min(bytes.length, keyword + 512);
  for (let at = keyword; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x2e) return at > keyword + 12;
    if (!isBase64url(byte)) return false;
  }
  return false;
}

function isBase64url(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x5f
  );
}
