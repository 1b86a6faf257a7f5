package dev.triptych.samples.draw;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Turns scenes and figures into pixels. The same scene and seed give the same picture on the same JDK. */
public final class ScenePainter {
    /** The side of a scene in pixels: what most image towers take. */
    public static final int SIDE = 224;

    private static final List<String> LABELS = List.of("A", "B", "C", "D", "E", "F");
    private static final List<String> STEPS =
            List.of("start", "read", "check", "sort", "send", "write", "stop", "wait", "ask", "plan");

    private ScenePainter() {}

    /** A square picture of the scene; the seed decides what the scene leaves open. */
    public static BufferedImage paint(Scene scene, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        Pencil.smooth(canvas);
        ground(canvas, scene.ground(), random);
        if (scene instanceof Scene.Group group) {
            group(canvas, group, random);
        } else if (scene instanceof Scene.Pair pair) {
            pair(canvas, pair, random);
        } else if (scene instanceof Scene.Gathering gathering) {
            scatter(canvas, gathering.things(), random);
        } else if (scene instanceof Scene.Chart chart) {
            new FigurePainter(canvas, figure(chart, random), ink(chart.thing(), random), SIDE, SIDE).draw();
        }
        canvas.dispose();
        return image;
    }

    /** A picture of a chart or diagram with words, on white. */
    public static BufferedImage paint(Figure figure, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        Pencil.smooth(canvas);
        canvas.setColor(Ground.WHITE.color());
        canvas.fillRect(0, 0, width, height);
        new FigurePainter(canvas, figure, figure.hue().ink(), width, height).draw();
        canvas.dispose();
        return image;
    }

    private static void ground(Graphics2D canvas, Ground ground, Random random) {
        Color top = Ink.mix(ground.color(), Color.WHITE, 0.10 * random.nextDouble());
        Color bottom = Ink.mix(ground.color(), Color.BLACK, 0.05 * random.nextDouble());
        canvas.setPaint(new GradientPaint(0, 0, top, 0, SIDE, bottom));
        canvas.fillRect(0, 0, SIDE, SIDE);
    }

    private static void group(Graphics2D canvas, Scene.Group group, Random random) {
        if (group.count() > 1) {
            Ink ink = ink(group.thing(), random);
            List<Thing> same = java.util.Collections.nCopies(group.count(), group.thing());
            scatter(canvas, same, ink, random);
            return;
        }
        double radius = group.size().radius() * (0.93 + 0.14 * random.nextDouble());
        double away = SIDE / 2.0 - radius - 8;
        double x = SIDE / 2.0 + jitter(random, 5);
        double y = SIDE / 2.0 + jitter(random, 5);
        if (group.place() == Place.ANYWHERE) {
            x += jitter(random, Math.min(14, away / 3));
            y += jitter(random, Math.min(14, away / 3));
        } else {
            x += group.place().across() * away;
            y += group.place().down() * away;
        }
        ThingPainter.draw(canvas, group.thing().noun(), ink(group.thing(), random), x, y, radius, turn(random));
    }

    private static void pair(Graphics2D canvas, Scene.Pair pair, Random random) {
        double apart = 54 + jitter(random, 5);
        boolean across = pair.side() == Side.LEFT_OF || pair.side() == Side.RIGHT_OF;
        double sign = pair.side() == Side.LEFT_OF || pair.side() == Side.ABOVE ? -1 : 1;
        List<Thing> both = pair.things();
        for (int i = 0; i < 2; i++) {
            double along = SIDE / 2.0 + (i == 0 ? sign : -sign) * apart;
            double beside = SIDE / 2.0 + jitter(random, 12);
            double radius = 44 + jitter(random, 5);
            Thing thing = both.get(i);
            ThingPainter.draw(
                    canvas,
                    thing.noun(),
                    ink(thing, random),
                    across ? along : beside,
                    across ? beside : along,
                    radius,
                    turn(random));
        }
    }

    private static void scatter(Graphics2D canvas, List<Thing> things, Random random) {
        List<double[]> spots = spots(things.size(), random);
        for (int i = 0; i < things.size(); i++) {
            double[] spot = spots.get(i);
            Thing thing = things.get(i);
            ThingPainter.draw(canvas, thing.noun(), ink(thing, random), spot[0], spot[1], spot[2], turn(random));
        }
    }

    private static void scatter(Graphics2D canvas, List<Thing> things, Ink ink, Random random) {
        for (double[] spot : spots(things.size(), random)) {
            ThingPainter.draw(canvas, things.get(0).noun(), ink, spot[0], spot[1], spot[2], turn(random));
        }
    }

    /** Places that do not touch: x, y and radius each. */
    private static List<double[]> spots(int count, Random random) {
        double radius = (count <= 2 ? 44 : count == 3 ? 39 : 34) + jitter(random, 3);
        while (true) {
            List<double[]> spots = new ArrayList<>();
            for (int tries = 0; tries < 400 && spots.size() < count; tries++) {
                double x = radius + 6 + random.nextDouble() * (SIDE - 2 * radius - 12);
                double y = radius + 6 + random.nextDouble() * (SIDE - 2 * radius - 12);
                double gap = 2 * radius + 3;
                if (spots.stream().allMatch(spot -> Math.hypot(spot[0] - x, spot[1] - y) >= gap)) {
                    spots.add(new double[] {x, y, radius});
                }
            }
            if (spots.size() == count) {
                return spots;
            }
            radius *= 0.97;
        }
    }

    private static Figure figure(Scene.Chart chart, Random random) {
        ChartKind kind = chart.kind();
        boolean line = kind == ChartKind.RISING_LINE || kind == ChartKind.FALLING_LINE;
        int count = line ? 4 + random.nextInt(3) : chart.count();
        List<String> labels = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(kind == ChartKind.FLOW ? STEPS.get(random.nextInt(STEPS.size())) : LABELS.get(i));
            int rank = kind == ChartKind.FALLING_LINE ? count - i : i + 1;
            double value = line ? rank + 0.7 * random.nextDouble() : 2 + 6 * random.nextDouble();
            values.add(value);
        }
        return new Figure(kind, "", labels, values, chart.thing().hue());
    }

    private static Ink ink(Thing thing, Random random) {
        return thing.hue().ink(jitter(random, 1), jitter(random, 1));
    }

    private static double turn(Random random) {
        return Math.toRadians(jitter(random, 7));
    }

    private static double jitter(Random random, double most) {
        return (2 * random.nextDouble() - 1) * most;
    }
}
