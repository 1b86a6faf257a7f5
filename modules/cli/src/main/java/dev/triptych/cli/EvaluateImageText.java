package dev.triptych.cli;

import dev.triptych.evaluate.ImageTextRetrieval;
import dev.triptych.evaluate.Task;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code triptych evaluate image-text}. */
@Command(
        name = "image-text",
        description = {
            "Find pictures by caption, and captions by picture.",
            "",
            "Text to image is recall@k of the one right picture; image to text is hit@k, any of the picture's own captions."
        },
        footer = {
            "  triptych evaluate image-text --captions captions.jsonl.gz --images images --split dev",
            "  triptych evaluate image-text --captions captions.jsonl.gz --images images --language de --json"
        })
final class EvaluateImageText extends EvaluateTask {
    @Option(
            names = "--captions",
            required = true,
            paramLabel = "FILE",
            description = "JSON lines, plain or gzip: file, split, captions{language: [sentence]}.")
    private Path captions = Path.of("");

    @Option(
            names = "--images",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the pictures named there.")
    private Path images = Path.of("");

    @Option(names = "--split", defaultValue = "test", description = "Which rows; default ${DEFAULT-VALUE}.")
    private String split = "test";

    @Option(names = "--language", defaultValue = "en", description = "Which captions; default ${DEFAULT-VALUE}.")
    private String language = "en";

    EvaluateImageText(Session session) {
        super(session);
    }

    @Override
    Task task() {
        return new ImageTextRetrieval(captions, images, split, language);
    }
}
