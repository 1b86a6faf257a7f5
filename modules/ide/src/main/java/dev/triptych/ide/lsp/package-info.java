/** The language server: {@code workspace/symbol}, {@code triptych.search} and {@code triptych.similar} over standard input and output. */
@NullMarked
package dev.triptych.ide.lsp;

import org.jspecify.annotations.NullMarked;
