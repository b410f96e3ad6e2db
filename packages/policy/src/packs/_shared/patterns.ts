// Every pattern is tried from the start of a text by Gantry's own linear-time matcher (model/patterns).

const installers = '(?:apt-get|apt|apk|yum|dnf|microdnf|zypper)';
const options = '\\s+(?:-\\S+\\s+)*';
const secretWords =
  '(?:PASSW(?:OR)?D|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?|passw(?:or)?d|secret|token|api_?key|access_key|private_key|credentials?)';
const secretPointer = '(?!\\w*_(?:FILE|PATH|DIR|URL|NAME|file|path|dir|url|name)(?:=|\\s|$))';

/** Arguments of Dockerfile instructions. */
export const argumentPatterns = {
  /** EXPOSE of a port below 1024. */
  privilegedPort: '(?:.*\\s)?(?:[1-9]\\d{0,2}|10[01]\\d|102[0-3])(?:/(?:tcp|udp|sctp))?(?:\\s.*)?$',
  /** RUN that refreshes a package index and installs nothing. */
  loneUpdate: `(?=.*\\b${installers}${options}(?:update|up|refresh|makecache|check-update)\\b)(?!.*\\b${installers}${options}(?:install|reinstall|localinstall|groupinstall|add|upgrade|dist-upgrade|in)\\b)`,
  /** ADD from the network or a Git repository. */
  remoteAdd: '(?:--\\S+\\s+)*["[\\s]*(?:(?:https?|ftp|ssh|git)://|git@)',
  /** ADD of plain local files, where COPY does the same; archives, which ADD unpacks, are left out. */
  localAdd:
    '(?!(?:file|multi|dir):)(?!.*(?:https?|ftp|ssh|git)://)(?!.*git@)(?!.*\\.(?:tar|tgz|tbz2?|txz|tar\\.(?:gz|bz2|xz|zst))(?:["\\s\\],]|$))',
  /** ENV or ARG whose name says secret and that has a value of its own. */
  namedSecret: `(?:.*\\s)?${secretPointer}\\w*${secretWords}\\w*(?:=|\\s)\\s*["']?[^\\s"'$]`,
  /** RUN that hands a download to a shell. */
  downloadIntoShell:
    '.*\\b(?:curl|wget)\\b[^|;&]*\\|\\s*(?:sudo\\s+)?(?:env\\s+\\S+\\s+)*(?:/\\S*/)?(?:ba|da|z|k|a)?sh\\b',
  /** RUN that fetches something by URL. */
  networkFetch: '.*\\b(?:curl|wget)\\b.*\\b(?:https?|ftp)://',
  /** RUN that switches off the verification of packages or of TLS. */
  verificationOff: [
    '.*(?:--allow-unauthenticated|--force-yes|--allow-insecure-repositories|--nogpgcheck|--no-gpg-checks?',
    '--allow-untrusted|--trusted-host|--no-check-certificate|\\[\\s*trusted=yes|gpgcheck\\s*=\\s*0',
    '\\bcurl\\b(?:\\s+\\S+)*?\\s+(?:--insecure|-[A-Za-z]*k[A-Za-z]*)(?:\\s|$)|strict-ssl[= ]+false|GIT_SSL_NO_VERIFY',
    'NODE_TLS_REJECT_UNAUTHORIZED=0|http\\.sslVerify[= ]+false)',
  ].join('|'),
  /** RUN that uses sudo. */
  sudo: '.*\\bsudo\\b',
  /** FROM without a tag, or with `latest`; stages of the same file look alike to it. */
  floatingBase:
    '(?:--platform=\\S+\\s+)?(?!scratch(?:\\s|$))(?![^\\s]*\\$)(?:[^\\s@]+:latest|(?:[^\\s/@]+/)*[^\\s/:@]+)(?:\\s+[Aa][Ss]\\s+\\S+)?\\s*$',
  /** FROM without a digest. */
  unpinnedBase: '(?:--platform=\\S+\\s+)?(?!scratch(?:\\s|$))(?!.*@sha256:[0-9a-f]{64})',
  /** VOLUME over a place of the host: all of it for devices and kernel, the folder as a whole for those that hold other things too. */
  sensitiveVolume:
    '(?:.*[\\s"\\[,])?/(?:(?:proc|sys|dev|boot)(?:/\\S*)?|(?:etc|usr|lib|lib64|root|run|var/run|var/run/docker\\.sock|run/docker\\.sock|run/containerd\\S*)/?)(?:["\\s,\\]].*)?$',
  /** FROM with Iron Bank's three build arguments. */
  ironBankFrom: '\\$\\{BASE_REGISTRY\\}/\\$\\{BASE_IMAGE\\}:\\$\\{BASE_TAG\\}(?:\\s+[Aa][Ss]\\s+\\S+)?\\s*$',
} as const;

/** Paths of files. No look-ahead: they are tried on every path of an artifact, and only patterns without it become an automaton. */
export const pathPatterns = {
  /** A server for remote logins. */
  sshServer: '/(?:usr/)?(?:local/)?s?bin/(?:sshd|dropbear)$',
  /** The private key of such a server. */
  hostKey: '/etc/(?:ssh/ssh_host_[a-z0-9]+_key|dropbear/dropbear_[a-z0-9]+_host_key)$',
  /** Files that programs keep credentials in. */
  credentials: [
    '.*/(?:id_(?:rsa|dsa|ecdsa|ed25519)|\\.git-credentials|\\.netrc|\\.pgpass|\\.pypirc|\\.dockercfg|\\.docker/config\\.json',
    '\\.aws/credentials|\\.kube/config|\\.config/gcloud/application_default_credentials\\.json|\\.azure/accessTokens\\.json',
    '\\.vault-token|terraform\\.tfstate|[^/]+\\.(?:p12|pfx|keystore))$',
  ].join('|'),
  /** Trust in remote hosts by name. */
  hostTrust: '(?:/etc/(?:hosts\\.equiv|ssh/shosts\\.equiv|shosts\\.equiv)|.*/\\.[rs]hosts)$',
  /** Packages and installers that were left behind, outside of where package managers keep theirs. */
  leftovers:
    '/(?:(?:tmp|var/tmp|root|home|opt|app|srv|usr/src|usr/local|var/cache)/.*|[^/]+)\\.(?:rpm|deb|apk|msi|bin\\.sh)$',
  /** Test data of the application, near its root: deeper ones belong to what it depends on. */
  testData:
    '/(?:app|srv|code|src|workspace|usr/src/app|var/www(?:/html)?)/(?:(?:src|app|lib|tests?|spec)/)?(?:testdata|test_data|fixtures|__tests__)/',
  /** Certificate authorities that somebody added to those of the distribution. */
  addedAuthority:
    '/(?:usr/local/share/ca-certificates|etc/pki/ca-trust/source/anchors|etc/ca-certificates/trust-source/anchors)/.+',
  /** Keys that open accounts, and libraries that are loaded into every program. */
  foothold: '(?:.*/\\.ssh/authorized_keys2?|/etc/ld\\.so\\.preload|/etc/rc\\.local)$',
  /** Histories of version control. */
  versionControl: '.*/\\.(?:git/(?:HEAD|config)|svn/wc\\.db|hg/hgrc)$',
} as const;

/** Words of configuration files. */
export const wordPatterns = {
  /** Package signatures are not checked. */
  gpgCheckOff: '(?:repo_|localpkg_)?gpgcheck=(?:0|no|false|off)$',
  /** A package source without TLS, or one beside the main one. */
  insecureSource: '(?:.*=)?(?:http://|--?extra-index-url|extra-index-url|--?trusted-host|trusted-host)',
} as const;
