// The conformance suite of MCP (npm @modelcontextprotocol/conformance) speaks HTTP only, so this puts a server over standard input and
// output behind a port of this machine and runs the scenarios that ask nothing of a server but the protocol:
//   node conformance.cjs COMMAND…
// One process per session; a message in, the answer with its id out. What the suite checks in HTTP's headers is checked of this bridge.
const { spawn } = require('node:child_process');
const crypto = require('node:crypto');
const http = require('node:http');
const path = require('node:path');
const { folder, files } = require('./workspace.cjs');

const SCENARIOS = ['server-initialize', 'ping', 'tools-list'];
const root = folder('conformance', files);
const cache = folder('cache', {});
const sessions = new Map();

function session() {
  const server = spawn(process.argv[2], process.argv.slice(3), {
    cwd: root, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  const waiting = new Map();
  let text = '';
  server.stdout.setEncoding('utf8').on('data', chunk => {
    text += chunk;
    for (let end; (end = text.indexOf('\n')) >= 0; text = text.slice(end + 1)) {
      const message = JSON.parse(text.slice(0, end));
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  return { server, waiting };
}

const bridge = http.createServer((request, response) => {
  if (request.method !== 'POST') {
    if (request.method === 'DELETE') sessions.get(request.headers['mcp-session-id'])?.server.stdin.end();
    return response.writeHead(request.method === 'DELETE' ? 200 : 405).end();
  }
  let body = '';
  request.on('data', chunk => (body += chunk)).on('end', () => {
    const message = JSON.parse(body);
    let id = request.headers['mcp-session-id'];
    if (message.method === 'initialize') {
      id = crypto.randomUUID();
      sessions.set(id, session());
    }
    const { server, waiting } = sessions.get(id) ?? {};
    if (!server) return response.writeHead(404).end();
    if (message.id === undefined || !message.method) response.writeHead(202).end();
    else waiting.set(message.id, answer => response
      .writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': id }).end(JSON.stringify(answer)));
    server.stdin.write(JSON.stringify(message) + '\n');
  });
});

bridge.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${bridge.address().port}/mcp`;
  const suite = path.join(process.env.NODE_PATH, '@modelcontextprotocol/conformance/dist/index.js');
  let failed = 0;
  const next = ([scenario, ...rest]) => {
    if (!scenario) {
      sessions.forEach(s => s.server.stdin.end());
      process.exit(failed ? 1 : 0);
    }
    const run = spawn(process.execPath, [suite, 'server', '--url', url, '--scenario', scenario], { cwd: cache });
    let said = '';
    run.stdout.on('data', d => (said += d));
    run.stderr.on('data', d => (said += d));
    run.on('exit', code => {
      if (code === 0) console.log(`ok: conformance scenario ${scenario}`);
      else { failed++; console.error(`FAILED: conformance scenario ${scenario}\n${said}`); }
      next(rest);
    });
  };
  next(SCENARIOS);
});
