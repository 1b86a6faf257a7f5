@NullMarked
package dev.triptych.ide.mcp;

import org.jspecify.annotations.NullMarked;
