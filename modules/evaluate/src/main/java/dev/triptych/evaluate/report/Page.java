package dev.triptych.evaluate.report;

import dev.triptych.checkpoint.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One page that holds everything it shows: no script, no file beside it, nothing fetched; light and dark, wide and narrow. */
public final class Page {
    private final StringBuilder html = new StringBuilder();

    /** @param style what this kind of page adds to the style of all */
    public Page(String title, String remark, String style) {
        html.append(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>%1$s</title>
                <style>
                %3$s%4$s</style>
                </head>
                <body>
                <h1>%1$s</h1>
                <p class="remark">%2$s</p>
                """
                        .formatted(escaped(title), escaped(remark), style(Page.class, "page.css"), style));
    }

    /** A style sheet that lies beside a class. */
    public static String style(Class<?> beside, String name) {
        try (InputStream css = beside.getResourceAsStream(name)) {
            return css == null ? "" : new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds markup as it is: words in it are to be {@link #escaped}. */
    public Page append(String markup) {
        html.append(markup);
        return this;
    }

    /** Writes the page whole or not at all; its folder is made. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        AtomicFile.write(file, channel -> {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(this + "");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    /** The page so far, ended. */
    @Override
    public String toString() {
        return html + "</body>\n</html>\n";
    }

    /** Anybody's text as text, in an element or between the quotes of an attribute. */
    public static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return safe.toString();
    }
}
