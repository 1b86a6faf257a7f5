package dev.triptych.samples.draw;

import static dev.triptych.samples.draw.Pencil.box;
import static dev.triptych.samples.draw.Pencil.disc;
import static dev.triptych.samples.draw.Pencil.line;
import static dev.triptych.samples.draw.Pencil.moved;
import static dev.triptych.samples.draw.Pencil.oval;
import static dev.triptych.samples.draw.Pencil.polygon;
import static dev.triptych.samples.draw.Pencil.rounded;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Path2D;

/** Draws one thing: how each noun looks. Whatever is not in the thing's own colour is grey or a shade of it, never another hue. */
final class ThingPainter {
    private static final Color STEEL = new Color(0x5A5F66);
    private static final Color GLASS = new Color(0xE9F1F5);

    private ThingPainter() {}

    /** Draws the noun around a point. */
    static void draw(Graphics2D canvas, Noun noun, Ink ink, double x, double y, double radius, double turn) {
        AffineTransform before = canvas.getTransform();
        canvas.translate(x, y);
        canvas.rotate(turn);
        canvas.scale(radius, radius);
        draw(noun, new Pencil(canvas, ink));
        canvas.setTransform(before);
    }

    private static void draw(Noun noun, Pencil pencil) {
        switch (noun) {
            case CIRCLE -> pencil.body(disc(0, 0, 0.9));
            case SQUARE -> pencil.body(box(-0.82, -0.82, 0.82, 0.82));
            case TRIANGLE -> pencil.body(polygon(0, -0.92, 0.95, 0.78, -0.95, 0.78));
            case STAR -> pencil.body(Pencil.star(5, 0.42));
            case HEART -> pencil.body(heart());
            case MOON -> pencil.body(moon());
            case CLOUD -> pencil.body(cloud());
            case SUN -> sun(pencil);
            case TREE -> tree(pencil);
            case FLOWER -> flower(pencil);
            case HOUSE -> house(pencil);
            case CAR -> car(pencil);
            case BOAT -> boat(pencil);
            case FISH -> fish(pencil);
            case BALLOON -> balloon(pencil);
            case UMBRELLA -> umbrella(pencil);
            case CUP -> cup(pencil);
            case BAR, SLICE, LINE, BOX -> throw new IllegalArgumentException(noun + " is a part of a chart");
        }
    }

