package dev.triptych.vision;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Small JPEG copies of pictures, for pages of search results. */
public final class Thumbnail {
    private static final int QUALITY = 80;

    private Thumbnail() {}

    /**
     * A JPEG file's bytes, scaled down so that neither side is longer than {@code maxSide}; a smaller picture keeps its size.
     *
     * @throws IllegalArgumentException if {@code maxSide} is below 1
     */
    public static byte[] jpeg(Pixels picture, int maxSide) {
        if (maxSide < 1) throw new IllegalArgumentException("maxSide " + maxSide);
        double scale = Math.min(1, (double) maxSide / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        return encode(scale == 1 ? picture : Resampler.resize(picture, width, height, ResampleFilter.BICUBIC));
    }

    private static byte[] encode(Pixels picture) {
        OpenCv.require();
        Mat rgb = new Mat(picture.height(), picture.width(), CvType.CV_8UC3);
        Mat bgr = new Mat();
        MatOfByte encoded = new MatOfByte();
        MatOfInt parameters = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
        try {
            rgb.put(0, 0, picture.rgb());
            Imgproc.cvtColor(rgb, bgr, Imgproc.COLOR_RGB2BGR);
            if (!Imgcodecs.imencode(".jpg", bgr, encoded, parameters)) {
                throw new IllegalStateException("OpenCV made no JPEG of " + picture.width() + " x " + picture.height());
            }
            return encoded.toArray();
        } finally {
            rgb.release();
            bgr.release();
            encoded.release();
            parameters.release();
        }
    }
}
