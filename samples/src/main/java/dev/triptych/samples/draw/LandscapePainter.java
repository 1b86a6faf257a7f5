package dev.triptych.samples.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Turns landscapes into pixels. */
public final class LandscapePainter {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 280;

    private LandscapePainter() {}

    /** A picture of 420 by 280 pixels; nothing in it is random. */
    public static BufferedImage paint(Landscape landscape) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        Pencil.smooth(canvas);
        Landscape.Setting setting = landscape.setting();
        int horizon = (int) Math.round(HEIGHT * setting.height);
        canvas.setPaint(new GradientPaint(0, 0, new Color(setting.top), 0, horizon, new Color(setting.horizon)));
        canvas.fillRect(0, 0, WIDTH, horizon);
        floor(canvas, setting, horizon);
        for (Landscape.Spot spot : landscape.spots()) {
            ThingPainter.draw(
                    canvas, spot.noun(), spot.ink(), spot.x() * WIDTH, spot.y() * HEIGHT, spot.radius() * HEIGHT, 0);
        }
        canvas.dispose();
        return image;
    }

    private static void floor(Graphics2D canvas, Landscape.Setting setting, int horizon) {
        Color color = new Color(setting.floor);
        canvas.setPaint(new GradientPaint(0, horizon, Ink.mix(color, Color.WHITE, 0.18), 0, HEIGHT, color));
        canvas.fillRect(0, horizon, WIDTH, HEIGHT - horizon);
        switch (setting) {
            case SEA -> waves(canvas, horizon + 14, HEIGHT, 26);
            case BEACH -> {
                canvas.setColor(new Color(0x3B9CC4));
                canvas.fillRect(0, horizon - 26, WIDTH, 30);
                waves(canvas, horizon - 14, horizon, 12);
            }
            case ROAD -> {
                canvas.setColor(new Color(0x86BF63));
                canvas.fillRect(0, horizon, WIDTH, 14);
                canvas.setColor(Color.WHITE);
                for (int x = 12; x < WIDTH; x += 64) {
                    canvas.fillRect(x, (horizon + 14 + HEIGHT) / 2, 36, 5);
                }
            }
            case MEADOW -> hills(canvas, horizon, Ink.mix(color, Color.WHITE, 0.3));
            case NIGHT, UNDER_WATER, TABLE -> {}
        }
    }

    private static void hills(Graphics2D canvas, int horizon, Color color) {
        Path2D hills = new Path2D.Double();
        hills.moveTo(0, horizon + 2);
        hills.curveTo(60, horizon - 34, 130, horizon - 30, 190, horizon - 4);
        hills.curveTo(250, horizon - 40, 350, horizon - 44, WIDTH, horizon - 8);
        hills.lineTo(WIDTH, horizon + 2);
        hills.closePath();
        canvas.setColor(color);
        canvas.fill(hills);
    }

    private static void waves(Graphics2D canvas, int from, int to, int step) {
        canvas.setColor(new Color(255, 255, 255, 110));
        canvas.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int y = from; y < to; y += step) {
            Path2D wave = new Path2D.Double();
            wave.moveTo(-20 + y % 40, y);
            for (int x = -20 + y % 40; x < WIDTH; x += 40) {
                wave.quadTo(x + 10, y - 5, x + 20, y);
                wave.quadTo(x + 30, y + 5, x + 40, y);
            }
            canvas.draw(wave);
        }
    }
}
