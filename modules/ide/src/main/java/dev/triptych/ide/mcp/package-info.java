/** The server for assistants: the tools {@code search}, {@code similar} and {@code index_status} of the Model Context Protocol. */
@NullMarked
package dev.triptych.ide.mcp;

import org.jspecify.annotations.NullMarked;
