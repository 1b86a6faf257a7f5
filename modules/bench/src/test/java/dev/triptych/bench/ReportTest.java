package dev.triptych.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportTest {
    private static String table(double load) {
        StringWriter out = new StringWriter();
        ReportTable.print(Reports.small(load), new PrintWriter(out));
        return out.toString();
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shareIsWhatTheFastestTurnReachedOfThePeakOfItsPrecision() {
        Report report = Reports.small(0);
        assertThat(report.share(report.lines().get(0))).hasValue(0.25);
        assertThat(report.share(report.lines().get(1))).isEmpty();
    }

    @Test
    void jsonHasAllThatTheTableHasUnderFixedNames() {
        ObjectNode json = ReportJson.of(Reports.small(0.1));
        assertThat(names(json))
                .containsExactly("machine", "threads", "rounds", "inputs", "peak_gflops", "results", "left_out");
        ObjectNode line = (ObjectNode) json.at("/results/0");
        assertThat(names(line))
                .containsExactly(
                        "name",
                        "kind",
                        "precision",
                        "library",
                        "model",
                        "inputs",
                        "tokens",
                        "seconds",
                        "per_second",
                        "tokens_per_second",
                        "gflops",
                        "share_of_peak",
                        "cosine");
        assertThat(line.at("/per_second/best").doubleValue()).isEqualTo(100);
        assertThat(line.at("/per_second/median").doubleValue()).isEqualTo(50);
        assertThat(line.path("tokens_per_second").doubleValue()).isEqualTo(1000);
        assertThat(line.path("gflops").doubleValue()).isEqualTo(50);
        assertThat(line.path("share_of_peak").doubleValue()).isEqualTo(0.25);
        assertThat(line.path("seconds")).hasSize(3);
        assertThat(json.at("/peak_gflops/float32").doubleValue()).isEqualTo(200);
        assertThat(json.at("/left_out/0/why").asText()).isEqualTo("it is not here");
    }

    @Test
    void whatIsNotKnownIsNullInJson() {
        ObjectNode json = ReportJson.of(Reports.small(-1));
        assertThat(json.at("/results/1/gflops").isNull()).isTrue();
        assertThat(json.at("/results/1/cosine").isNull()).isTrue();
        assertThat(json.at("/machine/load").isNull()).isTrue();
    }

    @Test
    void tableSaysWhoWasLeftOutAndWhy() {
        assertThat(table(0)).contains("left out  langchain4j: it is not here");
    }

    @Test
    void tableGivesBestMedianTokensGigaflopsAndShare() {
        assertThat(table(0)).containsPattern("triptych +float32 +100\\.0 +50\\.0 +1000 +50\\.0 +25 % +1\\.0000 +mini");
        assertThat(table(0)).containsPattern("a < b & c +bfloat16 +2\\.00 +2\\.00 +– +– +– +net");
    }

    @Test
    void tableWarnsWhenOthersWereAtWork() {
        assertThat(table(3)).contains("others were at work (load 3.0)");
        assertThat(table(0.1)).doesNotContain("others were at work");
    }

    @Test
    void plotIsWellFormedWithABarAndAStrokeForEachLine() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(BarPlot.svg(Reports.small(0)).getBytes(StandardCharsets.UTF_8)));
        assertThat(svg.getElementsByTagName("line").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(3); // the background is one
        assertThat(svg.getDocumentElement().getTextContent()).contains("a < b & c", "(25 %)");
    }
}
