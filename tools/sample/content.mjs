/** The layers of the sample image. `jar` turns `{ name: text }` into the bytes of an archive. */
export function sampleLayers(jar) {
  return [
    { createdBy: 'ADD rootfs.tar / # Debian 12 base', files: [...osRelease, ...accounts, ...dpkg(basePackages)] },
    {
      createdBy: 'RUN /bin/sh -c apt-get install -y openssh-server sudo curl',
      files: dpkg([...basePackages, ...addedPackages]),
    },
    { createdBy: 'COPY node_modules /app/node_modules', files: nodeModules },
    { createdBy: 'RUN /bin/sh -c pip install requests==2.19.0 PyYAML==5.1', files: pythonPackages },
    { createdBy: 'COPY lib /app/lib', files: [{ path: 'app/lib/log4j-core-2.14.1.jar', content: log4j(jar) }] },
    { createdBy: 'COPY config /app/config', files: [{ path: 'app/config/deploy_key', content: fakeKey, mode: 0o600 }] },
  ];
}

const osRelease = [
  {
    path: 'usr/lib/os-release',
    content:
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n',
  },
];

const accounts = [{ path: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/bash\n' }];

const basePackages = [
  ['base-files', '12.4+deb12u5', ''],
  ['bash', '5.2.15-2+b2', 'bash (5.2.15-2)'],
  ['libc6', '2.36-9', 'glibc'],
  ['libc-bin', '2.36-9', 'glibc'],
  ['liblzma5', '5.4.1-0.2', 'xz-utils'],
  ['libssl3', '3.0.9-1', 'openssl'],
  ['openssl', '3.0.9-1', ''],
  ['zlib1g', '1:1.2.13.dfsg-1', 'zlib'],
];

const addedPackages = [
  ['curl', '7.88.1-10', ''],
  ['libcurl4', '7.88.1-10', 'curl'],
  ['openssh-server', '1:9.2p1-2', 'openssh'],
  ['sudo', '1.9.13p3-1', ''],
];

function dpkg(packages) {
  const records = packages.map(
    ([name, version, source]) =>
      `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\n${source ? `Source: ${source}\n` : ''}Version: ${version}\nMaintainer: Sample <sample@example.com>\nDescription: part of the sample image\n`,
  );
  return [
    { path: 'var/lib/dpkg/status', content: `${records.join('\n')}\n` },
    ...packages.map(([name]) => ({ path: `var/lib/dpkg/info/${name}.list`, content: `/.\n/usr/share/doc/${name}\n` })),
  ];
}

const nodeModules = [
  ['axios', '0.21.0'],
  ['express', '4.16.0'],
  ['jsonwebtoken', '8.5.1'],
  ['lodash', '4.17.15'],
  ['minimist', '1.2.0'],
  ['ms', '2.1.3'],
].map(([name, version]) => ({
  path: `app/node_modules/${name}/package.json`,
  content: JSON.stringify({ name, version, license: 'MIT' }),
}));

const pythonPackages = [
  ['requests', '2.19.0', 'Apache-2.0'],
  ['PyYAML', '5.1', 'MIT'],
  ['idna', '3.10', 'BSD-3-Clause'],
].flatMap(([name, version, license]) => {
  const folder = `usr/local/lib/python3.11/site-packages/${name}-${version}.dist-info`;
  return [
    {
      path: `${folder}/METADATA`,
      content: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nLicense: ${license}\n`,
    },
    { path: `${folder}/RECORD`, content: `${name}-${version}.dist-info/METADATA,,\n` },
    { path: `${folder}/INSTALLER`, content: 'pip\n' },
  ];
});

/** The metadata of Log4j 2.14.1 (CVE-2021-44228) without any of its code. */
function log4j(jar) {
  const base = 'META-INF/maven/org.apache.logging.log4j/log4j-core';
  return jar({
    'META-INF/MANIFEST.MF':
      'Manifest-Version: 1.0\r\nImplementation-Title: Apache Log4j Core\r\nImplementation-Version: 2.14.1\r\n\r\n',
    [`${base}/pom.properties`]: 'version=2.14.1\ngroupId=org.apache.logging.log4j\nartifactId=log4j-core\n',
  });
}

/** Looks like a key to a scanner, and says what it is to a person. */
const fakeKey = `-----BEGIN OPENSSH PRIVATE KEY-----\n${Buffer.from('this is not a key: it is part of the Gantry sample image').toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
