function instruction(id: string, values: Record<string, string>, recommendation: string) {
  const params = Object.entries(values).map(([name, value]) => ({ name, value }));
  return { id, gate: 'dockerfile', trigger: 'instruction', action: 'WARN', params, recommendation };
}

/** How the image is put together. */
export const configuration = {
  id: 'secure-configuration',
  name: 'How the image is built',
  version: '2',
  artifact_type: 'image',
  rules: [
    {
      id: 'runs-as-root',
      gate: 'dockerfile',
      trigger: 'effective_user',
      action: 'WARN',
      params: [
        { name: 'users', value: 'root,0,root:root,0:0,root:0,0:root' },
        { name: 'type', value: 'denylist' },
      ],
      recommendation:
        'Create a user in the Dockerfile and switch to it with USER, so that a break-in does not start as root.',
    },
    {
      id: 'remote-shell-port',
      gate: 'dockerfile',
      trigger: 'exposed_ports',
      action: 'WARN',
      params: [
        { name: 'ports', value: '22,23,512,513,514,2375,3389,5900' },
        { name: 'type', value: 'denylist' },
      ],
      recommendation:
        'A container needs no remote login of its own: use the orchestrator to get in, and take the port out.',
    },
    instruction(
      'no-healthcheck',
      { instruction: 'HEALTHCHECK', check: 'not_exists' },
      'Say with HEALTHCHECK how to tell that the program works, or give the orchestrator a probe and allow this finding.',
    ),
    instruction(
      'adds-from-network',
      { instruction: 'ADD', check: 'like', value: '(?:--\\S+\\s+)*["[\\s]*(?:https?|ftp)://' },
      'What ADD downloads can change between builds. Fetch it in a RUN that checks a digest, or COPY a reviewed file.',
    ),
    instruction(
      'secret-in-environment',
      {
        instruction: 'ENV',
        check: 'like',
        value:
          '(?i)(?:.*\\s)?(?!\\w*_(?:file|path|dir|url|name)(?:=|\\s))\\w*(?:passw(?:or)?d|secret|token|credential|(?:api|access|private)_?key)\\w*(?:=|\\s)\\s*["\']?[^\\s"\'$]',
      },
      'Everyone who can pull the image can read this value. Hand secrets in when the container starts.',
    ),
    instruction(
      'download-into-shell',
      {
        instruction: 'RUN',
        check: 'like',
        value: '.*\\b(?:curl|wget)\\b[^;&]*\\|\\s*(?:sudo\\s+)?(?:\\S+/)?(?:ba|da|a|z|k)?sh\\b',
      },
      'A script from the network runs unseen with every build. Download it, compare its digest, then run it.',
    ),
  ],
};
