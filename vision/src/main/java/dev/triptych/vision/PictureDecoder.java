package dev.triptych.vision;

import dev.triptych.space.TriptychException;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Decodes JPEG, PNG, WebP, BMP and TIFF with OpenCV into upright 8-bit RGB.
 *
 * <p>What Pillow's {@code convert("RGB")} does is done here: alpha is dropped, grey is repeated, a palette is looked up,
 * CMYK is converted without a profile. Sixteen bits lose their lower eight (Pillow clips 16-bit grey to white instead).
 */
public final class PictureDecoder {
    private PictureDecoder() {}

    /**
     * Decodes one picture.
     *
     * @param name what errors call it
     * @param encoded the file's bytes
     * @throws TriptychException if the bytes are no picture of a known format, are cut short or damaged, or the header
     *     promises more than 64 megapixels; the header is read first
     */
    public static Pixels decode(String name, byte[] encoded) {
        PictureHeader header = PictureHeader.read(name, encoded);
        header.requireModestSize(name);
        OpenCv.require();
        MatOfByte input = new MatOfByte(prepared(header.format(), encoded));
        Mat decoded = new Mat();
        try {
            decoded = Imgcodecs.imdecode(input, Imgcodecs.IMREAD_UNCHANGED);
            if (decoded.empty()) throw damaged(name, header);
            Pixels stored = toRgb(decoded);
            return header.format() == PictureFormat.TIFF ? stored : Orientation.apply(stored, header.orientation());
        } catch (CvException e) {
            TriptychException damaged = damaged(name, header);
            damaged.initCause(e);
            throw damaged;
        } finally {
            input.release();
            decoded.release();
        }
    }

    /**
     * Looks whether a picture can be expected to decode: reads its header and follows the container to its end, but decodes no pixel.
     *
     * @throws TriptychException as {@link #decode} does, as far as that can be seen
     */
    public static void check(String name, byte[] encoded) {
        PictureHeader.read(name, encoded).requireModestSize(name);
    }

    /** The bytes as OpenCV is given them. */
    private static byte[] prepared(PictureFormat format, byte[] encoded) {
        return switch (format) {
            case PNG -> PngChunks.essential(encoded);
            case WEBP -> WebpHeader.still(encoded);
            case TIFF -> TiffHeader.keepingColours(encoded);
            default -> encoded;
        };
    }

    private static TriptychException damaged(String name, PictureHeader header) {
        return new TriptychException(
                name,
                "a damaged " + header.format().label() + " picture of " + header.width() + " x " + header.height()
                        + " pixels, or a variant of the format that is not known",
                "a whole picture (" + PictureFormat.known() + ")",
                "open it in another program and save it again");
    }

    private static Pixels toRgb(Mat decoded) {
        Mat eight = new Mat();
        Mat rgb = new Mat();
        try {
            switch (decoded.depth()) {
                case CvType.CV_8U -> decoded.assignTo(eight);
                // OpenCV rounds; half a step less makes it the upper byte, as Pillow takes it.
                case CvType.CV_16U -> decoded.convertTo(eight, CvType.CV_8U, 1.0 / 256, -0.498);
                default -> decoded.convertTo(eight, CvType.CV_8U);
            }
            int conversion =
                    switch (eight.channels()) {
                        case 1 -> Imgproc.COLOR_GRAY2RGB;
                        case 3 -> Imgproc.COLOR_BGR2RGB;
                        case 4 -> Imgproc.COLOR_BGRA2RGB;
                        default -> throw new CvException(eight.channels() + " channels");
                    };
            Imgproc.cvtColor(eight, rgb, conversion);
            byte[] bytes = new byte[3 * rgb.rows() * rgb.cols()];
            rgb.get(0, 0, bytes);
            return new Pixels(rgb.cols(), rgb.rows(), bytes);
        } finally {
            eight.release();
            rgb.release();
        }
    }
}
