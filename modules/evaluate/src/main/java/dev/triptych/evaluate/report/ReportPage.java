package dev.triptych.evaluate.report;

import static dev.triptych.evaluate.report.Page.escaped;

import dev.triptych.evaluate.Example;
import dev.triptych.evaluate.Interval;
import dev.triptych.evaluate.Result;
import dev.triptych.space.Fingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A report as one page: the table, and for each task bars, curves, histograms, maps, examples and all figures with what they rest on. */
public final class ReportPage {
    private static final String MEAN = "/mean";
    /** At most so many groups of bars stand in one column. */
    private static final int COLUMN = 16;
    /** So many curves are shown at once; the others on request. */
    private static final int CURVES = 6;

    private final SuiteReport report;
    private final List<String> models;
    private final ReportPictures pictures = new ReportPictures();
    private final StringBuilder html = new StringBuilder();

    private ReportPage(SuiteReport report) {
        this.report = report;
        this.models = report.models();
    }

    /** Writes the page. */
    public static void write(SuiteReport report, Path file) throws IOException {
        new ReportPage(report).page().write(file);
    }

    private Page page() {
        legend();
        summary();
        report.suite().tasks().forEach(this::task);
        return new Page(report.suite().name(), report.suite().about(), Page.style(ReportPage.class, "report.css"))
                .append(pictures.symbols())
                .append(html.toString());
    }

