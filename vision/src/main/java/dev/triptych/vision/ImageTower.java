package dev.triptych.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.triptych.checkpoint.DType;
import dev.triptych.checkpoint.Sha256;
import dev.triptych.nn.Augmentation;
import dev.triptych.nn.ClipFolder;
import dev.triptych.nn.Kernels;
import dev.triptych.nn.LayerStack;
import dev.triptych.nn.Prepared;
import dev.triptych.nn.Tower;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Content;
import dev.triptych.space.Interruption;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Pictures to tower vectors by a published network: ViT, DINOv2, MobileNetV2, or the image side of CLIP, SigLIP and open_clip. The
 * folder says which.
 */
public final class ImageTower implements Tower {
    /** Pictures per batch: enough to fill the cores, small enough for the cache. */
    private static final int BUDGET = 16;

    private final Path folder;
    private final CloseGuard guard;
    private final NDManager manager;
    private final ImageNetwork network;
    private final Preprocessing preprocessing;

    private ImageTower(Path folder) {
        this.folder = folder;
        guard = new CloseGuard("image tower " + folder);
        if (!Files.isDirectory(folder)) {
            throw new TriptychException(folder.toString(), "no such folder", "a model folder", "check the path");
        }
        manager = Kernels.get().newManager();
        try {
            ImageFolder published = ImageFolder.read(folder, manager);
            preprocessing = published.preprocessing();
            network = published.network();
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Opens a folder by the type that its config names.
     *
     * @throws TriptychException if the type is unknown, weights are missing, odd or unknown, or the preprocessing gives pictures of
     *     another size than the network takes
     */
    public static ImageTower open(Path folder) {
        return new ImageTower(folder);
    }

    /** Whether a folder's config names a network that reads pictures, alone or beside texts. */
    public static boolean is(Path folder) {
        return ImageFolder.is(folder);
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

    /** Decodes; an interrupted thread stops between two pictures. */
    @Override
    public List<Prepared> prepare(List<? extends Content> contents) {
        return prepared(contents, preprocessing::apply);
    }

    /** Of the picture's file and the preprocessing. */
    @Override
    public Optional<byte[]> digest(Content content) {
        return Optional.of(new Sha256()
                .add(preprocessing.toString())
                .add(bytes((Picture) content))
                .digest());
    }

    @Override
    public List<Prepared> augment(List<? extends Content> contents, Augmentation augmentation, RandomGenerator random) {
        return prepared(contents, pixels -> preprocessing.augment(pixels, augmentation, random));
    }

    private List<Prepared> prepared(List<? extends Content> contents, Function<Pixels, float[]> values) {
        List<Prepared> prepared = new ArrayList<>(contents.size());
        guard.check();
        for (Content c : contents) {
            Interruption.check(0, contents.size());
            prepared.add(pixels(values.apply(decode((Picture) c))));
        }
        return prepared;
    }

    private Prepared.Pixels pixels(float[] values) {
        return new Prepared.Pixels(values, preprocessing.height(), preprocessing.width());
    }

    private static Pixels decode(Picture picture) {
        return PictureDecoder.decode(picture.name(), bytes(picture));
    }

    private static byte[] bytes(Picture picture) {
        try {
            return picture.source().read();
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
        return guard.use(() -> {
            NDArray pooled = network.forward(scope.create(all, new Shape(batch.size(), 3, h, w)), train);
            return Kernels.get().call("unit", train, List.of(pooled));
        });
    }

    @Override
    public Map<String, NDArray> parameters() {
        guard.check();
        return network.parameters().all();
    }

    @Override
    public Optional<LayerStack> layers() {
        return network.layers();
    }

    /** Writes config, preprocessing and weights; of a folder with a text side, only what is the pictures'. */
    @Override
    public void save(Path target, DType dtype) throws IOException {
        guard.check();
        Files.createDirectories(target);
        if (ClipFolder.is(folder)) {
            ClipFolder clip = ClipFolder.open(folder);
            clip.copyVision(target);
            network.write(target.resolve(clip.weightsFile()), dtype);
            return;
        }
        for (String name : List.of("config.json", "preprocessor_config.json")) {
            Files.copy(folder.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        network.write(target.resolve("model.safetensors"), dtype);
    }

    @Override
    public void close() {
        guard.close(manager::close);
    }
}
