package dev.triptych.model;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Curves over the steps of a run as a picture: pale what each step gave, strong the mean of its neighbourhood. */
final class CurvePlot {
    private static final int WIDTH = 1040;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int TOP = 56;
    private static final int BOTTOM = 40;
    private static final int LINES = 4;
    /** Shorter curves are shown as they are. */
    private static final int SMOOTH_FROM = 40;

    private static final int[] COLOURS = {0x2b6cb0, 0xc05621, 0x2f855a, 0x805ad5, 0xb83280, 0x718096, 0x975a16, 0x00838f
    };

    private final RunCurves run;
    private final Map<String, List<RunCurves.Point>> curves;
    /** Whether the curves are noisy; a learning rate is what it is. */
    private final boolean noisy;

    private final double low;
    private final double high;

    private CurvePlot(String title, RunCurves run, Map<String, List<RunCurves.Point>> curves) {
        noisy = title.startsWith("loss") || title.startsWith("gradient");
        this.run = run;
        this.curves = curves;
        double[] values = curves.values().stream()
                .flatMap(List::stream)
                .mapToDouble(RunCurves.Point::value)
                .filter(Double::isFinite)
                .toArray();
        double least = values.length == 0 ? 0 : Arrays.stream(values).min().orElse(0);
        double most = values.length == 0 ? 1 : Arrays.stream(values).max().orElse(1);
        // A curve that stands at the same place lies in the middle, and one that comes near zero shows it.
        low = least > 0 && least < most / 2 ? 0 : least == most ? least - Math.abs(least) / 2 - 1e-9 : least;
        high = least == most ? most + Math.abs(most) / 2 + 1e-9 : most;
    }

    static byte[] png(String title, RunCurves run, Map<String, List<RunCurves.Point>> curves) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            new CurvePlot(title, run, curves).draw(g, title);
        } finally {
            g.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private void draw(Graphics2D g, String title) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        frame(g);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        g.setColor(new Color(0x1a202c));
        g.drawString(title, LEFT, 20);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        int legend = LEFT;
        int colour = 0;
        for (Map.Entry<String, List<RunCurves.Point>> curve : curves.entrySet()) {
            Color ink = new Color(COLOURS[colour++ % COLOURS.length]);
            boolean smooth = noisy && curve.getValue().size() >= SMOOTH_FROM;
            g.setStroke(new BasicStroke(smooth ? 1f : 1.8f));
            g.setColor(smooth ? pale(ink) : ink);
            line(g, curve.getValue());
            if (smooth) {
                g.setStroke(new BasicStroke(1.8f));
                g.setColor(ink);
                line(g, smoothed(curve.getValue()));
            }
            g.setColor(ink);
            String name = curve.getKey() + last(curve.getValue());
            g.drawString(name, legend, 42);
            legend += g.getFontMetrics().stringWidth(name) + 24;
        }
    }

    private static String last(List<RunCurves.Point> points) {
        return "  " + number(points.get(points.size() - 1).value());
    }

    private static Color pale(Color ink) {
        return new Color((ink.getRed() + 2 * 255) / 3, (ink.getGreen() + 2 * 255) / 3, (ink.getBlue() + 2 * 255) / 3);
    }

    private void frame(Graphics2D g) {
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        FontMetrics font = g.getFontMetrics();
        for (int i = 0; i <= LINES; i++) {
            double value = low + (high - low) * i / LINES;
            int y = (int) y(value);
            g.setColor(new Color(0xe2e8f0));
            g.drawLine(LEFT, y, WIDTH - RIGHT, y);
            g.setColor(new Color(0x4a5568));
            String label = number(value);
            g.drawString(label, LEFT - 8 - font.stringWidth(label), y + 4);
        }
        run.stages().forEach((stage, step) -> {
            int x = (int) x(step);
            g.setColor(new Color(0xcbd5e0));
            g.drawLine(x, TOP, x, HEIGHT - BOTTOM);
            g.setColor(new Color(0x4a5568));
            g.drawString(stage + " (" + step + ")", x + 3, HEIGHT - BOTTOM + 16);
        });
        String end = "step " + run.steps();
        g.drawString(end, WIDTH - RIGHT - font.stringWidth(end), HEIGHT - BOTTOM + 32);
    }

    private void line(Graphics2D g, List<RunCurves.Point> points) {
        Path2D.Double path = new Path2D.Double();
        boolean pen = false;
        for (RunCurves.Point point : points) {
            if (!Double.isFinite(point.value())) {
                pen = false;
            } else if (pen) {
                path.lineTo(x(point.step()), y(point.value()));
            } else {
                path.moveTo(x(point.step()), y(point.value()));
                path.lineTo(x(point.step()) + 1, y(point.value()));
                pen = true;
            }
        }
        g.draw(path);
    }

    /** The mean over a fifteenth of the curve, half of it on each side. */
    private static List<RunCurves.Point> smoothed(List<RunCurves.Point> points) {
        int reach = Math.max(1, points.size() / 30);
        List<RunCurves.Point> smooth = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            double mean = points.subList(Math.max(0, i - reach), Math.min(points.size(), i + reach + 1)).stream()
                    .mapToDouble(RunCurves.Point::value)
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
            smooth.add(new RunCurves.Point(points.get(i).step(), mean));
        }
        return smooth;
    }

    private double x(int step) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * step / Math.max(1, run.steps());
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low);
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return value == 0
                ? "0"
                : String.format(Locale.ROOT, size < 1e-2 || size >= 1e5 ? "%.1e" : size < 10 ? "%.3f" : "%.1f", value);
    }
}