    private static Path2D heart() {
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0.9);
        path.curveTo(-1.55, -0.15, -0.75, -1.2, 0, -0.42);
        path.curveTo(0.75, -1.2, 1.55, -0.15, 0, 0.9);
        path.closePath();
        return path;
    }

    private static Area moon() {
        Area crescent = new Area(disc(-0.05, 0, 0.92));
        crescent.subtract(new Area(disc(0.42, -0.14, 0.74)));
        return crescent;
    }

    private static Area cloud() {
        Area cloud = new Area(rounded(-0.98, 0.02, 0.98, 0.56, 0.54));
        cloud.add(new Area(disc(-0.42, -0.02, 0.4)));
        cloud.add(new Area(disc(0.16, -0.2, 0.52)));
        cloud.add(new Area(disc(0.62, 0.12, 0.32)));
        return cloud;
    }

    private static void sun(Pencil pencil) {
        for (int i = 0; i < 12; i++) {
            double angle = Math.PI * i / 6;
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            pencil.stroke(
                    line(0.7 * cos, 0.7 * sin, 0.95 * cos, 0.95 * sin),
                    pencil.ink().fill(),
                    0.13);
        }
        pencil.body(disc(0, 0, 0.55));
    }

    private static void tree(Pencil pencil) {
        pencil.plain(rounded(-0.13, 0.2, 0.13, 0.98, 0.06), STEEL);
        Area crown = new Area(disc(0, -0.5, 0.46));
        crown.add(new Area(disc(-0.38, -0.1, 0.42)));
        crown.add(new Area(disc(0.38, -0.1, 0.42)));
        crown.add(new Area(oval(0, 0.08, 0.45, 0.34)));
        pencil.body(crown);
    }

    private static void flower(Pencil pencil) {
        pencil.stroke(line(0, 0, 0, 0.95), STEEL, 0.1);
        pencil.plain(moved(oval(0, 0, 0.3, 0.12), 0.27, 0.72, 1), STEEL);
        for (int i = 0; i < 6; i++) {
            double angle = Math.PI * i / 3 + Math.PI / 6;
            pencil.body(disc(0.38 * Math.cos(angle), -0.32 + 0.38 * Math.sin(angle), 0.25));
        }
        pencil.part(disc(0, -0.32, 0.22), pencil.ink().light());
    }

    private static void house(Pencil pencil) {
        pencil.part(box(-0.68, -0.12, 0.68, 0.9), pencil.ink().fill());
        pencil.part(polygon(-0.95, -0.1, 0, -0.92, 0.95, -0.1), pencil.ink().edge());
        pencil.part(box(-0.16, 0.35, 0.2, 0.9), pencil.ink().light());
        pencil.part(box(-0.52, 0.08, -0.24, 0.36), GLASS);
        pencil.part(box(0.3, 0.08, 0.56, 0.36), GLASS);
    }

    private static void car(Pencil pencil) {
        pencil.body(polygon(-0.55, -0.05, -0.34, -0.5, 0.32, -0.5, 0.6, -0.05));
        pencil.part(polygon(-0.4, -0.08, -0.26, -0.38, -0.04, -0.38, -0.04, -0.08), GLASS);
        pencil.part(polygon(0.06, -0.08, 0.06, -0.38, 0.26, -0.38, 0.44, -0.08), GLASS);
        pencil.body(rounded(-0.98, -0.08, 0.98, 0.4, 0.24));
        for (double wheel : new double[] {-0.52, 0.52}) {
            pencil.plain(disc(wheel, 0.42, 0.24), new Color(0x33363B));
            pencil.plain(disc(wheel, 0.42, 0.1), new Color(0xC9CDD2));
        }
    }

    private static void boat(Pencil pencil) {
        pencil.stroke(line(0, -0.92, 0, 0.4), STEEL, 0.09);
        pencil.body(polygon(0.08, -0.86, 0.78, 0.22, 0.08, 0.22));
        pencil.part(polygon(-0.08, -0.6, -0.08, 0.22, -0.6, 0.22), pencil.ink().light());
        pencil.body(polygon(-0.92, 0.38, 0.92, 0.38, 0.58, 0.82, -0.6, 0.82));
    }

    private static void fish(Pencil pencil) {
        pencil.body(polygon(0.45, 0, 0.96, -0.46, 0.96, 0.46));
        Path2D body = new Path2D.Double();
        body.moveTo(-0.95, 0);
        body.curveTo(-0.5, -0.72, 0.3, -0.6, 0.62, 0);
        body.curveTo(0.3, 0.6, -0.5, 0.72, -0.95, 0);
        body.closePath();
        pencil.body(body);
        pencil.part(polygon(-0.12, 0.06, 0.22, -0.14, 0.22, 0.26), pencil.ink().light());
        pencil.plain(disc(-0.56, -0.1, 0.12), Color.WHITE);
        pencil.plain(disc(-0.58, -0.1, 0.06), new Color(0x22252A));
    }

    private static void balloon(Pencil pencil) {
        Path2D string = new Path2D.Double();
        string.moveTo(0, 0.48);
        string.curveTo(0.22, 0.62, -0.2, 0.78, 0.04, 0.98);
        pencil.stroke(string, STEEL, 0.06);
        pencil.body(polygon(0, 0.34, 0.14, 0.54, -0.14, 0.54));
        pencil.body(oval(0, -0.28, 0.58, 0.68));
        pencil.plain(oval(-0.22, -0.52, 0.12, 0.18), pencil.ink().light());
    }

    private static void umbrella(Pencil pencil) {
        Path2D handle = new Path2D.Double();
        handle.moveTo(0, -0.7);
        handle.lineTo(0, 0.68);
        handle.curveTo(0, 1.0, 0.34, 1.0, 0.34, 0.7);
        pencil.stroke(handle, STEEL, 0.1);
        Path2D roof = new Path2D.Double();
        roof.append(new Arc2D.Double(-0.95, -0.85, 1.9, 1.9, 0, 180, Arc2D.OPEN), false);
        for (int i = 0; i < 4; i++) {
            double left = -0.95 + 0.475 * i;
            roof.quadTo(left + 0.2375, -0.08, left + 0.475, 0.1);
        }
        roof.closePath();
        pencil.body(roof);
        pencil.stroke(line(0, -0.85, 0, -0.95), STEEL, 0.1);
        Path2D ribs = new Path2D.Double();
        ribs.moveTo(0, -0.85);
        ribs.quadTo(-0.42, -0.5, -0.475, 0.08);
        ribs.moveTo(0, -0.85);
        ribs.quadTo(0.42, -0.5, 0.475, 0.08);
        pencil.stroke(ribs, pencil.ink().edge(), 0.05);
    }

    private static void cup(Pencil pencil) {
        pencil.stroke(disc(0.58, 0.06, 0.28), pencil.ink().edge(), 0.2);
        pencil.stroke(disc(0.58, 0.06, 0.28), pencil.ink().fill(), 0.1);
        Path2D bowl = new Path2D.Double();
        bowl.moveTo(-0.8, -0.42);
        bowl.lineTo(0.58, -0.42);
        bowl.curveTo(0.58, 0.3, 0.4, 0.72, 0.14, 0.74);
        bowl.lineTo(-0.36, 0.74);
        bowl.curveTo(-0.62, 0.72, -0.8, 0.3, -0.8, -0.42);
        bowl.closePath();
        pencil.body(bowl);
        pencil.part(oval(-0.11, -0.42, 0.69, 0.16), pencil.ink().light());
    }
}
