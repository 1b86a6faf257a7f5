package dev.triptych.checkpoint;

import dev.triptych.space.TriptychException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Files that are often met where a safetensors file should be; each is refused with what to do about it. */
final class Foreign {
    private static final byte[] LFS_POINTER = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);

    /** How many first bytes {@link #refuse} wants to see. */
    static final int HEAD = 24;

    private Foreign() {}

    /** Throws if the file's name or its first bytes are those of a pickle or of a Git LFS pointer. */
    static void refuse(Path file, byte[] head) {
        if (isPickleName(file)) {
            throw pickle(file);
        }
        if (startsWith(head, LFS_POINTER)) {
            throw new TriptychException(
                    file.toString(),
                    "a Git LFS pointer",
                    "the weights themselves",
                    "run: git lfs pull --include '" + file.getFileName() + "'");
        }
        // A header of 640 bytes also starts with 80 02, one of 67,324,752 with PK: the brace tells them apart.
        boolean headerFollows = head.length > 8 && head[8] == '{';
        if (!headerFollows && (isPickle(head) || isZip(head))) {
            throw pickle(file);
        }
    }

    static boolean isPickleName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".bin")
                || name.endsWith(".pt")
                || name.endsWith(".pth")
                || name.endsWith(".ckpt")
                || name.endsWith(".pkl");
    }

    static TriptychException pickle(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String target = stem.equals("pytorch_model") ? "model.safetensors" : stem + ".safetensors";
        return new TriptychException(
                file.toString(),
                "a Python pickle, which can run any code when it is read",
                "a safetensors file",
                "convert it once, where you trust it: python -c \"import torch; from safetensors.torch import save_file; "
                        + "w = torch.load('" + name + "', map_location='cpu', weights_only=True); "
                        + "save_file({k: v.clone().contiguous() for k, v in w.items()}, '" + target + "')\"");
    }

    /** A pickle of protocol 2 to 5 starts with PROTO and its number. */
    private static boolean isPickle(byte[] head) {
        return head.length > 1 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5;
    }

    /** PyTorch's files since 1.6 are zips around a pickle. */
    private static boolean isZip(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    private static boolean startsWith(byte[] head, byte[] prefix) {
        if (head.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (head[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
