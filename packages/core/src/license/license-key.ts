/**
 * One spelling for the many of a licence name: lower case, without quotes, brackets and filler words, a space between
 * words, and `+` for "or later": `GNU General Public License v2 or later` and `GPL-2+` both give `gpl 2+`.
 */
export function licenseKey(text: string): string {
  let key = text
    .toLowerCase()
    .replace(/[\s_,;:"'()[\]/-]+/g, ' ')
    .replace(/\blicen[cs]ed?\b/g, ' ');
  key = key.replace(/\b(?:the|version|ver\.?|under)\b/g, ' ').replace(/(?<![a-z]{5})\bv\.?(?= ?\d)/g, ' ');
  key = key.replace(/(gpl|mpl|epl|cddl|apache|asl|bsd|artistic|psf|zpl) ?v(?=\d)/g, '$1 ');
  key = key.replace(/ (?:or|and) (?:\(?at your option\)? )?(?:any )?(?:later|newer|above)(?: versions?)?/g, '+');
  key = key
    .replace(/ only$/, '')
    .replace(/ +/g, ' ')
    .replace(/ \+/g, '+')
    .trim();
  return gnuNames.reduce(
    (name, [long, short]) => (name.startsWith(long) ? short + name.slice(long.length) : name),
    key,
  );
}

const gnuNames = [
  ['gnu affero general public', 'agpl'],
  ['affero general public', 'agpl'],
  ['gnu lesser general public', 'lgpl'],
  ['gnu library general public', 'lgpl'],
  ['lesser general public', 'lgpl'],
  ['gnu general public', 'gpl'],
  ['general public', 'gpl'],
  ['gnu free documentation', 'gfdl'],
  ['gnu agpl', 'agpl'],
  ['gnu lgpl', 'lgpl'],
  ['gnu gpl', 'gpl'],
] as const;
