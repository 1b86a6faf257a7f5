/** Weights and configuration as people publish them: safetensors files, read by mapping them, and the JSON beside them; every field is checked before it is believed. */
@NullMarked
package dev.triptych.checkpoint;

import org.jspecify.annotations.NullMarked;
