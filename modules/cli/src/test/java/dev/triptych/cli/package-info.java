/** The command as its user sees it: what is printed where, and with which exit code. */
@NullMarked
package dev.triptych.cli;

import org.jspecify.annotations.NullMarked;
