package dev.triptych.ide;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;

/** Takes standard output away from everybody else: it carries the protocol, and one stray word on it ends the conversation. */
public final class ProtocolOutput {
    private ProtocolOutput() {}

    /**
     * To be called before any library is loaded. Java code that prints to {@code System.out} prints to standard error from now on.
     * Natives print to file descriptor 1 whatever Java says; so the launcher lets 1 be standard error as well, keeps the way to the
     * client under another number, and names that in {@code triptych.protocol}.
     */
    public static OutputStream take() {
        System.setOut(System.err);
        return new FileOutputStream(descriptor(System.getProperty("triptych.protocol", "")));
    }

    private static FileDescriptor descriptor(String number) {
        if (number.isEmpty()) {
            return FileDescriptor.out;
        }
        try {
            // /dev/fd would do for pipes, but node's are sockets, which cannot be opened by name.
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return constructor.newInstance(Integer.parseInt(number));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "triptych.protocol=" + number
                            + " needs --add-opens java.base/java.io=ALL-UNNAMED, as the launcher does",
                    e);
        }
    }
}
