package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
        Measuring measuring = new Measuring("image-text", model, progress);
        DataFile file = DataFile.read(captions);
        Captions pairs = Captions.read(file, images, split, language);
        float[][] texts = measuring
                .embedder()
                .embed("captions", pairs.sentences().stream().map(Text::of).toList());
        float[][] pictures = measuring
                .embedder()
                .embed("pictures", pairs.pictures().stream().map(Picture::of).toList());

        int[][] own = pairs.byPicture();
        Ranked pictureRanks = Ranked.of(texts, pictures, t -> new int[] {pairs.owners()[t]});
        Ranked captionRanks = Ranked.of(pictures, texts, p -> own[p]);
        Map<String, Statistic> toImage = new LinkedHashMap<>();
        Map<String, Statistic> toText = new LinkedHashMap<>();
        for (int k : CUTS) {
            toImage.put("text_to_image/recall@" + k, pictureRanks.hitAt(k));
            toText.put("image_to_text/hit@" + k, captionRanks.hitAt(k));
        }
        for (int k : CUTS) {
            toText.put("image_to_text/recall@" + k, captionRanks.recallAt(k));
        }
        measuring.figures().add(texts.length, toImage);
        measuring.figures().add(pictures.length, toText);
        measuring.remark(pairs.remarks());
        return measuring.result(
                "split " + split + ", " + pictures.length + " pictures, all " + texts.length
                        + " captions in '" + language
                        + "'; text to image: recall@k of the one right picture; image to text: hit@k, any own caption among the first k,"
                        + " and recall@k, the share of them; ranked by cosine, ties by place in the file",
                file.identity());
    }

    @Override
    public Map<String, Path> files() {
        return Map.of("captions", captions, "images", images);
    }

    @Override
    public Set<Modality> modalities() {
        return Set.of(Modality.TEXT, Modality.IMAGE);
    }
}
