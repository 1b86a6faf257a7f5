package dev.triptych.data;

import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import dev.triptych.train.PairSource;
import dev.triptych.train.Recipe;
import dev.triptych.train.YamlNode;
import java.nio.file.Path;

/** Opens what a recipe says under {@code data}. */
public final class TrainingData {
    private TrainingData() {}

    /**
     * The pairs of a task.
     *
     * @param cache folder for unpacked files; made when it is needed
     * @throws TriptychException if files, columns or modalities are wrong, or more rows are bad than may be
     */
    public static PairSource open(Recipe.TaskSpec task, Path cache, Progress progress) {
        return open(task.data(), task.anchors(), task.positives(), cache, progress);
    }

    /** Pairs that are not a task's. */
    public static PairSource open(YamlNode data, Modality anchors, Modality positives, Path cache, Progress progress) {
        String kind = data.text("kind");
        PairSource source =
                switch (kind) {
                    case "captions" -> CaptionPairs.read(data);
                    case "code" -> ListedPairs.code(data);
                    case "table" -> ListedPairs.table(data);
                    case "folder" -> FolderPairs.open(data, anchors, progress);
                    case "rows" -> RowPairs.open(RowSettings.read(data), anchors, positives, cache, progress);
                    default ->
                        throw new TriptychException(
                                data.where("kind"),
                                "'" + kind + "'",
                                "rows, folder, captions, code or table",
                                "use one of these");
                };
        if (source.anchors() != anchors || source.positives() != positives) {
            throw new TriptychException(
                    data.where("kind"),
                    "pairs of " + source.anchors().id() + " and "
                            + source.positives().id(),
                    anchors.id() + "-" + positives.id(),
                    "mend 'pair' or 'kind'");
        }
        return source;
    }
}
