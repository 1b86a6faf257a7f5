// A small workspace for the clients, and the one way in which they say what holds.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

function folder(name, files) {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `triptych-${name}-`)));
  for (const [file, text] of Object.entries(files)) write(root, file, text);
  return root;
}

function write(root, file, text) {
  const at = path.join(root, file);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.writeFileSync(at, text);
  return at;
}

const UPLOAD = `package acme;

/** Sends files. */
class Upload {
    /** Tries a failed upload again. */
    void retryUpload(int attempts) {
        while (attempts-- > 0) {
            send();
        }
    }

    void send() {
        System.out.println("sending the file");
    }
}
`;

const PRINTER = `package acme;

class Printer {
    /** Prints an invoice on paper. */
    void printInvoice(String invoice) {
        System.out.println(invoice);
    }
}
`;

const files = {
  'src/Upload.java': UPLOAD,
  'src/Printer.java': PRINTER,
  'notes/beach.md': '# Holidays\n\nA dog runs along the beach and barks at the waves.\n',
};

function holds(condition, what, found) {
  if (!condition) {
    console.error(`FAILED: ${what}`);
    if (found !== undefined) console.error(JSON.stringify(found, null, 1));
    process.exit(1);
  }
  console.log(`ok: ${what}`);
}

// The commands take a moment to be in the index; how long does not matter.
async function eventually(what, attempt, seconds = 90) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await attempt();
    if (found) {
      console.log(`ok: ${what}`);
      return found;
    }
    if (Date.now() > end) {
      console.error(`FAILED: ${what}, not even after ${seconds} s`);
      process.exit(1);
    }
    await new Promise(r => setTimeout(r, 200));
  }
}

module.exports = { folder, write, files, UPLOAD, holds, eventually };
