/** A searchable library of files: ingest, model and index behind one door. */
@NullMarked
package dev.triptych.library;

import org.jspecify.annotations.NullMarked;
