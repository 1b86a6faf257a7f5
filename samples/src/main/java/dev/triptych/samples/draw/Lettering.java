package dev.triptych.samples.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/**
 * Words in a picture, in the JDK's logical sans-serif font.
 *
 * <p>A JDK without any font fails in its own ways when it is asked for one. The words then become grey bars of the same length:
 * the picture is poorer, and still drawn.
 */
final class Lettering {
    /** Width of an average letter as a share of the font's size. */
    private static final double LETTER = 0.55;

    private Lettering() {}

    /** Writes around a point, no wider than {@code room}. */
    static void centred(
            Graphics2D canvas, String words, double x, double y, double size, double room, Color color, boolean bold) {
        canvas.setColor(color);
        try {
            canvas.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size));
            Rectangle2D bounds = canvas.getFontMetrics().getStringBounds(words, canvas);
            if (bounds.getWidth() > room) {
                canvas.setFont(canvas.getFont().deriveFont((float) (size * room / bounds.getWidth())));
                bounds = canvas.getFontMetrics().getStringBounds(words, canvas);
            }
            canvas.drawString(words, (float) (x - bounds.getWidth() / 2), (float)
                    (y + 0.36 * canvas.getFont().getSize2D()));
        } catch (RuntimeException | InternalError | LinkageError e) {
            double width = Math.min(room, words.length() * size * LETTER);
            canvas.fill(new RoundRectangle2D.Double(x - width / 2, y - size / 4, width, size / 2, size / 2, size / 2));
        }
    }
}
