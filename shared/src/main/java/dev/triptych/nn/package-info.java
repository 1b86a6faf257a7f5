/** Neural network parts that the towers are made of: fused kernels written as TorchScript text, transformer blocks, pooling, the adapters and the common projection. */
@NullMarked
package dev.triptych.nn;

import org.jspecify.annotations.NullMarked;
