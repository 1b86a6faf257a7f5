package dev.triptych.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.triptych.space.TriptychException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Fused operations that NDArray lacks or does slowly, written as TorchScript text in {@code kernels.py}; they follow autograd.
 *
 * <p>The arithmetic with constants that a network needs is inside the kernels: DJL frees the constants of its own scalar operations
 * while autograd still needs them.
 */
public final class Kernels {
    /** The engine and its compiled kernels, made once per process and never changed. */
    private static final class Loaded {
        static final NDManager MANAGER = start();
        static final Kernels KERNELS = load(MANAGER, KernelArchive.bytes());
    }

    /** The kernels with linear layers in eight bits, compiled when somebody asks for them. */
    private static final class Int8 {
        static final Kernels KERNELS = load(Loaded.MANAGER, KernelArchive.int8());
    }

    private final NDManager manager;
    private final PtSymbolBlock block;

    private Kernels(NDManager manager, PtSymbolBlock block) {
        this.manager = manager;
        this.block = block;
    }

    /** Starts the engine on first use; opens no socket. */
    public static Kernels get() {
        try {
            return Loaded.KERNELS;
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof TriptychException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * The same kernels with linear layers in eight bits.
     *
     * @throws TriptychException if this build of PyTorch has no oneDNN
     */
    static Kernels int8() {
        try {
            return Int8.KERNELS;
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new TriptychException(
                    "precision int8: PyTorch cannot load its kernels; expected a build with oneDNN, as for x86-64; use float32, bfloat16 or"
                            + " auto",
                    e);
        }
    }

    private static NDManager start() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        return ComputeDevice.engine().newBaseManager(ComputeDevice.chosen().device());
    }

    private static Kernels load(NDManager manager, byte[] archive) {
        try {
            PtSymbolBlock block =
                    JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), true, false);
            return new Kernels(manager, block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A manager for a tower or a run; whoever asks closes it. */
    public NDManager newManager() {
        return manager.newSubManager();
    }

    /** A scalar argument of a kernel: it is read at once and never saved for the backward pass, so it may live as short as the call. */
    public static NDArray scalar(NDManager scope, double value) {
        return scope.create(value);
    }

    /**
     * Calls a kernel. One call runs at a time: each uses all cores already.
     *
     * @param name a method of {@code kernels.py}
     * @param train whether gradients are to flow
     * @param plain tensor arguments in order; the first must belong to the caller's scope, which then owns the result
     * @param lists the arguments behind them that are lists of tensors
     */
    @SafeVarargs
    public final NDArray call(String name, boolean train, List<NDArray> plain, List<NDArray>... lists) {
        NDManager scope = plain.get(0).getManager();
        try (NDManager call = scope.newSubManager()) {
            NDList inputs = new NDList();
            for (NDArray array : plain) {
                array.setName(null);
                inputs.add(array);
            }
            for (int i = 0; i < lists.length; i++) {
                // The engine's convention: arguments of the same name that ends in [] make one list.
                String listName = "list" + i + "[]";
                for (NDArray array : lists[i]) {
                    array.setName(listName);
                    inputs.add(array);
                }
            }
            NDArray method = call.create(0);
            method.setName("module_method:" + name);
            inputs.add(method);
            // A setting of the thread. The profiling executor would compile a kernel anew for every shape, for seconds
            // each.
            JniUtils.setGraphExecutorOptimize(false);
            boolean before = JniUtils.isGradMode();
            JniUtils.setGradMode(train);
            try {
                synchronized (Kernels.class) {
                    // Always "training" to the engine: its other mode is a deprecated guard that warns on standard
                    // error.
                    return IValueUtils.forward(block, inputs, true).singletonOrThrow();
                }
            } finally {
                JniUtils.setGradMode(before);
            }
        }
    }
}
