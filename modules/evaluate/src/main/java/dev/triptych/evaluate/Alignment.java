package dev.triptych.evaluate;

import dev.triptych.evaluate.Captions.Photo;
import dev.triptych.evaluate.Rows.Row;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How two sides of right pairs lie in the space: the modality gap (distance of the centroids; Liang et al. 2022), alignment and
 * uniformity (Wang and Isola 2020; uniformity is also what says how isotropic a side is), the cosine of right and of random pairs, and
 * hubness: skewness of how often an item is among the ten nearest, and the share of those that never are (Radovanović et al. 2010).
 *
 * @param source of the pairs
 * @param limit at most so many pairs of a group, taken evenly from all
 */
public record Alignment(Source source, int limit) implements Task {

    /** Where pairs come from. */
    public sealed interface Source {}

    /**
     * The first caption of each picture, and the picture.
     *
     * @param captions as {@link ImageTextRetrieval} reads them
     * @param images the folder of the files named there
     * @param field which captions
     * @param languages one group each
     * @param splits which rows
     */
    public record Captioned(Path captions, Path images, String field, List<String> languages, List<String> splits)
            implements Source {
        public Captioned {
            languages = List.copyOf(languages);
            splits = List.copyOf(splits);
        }
    }

    /**
     * Two columns of a file.
     *
     * @param pairs tab-separated columns or JSON lines, plain or gzip
     * @param first one column
     * @param second the other
     * @param firstKind text or code
     * @param secondKind text or code
     * @param group column whose values get figures each; empty for one group of all rows
     * @param where rows to take: column and the value it must have
     */
    public record Columns(
            Path pairs,
            String first,
            String second,
            Modality firstKind,
            Modality secondKind,
            String group,
            Map<String, String> where)
            implements Source {
        public Columns {
            where = new LinkedHashMap<>(where);
        }
    }

    private record Pair(Content first, Content second, String label, String secondLabel, @Nullable Path picture) {}

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("alignment", model, progress);
        DataFile file = DataFile.read(
                source instanceof Columns columns
                        ? columns.pairs()
                        : captioned().captions());
        Map<String, List<Pair>> groups = source instanceof Columns columns
                ? pairs(measuring, file, columns)
                : pairs(measuring, file, captioned());
        int pairs = 0;
        for (Map.Entry<String, List<Pair>> group : groups.entrySet()) {
            List<Pair> all = group.getValue();
            List<Pair> some = IntStream.of(Details.thinned(all.size(), limit))
                    .mapToObj(all::get)
                    .toList();
            pairs += some.size();
            measure(measuring, group.getKey(), some);
        }
        return measuring.result(
                pairs + " pairs" + (groups.size() == 1 ? "" : " in " + groups.size() + " groups")
                        + ", at most " + limit + " of each; first: " + sides()
                        + "; gap: distance of the centroids; alignment: mean squared distance of right pairs;"
                        + " uniformity: log of the mean Gaussian potential (t=2); hubness: skewness of the 10-occurrence;"
                        + " antihubs: the share that is never among ten nearest",
                file.identity());
    }

    private Captioned captioned() {
        return (Captioned) source;
    }

    private String sides() {
        return source instanceof Columns columns
                ? "column " + columns.first() + " (" + columns.firstKind().id() + "), second: column "
                        + columns.second() + " (" + columns.secondKind().id() + ")" + Rows.with(columns.where())
                : "the first caption of each picture, second: the picture, split "
                        + String.join(", ", captioned().splits());
    }

    private static Map<String, List<Pair>> pairs(Measuring measuring, DataFile file, Columns columns) {
        BadRows bad = new BadRows(file);
        List<String> names = new ArrayList<>(List.of(columns.first(), columns.second()));
        if (!columns.group().isEmpty()) {
            names.add(columns.group());
        }
        List<Row> rows = Rows.read(file, names, columns.where(), bad);
        bad.requireRows(rows.size(), "rows" + Rows.with(columns.where()));
        measuring.remark(bad.remarks());
        Map<String, List<Pair>> groups = new LinkedHashMap<>();
        Rows.groups(rows, columns.group().isEmpty() ? -1 : 2)
                .forEach((group, members) -> groups.put(
                        group,
                        members.stream()
                                .map(r -> new Pair(
                                        content(columns.firstKind(), r.cell(0)),
                                        content(columns.secondKind(), r.cell(1)),
                                        r.cell(0),
                                        r.cell(1),
                                        null))
                                .toList()));
        return groups;
    }

    private static Content content(Modality kind, String value) {
        return kind == Modality.CODE ? Code.java(value) : Text.of(value);
    }

    private static Map<String, List<Pair>> pairs(Measuring measuring, DataFile file, Captioned source) {
        Captions all = Captions.read(file, source.images(), source.field(), source.languages(), source.splits())
                .captioned()
                .requireFiles(source.images(), file);
        measuring.remark(all.remarks());
        Map<String, List<Pair>> groups = new LinkedHashMap<>();
        for (String language : source.languages()) {
            groups.put(
                    source.languages().size() == 1 ? "" : language,
                    IntStream.of(all.captioned(language))
                            .mapToObj(p -> pair(all.photos().get(p), language))
                            .toList());
        }
        return groups;
    }

    private static Pair pair(Photo photo, String language) {
        String caption = photo.in(language).get(0);
        return new Pair(
                Text.of(caption),
                Picture.of(photo.file()),
                caption,
                String.valueOf(photo.file().getFileName()),
                photo.file());
    }

    private static void measure(Measuring measuring, String group, List<Pair> pairs) {
        if (pairs.size() < 2) {
            throw new TriptychException(
                    group.isEmpty() ? "pairs" : "pairs of '" + group + "'",
                    String.valueOf(pairs.size()),
                    "two at least",
                    "give more, or leave the group out");
        }
        String name = group.isEmpty() ? "" : " " + group;
        float[][] first = measuring
                .embedder()
                .embed("first" + name, pairs.stream().map(Pair::first).toList());
        float[][] second = measuring
                .embedder()
                .embed("second" + name, pairs.stream().map(Pair::second).toList());
        measuring.figures().add(group, pairs.size(), new Geometry(first, second).statistics());
        Details details = measuring.details();
        details.similarities(first, second, i -> new int[] {i});
        details.points(pairs.get(0).first().modality(), first, i -> pairs.get(i).label());
        details.points(
                pairs.get(0).second().modality(), second, i -> pairs.get(i).secondLabel(), i -> pairs.get(i)
                        .picture());
    }

    @Override
    public Map<String, Path> files() {
        if (source instanceof Columns columns) {
            return Map.of("pairs", columns.pairs());
        }
        return Map.of("captions", captioned().captions(), "images", captioned().images());
    }

    @Override
    public Set<Modality> modalities() {
        return source instanceof Columns columns
                ? EnumSet.of(columns.firstKind(), columns.secondKind())
                : Set.of(Modality.TEXT, Modality.IMAGE);
    }
}
