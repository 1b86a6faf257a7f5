package dev.triptych.train;

import ai.djl.ndarray.NDArray;
import dev.triptych.checkpoint.Sha256;
import dev.triptych.nn.Augmentation;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Digests of a tower as it is now, and of what it reads: equal ones give equal answers. */
final class TowerDigest {
    /** To be raised when a network computes otherwise than it did. */
    private static final int ARITHMETIC = 1;

    private TowerDigest() {}

    /** Of the weights, the low-rank matrices, and what the tower's folder says of how they are used. */
    static byte[] of(Tower tower, Recipe.TowerSpec spec) throws IOException {
        Sha256 sha = new Sha256()
                .add(ARITHMETIC)
                .add(tower.modality().id())
                .add(spec.lora().toString());
        Map<String, NDArray> weights = new TreeMap<>(tower.parameters());
        weights.putAll(tower.layers().map(LayerStack::lowRank).orElse(Map.of()));
        weights.forEach(
                (name, array) -> sha.add(name).add(array.getShape().toString()).add(array.toFloatArray()));
        for (Path file : settings(spec.from())) {
            sha.add(spec.from().relativize(file).toString()).add(Files.readAllBytes(file));
        }
        return sha.digest();
    }

    private static List<Path> settings(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".json") || file.toString().endsWith(".txt"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Of a variation of a picture. */
    static ByteBuffer of(ByteBuffer picture, Augmentation augmentation, int view) {
        byte[] bytes = new byte[picture.remaining()];
        picture.duplicate().get(bytes);
        return ByteBuffer.wrap(
                new Sha256().add(bytes).add(augmentation.toString()).add(view).digest());
    }

    /** Of an input. */
    static byte[] of(Prepared input) {
        Sha256 sha = new Sha256().add(input.truncated() ? 1 : 0);
        if (input instanceof Prepared.Tokens tokens) {
            sha.add(tokens.ids());
        } else if (input instanceof Prepared.Pixels pixels) {
            sha.add(pixels.height(), pixels.width()).add(pixels.values());
        } else if (input instanceof Prepared.Features features) {
            sha.add(features.values());
        }
        return sha.digest();
    }
}
