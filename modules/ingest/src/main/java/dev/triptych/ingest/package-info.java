/** From files to passages: documents through Tika in a worker process, pictures, source code, folders and archives; every file gets a verdict. */
@NullMarked
package dev.triptych.ingest;

import org.jspecify.annotations.NullMarked;
