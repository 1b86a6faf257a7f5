/** Manuscripts in a light markup, and the binders that make PDF, DOCX and HTML files of them. */
@NullMarked
package dev.triptych.samples.document;

import org.jspecify.annotations.NullMarked;