    private void legend() {
        html.append("<ul class=\"legend\">\n");
        for (int m = 0; m < models.size(); m++) {
            html.append("<li><i class=\"chip ")
                    .append(PlotSvg.model(m))
                    .append("\"></i>")
                    .append(escaped(models.get(m)));
            Fingerprint fingerprint = report.fingerprints().get(models.get(m));
            html.append(fingerprint == null ? "" : " <code>" + escaped(fingerprint.toString()) + "</code>");
            html.append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private void summary() {
        html.append("<div class=\"wide\"><table class=\"summary\">\n<tr><th>task</th><th>figure</th>");
        models.forEach(model -> html.append("<th>").append(escaped(model)).append("</th>"));
        html.append("</tr>\n");
        for (SuiteTask task : report.suite().tasks()) {
            html.append("<tr><td><a href=\"#")
                    .append(anchor(task))
                    .append("\">")
                    .append(escaped(task.name()))
                    .append("</a></td><td class=\"figure\">")
                    .append(escaped(task.headline()))
                    .append("</td>");
            models.forEach(model -> html.append(headline(task, model)));
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
        html.append(
                "<p class=\"remark\">Bold: the best of its row. Small: 95 of 100 bootstrap samples lie between. –: not measured");
        html.append(report.blanks().isEmpty() ? ".</p>\n" : ", because:</p>\n<ul class=\"blanks\">\n");
        report.blanks()
                .forEach(line -> html.append("<li>").append(escaped(line)).append("</li>\n"));
        html.append(report.blanks().isEmpty() ? "" : "</ul>\n");
    }

    private String headline(SuiteTask task, String model) {
        return report.result(task, model)
                .map(result -> "<td class=\"number" + (report.best(task, model) ? " best" : "") + "\">"
                        + figure(result, task.headline()) + "</td>")
                .orElse("<td class=\"number\">" + ReportTable.NOTHING + "</td>");
    }

    private static String figure(Result result, String metric) {
        Double value = result.metrics().get(metric);
        if (value == null) {
            return ReportTable.NOTHING;
        }
        Interval interval = result.intervals().get(metric);
        return ReportTable.figure(value)
                + (interval == null
                        ? ""
                        : " <small>" + ReportTable.figure(interval.low()) + "–" + ReportTable.figure(interval.high())
                                + "</small>");
    }

    private String anchor(SuiteTask task) {
        return "t" + report.suite().tasks().indexOf(task);
    }

    private void task(SuiteTask task) {
        Optional<Result> any = models.stream()
                .flatMap(model -> report.result(task, model).stream())
                .findFirst();
        if (any.isEmpty()) {
            return;
        }
        html.append("<section id=\"").append(anchor(task)).append("\">\n<h2>");
        html.append(escaped(task.name())).append("</h2>\n<p class=\"remark\">");
        html.append(escaped(any.get().task() + ": " + any.get().protocol())).append("</p>\n");
        bars(task);
        curves(task);
        histograms(task);
        maps(task);
        models.forEach(model -> examples(task, model));
        figures(task);
        html.append("</section>\n");
    }

    /** The headline by groups, if it is a mean of groups; else all figures. */
    private void bars(SuiteTask task) {
        String stem = task.headline().endsWith(MEAN)
                ? task.headline().substring(0, task.headline().length() - MEAN.length() + 1)
                : "";
        List<PlotBars.Group> groups = new ArrayList<>();
        for (String metric : metrics(task)) {
            if (metric.startsWith(stem)) {
                groups.add(new PlotBars.Group(metric.substring(stem.length()), bars(task, metric)));
            }
        }
        double most = groups.stream()
                .flatMap(group -> group.bars().values().stream())
                .mapToDouble(bar -> Math.max(bar.value(), bar.high()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        html.append("<h3>")
                .append(stem.isEmpty() ? "Figures" : escaped(stem.substring(0, stem.length() - 1)) + " by group")
                .append("</h3>\n<div class=\"plots\">\n");
        int columns = Math.max(1, (groups.size() + COLUMN - 1) / COLUMN);
        int height = (groups.size() + columns - 1) / columns;
        for (int from = 0; from < groups.size(); from += height) {
            List<PlotBars.Group> column = groups.subList(from, Math.min(groups.size(), from + height));
            html.append(PlotBars.svg(task.name() + ", bars", column, Math.max(.1, Math.ceil(most * 10) / 10)));
        }
        html.append("</div>\n");
    }

    /** Of the models that were measured; a figure that one of them lacks is not a number. */
    private Map<Integer, PlotBars.Bar> bars(SuiteTask task, String metric) {
        Map<Integer, PlotBars.Bar> bars = new LinkedHashMap<>();
        for (int m = 0; m < models.size(); m++) {
            int model = m;
            report.result(task, models.get(m)).ifPresent(result -> {
                double value = result.metrics().getOrDefault(metric, Double.NaN);
                Interval interval = result.intervals().getOrDefault(metric, new Interval(value, value));
                bars.put(model, new PlotBars.Bar(value, interval.low(), interval.high()));
            });
        }
        return bars;
    }

    /** Names of all figures that any model has. */
    private Set<String> metrics(SuiteTask task) {
        Set<String> names = new LinkedHashSet<>();
        models.forEach(model -> report.result(task, model)
                .ifPresent(result -> names.addAll(result.metrics().keySet())));
        return names;
    }

    private Optional<SuiteDrawing> drawing(SuiteTask task, String model) {
        return report.figures(task, model).map(SuiteCell.Figures::drawing);
    }

    private void curves(SuiteTask task) {
        Set<String> names = new LinkedHashSet<>();
        models.forEach(model -> drawing(task, model)
                .ifPresent(drawing -> names.addAll(drawing.curves().keySet())));
        if (names.isEmpty()) {
            return;
        }
        html.append("<h3>Recall at rank</h3>\n");
        List<String> all = List.copyOf(names);
        List<String> first = all.subList(0, Math.min(CURVES, all.size()));
        plots(task, first);
        if (all.size() > CURVES) {
            html.append("<details><summary>").append(all.size() - CURVES).append(" more</summary>\n");
            plots(task, all.subList(CURVES, all.size()));
            html.append("</details>\n");
        }
    }

    private void plots(SuiteTask task, List<String> names) {
        html.append("<div class=\"plots\">\n");
        for (String name : names) {
            List<double[]> curves = models.stream()
                    .map(model -> drawing(task, model)
                            .map(drawing -> drawing.curves().getOrDefault(name, new double[0]))
                            .orElse(new double[0]))
                    .toList();
            html.append(titled(name, PlotCurves.svg(task.name() + ", recall, " + name, curves)));
        }
        html.append("</div>\n");
    }

    private static String titled(String title, String plot) {
        return "<figure>" + (title.isEmpty() ? "" : "<figcaption>" + escaped(title) + "</figcaption>") + plot
                + "</figure>\n";
    }

    private void histograms(SuiteTask task) {
        List<int[]> all = new ArrayList<>();
        models.forEach(model -> drawing(task, model).ifPresent(drawing -> {
            all.add(drawing.right());
            all.add(drawing.wrong());
        }));
        int[] range = PlotHistogram.range(all);
        StringBuilder plots = new StringBuilder();
        for (String model : models) {
            drawing(task, model)
                    .filter(drawing -> some(drawing.right()) || some(drawing.wrong()))
                    .ifPresent(drawing -> plots.append(titled(
                            model,
                            PlotHistogram.svg(
                                    task.name() + ", similarities by " + model,
                                    drawing.right(),
                                    drawing.wrong(),
                                    range))));
        }
        if (!plots.isEmpty()) {
            html.append(
                    "<h3>Similarity of <span class=\"right\">right</span> and <span class=\"wrong\">wrong</span> pairs</h3>\n");
            html.append("<div class=\"plots\">\n").append(plots).append("</div>\n");
        }
    }

    private static boolean some(int[] counts) {
        for (int count : counts) {
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    private void maps(SuiteTask task) {
        StringBuilder plots = new StringBuilder();
        Set<String> kinds = new LinkedHashSet<>();
        for (String model : models) {
            drawing(task, model).filter(drawing -> drawing.share() > 0).ifPresent(drawing -> {
                drawing.spots().forEach(spot -> {
                    kinds.add(spot.modality());
                    pictures.id(spot.picture());
                });
                plots.append(titled(
                        String.format(Locale.ROOT, "%s: %.0f %% of the variance", model, 100 * drawing.share()),
                        PlotMap.svg(task.name() + ", map by " + model, drawing.spots(), pictures.ids())));
            });
        }
        if (!plots.isEmpty()) {
            html.append("<h3>The space from above:");
            kinds.forEach(kind -> html.append(" <span class=\"tag ")
                    .append(escaped(kind))
                    .append("\">")
                    .append(escaped(kind))
                    .append("</span>"));
            html.append("</h3>\n<div class=\"plots")
                    .append(kinds.size() > 1 ? " maps" : "")
                    .append("\">\n")
                    .append(plots)
                    .append("</div>\n");
        }
    }

    private void examples(SuiteTask task, String model) {
        Optional<SuiteDrawing> drawing = drawing(task, model)
                .filter(d -> !d.best().isEmpty() || !d.worst().isEmpty());
        drawing.ifPresent(d -> {
            html.append("<details><summary>The best and the worst of ")
                    .append(escaped(model))
                    .append("</summary>\n<h4>Best</h4>\n");
            cards(d.best());
            html.append("<h4>Worst</h4>\n");
            cards(d.worst());
            html.append("</details>\n");
        });
    }

    private void cards(List<Example> examples) {
        html.append("<ol>\n");
        for (Example example : examples) {
            boolean found = example.rank() == 1;
            html.append(found ? "<li class=\"right\">" : "<li>").append("<div><div class=\"head\"><span>");
            html.append(example.rank() > 0 ? "rank " + example.rank() : "");
            html.append("</span><span class=\"score\">").append(ReportTable.figure(example.score()));
            html.append("</span></div>\n<p class=\"snippet\">")
                    .append(escaped(example.query()))
                    .append("</p>\n");
            html.append("<div class=\"answers\">\n");
            answer("expected", example.expected(), example.expectedPicture());
            if (!found && !example.got().isEmpty()) {
                answer("got", example.got(), example.gotPicture());
            }
            html.append("</div></div></li>\n");
        }
        html.append("</ol>\n");
    }

    private void answer(String which, String words, @Nullable Path picture) {
        html.append("<div class=\"answer\"><b>").append(which).append("</b> ");
        String id = picture == null ? "" : pictures.id(picture.toString());
        if (!id.isEmpty()) {
            html.append("<svg class=\"thumb\" viewBox=\"0 0 96 96\" role=\"img\" aria-label=\"")
                    .append(escaped(words))
                    .append("\"><use href=\"#")
                    .append(id)
                    .append("\" width=\"96\" height=\"96\"/></svg>");
        } else {
            html.append("<span>").append(escaped(words)).append("</span>");
        }
        html.append("</div>\n");
    }

    private void figures(SuiteTask task) {
        html.append(
                "<details><summary>All figures, and what they rest on</summary>\n<div class=\"wide\"><table>\n<tr><th>figure</th>");
        models.forEach(model -> html.append("<th>").append(escaped(model)).append("</th>"));
        html.append("</tr>\n");
        for (String metric : metrics(task)) {
            html.append("<tr><td>").append(escaped(metric)).append("</td>");
            models.forEach(model -> html.append("<td class=\"number\">")
                    .append(report.result(task, model)
                            .map(r -> figure(r, metric))
                            .orElse(ReportTable.NOTHING))
                    .append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
        models.forEach(model -> report.result(task, model).ifPresent(result -> origin(model, result)));
        html.append("</details>\n");
    }

    private void origin(String model, Result result) {
        html.append("<dl>\n");
        row("model", model + ", " + result.model());
        row("protocol", result.protocol());
        row("data", result.data().file() + ", sha256 " + result.data().sha256());
        row("command", result.command());
        row("time", String.format(Locale.ROOT, "%.1f s", result.seconds()));
        if (result.truncated() > 0) {
            row("cut", result.truncated() + " inputs were longer than the model reads");
        }
        result.remarks().forEach(remark -> row("note", remark));
        html.append("</dl>\n");
    }

    private void row(String name, String value) {
        html.append("<dt>")
                .append(name)
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>\n");
    }
}
