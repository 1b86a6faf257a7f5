package dev.triptych.cli;

import dev.triptych.evaluate.ImageTextRetrieval;
import dev.triptych.evaluate.Task;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code triptych evaluate image-text}. */
@Command(
        name = "image-text",
        description = {
            "Find pictures by caption, and captions by picture.",
            "",
            "Text to image is recall@k of the one right picture; image to text is hit@k, any of the picture's own captions, and",
            "recall@k, the share of its own."
        },
        footer = {
            "  triptych evaluate image-text --captions captions.jsonl.gz --images images --split dev",
            "  triptych evaluate image-text --captions captions.jsonl.gz --images images --language en,de --json",
            "  triptych evaluate image-text --captions captions.jsonl.gz --images images --field xflickr --language es,tr --split dev,test --all-pictures"
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

    @Option(
            names = "--split",
            split = ",",
            defaultValue = "test",
            description = "Pictures and captions of these splits; default ${DEFAULT-VALUE}.")
    private List<String> splits = List.of();

    @Option(
            names = "--query-splits",
            split = ",",
            description = "Only captions and pictures of these splits ask; default: all of --split.")
    private List<String> querySplits = List.of();

    @Option(
            names = "--language",
            split = ",",
            defaultValue = "en",
            description = "Captions in these languages, each measured apart; default ${DEFAULT-VALUE}.")
    private List<String> languages = List.of();

    @Option(
            names = "--field",
            defaultValue = "captions",
            description = "Field of the captions; default ${DEFAULT-VALUE}.")
    private String field = "captions";

    @Option(names = "--all-pictures", description = "Pictures without a caption are candidates, too.")
    private boolean allPictures;

    EvaluateImageText(Session session) {
        super(session);
    }

    @Override
    Task task() {
        return new ImageTextRetrieval(
                captions, images, field, languages, splits, querySplits.isEmpty() ? splits : querySplits, allPictures);
    }
}
