package dev.triptych.evaluate;

import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds pictures by caption and captions by picture, with the protocol of Flickr8k and Flickr30k.
 *
 * <p>Text to image: each caption ranks all pictures, one of which is right (recall@k). Image to text: each picture ranks all
 * captions of all pictures; a hit is any of its own (hit@k, which open_clip calls recall@k; true recall would divide by the
 * number of captions).
 *
 * @param captions JSON lines, plain or gzip, with {@code file}, {@code split} and {@code captions{language: [sentence…]}}
 * @param images the folder of the files named there
 * @param split which rows
 * @param language which captions
 */
public record ImageTextRetrieval(Path captions, Path images, String split, String language) implements Task {
    private static final int[] CUTS = {1, 5, 10};

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        long start = System.nanoTime();
        DataFile file = DataFile.read(captions);
        Captions pairs = Captions.read(file, images, split, language);

        Embedder embedder = new Embedder(model, progress);
        float[][] texts = embedder.embed(
                "captions", pairs.sentences().stream().map(Text::of).toList());
        float[][] pictures = embedder.embed(
                "pictures", pairs.pictures().stream().map(Picture::of).toList());

        int[][] own = pairs.byPicture();
        int[] pictureRanks = Embedder.each(texts, pictures, (t, scores) -> Ranking.rank(scores, pairs.owners()[t]));
        int[] captionRanks = Embedder.each(pictures, texts, (p, scores) -> Ranking.firstRank(scores, own[p]));

        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int k : CUTS) {
            metrics.put("text_to_image/recall@" + k, Metrics.hitAt(pictureRanks, k));
        }
        for (int k : CUTS) {
            metrics.put("image_to_text/hit@" + k, Metrics.hitAt(captionRanks, k));
        }
        String protocol = "split " + split + ", " + pictures.length + " pictures, all " + texts.length
                + " captions in '" + language
                + "'; text to image: recall@k of the one right picture; image to text: hit@k, any own caption among the first k;"
                + " ranked by cosine, ties by place in the file";
        return new Result(
                "image-text",
                protocol,
                metrics,
                file.identity(),
                model.fingerprint(),
                (System.nanoTime() - start) / 1e9,
                embedder.truncated(),
                pairs.remarks());
    }
}
