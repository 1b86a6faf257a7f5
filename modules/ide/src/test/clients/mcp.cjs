// A conversation with the server for assistants through the MCP SDK's own client: node mcp.cjs COMMAND…
const fs = require('node:fs');
const path = require('node:path');
const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
const { StdioClientTransport } = require('@modelcontextprotocol/sdk/client/stdio.js');
const { folder, write, files, UPLOAD, holds, eventually } = require('./workspace.cjs');

async function main() {
  const root = folder('mcp', files);
  const cache = folder('cache', {});
  const transport = new StdioClientTransport({
    command: process.argv[2], args: process.argv.slice(3).map(a => (a === 'ROOT' ? root : a)), cwd: root,
    env: { ...process.env, XDG_CACHE_HOME: cache }, stderr: 'inherit',
  });
  const client = new Client({ name: 'triptych-test', version: '1' });
  // The answer to a question that was cancelled may be on its way already.
  client.onerror = e => String(e).includes('unknown message ID') || holds(false, 'every line from the server can be read', String(e));
  await client.connect(transport);
  holds(client.getServerVersion().name === 'triptych', 'the server says who it is');
  const { tools } = await client.listTools();
  holds(tools.map(t => t.name).sort().join() === 'index_status,search,similar', 'three tools are offered', tools);
  holds(tools.every(t => t.inputSchema.type === 'object' && t.annotations.readOnlyHint), 'each has a schema and only reads', tools);

  const call = async (name, args) => {
    const result = await client.callTool({ name, arguments: args });
    return { text: result.content.map(c => c.text).join('\n'), error: Boolean(result.isError) };
  };
  const first = await eventually('the workspace is indexed and answers', async () => {
    const found = await call('search', { query: 'retry a failed upload', kinds: ['code'] });
    return /^\d+ hits?, best first/.test(found.text) && found;
  });
  holds(/\n\nsrc\/Upload\.java:[56]  /.test(first.text), 'hits begin with path:line', first.text);
  holds(first.text.indexOf('retryUpload') < first.text.indexOf('printInvoice') || !first.text.includes('printInvoice'),
    'the method that retries an upload comes first', first.text);
  const documents = await call('search', { query: 'a dog on the beach', kinds: ['text'], k: 1 });
  holds(documents.text.includes('notes/beach.md:'), 'documents are found, too', documents.text);
  const short = await call('search', { query: 'upload', max_characters: 500 });
  holds(short.text.length <= 500, 'an answer is no longer than was asked for', short.text.length);

  const place = await call('similar', { path: 'src/Upload.java', first_line: 7, k: 2 });
  holds(!place.error && !place.text.includes('retryUpload(int'), 'what is like a method is not the method', place.text);
  const snippet = await call('similar', { code: 'void printBill(String bill) { System.out.println(bill); }' });
  holds(snippet.text.includes('Printer.java'), 'a snippet finds its like', snippet.text);
  const status = await call('index_status', {});
  holds(status.text.includes('3 files') && status.text.includes('model'), 'the status tells files and model', status.text);

  const wrong = await call('similar', {});
  holds(wrong.error && wrong.text.includes('path'), 'a call without what is needed is an error that says so', wrong.text);
  const unknown = await client.callTool({ name: 'nothing', arguments: {} }).then(r => r.isError, () => true);
  holds(unknown, 'an unknown tool is refused', unknown);

  write(root, 'src/Upload.java', UPLOAD.replace('void send()', '/** Compresses pictures. */\n    void squeezePictures() {}\n\n    void send()'));
  await eventually('an edit is found', async () =>
    (await call('search', { query: 'compress pictures', kinds: ['code'] })).text.includes('squeezePictures'));

  const all = await Promise.all(Array.from({ length: 60 }, (_, i) => call('search', { query: `upload number ${i}`, k: 3 })));
  holds(all.every(a => !a.error), 'sixty questions at once are all answered');
  const aborted = new AbortController();
  const cancelled = client.callTool({ name: 'search', arguments: { query: 'upload' } }, undefined, { signal: aborted.signal })
    .then(() => 'answered', () => 'cancelled');
  aborted.abort();
  holds(await cancelled === 'cancelled', 'a question can be cancelled');
  holds(!(await call('search', { query: 'upload' })).error, 'and the next one is answered');

  const pid = transport.pid;
  await client.close();
  await eventually('the process ends with its client', () => {
    try { process.kill(pid, 0); return false; } catch { return true; }
  }, 30);
  holds(!fs.existsSync(path.join(root, '.triptych')), 'nothing was written into the workspace');
}

main().catch(e => { console.error(e); process.exit(1); });
