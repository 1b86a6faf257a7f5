package dev.triptych.evaluate.report;

import java.util.Locale;

/** A drawing inside the page. Colours are the page's, by class, so that it turns dark with it. */
final class PlotSvg {
    private final StringBuilder body = new StringBuilder();

    /** @param says what somebody hears who does not see it */
    PlotSvg(double width, double height, String says) {
        body.append("<svg class=\"plot\" role=\"img\" aria-label=\"")
                .append(Page.escaped(says))
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\">\n");
    }

    PlotSvg rect(String style, double x, double y, double width, double height) {
        body.append(String.format(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>%n",
                style, number(x), number(y), number(width), number(height)));
        return this;
    }

    PlotSvg line(String style, double x1, double y1, double x2, double y2) {
        return path(style, "M" + point(x1, y1) + "L" + point(x2, y2));
    }

    /** Straight strokes, as SVG writes them. */
    PlotSvg path(String style, String strokes) {
        body.append(String.format("<path class=\"%s\" d=\"%s\"/>%n", style, strokes));
        return this;
    }

    /** @param style may hold start, middle or end: where the words are held */
    PlotSvg text(String style, double x, double y, String words) {
        body.append(String.format(
                "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>%n", style, number(x), number(y), Page.escaped(words)));
        return this;
    }

    /** A dot that tells what it is when it is pointed at. */
    PlotSvg dot(String style, double x, double y, double radius, String told) {
        body.append(String.format(
                "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s</title></circle>%n",
                style, number(x), number(y), number(radius), Page.escaped(told)));
        return this;
    }

    /** A picture that the page holds, by its identifier, around a place. */
    static String pictureOf(String id, double x, double y, double side, String told) {
        return String.format(
                "<use href=\"#%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></use>%n",
                id, number(x - side / 2), number(y - side / 2), number(side), number(side), Page.escaped(told));
    }

    PlotSvg append(String markup) {
        body.append(markup);
        return this;
    }

    String end() {
        return body + "</svg>\n";
    }

    /** The class of a model's colour; there are six. */
    static String model(int model) {
        return "m" + model % 6;
    }

    static String point(double x, double y) {
        return number(x) + " " + number(y);
    }

    /** At most two decimals; what is no number is drawn at zero. */
    static String number(double value) {
        double shown = Double.isFinite(value) ? Math.round(value * 100) / 100.0 : 0;
        return shown == Math.rint(shown)
                ? String.valueOf((long) shown)
                : String.format(Locale.ROOT, "%.2f", shown).replaceAll("0+$", "");
    }
}
