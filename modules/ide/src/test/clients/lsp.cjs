// A conversation with the language server through vscode-jsonrpc and vscode-languageserver-protocol: node lsp.cjs COMMAND…
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const rpc = require('vscode-jsonrpc/node');
const lsp = require('vscode-languageserver-protocol');
const { folder, write, files, UPLOAD, holds, eventually } = require('./workspace.cjs');

async function main() {
  const root = folder('lsp', files);
  const second = folder('lsp-second', { 'Mail.java': 'class Mail {\n    /** Writes a letter to the customer. */\n    void writeLetter() {}\n}\n' });
  const cache = folder('cache', {});
  const server = spawn(process.argv[2], process.argv.slice(3), {
    cwd: root, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  const ended = new Promise(resolve => server.on('exit', resolve));
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
  const progress = [];
  let registered = 0;
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onRequest('client/registerCapability', () => { registered++; return null; });
  connection.onNotification('$/progress', p => progress.push(p));
  connection.onError(e => holds(false, 'every frame from the server can be read', String(e)));
  connection.listen();

  const initialized = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'one' }],
    capabilities: {
      window: { workDoneProgress: true },
      workspace: { workspaceFolders: true, symbol: {}, didChangeWatchedFiles: { dynamicRegistration: true } },
    },
  });
  holds(initialized.capabilities.workspaceSymbolProvider, 'the server offers workspace symbols');
  holds(initialized.capabilities.executeCommandProvider.commands.includes('triptych.search'), 'the server offers triptych.search');
  await connection.sendNotification(lsp.InitializedNotification.type, {});

  const search = (query, more = {}) => connection.sendRequest(lsp.ExecuteCommandRequest.type, {
    command: 'triptych.search', arguments: [{ query, k: 5, ...more }],
  });
  const first = await eventually('the workspace is indexed and answers', async () => {
    const found = await search('retry a failed upload');
    return found.length > 0 && found;
  });
  holds(first[0].uri.endsWith('/src/Upload.java'), 'the method that retries an upload comes first', first);
  holds(first[0].range.start.line === 4 || first[0].range.start.line === 5, 'its location is the line of the method', first[0]);
  holds(first[0].preview.includes('retryUpload'), 'its preview shows the code', first[0]);
  holds(registered === 1, 'the server asks to be told of changed files');
  await eventually('progress begins and ends', () =>
    progress.some(p => p.value.kind === 'begin') && progress.some(p => p.value.kind === 'end'));
  const texts = await search('dog on the beach', { kinds: ['text'] });
  holds(texts.length > 0 && texts[0].uri.endsWith('beach.md'), 'documents are found, too', texts);

  const symbols = await connection.sendRequest(lsp.WorkspaceSymbolRequest.type, { query: 'printInvoice' });
  holds(symbols[0].name === 'printInvoice' && symbols[0].location.range, 'a symbol that is named comes first', symbols);

  const uri = pathToFileURL(path.join(root, 'src/Upload.java')).href;
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'java', version: 1, text: UPLOAD },
  });
  const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument: { uri }, range: { start: { line: 6, character: 0 }, end: { line: 6, character: 0 } }, context: { diagnostics: [] },
  });
  holds(actions[0].title === 'Find similar code', 'there is a code action', actions);
  const similar = await connection.sendRequest(lsp.ExecuteCommandRequest.type, {
    command: actions[0].command, arguments: actions[0].arguments,
  });
  holds(similar.length > 0 && !similar.some(s => s.uri === uri && s.range.start.line <= 6 && s.range.end.line > 6),
    'it finds other code than that under the cursor', similar);

  const edited = UPLOAD.replace('void send()', '/** Compresses pictures before they travel. */\n    void squeezePictures() {}\n\n    void send()');
  await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: 2 }, contentChanges: [{ text: edited }],
  });
  fs.writeFileSync(path.join(root, 'src/Upload.java'), edited);
  await connection.sendNotification(lsp.DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  await eventually('an edit is found after it was saved', async () => {
    const found = await search('compress pictures');
    return found.length > 0 && found[0].symbol.endsWith('squeezePictures');
  });

  const deleted = path.join(root, 'src/Printer.java');
  fs.unlinkSync(deleted);
  await connection.sendNotification(lsp.DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: pathToFileURL(deleted).href, type: lsp.FileChangeType.Deleted }],
  });
  await eventually('a deleted file is forgotten', async () =>
    !(await search('print an invoice')).some(f => f.uri.endsWith('Printer.java')));

  await connection.sendNotification(lsp.DidChangeWorkspaceFoldersNotification.type, {
    event: { added: [{ uri: pathToFileURL(second).href, name: 'two' }], removed: [] },
  });
  await eventually('a second folder answers as well', async () => {
    const found = await search('write a letter to the customer');
    return found.length > 0 && found[0].uri.endsWith('Mail.java');
  });

  const source = new rpc.CancellationTokenSource();
  const many = Array.from({ length: 200 }, (_, i) => connection.sendRequest(lsp.ExecuteCommandRequest.type, {
    command: 'triptych.search', arguments: [{ query: `upload number ${i}` }],
  }, source.token).then(() => 'answered', e => e.code));
  source.cancel();
  const outcomes = await Promise.all(many);
  holds(outcomes.includes(lsp.LSPErrorCodes.RequestCancelled), 'a question can be cancelled', outcomes.slice(0, 5));
  holds(outcomes.every(o => o === 'answered' || o === lsp.LSPErrorCodes.RequestCancelled), 'every cancelled question is answered', outcomes);

  const unknown = await connection.sendRequest('triptych/unknown', {}).catch(e => e.code);
  holds(unknown === rpc.ErrorCodes.MethodNotFound, 'an unknown method is refused', unknown);
  const blank = await search(' ').catch(e => e.message);
  holds(String(blank).includes('words'), 'a question without words is refused with words', blank);

  await connection.sendRequest(lsp.ShutdownRequest.type);
  await connection.sendNotification(lsp.ExitNotification.type);
  const code = await ended;
  holds(code === 0, 'after shutdown and exit the process ends with 0', code);
  holds(!fs.existsSync(path.join(root, '.triptych')), 'nothing was written into the workspace');
}

main().catch(e => { console.error(e); process.exit(1); });
