/** A ustar archive of `{ path, content }` files, with their folders, in the order given. */
export function tarOf(files) {
  const blocks = [];
  const folders = new Set();
  for (const { path, content = '', mode = 0o644 } of files) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = `${parts.slice(0, depth).join('/')}/`;
      if (!folders.has(folder)) blocks.push(header(folder, 0, 0o755, '5'));
      folders.add(folder);
    }
    const body = Buffer.from(content);
    blocks.push(header(path, body.length, mode, '0'), body, Buffer.alloc((512 - (body.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(name, size, mode, type) {
  const block = Buffer.alloc(512);
  const cut = name.length > 100 ? name.lastIndexOf('/', 154) : -1;
  block.write(cut < 0 ? name : name.slice(cut + 1), 0);
  if (cut > 0) block.write(name.slice(0, cut), 345);
  const octal = (value, offset, length) => block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(1767225600, 136, 12);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257, 'latin1');
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return block;
}
