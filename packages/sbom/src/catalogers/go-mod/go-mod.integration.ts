import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

describe('catalogers/go-mod', () => {
  it.skipIf(!hasImage('tricky'))('lists what the go.mod of tricky requires', async () => {
    const { packages } = await billOfImage('tricky');
    const lines = packages
      .filter((one) => one.foundBy === 'go-mod')
      .map((one) => [one.name, one.version, one.locations[0]?.path.slice(1)].join('\t'));
    const rows = oracleRows('tricky', 'packages.tsv').filter((one) => one['ecosystem'] === 'go');
    expect(lines).toEqual(rows.map((row) => [row['name'], row['version'], row['path']].join('\t')));
  });

  it.skipIf(!hasImage('app-go-rust'))('lists the go.mod of app-go-rust with sums', async () => {
    const { packages } = await billOfImage('app-go-rust');
    const found = packages.filter((one) => one.foundBy === 'go-mod');
    expect(found.map((one) => `${one.name} ${one.version}`)).toEqual([
      'github.com/dgrijalva/jwt-go v3.2.0+incompatible',
      'github.com/gin-gonic/gin v1.6.3',
      'golang.org/x/crypto v0.0.0-20200622213623-75b288015ac9',
      'golang.org/x/net v0.0.0-20210226172049-e18ecbb05110',
      'golang.org/x/text v0.3.7',
      'gopkg.in/yaml.v2 v2.2.8',
    ]);
  });

  it.skipIf(!hasImage('hostile'))('ends in time for a go.sum of a million lines', async () => {
    const before = performance.now();
    const { packages } = await billOfImage('hostile/lock-go-sum');
    expect(performance.now() - before).toBeLessThan(30_000);
    expect(packages.filter((one) => one.kind === 'deb')).toHaveLength(2);
  });
});
