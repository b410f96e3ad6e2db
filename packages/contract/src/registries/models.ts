import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const RegistryConfiguration = model(
  'RegistryConfiguration',
  z.object({
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
    registry_user: z.string().optional(),
    registry_type: z.string().optional(),
    account_name: z.string().optional(),
    registry: z.string().optional(),
    registry_name: z.string().optional(),
    registry_verify: z.boolean().optional(),
  }),
);
export type RegistryConfiguration = z.infer<typeof RegistryConfiguration>;

export const RegistryConfigurationList = model('RegistryConfigurationList', z.array(RegistryConfiguration));
export type RegistryConfigurationList = z.infer<typeof RegistryConfigurationList>;

export const RegistryConfigurationRequest = model(
  'RegistryConfigurationRequest',
  z.object({
    registry_user: z.string().optional(),
    registry_pass: z.string().optional().describe('Stored encrypted and never told again'),
    registry_type: z.string().optional(),
    registry: z.string().optional().describe('host[:port], or host[:port]/path with * for any text'),
    registry_name: z.string().optional(),
    registry_verify: z.boolean().optional().describe('Check certificates; without it plain HTTP is taken too'),
  }),
);
export type RegistryConfigurationRequest = z.infer<typeof RegistryConfigurationRequest>;
