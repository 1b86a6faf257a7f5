package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against sums done by hand. */
class CostTest {
    private static Map<String, Shape> miniLm() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("embeddings.word_embeddings.weight", new Shape(30522, 384));
        shapes.put("embeddings.position_embeddings.weight", new Shape(512, 384));
        for (int i = 0; i < 6; i++) {
            String layer = "encoder.layer." + i + ".";
            for (String part : new String[] {"query", "key", "value"}) {
                shapes.put(layer + "attention.self." + part + ".weight", new Shape(384, 384));
                shapes.put(layer + "attention.self." + part + ".bias", new Shape(384));
            }
            shapes.put(layer + "attention.output.dense.weight", new Shape(384, 384));
            shapes.put(layer + "attention.output.LayerNorm.weight", new Shape(384));
            shapes.put(layer + "intermediate.dense.weight", new Shape(1536, 384));
            shapes.put(layer + "output.dense.weight", new Shape(384, 1536));
        }
        return shapes;
    }

    @Test
    void costOfMiniLmIsTwoForEachWeightAndTokenAndTwoProductsOfAttention() {
        // 6 (4 · 384² + 2 · 384 · 1536) = 10,616,832 weights; · 2 · 10 tokens = 212,336,640
        // attention: 6 layers · 2 products · 2 · 10² · 384 = 921,600
        assertThat(TransformerCost.of(miniLm()).flops(10)).isEqualTo(212_336_640.0 + 921_600.0);
    }

    @Test
    void embeddingsBiasesAndNormsCountForNothing() {
        assertThat(TransformerCost.of(miniLm())).isEqualTo(TransformerCost.MINI_LM_L6);
    }

    @Test
    void denseLayerBehindThePoolingCountsOncePerText() {
        Map<String, Shape> shapes = miniLm();
        shapes.put("dense.0.linear.weight", new Shape(512, 384));
        TransformerCost cost = TransformerCost.of(shapes);
        assertThat(cost.flops(10) - TransformerCost.MINI_LM_L6.flops(10)).isEqualTo(2.0 * 512 * 384);
        assertThat(cost.flops(20) - TransformerCost.MINI_LM_L6.flops(20)).isEqualTo(2.0 * 512 * 384);
    }

    @Test
    void longTextsCostMoreThanTheirShareBecauseOfAttention() {
        Work one = Work.texts(TransformerCost.MINI_LM_L6, 1, new int[] {20});
        Work two = Work.texts(TransformerCost.MINI_LM_L6, 2, new int[] {10, 10});
        assertThat(one.tokens()).isEqualTo(two.tokens());
        assertThat(one.flops() - two.flops()).isEqualTo(6 * 4 * (400.0 - 200) * 384);
    }

    @Test
    void convolutionCostsItsWeightsAtEveryPlaceThatIsLeft() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("conv_stem.first_conv.convolution.weight", new Shape(32, 3, 3, 3)); // 224 → 112
        shapes.put("conv_stem.first_conv.normalization.bias", new Shape(32));
        shapes.put("conv_stem.conv_3x3.convolution.weight", new Shape(32, 1, 3, 3));
        shapes.put("layer.0.expand_1x1.convolution.weight", new Shape(96, 16, 1, 1));
        shapes.put("layer.0.conv_3x3.convolution.weight", new Shape(96, 1, 3, 3)); // 112 → 56
        // 2 (864 · 112² + 288 · 112² + 1536 · 112² + 864 · 56²) = 2 (12544 · 2688 + 3136 · 864)
        assertThat(MobileNetCost.flops(shapes, 224)).isEqualTo(2 * (33_718_272.0 + 2_709_504.0));
    }

    @Test
    void costOfAnUnknownImageTowerIsUnknown() {
        assertThat(MobileNetCost.flops(Map.of("patch.weight", new Shape(8, 3, 16, 16)), 224))
                .isZero();
    }

    @Test
    void langChain4jReadsALongTextInPartsOf510TokensWithTwoSpecialOnesEach() {
        assertThat(LangChain4jTexts.parts(8)).containsExactly(10);
        assertThat(LangChain4jTexts.parts(510)).containsExactly(512);
        assertThat(LangChain4jTexts.parts(1025)).containsExactly(512, 512, 7);
    }
}
