package dev.triptych.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where the engine computes: one device per process, chosen before the first model is loaded ({@link #choose}, or
 * {@code -Dtriptych.device=gpu}). The PyTorch inside is for processors; one for CUDA is the user's own.
 */
public enum ComputeDevice {
    CPU,
    GPU;

    /** How to get a PyTorch that computes on a GPU: DJL's native library for it is inside, PyTorch's own libraries are not. */
    public static final String HOW_TO_GPU = "install PyTorch 2.7.1 for CUDA (pip install torch==2.7.1 --index-url"
            + " https://download.pytorch.org/whl/cu128), then set PYTORCH_LIBRARY_PATH to its folder torch/lib and"
            + " PYTORCH_FLAVOR=cu128";

    private static final String PROPERTY = "triptych.device";
    /** Where DJL takes PyTorch from instead of the class path. */
    private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

    /** The lower-case name that the command line uses. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The device with this {@link #id()}; throws {@link TriptychException} for any other word. */
    public static ComputeDevice of(String id) {
        for (ComputeDevice device : values()) {
            if (device.id().equals(id)) {
                return device;
            }
        }
        throw new TriptychException("device", "'" + id + "'", "cpu or gpu", "use one of the two");
    }

    /**
     * From now on everything is loaded and computed here.
     *
     * @throws TriptychException if there is no such device; the message says what is missing and how to get it
     */
    public void choose() {
        if (this == GPU) {
            requireGpu();
        }
        System.setProperty(PROPERTY, id());
    }

    /** The one that was chosen. */
    public static ComputeDevice chosen() {
        return of(System.getProperty(PROPERTY, CPU.id()));
    }

    /** The engine's name for it. */
    Device device() {
        if (this == CPU) {
            return Device.cpu();
        }
        requireGpu();
        return Device.gpu();
    }

    private static void requireGpu() {
        engine();
        // Whether CUDA computes, not whether it was built in; DJL's count of GPUs needs libcudart on LD_LIBRARY_PATH
        // besides.
        if (!JniUtils.getFeatures().contains("CUDA")) {
            throw isForCuda(libraries())
                    ? new TriptychException(
                            "device gpu",
                            "a PyTorch for CUDA that sees no GPU, in " + libraries(),
                            "an NVIDIA GPU with its driver",
                            "run nvidia-smi, and install the driver if it fails; or use --device cpu")
                    : new TriptychException(
                            "device gpu",
                            "a PyTorch for CPU only, in " + libraries(),
                            "a PyTorch 2.7.1 for CUDA",
                            HOW_TO_GPU + "; or use --device cpu");
        }
    }

    /** The engine, started. */
    static Engine engine() {
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException e) {
            String path = System.getenv(LIBRARY_PATH);
            if (path == null) {
                throw e;
            }
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new TriptychException(
                    LIBRARY_PATH + "=" + path + ": PyTorch does not load: " + cause.getMessage() + "; "
                            + remedy(String.valueOf(cause.getMessage())),
                    e);
        }
    }

    static String remedy(String message) {
        if (message.contains("libcuda.so") || message.contains("nvcuda")) {
            return "install the NVIDIA driver, or unset " + LIBRARY_PATH + " to compute on the processor";
        }
        if (message.contains("precxx11")) {
            return "set PYTORCH_FLAVOR as well: cu128 for a PyTorch for CUDA, cpu for one without";
        }
        return "it has to be the folder torch/lib of PyTorch 2.7.1; unset it to use the PyTorch inside";
    }

    /** The version of the PyTorch that was loaded. */
    public static String version() {
        return engine().getVersion();
    }

    /** The folder of the PyTorch that was loaded. */
    public static Path libraries() {
        engine();
        return Path.of(LibUtils.getLibtorchPath());
    }

    /** Whether a folder of PyTorch's libraries holds those for CUDA. */
    public static boolean isForCuda(Path libraries) {
        return Files.exists(libraries.resolve(System.mapLibraryName("torch_cuda")));
    }

    /** Whether the PyTorch that was loaded can compute on a GPU of this machine. */
    public static boolean hasGpu() {
        engine();
        return JniUtils.getFeatures().contains("CUDA");
    }
}
