// Where a file stands on the map of rooms.

/** Tests and what only they use: they may reach further than the rooms they lie in. */
export function isTest(path) {
  return /\.(test|integration)\.ts$/.test(path) || /(^|\/)testing\//.test(path);
}

/** Workspace, room, plugin and file name of a path, or null outside the packages. The room is null when the map has none. */
export function placeOf(path, rooms) {
  const match = /^packages\/([^/]+)\/src\/(.+)$/.exec(path);
  if (!match) return null;
  const [, workspace, rest] = match;
  const folders = rest.split('/');
  const file = folders.pop();
  return { workspace, file, ...roomOf(folders, rooms[workspace] ?? {}) };
}

function roomOf(folders, map) {
  if (folders.length === 0) return { room: '.', plugin: '' };
  for (let depth = folders.length; depth > 0; depth--) {
    const exact = folders.slice(0, depth).join('/');
    if (Object.hasOwn(map, exact)) return { room: exact, plugin: '' };
    const wild = [...folders.slice(0, depth - 1), '*'].join('/');
    if (Object.hasOwn(map, wild)) return { room: wild, plugin: folders[depth - 1] };
  }
  return { room: null, plugin: '' };
}
