import type { DynamicSection } from './dynamic-section.ts';
import type { ElfHeaders } from './elf-headers.ts';
import { importedNames, symbolNames } from './imported-names.ts';

/** What compilers built in, as far as names of symbols tell. */
export interface CompilerChecks {
  readonly stackProtector: boolean | null;
  readonly fortified: boolean | null;
}

/** What is called when a canary was overwritten: GCC and Clang, 32-bit x86, Intel. */
const stackNames = ['__stack_chk_fail', '__stack_chk_fail_local', '__stack_chk_guard', '__intel_security_cookie'];

/** Functions of which glibc has a checked twin, `__NAME_chk`, that `_FORTIFY_SOURCE` chooses. */
const fortifiable = new Set(
  [
    'asprintf confstr dprintf explicit_bzero fdelt fgets fgets_unlocked fgetws fprintf fread fread_unlocked fwprintf getcwd getdomainname getgroups',
    'gethostname getlogin_r gets getwd longjmp mbsnrtowcs mbsrtowcs mbstowcs memcpy memmove mempcpy memset obstack_printf poll ppoll pread',
    'pread64 printf ptsname_r read readlink readlinkat realpath recv recvfrom snprintf sprintf stpcpy stpncpy strcat strcpy strlcat strlcpy strncat strncpy',
    'swprintf syslog ttyname_r vasprintf vdprintf vfprintf vfwprintf vprintf vsnprintf vsprintf vswprintf vsyslog vwprintf wcpcpy wcpncpy wcslcat wcslcpy',
    'wcrtomb wcscat wcscpy wcsncat wcsncpy wcsnrtombs wcsrtombs wcstombs wctomb wmemcpy wmemmove wmempcpy wmemset wprintf',
  ].flatMap((line) => line.split(' ')),
);

const checkedName = /^__(.+)_chk$/;

/** Reads the marks of the stack protector and of fortified functions. */
export function compilerChecks(headers: ElfHeaders, dynamic: DynamicSection | null): CompilerChecks {
  const imported = importedNames(headers, dynamic);
  const stackProtector = hasStackProtector(headers, imported);
  // Go checks stacks in its own way, and calls C only on demand.
  if (isGo(headers)) return { stackProtector: stackProtector === true ? true : null, fortified: null };
  return { stackProtector, fortified: imported === null ? null : isFortified(imported) };
}

function hasStackProtector(headers: ElfHeaders, imported: ReadonlySet<string> | null): boolean | null {
  if (imported !== null && stackNames.some((name) => imported.has(name))) return true;
  const left = symbolNames(headers);
  if (left !== null && stackNames.some((name) => left.includes(`\0${name}\0`))) return true;
  // A program without any import and without symbols says nothing.
  return (imported !== null && imported.size > 0) || left !== null ? false : null;
}

/** Null when it calls nothing that could be checked. */
function isFortified(imported: ReadonlySet<string>): boolean | null {
  let unchecked = false;
  for (const name of imported) {
    if (fortifiable.has(checkedName.exec(name)?.[1] ?? '')) return true;
    unchecked ||= fortifiable.has(name);
  }
  return unchecked ? false : null;
}

function isGo(headers: ElfHeaders): boolean {
  return headers.sections.some(({ name }) => name === '.go.buildinfo' || name === '.note.go.buildid');
}
