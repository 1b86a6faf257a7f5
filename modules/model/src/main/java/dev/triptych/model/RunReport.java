package dev.triptych.model;

import dev.triptych.checkpoint.AtomicFile;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The curves of a run, going on or ended: a picture for each in {@code plots}, and all of them in one page that needs nothing else. */
public final class RunReport {
    private RunReport() {}

    /**
     * Writes {@code report.html} and {@code plots/*.png} into a run's folder.
     *
     * @param out the run's folder
     * @return the page
     */
    public static Path write(Path out) {
        RunCurves run = RunCurves.read(out.resolve("metrics.jsonl"));
        StringBuilder page = new StringBuilder(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>%1$s</title>
                <style>
                body { font: 15px sans-serif; color: #1a202c; max-width: 1040px; margin: 24px auto; padding: 0 16px }
                img { width: 100%%; margin: 8px 0 24px }
                td, th { padding: 2px 24px 2px 0; text-align: left }
                </style>
                </head>
                <body>
                <h1>%1$s</h1>
                <p>%2$,d steps. Losses and gradient norms: pale each step, strong the mean of its neighbourhood.</p>
                """
                        .formatted(
                                escaped(String.valueOf(
                                        out.toAbsolutePath().normalize().getFileName())),
                                run.steps()));
        try {
            Path plots = Files.createDirectories(out.resolve("plots"));
            for (Map.Entry<String, Map<String, List<RunCurves.Point>>> plot :
                    run.plots().entrySet()) {
                byte[] png = CurvePlot.png(plot.getKey(), run, plot.getValue());
                put(plots.resolve(plot.getKey().replaceAll("[^A-Za-z0-9]+", "-") + ".png"), png);
                page.append("<img alt=\"")
                        .append(escaped(plot.getKey()))
                        .append("\" src=\"data:image/png;base64,")
                        .append(Base64.getEncoder().encodeToString(png))
                        .append("\">\n");
            }
            page.append(validations(run)).append("</body>\n</html>\n");
            Path file = out.resolve("report.html");
            put(file, page.toString().getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new TriptychException(out + ": the report cannot be written: " + e.getMessage(), e);
        }
    }

    /** The best of each figure, in words. */
    private static String validations(RunCurves run) {
        StringBuilder table = new StringBuilder();
        run.plots().getOrDefault("validation", Map.of()).forEach((figure, points) -> {
            RunCurves.Point best = points.get(0);
            for (RunCurves.Point point : points) {
                best = point.value() > best.value() ? point : best;
            }
            table.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%.4f</td><td>%d</td><td>%.4f</td></tr>%n",
                    escaped(figure),
                    best.value(),
                    best.step(),
                    points.get(points.size() - 1).value()));
        });
        return table.isEmpty()
                ? ""
                : "<table><tr><th>validation</th><th>best</th><th>after step</th><th>last</th></tr>\n" + table
                        + "</table>\n";
    }

    private static void put(Path file, byte[] bytes) {
        AtomicFile.write(file, channel -> {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            while (all.hasRemaining()) {
                channel.write(all);
            }
        });
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
