package dev.triptych.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFileTest {
    @TempDir
    private Path folder = Path.of("");

    /** Each row as {@code line:json}, each bad one as {@code line!reason}. */
    private static List<String> read(Path file) {
        List<String> all = new ArrayList<>();
        RowFile.open(file)
                .each(
                        new RowFile.Visitor() {
                            @Override
                            public void row(RowFile.Place place, JsonNode row) {
                                all.add(place.line() + ":" + row);
                            }

                            @Override
                            public void bad(RowFile.Place place, String reason) {
                                all.add(place.line() + "!" + reason);
                            }
                        },
                        Progress.none());
        return all;
    }

    /** Totals and steps that a bar was told of. */
    private static final class Told implements Progress, Progress.Task {
        private long total;
        private long done;

        @Override
        public Progress.Task start(String name, long steps) {
            total = steps;
            return this;
        }

        @Override
        public void advance(long steps) {
            done += steps;
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1024, 1", "1025, 2", "3300, 4"})
    void theBarEndsFullAndASmallFileIsAMegabyteToo(int kilobytes, int megabytes) throws IOException {
        String row = "{\"a\": \"" + "x".repeat(1024 - 10) + "\"}\n";
        assertThat(row).hasSize(1024);
        Path file = new Shelf(folder).write("rows.jsonl", row.repeat(kilobytes));
        Told told = new Told();
        RowFile.open(file)
                .each(
                        new RowFile.Visitor() {
                            @Override
                            public void row(RowFile.Place place, JsonNode json) {}

                            @Override
                            public void bad(RowFile.Place place, String reason) {}
                        },
                        told);
        assertThat(told.total).isEqualTo(megabytes);
        assertThat(told.done).isEqualTo(megabytes);
    }

    private List<String> read(String name, String text) throws IOException {
        return read(new Shelf(folder).write(name, text));
    }

    @Test
    void quotedCellsHoldSeparatorsQuotesAndLineEndsAndTheLineNumbersStayTheFilesOwn() throws IOException {
        assertThat(
                        read(
                                "a.csv",
                                "\ufeffq,a\r\n\"one, two\",\"he said \"\"no\"\"\"\r\n\r\n\"two\nlines\",x\r\n5\" wide,\"\"\r\nlast,row"))
                .containsExactly(
                        "2:{\"q\":\"one, two\",\"a\":\"he said \\\"no\\\"\"}",
                        "4:{\"q\":\"two\\nlines\",\"a\":\"x\"}",
                        "6:{\"q\":\"5\\\" wide\",\"a\":\"\"}",
                        "7:{\"q\":\"last\",\"a\":\"row\"}");
    }

    @Test
    void aQuoteThatIsNotClosedCostsItsOwnLineAndNoOther() throws IOException {
        assertThat(read("a.csv", "q,a\n\"open,1\nb,2\nc,3\n"))
                .containsExactly(
                        "2!a quote that is not closed", "3:{\"q\":\"b\",\"a\":\"2\"}", "4:{\"q\":\"c\",\"a\":\"3\"}");
        assertThat(read("b.csv", "q,a\n\"x\"y,1\nb,2\n"))
                .containsExactly("2!characters behind a closing quote", "3:{\"q\":\"b\",\"a\":\"2\"}");
        String many = "b,2\n".repeat(500_000);
        assertThat(read("c.csv", "q,a\n\"open,1\n" + many)).hasSize(500_001).startsWith("2!a quote that is not closed");
    }

    @Test
    void semicolonsSeparateWhereTheHeaderUsesThem() throws IOException {
        assertThat(read("a.csv", "q;a\n1,5;2,5\n")).containsExactly("2:{\"q\":\"1,5\",\"a\":\"2,5\"}");
    }

    @Test
    void aTableWithoutQuotingTakesQuotesAsTheyAre() throws IOException {
        assertThat(read("a.tsv", "q\ta\r\n\"b\tc\"\r\nonly one cell\r\n"))
                .containsExactly("2:{\"q\":\"\\\"b\",\"a\":\"c\\\"\"}", "3!more or fewer cells than the header");
    }

    @Test
    void badJsonIsToldByReasonAndBlankLinesAreNoRows() throws IOException {
        assertThat(read("a.jsonl", "{\"a\":1}\n\n{\"a\":\n[1]\n{\"a\":2} x\n  \r\n{\"a\":3}"))
                .containsExactly("1:{\"a\":1}", "3!not JSON", "4!no JSON object", "5!not JSON", "7:{\"a\":3}");
    }

    @Test
    void contentDecidesWhatTheNameDoesNot() throws IOException {
        assertThat(read("rows.txt", "{\"a\":1}\n")).containsExactly("1:{\"a\":1}");
        assertThat(read("rows", "a\tb\n1\t2\n")).containsExactly("2:{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(read("wrong.csv", "{\"a\":1}\n")).containsExactly("1:{\"a\":1}");
        assertThat(read(new Shelf(folder).gzip("packed.tsv", "a\n1\n"))).containsExactly("2:{\"a\":\"1\"}");
    }

    @Test
    void notUtf8IsABadRowAndNotAWrongLetter() throws IOException {
        Path file = Files.write(folder.resolve("a.tsv"), "a\nok\nb\u00e4d\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read(file)).containsExactly("2:{\"a\":\"ok\"}", "3!not UTF-8");
    }

    @Test
    void filesOfAnotherKindAreRefusedWithTheWayToConvertThem() throws IOException {
        for (String[] each : new String[][] {
            {"PAR1xxxx", "Parquet", "read_parquet"},
            {"[{\"a\":1}]", "a JSON array", "jq"},
            {"a\0b\0", "UTF-16", "iconv"},
            {"", "an empty file", "check"}
        }) {
            String name = each[0].startsWith("[") ? "a.json" : "a.csv";
            assertThatThrownBy(() -> read(name, each[0]))
                    .isInstanceOf(TriptychException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining(each[1])
                    .hasMessageContaining(each[2]);
        }
        assertThatThrownBy(() -> read("a.csv", "q,q\n1,2\n")).hasMessageContaining("every column once");
        assertThatThrownBy(() -> read(folder.resolve("absent.csv"))).hasMessageContaining("no such file");
    }

    @Test
    void aPackedFileThatBreaksOffIsSaidToBeOne() throws IOException {
        Path whole = new Shelf(folder)
                .gzip(
                        "a.tsv.gz",
                        "a\n"
                                + new Random(1)
                                        .ints(20_000)
                                        .mapToObj(String::valueOf)
                                        .collect(Collectors.joining("\n")));
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> read(whole)).hasMessageContaining("breaks off");
        assertThatThrownBy(() -> RowFile.seekable(whole, folder.resolve("cache")))
                .hasMessageContaining("breaks off");
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void whatIsWrittenAsCsvIsReadBackWhateverTheCellsHold() throws IOException {
        Random random = new Random(7);
        String[] pieces = {"a", "\"", ",", "\n", "\r\n", "ä", "日", " ", ";", "\t", "😀"};
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            rows.add(IntStream.range(0, 3)
                    .mapToObj(c -> "x"
                            + random.ints(random.nextInt(8), 0, pieces.length)
                                    .mapToObj(p -> pieces[p])
                                    .collect(Collectors.joining()))
                    .toList());
        }
        String text = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "a,b,c\n", "\n"));
        List<List<String>> back = new ArrayList<>();
        RowFile.open(new Shelf(folder).write("a.csv", text))
                .each(
                        new RowFile.Visitor() {
                            @Override
                            public void row(RowFile.Place place, JsonNode row) {
                                back.add(List.of(
                                        row.path("a").asText(),
                                        row.path("b").asText(),
                                        row.path("c").asText()));
                            }

                            @Override
                            public void bad(RowFile.Place place, String reason) {
                                back.add(List.of(reason));
                            }
                        },
                        Progress.none());
        assertThat(back).isEqualTo(rows);
    }
}
