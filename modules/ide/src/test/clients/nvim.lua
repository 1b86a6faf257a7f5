-- A conversation with the language server through Neovim's own client (0.7 and later):
--   nvim --headless -u NONE -c 'luafile nvim.lua' with the server's command in TRIPTYCH_LSP, words separated by spaces
local function fail(what, found)
  io.stderr:write('FAILED: ' .. what .. '\n' .. vim.inspect(found) .. '\n')
  vim.cmd('cquit 1')
end
local function holds(condition, what, found)
  if not condition then fail(what, found) end
  io.stdout:write('ok: ' .. what .. '\n')
end

local function main()
  local root = vim.loop.fs_realpath(vim.fn.tempname():match('(.*)/')) .. '/workspace'
  vim.fn.mkdir(root .. '/src', 'p')
  vim.env.XDG_CACHE_HOME = root .. '-cache'
  local file = root .. '/src/Upload.java'
  vim.fn.writefile({
    'class Upload {',
    '    /** Tries a failed upload again. */',
    '    void retryUpload(int attempts) {',
    '        send();',
    '    }',
    '',
    '    /** Sends a file over the network. */',
    '    void send() {',
    '        System.out.println("sending");',
    '    }',
    '}',
  }, file)

  local ended = nil
  local id = vim.lsp.start_client({
    name = 'triptych', cmd = vim.split(vim.env.TRIPTYCH_LSP, ' '), root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = 'workspace' } },
    on_exit = function(code) ended = code end,
  })
  holds(id, 'Neovim starts the server')
  vim.cmd('edit ' .. file)
  vim.bo.filetype = 'java'
  vim.lsp.buf_attach_client(0, id)
  local client = vim.lsp.get_client_by_id(id)
  holds(vim.wait(60000, function() return client.initialized end, 50), 'it answers initialize')

  local function command(name, arguments)
    local answer = client.request_sync('workspace/executeCommand', { command = name, arguments = { arguments } }, 30000, 0)
    if not answer or answer.err then fail(name, answer) end
    return answer.result
  end
  local found
  holds(vim.wait(90000, function()
    found = command('triptych.search', { query = 'retry a failed upload' })
    return #found > 0
  end, 200), 'the workspace is indexed and answers', found)
  holds(found[1].symbol == 'Upload.retryUpload', 'the method that retries comes first', found)
  local items = vim.lsp.util.locations_to_items(found, client.offset_encoding)
  local listed = vim.tbl_filter(function(i) return i.filename == file and i.lnum == 3 end, items)
  holds(#listed == 1, 'hits are locations for the quickfix list', items)

  local symbols = client.request_sync('workspace/symbol', { query = 'send' }, 30000, 0).result
  holds(symbols[1].name == 'send', 'workspace/symbol names the symbol first', symbols)
  holds(#vim.lsp.util.symbols_to_items(symbols, 0) == #symbols, 'Neovim can list the symbols', symbols)

  local position = { line = 2, character = 8 }
  local actions = client.request_sync('textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = position, ['end'] = position }, context = { diagnostics = {} },
  }, 30000, 0).result
  holds(actions[1].title == 'Find similar code', 'the code action is offered', actions)
  local similar = command(actions[1].command, actions[1].arguments[1])
  holds(similar[1].symbol == 'Upload.send', 'it finds the other method', similar)

  vim.api.nvim_buf_set_lines(0, 5, 5, false, { '', '    /** Compresses pictures. */', '    void squeezePictures() {}' })
  vim.cmd('write')
  holds(vim.wait(60000, function()
    local now = command('triptych.search', { query = 'compress pictures' })
    return now[1] and now[1].symbol == 'Upload.squeezePictures'
  end, 200), 'an edit is found after :write')

  local _, request = client.request('workspace/executeCommand',
    { command = 'triptych.search', arguments = { { query = 'anything' } } }, function() end, 0)
  client.cancel_request(request)
  holds(#command('triptych.search', { query = 'send a file' }) > 0, 'after a cancelled question the next one is answered')

  client.stop()
  holds(vim.wait(30000, function() return ended ~= nil end, 50) and ended == 0, 'the server ends with 0 when it is stopped', ended)
end

local ok, err = xpcall(main, debug.traceback)
if not ok then fail('the script runs to its end', err) end
vim.cmd('qall!')
