/** Captions of drawn scenes in several languages: one grammar per language, each with its own tables of gender, number and case. */
@NullMarked
package dev.triptych.samples.caption;

import org.jspecify.annotations.NullMarked;
