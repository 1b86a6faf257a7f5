package dev.triptych.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.triptych.nn.Precision;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.nn.WordTokenizer;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code triptych bench embed}. */
@Command(
        name = "embed",
        description = {
            "Measure how fast texts and pictures become vectors: ours, langchain4j, onnxruntime, sentence-transformers.",
            "",
            "All work on the same inputs and take turns in one run. Who cannot take part is named with the reason."
        },
        footer = {
            "  triptych bench embed --model all-MiniLM-L6-v2",
            "  triptych bench embed --texts lines.txt --pictures photos --python venv/bin/python --out bench",
            "  triptych bench embed --make 2000 --rounds 9 --json > bench.json"
        })
final class BenchEmbed implements Callable<Integer> {
    private static final int MOST = 1_000_000;
    private static final List<Precision> OURS = List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.INT8);
    /** Those that PyTorch computes in without a conversion of the model. */
    private static final List<Precision> PYTHONS = List.of(Precision.FLOAT32, Precision.BFLOAT16);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A model folder or a sentence-transformers folder; without it, the model inside.")
    private @Nullable Path model;

    @Option(names = "--texts", paramLabel = "FILE", description = "A text to a line; without it, texts are made.")
    private @Nullable Path texts;

    @Option(
            names = "--make",
            paramLabel = "N",
            defaultValue = "" + MadeTexts.DEFAULT_COUNT,
            description = "How many texts to make; default ${DEFAULT-VALUE}.")
    private int make;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + MadeTexts.DEFAULT_SEED,
            description = "Another seed makes other texts; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--pictures", paramLabel = "DIR", description = "A folder of pictures; without it, only texts.")
    private @Nullable Path pictures;

    @Option(
            names = "--most-pictures",
            paramLabel = "N",
            defaultValue = "200",
            description = "The first so many by name; default ${DEFAULT-VALUE}.")
    private int mostPictures;

    @Option(
            names = "--image-model",
            paramLabel = "DIR",
            description = "The folder of an image tower, if it is not in the model.")
    private @Nullable Path imageModel;

    @Option(
            names = "--onnx",
            paramLabel = "FILE",
            description = "The same model as ONNX; without it, langchain4j's all-MiniLM-L6-v2.")
    private @Nullable Path onnx;

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            description = "A Python with sentence-transformers; without it, the python3 on the PATH.")
    private @Nullable String python;

    @Option(names = "--threads", paramLabel = "N", description = "For everybody; without it, one for each processor.")
    private @Nullable Integer threads;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many turns each takes after one to warm up; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--out", paramLabel = "DIR", description = "Write bench.json and bench.svg there.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        within("--rounds", rounds, 1000);
        within("--make", make, MOST);
        within("--most-pictures", mostPictures, MOST);
        int width = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        within("--threads", width, 1024);
        // Read when the engine starts, which nobody has done yet.
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(width));
        Python reference = Python.find(
                Optional.ofNullable(python),
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
        Report report = measure(width, reference);
        ObjectNode object = ReportJson.of(report);
        if (out != null) {
            Files.createDirectories(out);
            Files.writeString(
                    out.resolve("bench.json"),
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n");
            Files.writeString(out.resolve("bench.svg"), BarPlot.svg(report), StandardCharsets.UTF_8);
        }
        PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            print.println(object);
        } else {
            ReportTable.print(report, print);
        }
        return 0;
    }

    private Report measure(int width, Python reference) {
        List<String> lines = texts == null ? MadeTexts.make(make, seed) : TextLines.read(texts);
        List<String> inputs = new ArrayList<>();
        inputs.add(lines.size() + " texts " + (texts == null ? "made with seed " + seed : "of " + texts));
        List<Path> files = pictures == null ? List.of() : PictureFiles.list(pictures, mostPictures);
        TowerFolder text = TowerFolder.find(Optional.ofNullable(model), Modality.TEXT);
        if (onnx != null && !Files.isRegularFile(onnx)) {
            throw new TriptychException(
                    "--onnx",
                    onnx + (Files.isDirectory(onnx) ? ", a folder" : ", which is not there"),
                    "an ONNX file",
                    "check the path, or leave it out for langchain4j's all-MiniLM-L6-v2");
        }
        Conditions conditions = Conditions.now(width, rounds);
        try (MiniLm miniLm = MiniLm.unpack();
                Contest contest = new Contest(Progress.console())) {
            List<Offer> offers = new ArrayList<>(textOffers(text, miniLm, lines, width, reference));
            if (files.isEmpty()) {
                contest.leaveOut(new LeftOut("pictures", "none given; name a folder with --pictures"));
            } else {
                inputs.add(files.size() + " pictures of " + pictures);
                offers.addAll(pictureOffers(files, width, reference));
            }
            contest.admit(offers);
            return contest.play(conditions, inputs);
        }
    }

    private List<Offer> textOffers(TowerFolder text, MiniLm miniLm, List<String> lines, int width, Python reference) {
        // What ours reads and costs, before anybody takes part: the others are to read as much.
        int maxTokens;
        Work work;
        TransformerCost cost;
        try (SequenceEncoder encoder = text.openEncoder()) {
            maxTokens = encoder.maxTokens();
            cost = TowerCandidate.cost(encoder);
            work = TowerCandidate.work(encoder, lines);
        }
        List<Offer> offers = new ArrayList<>();
        for (Precision precision : OURS) {
            offers.add(new Offer("triptych " + precision.id(), () -> TowerCandidate.texts(text, precision, lines)));
        }
        for (Precision precision : List.of(Precision.FLOAT32, Precision.INT8)) {
            offers.add(new Offer(
                    "langchain4j " + precision.id(), () -> LangChain4jTexts.open(miniLm, precision, width, lines)));
        }
        offers.add(new Offer(
                "onnxruntime",
                () -> onnx == null
                        ? new OnnxTexts(
                                miniLm.onnx(),
                                MiniLm.NAME,
                                WordTokenizer.open(miniLm.folder(), maxTokens),
                                TransformerCost.MINI_LM_L6,
                                width,
                                lines)
                        : new OnnxTexts(
                                onnx,
                                onnx.toString(),
                                WordTokenizer.open(text.path(), maxTokens),
                                cost,
                                width,
                                lines)));
        Map<String, ?> fields = PythonCandidate.texts(lines, maxTokens);
        String name = "sentence-transformers";
        for (Precision precision : PYTHONS) {
            offers.add(new Offer(
                    name + " " + precision.id(),
                    () -> PythonCandidate.open(reference, name, name, precision, text, width, work, fields)));
        }
        offers.add(new Offer(
                name + " onnx",
                () -> PythonCandidate.open(
                        reference, name + "-onnx", name + " onnx", Precision.FLOAT32, text, width, work, fields)));
        return offers;
    }

    private List<Offer> pictureOffers(List<Path> files, int width, Python reference) {
        TowerFolder image =
                TowerFolder.find(Optional.ofNullable(imageModel == null ? model : imageModel), Modality.IMAGE);
        Work work = TowerCandidate.work(image, files);
        List<String> names =
                files.stream().map(file -> file.toAbsolutePath().toString()).toList();
        List<Offer> offers = new ArrayList<>();
        for (Precision precision : PYTHONS) {
            offers.add(new Offer(
                    "triptych pictures " + precision.id(), () -> TowerCandidate.pictures(image, precision, files)));
        }
        offers.add(new Offer(
                "transformers pictures",
                () -> PythonCandidate.open(
                        reference,
                        "transformers-pictures",
                        "transformers",
                        Precision.FLOAT32,
                        image,
                        width,
                        work,
                        Map.of("pictures", names))));
        return offers;
    }

    private static void within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new TriptychException(
                    option, String.valueOf(value), "a number from 1 to " + most, "write for example " + option + " 4");
        }
    }
}
