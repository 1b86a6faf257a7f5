package dev.triptych.vision;

import dev.triptych.nn.FeatureProjection;
import dev.triptych.nn.LayerNames;
import dev.triptych.nn.LayerSpec;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a vision transformer (Dosovitskiy et al. 2020) is made and what a family calls its weights.
 *
 * @param width of the vectors that come out
 * @param imageSize side of the square pictures that the positions are for
 * @param patch side of a patch
 * @param interpolates whether pictures of another size are taken, with positions stretched to them
 * @param patches name of the weights that embed a patch, {@code [width, 3, patch, patch]}
 * @param patchBias name of their bias; null for none
 * @param classToken name of the token before the patches; null for none
 * @param positions name of the positions
 * @param batched whether the class token and the positions are stored with leading dimensions of one
 * @param registers tokens beside the patches that belong to no place (Darcet et al. 2023); with them, positions are stretched by an
 *     antialiased filter
 * @param registerTokens name of the registers, {@code [1, registers, width]}; null for none
 * @param firstNorm the norm before the layers; null for none
 * @param last the norm behind the layers, and what makes the vector
 * @param attentionPool prefix of a head that pools by attention; null where the class token is the vector
 * @param dropped weights that the vector does not depend on and that are not written again
 * @param kept weights that the vector does not depend on, written as they were read
 */
record PatchModel(
        LayerSpec layers,
        LayerNames names,
        int width,
        int imageSize,
        int patch,
        boolean interpolates,
        String patches,
        @Nullable String patchBias,
        @Nullable String classToken,
        String positions,
        boolean batched,
        int registers,
        @Nullable String registerTokens,
        FeatureProjection.@Nullable Names firstNorm,
        FeatureProjection.Names last,
        @Nullable String attentionPool,
        Predicate<String> dropped,
        Predicate<String> kept) {

    /** Patches per side of a picture of the usual size. */
    int side() {
        return imageSize / patch;
    }
}
