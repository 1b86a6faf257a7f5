package dev.triptych.samples.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** Fills and outlines in the unit box, -1 to 1 both ways and y downwards, on a canvas that is already moved and scaled. */
final class Pencil {
    private static final float WIDTH = 0.065f;

    private final Graphics2D canvas;
    private final Ink ink;

    Pencil(Graphics2D canvas, Ink ink) {
        this.canvas = canvas;
        this.ink = ink;
        canvas.setStroke(new BasicStroke(WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    /** Smooth edges and exact strokes. */
    static void smooth(Graphics2D canvas) {
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    Ink ink() {
        return ink;
    }

    /** The body: the thing's colour and its outline. */
    Pencil body(Shape shape) {
        return part(shape, ink.fill());
    }

    /** A detail in another colour, outlined like the rest. */
    Pencil part(Shape shape, Color color) {
        plain(shape, color);
        canvas.setColor(ink.edge());
        canvas.draw(shape);
        return this;
    }

    /** A detail without an outline. */
    Pencil plain(Shape shape, Color color) {
        canvas.setColor(color);
        canvas.fill(shape);
        return this;
    }

    /** A stroke of the given width. */
    Pencil stroke(Shape shape, Color color, double width) {
        var before = canvas.getStroke();
        canvas.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setColor(color);
        canvas.draw(shape);
        canvas.setStroke(before);
        return this;
    }

    static Shape disc(double x, double y, double radius) {
        return oval(x, y, radius, radius);
    }

    static Shape oval(double x, double y, double across, double down) {
        return new Ellipse2D.Double(x - across, y - down, 2 * across, 2 * down);
    }

    static Shape box(double left, double top, double right, double bottom) {
        return new Rectangle2D.Double(left, top, right - left, bottom - top);
    }

    static Shape rounded(double left, double top, double right, double bottom, double arc) {
        return new RoundRectangle2D.Double(left, top, right - left, bottom - top, arc, arc);
    }

    static Shape line(double x1, double y1, double x2, double y2) {
        return new Line2D.Double(x1, y1, x2, y2);
    }

    /** A closed polygon through x, y, x, y, … */
    static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** A star with its points at radius 1. */
    static Path2D star(int points, double inner) {
        double[] xy = new double[4 * points];
        for (int i = 0; i < 2 * points; i++) {
            double radius = i % 2 == 0 ? 1 : inner;
            double angle = Math.PI * i / points - Math.PI / 2;
            xy[2 * i] = radius * Math.cos(angle);
            xy[2 * i + 1] = radius * Math.sin(angle);
        }
        return polygon(xy);
    }

    static Shape moved(Shape shape, double x, double y, double scale) {
        AffineTransform move = AffineTransform.getTranslateInstance(x, y);
        move.scale(scale, scale);
        return move.createTransformedShape(shape);
    }
}
