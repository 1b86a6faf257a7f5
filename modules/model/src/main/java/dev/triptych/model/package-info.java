/** The tri-modal model: three towers, their adapters and the common projection as one folder that can be loaded, trained and saved. */
@NullMarked
package dev.triptych.model;

import org.jspecify.annotations.NullMarked;
