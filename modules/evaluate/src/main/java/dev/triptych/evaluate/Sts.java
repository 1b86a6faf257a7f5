package dev.triptych.evaluate;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Similarity;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Semantic textual similarity: Spearman's correlation of the cosine of two sentences with what people said, as in MTEB.
 *
 * @param pairs tab-separated columns under a header, plain or gzip
 * @param first column of the one sentence
 * @param second column of the other
 * @param score column of the human score
 * @param where rows to take: column and the value it must have
 */
public record Sts(Path pairs, String first, String second, String score, Map<String, String> where) implements Task {

    public Sts {
        where = new LinkedHashMap<>(where);
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("sts", model, progress);
        DataFile file = DataFile.read(pairs);
        Table table = Table.of(file);
        int a = table.column(first);
        int b = table.column(second);
        int s = table.column(score);
        BadRows bad = new BadRows(file);
        List<Text> sentences = new ArrayList<>();
        List<Double> human = new ArrayList<>();
        for (Table.Row row : table.rows(where, bad)) {
            String cell = row.cells()[s];
            try {
                human.add(Double.valueOf(cell.strip()));
                sentences.add(Text.of(row.cells()[a]));
                sentences.add(Text.of(row.cells()[b]));
            } catch (NumberFormatException e) {
                bad.add(row.line(), score + " is '" + cell + "', not a number");
            }
        }
        bad.requireRows(human.size(), where.isEmpty() ? "rows of numbers" : "rows with " + filter());

        float[][] vectors = measuring.embedder().embed("sentences", sentences);
        double[] cosines = new double[human.size()];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = Similarity.cosine(vectors[2 * i], vectors[2 * i + 1]);
        }
        double[] gold = human.stream().mapToDouble(Double::doubleValue).toArray();
        measuring.figures().add(cosines.length, Map.of("spearman", Metrics.spearmanOf(cosines, gold)));
        measuring.remark(bad.remarks());
        return measuring.result(
                human.size() + " pairs" + (where.isEmpty() ? "" : " with " + filter())
                        + "; Spearman of the cosine with column " + score + ", average ranks for ties",
                file.identity());
    }

    @Override
    public Map<String, Path> files() {
        return Map.of("pairs", pairs);
    }

    @Override
    public Set<Modality> modalities() {
        return Set.of(Modality.TEXT);
    }

    private String filter() {
        return where.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
