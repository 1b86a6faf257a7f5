package dev.triptych.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.LengthBuckets;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.space.TextLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words to tower vectors by the text side of CLIP (Radford et al. 2021), SigLIP (Zhai et al. 2023) or open_clip. */
public final class ClipTextTower implements Tower {
    private final CloseGuard guard;
    private final ClipFolder folder;
    private final NDManager manager;
    private final ClipTextModel model;
    private final ClipTextNetwork network;
    private final ClipTokens tokens;

    private ClipTextTower(Path path, int maxTokens) {
        guard = new CloseGuard("text tower " + path);
        folder = ClipFolder.open(path);
        model = ClipTextModel.of(folder);
        manager = Kernels.get().newManager();
        try {
            network = new ClipTextNetwork(folder, model, manager);
            int most = maxTokens == 0 ? model.context() : Math.min(maxTokens, model.context());
            tokens = new ClipTokens(folder, model, most);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Opens the text side of a folder.
     *
     * @param maxTokens cuts texts earlier than the model does; 0 for the model's own limit
     * @throws dev.triptych.space.TriptychException if the folder is of another kind, or weights are missing, odd or unknown
     */
    public static ClipTextTower open(Path folder, int maxTokens) {
        return new ClipTextTower(folder, maxTokens);
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }

    @Override
    public int width() {
        return model.width();
    }

    @Override
    public int budget() {
        return LengthBuckets.TOKENS;
    }

    @Override
    public Optional<TextLength> textLength() {
        return Optional.of(tokens.length());
    }

    @Override
    public List<Prepared> prepare(List<? extends Content> contents) {
        guard.check();
        return tokens.encode(contents.stream().map(c -> ((Text) c).value()).toList());
    }

    @Override
    public NDArray forward(NDManager scope, List<Prepared> batch, boolean train) {
        List<int[]> texts = batch.stream().map(p -> ((Prepared.Tokens) p).ids()).toList();
        return guard.use(() -> Kernels.get().call("unit", train, List.of(network.forward(scope, texts, train))));
    }

    @Override
    public Map<String, NDArray> parameters() {
        guard.check();
        return network.parameters().all();
    }

    @Override
    public Optional<LayerStack> layers() {
        return Optional.of(network.layers());
    }

    /** Writes config, tokenizer and the weights of the text side. */
    @Override
    public void save(Path target, DType dtype) throws IOException {
        guard.check();
        Files.createDirectories(target);
        folder.copyText(target);
        network.parameters().write(target.resolve(folder.weightsFile()), dtype, Map.of("format", "pt"));
    }

    @Override
    public void close() {
        guard.close(() -> {
            tokens.close();
            manager.close();
        });
    }
}
