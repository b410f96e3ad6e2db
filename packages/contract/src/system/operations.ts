import { z } from 'zod';
import { bytes, empty, operation, pathText } from '../common/index.ts';
import {
  ErrorCode,
  LoggingLevel,
  LoggingLevelResponse,
  ServiceList,
  ServiceVersion,
  StatusResponse,
  SystemResourceLimitsList,
  SystemStatusResponse,
} from './models.ts';

export const ping = operation({
  id: 'ping',
  method: 'GET',
  path: '/',
  tag: 'System',
  may: 'public',
  since: '0.2',
  summary: 'Tell that an API is here',
  replies: {
    200: z.string(),
  },
  problems: [],
});

export const healthCheck = operation({
  id: 'health_check',
  method: 'GET',
  path: '/health',
  tag: 'System',
  may: 'public',
  since: '0.2',
  summary: 'Tell whether this process can work: for load balancers',
  replies: {
    200: empty,
  },
  problems: [403, 500, 503],
});

export const getStatus = operation({
  id: 'get_status',
  method: 'GET',
  path: '/status',
  tag: 'System',
  may: 'signed-in',
  since: '0.2',
  summary: 'Show the state of the process that answers',
  replies: {
    200: StatusResponse,
  },
  problems: [500, 503],
});

export const getServiceDetail = operation({
  id: 'get_service_detail',
  method: 'GET',
  path: '/system',
  tag: 'System',
  may: 'listServices',
  since: '0.2',
  summary: 'Show the state of all processes of the server',
  replies: {
    200: SystemStatusResponse,
  },
  problems: [500],
});

export const getAnchorectl = operation({
  id: 'get_anchorectl',
  method: 'GET',
  path: '/system/anchorectl',
  tag: 'System',
  may: 'public',
  since: '0.2',
  summary: 'Download the command line as an archive: one file that runs by itself',
  query: z.object({
    operating_system: z.enum(['linux', 'darwin', 'windows']),
    architecture: z.enum(['amd64', 'arm64']),
  }),
  replies: {
    200: bytes('application/gzip'),
  },
  problems: [400, 404, 500],
});

export const describeErrorCodes = operation({
  id: 'describe_error_codes',
  method: 'GET',
  path: '/system/error-codes',
  tag: 'System',
  may: 'signed-in',
  since: '0.2',
  summary: 'List every error code with its meaning',
  replies: {
    200: z.array(ErrorCode),
  },
  problems: [500],
});

export const setNewLogLevel = operation({
  id: 'set_new_log_level',
  method: 'POST',
  path: '/system/logging',
  tag: 'System',
  may: 'updateLogging',
  since: '0.2',
  summary: 'Change the level of the log of the process that answers',
  body: LoggingLevel,
  replies: {
    200: LoggingLevelResponse,
  },
  problems: [400, 403, 415, 500],
});

export const getResourceLimits = operation({
  id: 'get_resource_limits',
  method: 'GET',
  path: '/system/resource-limits',
  tag: 'System',
  may: 'getResourceLimits',
  since: '0.2',
  summary: 'Show how many things there are and how many there may be',
  replies: {
    200: SystemResourceLimitsList,
  },
  problems: [403, 500],
});

export const listServices = operation({
  id: 'list_services',
  method: 'GET',
  path: '/system/services',
  tag: 'System',
  may: 'listServices',
  since: '0.2',
  summary: 'List the processes of the server',
  replies: {
    200: ServiceList,
  },
  problems: [403, 500],
});

export const getServicesByNameAndHost = operation({
  id: 'get_services_by_name_and_host',
  method: 'GET',
  path: '/system/services/{service_name}/{host_id}',
  tag: 'System',
  may: 'listServices',
  since: '0.2',
  summary: 'Show one process',
  params: z.object({ service_name: pathText, host_id: pathText }),
  replies: {
    200: ServiceList,
  },
  problems: [403, 404, 500],
});

export const deleteService = operation({
  id: 'delete_service',
  method: 'DELETE',
  path: '/system/services/{service_name}/{host_id}',
  tag: 'System',
  may: 'deleteService',
  since: '0.2',
  summary: 'Take a process that is gone off the list',
  params: z.object({ service_name: pathText, host_id: pathText }),
  replies: {
    200: empty,
  },
  problems: [403, 404, 500],
});

export const getServicesByName = operation({
  id: 'get_services_by_name',
  method: 'GET',
  path: '/system/services/{service_name}',
  tag: 'System',
  may: 'listServices',
  since: '0.2',
  summary: 'List the processes of one kind',
  params: z.object({ service_name: pathText }),
  replies: {
    200: ServiceList,
  },
  problems: [403, 500],
});

export const testWebhook = operation({
  id: 'test_webhook',
  method: 'POST',
  path: '/system/webhooks/{webhook_type}/test',
  tag: 'System',
  may: 'testWebhook',
  since: '0.2',
  summary: 'Send a test notification to a webhook',
  params: z.object({ webhook_type: pathText }),
  query: z.object({
    notification_type: z.enum(['tag_update', 'analysis_update', 'vuln_update', 'policy_eval']).default('tag_update'),
  }),
  replies: {
    200: empty,
  },
  problems: [400, 500],
});

export const versionCheck = operation({
  id: 'version_check',
  method: 'GET',
  path: '/version',
  tag: 'System',
  may: 'public',
  since: '0.2',
  summary: 'Tell the versions of the API, the service and the database',
  replies: {
    200: ServiceVersion,
  },
  problems: [500],
});
