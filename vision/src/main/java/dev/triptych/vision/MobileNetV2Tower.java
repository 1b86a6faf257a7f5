package dev.triptych.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Pictures to tower vectors by a MobileNetV2 from a Hugging Face folder. */
public final class MobileNetV2Tower implements Tower {
    /** Pictures per batch: enough to fill the cores, small enough for the cache. */
    private static final int BUDGET = 16;

    private final Path folder;
    private final NDManager manager;
    private final MobileNetV2 network;
    private final Preprocessing preprocessing;

    private MobileNetV2Tower(Path folder) {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            throw new TriptychException(folder.toString(), "no such folder", "a model folder", "check the path");
        }
        preprocessing = Preprocessing.read(folder);
        manager = Kernels.get().newManager();
        try {
            network = new MobileNetV2(folder, manager);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    public static MobileNetV2Tower open(Path folder) {
        return new MobileNetV2Tower(folder);
    }

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public int width() {
        return network.width();
    }

    @Override
    public int budget() {
        return BUDGET;
    }

    @Override
    public List<Prepared> prepare(List<? extends Content> contents) {
        List<Prepared> prepared = new ArrayList<>(contents.size());
        for (Content c : contents) {
            prepared.add(pixels(preprocessing.apply(decode((Picture) c))));
        }
        return prepared;
    }

    @Override
    public List<Prepared> augment(List<? extends Content> contents, RandomGenerator random) {
        List<Prepared> prepared = new ArrayList<>(contents.size());
        for (Content c : contents) {
            prepared.add(pixels(preprocessing.augment(decode((Picture) c), random)));
        }
        return prepared;
    }

    private Prepared.Pixels pixels(float[] values) {
        return new Prepared.Pixels(values, preprocessing.height(), preprocessing.width());
    }

    private static Pixels decode(Picture picture) {
        try {
            return PictureDecoder.decode(picture.name(), picture.source().read());
        } catch (IOException e) {
            throw new TriptychException(picture.name() + ": the picture cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public NDArray forward(NDManager scope, List<Prepared> batch, boolean train) {
        int h = preprocessing.height();
        int w = preprocessing.width();
        int each = 3 * h * w;
        float[] all = new float[batch.size() * each];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(((Prepared.Pixels) batch.get(i)).values(), 0, all, i * each, each);
        }
        NDArray pooled = network.forward(scope.create(all, new Shape(batch.size(), 3, h, w)), train);
        return Kernels.get().call("unit", train, List.of(pooled));
    }

    @Override
    public Map<String, NDArray> parameters() {
        return network.parameters().all();
    }

    @Override
    public void save(Path target, DType dtype) throws IOException {
        Files.createDirectories(target);
        for (String name : List.of("config.json", "preprocessor_config.json")) {
            Files.copy(folder.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        network.write(target.resolve("model.safetensors"), dtype);
    }

    @Override
    public void close() {
        manager.close();
    }
}
