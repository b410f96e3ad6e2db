/**
 * Artifacts that are published without pom.properties, or whose group cannot be read off their manifest: artifact id, or the
 * beginning of it up to `*`, and the group on Maven Central. First match wins.
 */
const groups: readonly (readonly [artifact: string, group: string])[] = [
  ['spring-boot*', 'org.springframework.boot'],
  ['spring-security-*', 'org.springframework.security'],
  ['spring-data-*', 'org.springframework.data'],
  ['spring-cloud-*', 'org.springframework.cloud'],
  ['spring-integration-*', 'org.springframework.integration'],
  ['spring-batch-*', 'org.springframework.batch'],
  ['spring-kafka', 'org.springframework.kafka'],
  ['spring-ldap-*', 'org.springframework.ldap'],
  ['spring-plugin-*', 'org.springframework.plugin'],
  ['spring-session-*', 'org.springframework.session'],
  ['spring-aop', 'org.springframework'],
  ['spring-aspects', 'org.springframework'],
  ['spring-beans', 'org.springframework'],
  ['spring-context*', 'org.springframework'],
  ['spring-core', 'org.springframework'],
  ['spring-expression', 'org.springframework'],
  ['spring-instrument*', 'org.springframework'],
  ['spring-jcl', 'org.springframework'],
  ['spring-jdbc', 'org.springframework'],
  ['spring-jms', 'org.springframework'],
  ['spring-messaging', 'org.springframework'],
  ['spring-orm', 'org.springframework'],
  ['spring-oxm', 'org.springframework'],
  ['spring-r2dbc', 'org.springframework'],
  ['spring-test', 'org.springframework'],
  ['spring-tx', 'org.springframework'],
  ['spring-web', 'org.springframework'],
  ['spring-webflux', 'org.springframework'],
  ['spring-webmvc', 'org.springframework'],
  ['spring-websocket', 'org.springframework'],
  ['allure-*', 'io.qameta.allure'],
  ['aopalliance', 'aopalliance'],
  ['asm', 'org.ow2.asm'],
  ['asm-*', 'org.ow2.asm'],
  ['commons-beanutils', 'commons-beanutils'],
  ['commons-cli', 'commons-cli'],
  ['commons-codec', 'commons-codec'],
  ['commons-collections', 'commons-collections'],
  ['commons-collections4', 'org.apache.commons'],
  ['commons-digester', 'commons-digester'],
  ['commons-fileupload', 'commons-fileupload'],
  ['commons-io', 'commons-io'],
  ['commons-lang', 'commons-lang'],
  ['commons-lang3', 'org.apache.commons'],
  ['commons-logging', 'commons-logging'],
  ['derby*', 'org.apache.derby'],
  ['dom4j', 'org.dom4j'],
  ['freemarker', 'org.freemarker'],
  ['gradle-wrapper', 'org.gradle'],
  ['groovy*', 'org.codehaus.groovy'],
  ['h2', 'com.h2database'],
  ['hsqldb', 'org.hsqldb'],
  ['icu4j*', 'com.ibm.icu'],
  ['itext', 'com.lowagie'],
  ['javax.inject', 'javax.inject'],
  ['jcommander', 'com.beust'],
  ['jdom', 'org.jdom'],
  ['jdom2', 'org.jdom'],
  ['jsr305', 'com.google.code.findbugs'],
  ['junit', 'junit'],
  ['kotlin-*', 'org.jetbrains.kotlin'],
  ['kryo', 'com.esotericsoftware'],
  ['liquibase-core', 'org.liquibase'],
  ['log4j', 'log4j'],
  ['lombok', 'org.projectlombok'],
  ['mongo-java-driver', 'org.mongodb'],
  ['mongodb-driver*', 'org.mongodb'],
  ['ojdbc*', 'com.oracle.database.jdbc'],
  ['picocli*', 'info.picocli'],
  ['protobuf-java*', 'com.google.protobuf'],
  ['selenium-*', 'org.seleniumhq.selenium'],
  ['serializer', 'xalan'],
  ['tomcat-embed-*', 'org.apache.tomcat.embed'],
  ['tomcat-*', 'org.apache.tomcat'],
  ['wiremock-*', 'com.github.tomakehurst'],
  ['wsdl4j', 'wsdl4j'],
  ['xalan', 'xalan'],
  ['xercesImpl', 'xerces'],
  ['xml-apis*', 'xml-apis'],
  ['xmlbeans', 'org.apache.xmlbeans'],
  ['xom', 'xom'],
  ['xpp3*', 'xpp3'],
];

/** Bundles that are known under another artifact id than their file name or the end of their symbolic name. */
const bundles = new Map<string, readonly [group: string, artifact: string]>([
  ['com.ibm.db2.jcc', ['com.ibm.db2', 'jcc']],
  ['com.h2database', ['com.h2database', 'h2']],
  ['com.ibm.icu', ['com.ibm.icu', 'icu4j']],
  ['org.apache.axis', ['org.apache.axis', 'axis']],
  ['org.apache.log4j', ['log4j', 'log4j']],
  ['org.apache.xerces', ['xerces', 'xercesImpl']],
  ['org.liquibase.core', ['org.liquibase', 'liquibase-core']],
]);

/** The group of an artifact id on Maven Central, where it is known for certain; else null. */
export function knownGroup(artifact: string): string | null {
  const row = groups.find(([name]) =>
    name.endsWith('*') ? artifact.startsWith(name.slice(0, -1)) : artifact === name,
  );
  return row?.[1] ?? null;
}

/** The Maven coordinates of an OSGi bundle by its symbolic name, where they are known for certain; else null. */
export function knownBundle(symbolicName: string): readonly [group: string, artifact: string] | null {
  if (/^org\.apache\.tomcat-[a-z-]+$/.test(symbolicName))
    return ['org.apache.tomcat', symbolicName.slice('org.apache.'.length)];
  return bundles.get(symbolicName) ?? null;
}
