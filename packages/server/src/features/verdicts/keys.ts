import { generateKeys, readPrivateKey, type SigningKey } from '@gantry/attest';
import { sql } from 'kysely';
import type { Db, Row } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';

/** The keys that this server signs verdicts with; the newest signs. */
export interface VerdictKeys {
  /** Made and sealed when nobody signed before. */
  signing(): Promise<SigningKey>;
  /** Newest first. */
  list(): Promise<readonly Row<'verdict_key'>[]>;
}

/** Binds a sealed key to its place. */
const purpose = (id: string): string => `verdict-key:${id}`;

/** The keys of the database; private ones are sealed by the vault. */
export function createVerdictKeys({ db, vault, clock }: Pick<Platform, 'db' | 'vault' | 'clock'>): VerdictKeys {
  const list = () => db.selectFrom('verdict_key').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
  return {
    list,
    signing: async () => {
      const row = (await list())[0] ?? (await makeKey(db, clock.now(), vault.seal));
      return readPrivateKey(vault.open(row.secret, purpose(row.id)), { name: 'the key of this server' });
    },
  };
}

/** Servers that start at once make one key between them. */
function makeKey(db: Db, now: Date, seal: Platform['vault']['seal']): Promise<Row<'verdict_key'>> {
  const { privateKey, publicKey } = generateKeys('ecdsa-p256');
  const { public: known } = readPrivateKey(privateKey, { name: 'a new key' });
  const secret = seal(privateKey, purpose(known.id));
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('verdict-key', 0))`.execute(tx);
    const other = await tx.selectFrom('verdict_key').selectAll().orderBy('created_at', 'desc').executeTakeFirst();
    if (other !== undefined) return other;
    return tx
      .insertInto('verdict_key')
      .values({ id: known.id, algorithm: known.algorithm, public_key: publicKey, secret, created_at: now })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}
