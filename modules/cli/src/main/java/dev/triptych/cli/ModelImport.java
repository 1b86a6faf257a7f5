package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.model.FolderImport;
import dev.triptych.model.FolderImport.Imported;
import dev.triptych.model.FolderImport.Start;
import dev.triptych.space.Modality;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code triptych model import}. */
@Command(
        name = "import",
        description = {
            "Make a model of published folders (sentence-transformers, Hugging Face), one for each kind of content.",
            "",
            "The space is as wide as the text tower. A tower of that width keeps its own vectors exactly; one of another width gets"
                    + " a random map, and its vectors mean nothing to the others before training."
        },
        footer = {
            "  triptych model import --text all-MiniLM-L6-v2 --out minilm",
            "  triptych model import --text all-MiniLM-L6-v2 --image mobilenet_v2_1.0_224 --code all-MiniLM-L6-v2 --out three"
        })
final class ModelImport implements Callable<Integer> {
    private final Session session;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Folders folders = new Folders();

    /** At least one of them. */
    static final class Folders {
        @Option(names = "--text", paramLabel = "DIR", description = "Folder of the text tower.")
        private @Nullable Path text;

        @Option(names = "--image", paramLabel = "DIR", description = "Folder of the image tower.")
        private @Nullable Path image;

        @Option(names = "--code", paramLabel = "DIR", description = "Folder of the code tower.")
        private @Nullable Path code;

        Map<Modality, Path> byModality() {
            Map<Modality, Path> folders = new EnumMap<>(Modality.class);
            put(folders, Modality.TEXT, text);
            put(folders, Modality.IMAGE, image);
            put(folders, Modality.CODE, code);
            return folders;
        }

        private static void put(Map<Modality, Path> folders, Modality modality, @Nullable Path folder) {
            if (folder != null) {
                folders.put(modality, folder);
            }
        }
    }

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the model goes.")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the model; without it, that of the folder.")
    private String name = "";

    @Mixin
    private final JsonOption json = new JsonOption();

    ModelImport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String called =
                name.isBlank() ? String.valueOf(out.toAbsolutePath().normalize().getFileName()) : name;
        Imported imported = FolderImport.write(folders.byModality(), called, out);
        PrintWriter console = session.console().out();
        if (json.on()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("model", imported.folder().toString())
                    .put("fingerprint", imported.fingerprint().toString());
            ObjectNode starts = answer.putObject("heads");
            imported.starts().forEach((m, s) -> starts.put(m.id(), s.name().toLowerCase(Locale.ROOT)));
            console.println(answer);
        } else {
            console.println(imported.folder() + "  " + imported.fingerprint());
        }
        imported.starts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> note(e.getKey(), e.getValue()));
        if (imported.starts().size() > 1) {
            session.console()
                    .err()
                    .println("triptych: the towers are not aligned with each other, unless they were trained together:"
                            + " searching across kinds gives chance results before triptych train");
        }
        return 0;
    }

    private void note(Modality modality, Start start) {
        session.console()
                .err()
                .println("triptych: " + modality.id()
                        + switch (start) {
                            case OWN -> ": the tower's own vectors";
                            case RANDOM_MAP -> ": a random map of the tower's vectors, because its width differs";
                        });
    }
}
