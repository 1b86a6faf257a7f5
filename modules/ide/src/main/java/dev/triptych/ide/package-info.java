/**
 * Search where developers work: one service behind the command line, editors ({@link dev.triptych.ide.lsp}) and assistants
 * ({@link dev.triptych.ide.mcp}), and workspaces whose indexes follow the edits.
 */
@NullMarked
package dev.triptych.ide;

import org.jspecify.annotations.NullMarked;
