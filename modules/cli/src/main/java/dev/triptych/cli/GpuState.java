package dev.triptych.cli;

import dev.triptych.nn.ComputeDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether this machine computes on a GPU, and what is missing if not, for the doctor.
 *
 * @param root of the file system
 * @param environment the process's variables
 * @param libtorch the folder of the PyTorch that is loaded
 * @param usable whether that PyTorch sees a GPU
 */
record GpuState(Path root, Map<String, String> environment, Path libtorch, boolean usable) {
    private static final Pattern VERSION = Pattern.compile("\\b\\d{3}\\.\\d+(\\.\\d+)?\\b");
    /** Where drivers put their library, with Windows and its Linux among them. */
    private static final List<String> DRIVERS = List.of(
            "usr/lib/x86_64-linux-gnu/libcuda.so.1",
            "usr/lib/aarch64-linux-gnu/libcuda.so.1",
            "usr/lib64/libcuda.so.1",
            "usr/lib/wsl/lib/libcuda.so.1",
            "Windows/System32/nvcuda.dll");

    static GpuState here() {
        Path root = Path.of("").toAbsolutePath().getRoot();
        return new GpuState(
                root == null ? Path.of("/") : root, System.getenv(), ComputeDevice.libraries(), ComputeDevice.hasGpu());
    }

    Check check() {
        boolean cuda = ComputeDevice.isForCuda(libtorch);
        Optional<String> driver = driver();
        String found = (usable ? "gpu (--device gpu)" : "cpu") + "; PyTorch " + (cuda ? "for CUDA" : "for CPU only")
                + " in " + libtorch + "; "
                + driver.map(v -> "NVIDIA driver " + v).orElse("no NVIDIA driver") + "; "
                + cudart().map(p -> "libcudart " + p).orElse("no libcudart");
        if (usable) {
            return Check.ok("device", found);
        }
        String told = environment.getOrDefault("PYTORCH_LIBRARY_PATH", "");
        if (!told.isEmpty() && !libtorch.equals(Path.of(told).toAbsolutePath())) {
            return Check.weak(
                    "device",
                    found + "; PYTORCH_LIBRARY_PATH=" + told + " holds no " + System.mapLibraryName("torch"),
                    "set it to the folder torch/lib of PyTorch 2.7.1, or unset it");
        }
        if (cuda) {
            return Check.weak("device", found, "run nvidia-smi, and install the NVIDIA driver if it fails");
        }
        return driver.isPresent() ? Check.weak("device", found, ComputeDevice.HOW_TO_GPU) : Check.ok("device", found);
    }

    private Optional<String> driver() {
        Path version = root.resolve("proc/driver/nvidia/version");
        try {
            if (Files.isRegularFile(version)) {
                Matcher m = VERSION.matcher(Files.readString(version, StandardCharsets.UTF_8));
                return Optional.of(m.find() ? m.group() : "of unknown version");
            }
        } catch (IOException e) {
            return Optional.of("of unknown version");
        }
        return DRIVERS.stream()
                .map(root::resolve)
                .filter(Files::exists)
                .findFirst()
                .map(Path::toString);
    }

    /** CUDA's runtime, where the loader or a PyTorch from pip looks for it. */
    private Optional<Path> cudart() {
        List<Path> folders = new ArrayList<>();
        Stream.of(environment.getOrDefault("LD_LIBRARY_PATH", "").split(":"))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .forEach(folders::add);
        folders.add(libtorch);
        folders.add(libtorch.resolve("../../nvidia/cuda_runtime/lib").normalize());
        folders.add(root.resolve("usr/local/cuda/lib64"));
        return folders.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> cudart(folder).stream())
                .findFirst();
    }

    private static Optional<Path> cudart(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("(lib)?cudart.*\\.(so.*|dll)"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            // A folder that may not be read has nothing to offer to the loader either.
            return Optional.empty();
        }
    }
}
