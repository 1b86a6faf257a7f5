package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.triptych.model.Exported;
import dev.triptych.model.TowerExport;
import dev.triptych.space.Modality;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych model export}. */
@Command(
        name = "export",
        description = {
            "Write one tower, with its way into the space, as a folder that Python's sentence-transformers loads.",
            "",
            "SentenceTransformer(DIR, trust_remote_code=True).encode(...) then gives the vectors that embed gives. A trained"
                    + " projection takes a short module of ours, DIR/triptych_head.py; hence trust_remote_code."
        },
        footer = {
            "  triptych model export --tower text --out text-tower              of the model inside",
            "  triptych model export runs/tiny/model --tower image --out image-tower"
        })
final class ModelExport implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ModelFolderOption folder = new ModelFolderOption();

    @Option(names = "--tower", required = true, paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
    private Modality tower = Modality.TEXT;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the tower goes.")
    private Path out = Path.of("");

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelExport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Exported exported = TowerExport.write(folder.open(), tower, out);
        if (json.on()) {
            session.console()
                    .out()
                    .println(JsonNodeFactory.instance
                            .objectNode()
                            .put("folder", exported.folder().toString())
                            .put("tower", tower.id())
                            .put("trust_remote_code", exported.ownCode()));
            return 0;
        }
        session.console().out().println(exported.folder());
        session.console()
                .err()
                .println("triptych: in Python: SentenceTransformer(\"" + exported.folder() + "\""
                        + (exported.ownCode() ? ", trust_remote_code=True)" : ")"));
        return 0;
    }
}
