package dev.triptych.bench;

import dev.triptych.nn.WordTokenizer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Texts to token ids, with the tokenizer of all-MiniLM-L6-v2. */
@State(Scope.Benchmark)
public class TokenizingBenchmark {
    private final List<String> texts = Pieces.texts();
    private final MiniLm files = MiniLm.unpack();
    private final WordTokenizer tokenizer = WordTokenizer.open(files.folder(), Pieces.MAX_TOKENS);

    @Benchmark
    @OperationsPerInvocation(Pieces.TEXTS)
    public Object tokenizing() {
        return tokenizer.encode(texts);
    }

    @TearDown
    public void close() {
        tokenizer.close();
        files.close();
    }
}
