import { z } from 'zod';
import { model } from '../common/index.ts';

export const ErrorCode = model(
  'ErrorCode',
  z.object({
    name: z.string().optional(),
    description: z.string().optional(),
  }),
);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const LoggingLevel = model(
  'LoggingLevel',
  z.object({
    service_name: z.enum([
      'all',
      'analyzer',
      'api',
      'catalog',
      'notifications',
      'reports',
      'reports_worker',
      'simplequeue',
      'policy_engine',
    ]),
    logging_level: z.enum(['default', 'trace', 'debug', 'info', 'warning', 'error', 'critical']),
  }),
);
export type LoggingLevel = z.infer<typeof LoggingLevel>;

export const LoggingLevelResponse = model('LoggingLevelResponse', z.array(LoggingLevel));
export type LoggingLevelResponse = z.infer<typeof LoggingLevelResponse>;

export const StatusResponse = model(
  'StatusResponse',
  z.object({
    available: z.boolean().optional(),
    busy: z.boolean().optional(),
    up: z.boolean().optional(),
    message: z.string().optional(),
    version: z.string().optional(),
    db_version: z.string().optional(),
    detail: z.record(z.string(), z.unknown()).optional(),
  }),
);
export type StatusResponse = z.infer<typeof StatusResponse>;

export const Service = model(
  'Service',
  z.object({
    host_id: z.string().optional(),
    service_name: z.string().optional(),
    base_url: z.string().optional(),
    status_message: z.string().optional(),
    service_detail: StatusResponse.optional(),
    status: z.boolean().optional(),
    version: z.string().optional(),
  }),
);
export type Service = z.infer<typeof Service>;

export const ServiceList = model('ServiceList', z.array(Service));
export type ServiceList = z.infer<typeof ServiceList>;

export const ServiceVersion = model(
  'ServiceVersion',
  z.object({
    service: z
      .object({
        version: z.string().optional().describe('The level of the API that is spoken'),
        gantry_version: z.string().optional().describe('The version of Gantry itself'),
      })
      .optional(),
    api: z
      .object({
        version: z.string().optional(),
      })
      .optional(),
    db: z
      .object({
        schema_version: z.string().optional(),
      })
      .optional(),
  }),
);
export type ServiceVersion = z.infer<typeof ServiceVersion>;

export const SystemResourceLimit = model(
  'SystemResourceLimit',
  z.object({
    name: z
      .enum(['sbom_inventory', 'report_inventory', 'report_execution_inventory', 'account_inventory', 'user_inventory'])
      .optional(),
    warning_value: z.int().nullable().optional(),
    limit_value: z.int().nullable().optional(),
    current_value: z.int().optional(),
    limit_exceeded: z.boolean().optional(),
  }),
);
export type SystemResourceLimit = z.infer<typeof SystemResourceLimit>;

export const SystemResourceLimitsList = model(
  'SystemResourceLimitsList',
  z.object({
    items: z.array(SystemResourceLimit).optional(),
  }),
);
export type SystemResourceLimitsList = z.infer<typeof SystemResourceLimitsList>;

export const SystemStatusResponse = model(
  'SystemStatusResponse',
  z.object({
    service_states: ServiceList.optional(),
  }),
);
export type SystemStatusResponse = z.infer<typeof SystemStatusResponse>;
