package dev.triptych.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String HOSTILE = "</title><script>alert(1)</script><img src=x onerror='a' \"&\u0007";

    @TempDir
    private Path folder = Path.of("");

    private String page(SuiteReport report) throws IOException {
        Path file = folder.resolve("deep/page.html");
        ReportPage.write(report, file);
        return Files.readString(file);
    }

    private Path picture(String name) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    @Test
    void otherPeoplesWordsStayWords() throws IOException {
        String html = page(MadeReport.of(HOSTILE, List.of()));
        assertThat(html)
                .doesNotContain("<script", "<img src=x", "onerror='", "\u0007")
                .contains("Suite &lt;/title&gt;&lt;script&gt;", "reason &lt;/title&gt;", "remark &lt;/title&gt;");
        // Every attribute ends where it should: no quote of theirs is left.
        assertThat(html).doesNotContain("x onerror='a' \"");
    }

    @Test
    void thePageFetchesNothingAndNeedsNoScript() throws IOException {
        String html = page(MadeReport.of("", List.of(picture("a.png"))));
        assertThat(html)
                .contains("default-src 'none'; img-src data:")
                .doesNotContain("<script", "http:", "https:", "url(");
        assertThat(html.replaceAll("href=\"(#|data:image/jpeg;base64,)", "")).doesNotContain("href=");
    }

    @Test
    void aPictureIsInThePageOnceHoweverOftenItIsShown() throws IOException {
        Path a = picture("a.png");
        Path gone = folder.resolve("gone.png");
        String html = page(MadeReport.of("", List.of(a, gone)));
        assertThat(html.split("data:image/jpeg", -1)).hasSize(2);
        assertThat(html.split("href=\"#p0\"", -1).length).isGreaterThan(3);
    }

    @Test
    void everyFigureStandsWithWhatItRestsOn() throws IOException {
        assertThat(page(MadeReport.of("W", List.of())))
                .contains(
                        "protocol W",
                        "data W, sha256 cafe",
                        "triptych W",
                        "12.3 s",
                        "remark W",
                        "4 inputs were longer");
    }

    @Test
    void theBestOfARowIsMarkedAndBlanksSayWhy() {
        List<String> lines = MadeReport.of("w", List.of()).table();
        assertThat(lines.get(0)).startsWith("task         figure   one ");
        assertThat(lines.get(1))
                .contains("f1/mean", ".800* [.770, .830]", ".700  [.670, .730]")
                .endsWith("–");
        assertThat(lines.get(2)).contains(".400* [.370, .430]", ".500  [.470, .530]");
        assertThat(lines).contains("blank  reason w: sentences w × none w; gap × none w");
        int column = lines.get(0).indexOf("two");
        assertThat(lines.subList(1, 3))
                .allSatisfy(line -> assertThat(line.charAt(column)).isEqualTo('.'));
    }

    @Test
    void oneModelAloneIsNotTheBest() {
        SuiteReport both = MadeReport.of("", List.of());
        SuiteTask task = both.suite().tasks().get(0);
        SuiteReport alone = new SuiteReport(both.suite(), List.of("one"));
        alone.put(task, "one", both.cell(task, "one"));
        assertThat(both.best(task, "one")).isTrue();
        assertThat(alone.best(task, "one")).isFalse();
    }

    @Test
    void figuresHaveThreeDecimals() {
        Map.of(.5, ".500", -.25, "-.250", 1.0, "1.000", 3.14159, "3.142", 0.0, ".000")
                .forEach((value, words) -> assertThat(ReportTable.figure(value)).isEqualTo(words));
    }

    @Test
    void whatIsDrawnSurvivesTheFile() throws IOException {
        SuiteReport report = MadeReport.of("w", List.of(picture("a.png")));
        SuiteDrawing drawn = report.figures(report.suite().tasks().get(0), "one")
                .orElseThrow()
                .drawing();
        assertThat(SuiteDrawing.read(drawn.toJson()).toJson()).isEqualTo(drawn.toJson());
        assertThat(drawn.spots()).hasSize(360);
    }
}
