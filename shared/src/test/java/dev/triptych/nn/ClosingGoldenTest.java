package dev.triptych.nn;

import dev.triptych.space.ClosingContract;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Encoders and rerankers can be closed and interrupted at any time. */
class ClosingGoldenTest extends ClosingContract {
    private static final SequenceEncoder.Options OPTIONS = new SequenceEncoder.Options(Pooling.MEAN, 32);

    @Override
    protected List<Kind> kinds() {
        return List.of(
                new Kind("bert", 20_000, () -> sequence(Goldens.open("bert", OPTIONS), () -> {})),
                new Kind("t5-encoder", 20_000, () -> sequence(Goldens.open("t5-encoder", OPTIONS), () -> {})),
                new Kind("st-dense-normalize", 20_000, () -> {
                    // The lender is closed first, under the borrower's feet.
                    SequenceEncoder lender = Goldens.open("st-dense-normalize", OPTIONS);
                    SequenceEncoder borrower =
                            SequenceEncoder.open(Goldens.FOLDER.resolve("st-dense-normalize"), OPTIONS, lender, 1);
                    return sequence(borrower, lender::close);
                }),
                new Kind("st-static", 1_000_000, ClosingGoldenTest::table),
                new Kind("cross-encoder", 20_000, ClosingGoldenTest::reranker));
    }

    private static List<String> texts(int n) {
        return IntStream.range(0, n).mapToObj(i -> "Text number " + i % 100).toList();
    }

    private static Open sequence(SequenceEncoder encoder, Runnable closeFirst) {
        return new Open() {
            @Override
            public float[][] embed(int inputs) {
                return LengthBuckets.vectors(
                        encoder.tokenize(texts(inputs)),
                        LengthBuckets.TOKENS,
                        (scope, batch) -> encoder.forward(
                                scope,
                                batch.stream().map(p -> (Prepared.Tokens) p).toList(),
                                false));
            }

            @Override
            public void close() {
                closeFirst.run();
                encoder.close();
            }
        };
    }

    private static Open table() {
        Goldens.require("st-static");
        StaticEmbedding embedding = StaticEmbedding.open(Goldens.FOLDER.resolve("st-static"), OPTIONS);
        return new Open() {
            @Override
            public float[][] embed(int inputs) {
                return embedding.embed(texts(inputs)).vectors();
            }

            @Override
            public void close() {
                embedding.close();
            }
        };
    }

    private static Open reranker() {
        Goldens.require("cross-encoder");
        CrossEncoder reranker = CrossEncoder.open(Goldens.FOLDER.resolve("cross-encoder"));
        return new Open() {
            @Override
            public float[][] embed(int inputs) {
                float[] scores = reranker.score("a query", texts(inputs)).values();
                float[][] rows = new float[scores.length][];
                Arrays.setAll(rows, i -> new float[] {scores[i]});
                return rows;
            }

            @Override
            public void close() {
                reranker.close();
            }
        };
    }
}
