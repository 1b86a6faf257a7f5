@NullMarked
package dev.triptych.ide.lsp;

import org.jspecify.annotations.NullMarked;
