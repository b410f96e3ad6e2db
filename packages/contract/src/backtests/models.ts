import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';
import { PolicyDocument } from '../policies/models.ts';

const action = z.enum(['stop', 'warn', 'go']);
const count = z.int().min(0);
const changed = { added: count, removed: count, evaluations: count };

export const BacktestRequest = model(
  'BacktestRequest',
  z.object({
    policy: PolicyDocument.optional().meta({ description: 'the candidate; or name a stored policy' }),
    policy_id: z.string().min(1).max(200).optional(),
    since: dateTime.optional().meta({ description: 'evaluations from this time on' }),
    days: z.int().min(1).max(3_660).optional().meta({ description: 'or of so many days; 90 unless said' }),
    against: z
      .enum(['stored', 'active'])
      .default('stored')
      .meta({ description: 'stored: what the verdicts were; active: what the active policy says of the same facts' }),
    evaluated_by: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'id of the policy whose stored evaluations are replayed; the active one unless said' }),
    team_key: z
      .string()
      .min(1)
      .max(200)
      .default('team')
      .meta({ description: 'annotation of the image, else label of its configuration, that names who answers for it' }),
  }),
);
export type BacktestRequest = z.infer<typeof BacktestRequest>;

export const BacktestResult = model(
  'BacktestResult',
  z.object({
    evaluations: count,
    replayed: count,
    distinct: count.meta({ description: 'evaluations that differ in more than their date' }),
    not_replayed: z.array(z.object({ because: z.string(), evaluations: count })),
    transitions: z.array(z.object({ before: action, after: action, evaluations: count })),
    images: count,
    flipped_images: count.meta({ description: 'also those beyond the list' }),
    flips: z
      .array(
        z.object({
          image_digest: z.string(),
          tag: z.string(),
          team: z.string().nullable(),
          evaluated_at: dateTime,
          before: action,
          after: action,
        }),
      )
      .meta({ description: 'images whose newest verdict would be another one' }),
    rules: z
      .array(z.object({ rule_id: z.string(), ...changed }))
      .meta({ description: 'findings of action stop that come or go' }),
    teams: z.array(z.object({ team: z.string().nullable(), flipped: count, ...changed })),
  }),
);
export type BacktestResult = z.infer<typeof BacktestResult>;

export const Backtest = model(
  'Backtest',
  z.object({
    id: z.string(),
    status: z.enum(['queued', 'running', 'done', 'failed']),
    policy_id: z.string(),
    policy_name: z.string(),
    against: z.enum(['stored', 'active']),
    evaluated_by: z.string(),
    since: dateTime,
    team_key: z.string(),
    progress: z.object({
      total: count.nullable().meta({ description: 'null until the evaluations are counted' }),
      done: count,
    }),
    problem: z.object({ code: z.string(), message: z.string() }).nullable(),
    created_by: z.string(),
    created_at: dateTime,
    started_at: dateTime.nullable(),
    finished_at: dateTime.nullable(),
    result: BacktestResult.nullable().meta({ description: 'null until it is done, and in lists' }),
  }),
);
export type Backtest = z.infer<typeof Backtest>;

export const BacktestList = model('BacktestList', z.object({ items: z.array(Backtest) }));
export type BacktestList = z.infer<typeof BacktestList>;
