package dev.triptych.samples.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws charts and diagrams into a rectangle. */
final class FigurePainter {
    private static final Color WORDS = new Color(0x2B2F36);
    private static final Color AXIS = new Color(0x8A9099);

    private final Graphics2D canvas;
    private final Figure figure;
    private final Ink ink;
    private final double width;
    private final double height;
    private final double unit;

    FigurePainter(Graphics2D canvas, Figure figure, Ink ink, double width, double height) {
        this.canvas = canvas;
        this.figure = figure;
        this.ink = ink;
        this.width = width;
        this.height = height;
        this.unit = Math.min(width, height) / 100;
    }

    void draw() {
        double top = 8 * unit;
        if (!figure.title().isEmpty()) {
            Lettering.centred(canvas, figure.title(), width / 2, 9 * unit, 7.5 * unit, width * 0.94, WORDS, true);
            top = 20 * unit;
        }
        switch (figure.kind()) {
            case BARS -> bars(top);
            case PIE -> pie(top);
            case RISING_LINE, FALLING_LINE -> line(top);
            case FLOW -> flow(top);
        }
    }

    private double highest() {
        return figure.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    }

    private void axes(double left, double top, double bottom) {
        canvas.setStroke(new BasicStroke((float) (0.9 * unit)));
        canvas.setColor(AXIS);
        canvas.draw(new java.awt.geom.Line2D.Double(left, top, left, bottom));
        canvas.draw(new java.awt.geom.Line2D.Double(left, bottom, width - 6 * unit, bottom));
    }

    private void bars(double top) {
        double left = 9 * unit;
        double bottom = height - 14 * unit;
        int count = figure.labels().size();
        double step = (width - 17 * unit) / count;
        for (int i = 0; i < count; i++) {
            double x = left + step * i;
            double tall = (bottom - top - 8 * unit) * figure.values().get(i) / highest();
            Rectangle2D bar = new Rectangle2D.Double(x + step * 0.17, bottom - tall, step * 0.66, tall);
            canvas.setColor(ink.fill());
            canvas.fill(bar);
            canvas.setColor(ink.edge());
            canvas.setStroke(new BasicStroke((float) (0.7 * unit)));
            canvas.draw(bar);
            label(i, x + step / 2, bottom + 6.5 * unit, step * 0.94);
            if (!figure.title().isEmpty()) {
                String value = number(figure.values().get(i));
                Lettering.centred(
                        canvas, value, x + step / 2, bottom - tall - 4 * unit, 5.5 * unit, step * 0.8, WORDS, false);
            }
        }
        axes(left, top, bottom);
    }

    private void line(double top) {
        double left = 9 * unit;
        double bottom = height - 14 * unit;
        int count = figure.labels().size();
        double step = (width - 20 * unit) / count;
        axes(left, top, bottom);
        Path2D path = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            double y = bottom - (bottom - top - 4 * unit) * figure.values().get(i) / highest();
            double x = left + step * (i + 0.5);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
            label(i, x, bottom + 6.5 * unit, step * 0.94);
        }
        canvas.setColor(ink.fill());
        canvas.setStroke(new BasicStroke((float) (2.4 * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.draw(path);
        for (int i = 0; i < count; i++) {
            double y = bottom - (bottom - top - 4 * unit) * figure.values().get(i) / highest();
            canvas.setColor(ink.edge());
            canvas.fill(Pencil.disc(left + step * (i + 0.5), y, 2.1 * unit));
        }
    }

    private void pie(double top) {
        double total = figure.values().stream().mapToDouble(Double::doubleValue).sum();
        double radius = Math.min(width, height - top - 2 * unit) / 2 - 4 * unit;
        double x = width / 2;
        double y = top + (height - top) / 2 - unit;
        double from = 90;
        int count = figure.labels().size();
        for (int i = 0; i < count; i++) {
            double extent = -360 * figure.values().get(i) / total;
            canvas.setColor(ink.paler(0.68 * i / Math.max(1, count - 1)));
            Arc2D slice = new Arc2D.Double(x - radius, y - radius, 2 * radius, 2 * radius, from, extent, Arc2D.PIE);
            canvas.fill(slice);
            canvas.setColor(Color.WHITE);
            canvas.setStroke(new BasicStroke((float) (1.3 * unit)));
            canvas.draw(slice);
            double middle = Math.toRadians(from + extent / 2);
            boolean onDark = i * 2 < count && ink.fill().getGreen() < 150;
            Lettering.centred(
                    canvas,
                    figure.labels().get(i),
                    x + 0.62 * radius * Math.cos(middle),
                    y - 0.62 * radius * Math.sin(middle),
                    6 * unit,
                    0.75 * radius,
                    onDark ? Color.WHITE : WORDS,
                    false);
            from += extent;
        }
    }

    private void flow(double top) {
        int count = figure.labels().size();
        boolean across = across();
        double length = (across ? width - 8 * unit : height - top - 4 * unit) / count;
        double thick = across ? Math.min(36 * unit, height - top - 8 * unit) : 0.62 * length;
        double broad = across ? 0.74 * length : Math.min(62 * unit, width * 0.8);
        for (int i = 0; i < count; i++) {
            double x = across ? 4 * unit + length * (i + 0.5) : width / 2;
            double y = across ? top + (height - top) / 2 - 3 * unit : top + length * (i + 0.4);
            if (i + 1 < count) {
                arrow(
                        x + (across ? broad / 2 : 0),
                        y + (across ? 0 : thick / 2),
                        across,
                        (across ? length - broad : length - thick));
            }
            box(i, x, y, broad, thick);
        }
    }

    /** Whether boxes stand side by side: where there is room for that. */
    private boolean across() {
        return width > 1.3 * height;
    }

    private void box(int i, double x, double y, double broad, double thick) {
        var box = Pencil.rounded(x - broad / 2, y - thick / 2, x + broad / 2, y + thick / 2, 6 * unit);
        canvas.setColor(ink.paler(0.25));
        canvas.fill(box);
        canvas.setColor(ink.edge());
        canvas.setStroke(new BasicStroke((float) (1.2 * unit)));
        canvas.draw(box);
        Color words = ink.paler(0.25).getGreen() < 150 ? Color.WHITE : WORDS;
        Lettering.centred(
                canvas, figure.labels().get(i), x, y, (across() ? 9.5 : 7) * unit, broad * 0.88, words, false);
    }

    private void arrow(double x, double y, boolean across, double length) {
        double tip = 3.4 * unit;
        double endX = across ? x + length - unit : x;
        double endY = across ? y : y + length - unit;
        canvas.setColor(WORDS);
        canvas.setStroke(new BasicStroke((float) (1.3 * unit)));
        canvas.draw(new java.awt.geom.Line2D.Double(x, y, across ? endX - tip : x, across ? y : endY - tip));
        canvas.fill(
                across
                        ? Pencil.polygon(endX, endY, endX - tip, endY - tip * 0.7, endX - tip, endY + tip * 0.7)
                        : Pencil.polygon(endX, endY, endX - tip * 0.7, endY - tip, endX + tip * 0.7, endY - tip));
    }

    private void label(int i, double x, double y, double room) {
        if (!figure.labels().get(i).isEmpty()) {
            Lettering.centred(canvas, figure.labels().get(i), x, y, 6 * unit, room, WORDS, false);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
    }
}
