package dev.triptych.evaluate;

import dev.triptych.evaluate.Bootstrap.Statistic;
import dev.triptych.evaluate.Captions.Photo;
import dev.triptych.space.Content;
import dev.triptych.space.Encoder;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Progress;
import dev.triptych.space.TriptychException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds pictures by caption and captions by picture, with the protocol of Flickr8k and Flickr30k.
 *
 * <p>Text to image: each caption ranks all pictures, one of which is right (recall@k). Image to text: each picture ranks all
 * captions of all pictures; a hit is any of its own (hit@k, which open_clip calls recall@k), and recall@k the share of its own among
 * the first k. With several languages each is measured apart, and the mean over them.
 *
 * @param captions JSON lines, plain or gzip, with {@code file}, {@code split} and {@code captions{language: [sentence…]}}
 * @param images the folder of the files named there
 * @param field which captions: {@code captions}, or another field of that shape
 * @param languages which of them
 * @param splits whose pictures and captions are candidates
 * @param querySplits of these, whose pictures and captions ask
 * @param allPictures whether pictures without a caption in the language are candidates, too
 */
public record ImageTextRetrieval(
        Path captions,
        Path images,
        String field,
        List<String> languages,
        List<String> splits,
        List<String> querySplits,
        boolean allPictures)
        implements Task {
    private static final int[] CUTS = {1, 5, 10};

    public ImageTextRetrieval {
        languages = List.copyOf(languages);
        splits = List.copyOf(splits);
        querySplits = List.copyOf(querySplits);
    }

    /** One split, one language. */
    public ImageTextRetrieval(Path captions, Path images, String split, String language) {
        this(captions, images, "captions", List.of(language), List.of(split), List.of(split), false);
    }

    @Override
    public Result run(Encoder<Content> model, Progress progress) {
        Measuring measuring = new Measuring("image-text", model, progress);
        DataFile file = DataFile.read(captions);
        Captions all = Captions.read(file, images, field, languages, splits);
        Captions used = (allPictures ? all : all.captioned()).requireFiles(images, file);
        float[][] pictures = measuring
                .embedder()
                .embed(
                        "pictures",
                        used.photos().stream().map(p -> Picture.of(p.file())).toList());
        List<String> counts = new ArrayList<>();
        for (String language : languages) {
            int silent = used.photos().size() - used.captioned(language).length;
            if (silent > 0) {
                measuring.remark(List.of(silent + " pictures have no caption in '" + language + "'"
                        + (allPictures ? "; they are candidates only" : " and are left out")));
            }
            counts.add(new Side(used, pictures, language).measure(measuring));
        }
        measuring
                .details()
                .points(Modality.IMAGE, pictures, p -> name(used.photos().get(p)), p -> used.photos()
                        .get(p)
                        .file());
        measuring.remark(used.remarks());
        return measuring.result(
                "split " + String.join(", ", splits)
                        + (querySplits.equals(splits)
                                ? ""
                                : " (queries of " + String.join(", ", querySplits) + " only)")
                        + (field.equals("captions") ? "" : ", field " + field) + ", " + String.join("; ", counts)
                        + "; text to image: recall@k of the one right picture; image to text: hit@k, any own caption among"
                        + " the first k, and recall@k, the share of them; ranked by cosine, ties by place in the file",
                file.identity());
    }

    private static String name(Photo photo) {
        return String.valueOf(photo.file().getFileName());
    }

    /** The captions of one language against the pictures. */
    private final class Side {
        private final Captions all;
        private final String language;
        private final int[] places;
        private final float[][] pictures;
        private final List<String> sentences = new ArrayList<>();
        private final List<Integer> owners = new ArrayList<>();
        private final List<int[]> own = new ArrayList<>();

        Side(Captions all, float[][] vectors, String language) {
            this.all = all;
            this.language = language;
            this.places = allPictures ? IntStream.range(0, vectors.length).toArray() : all.captioned(language);
            this.pictures = IntStream.of(places).mapToObj(p -> vectors[p]).toArray(float[][]::new);
            for (int p = 0; p < places.length; p++) {
                int from = sentences.size();
                for (String sentence : photo(p).in(language)) {
                    sentences.add(sentence);
                    owners.add(p);
                }
                own.add(IntStream.range(from, sentences.size()).toArray());
            }
        }

        private Photo photo(int picture) {
            return all.photos().get(places[picture]);
        }

        private boolean asks(int picture) {
            return querySplits.contains(photo(picture).split());
        }

        /** Adds the figures; says how many of what there were. */
        String measure(Measuring measuring) {
            float[][] texts = measuring.embedder().sentences("captions " + language, sentences);
            int[] asking = IntStream.range(0, texts.length)
                    .filter(t -> asks(owners.get(t)))
                    .toArray();
            int[] shown = IntStream.range(0, pictures.length)
                    .filter(p -> asks(p) && own.get(p).length > 0)
                    .toArray();
            requireQueries(asking.length);
            float[][] askingTexts = IntStream.of(asking).mapToObj(t -> texts[t]).toArray(float[][]::new);
            float[][] askingPictures =
                    IntStream.of(shown).mapToObj(p -> pictures[p]).toArray(float[][]::new);

            Ranked toImage = Ranked.of(askingTexts, pictures, q -> new int[] {owners.get(asking[q])});
            Ranked toText = Ranked.of(askingPictures, texts, q -> own.get(shown[q]));
            String group = languages.size() == 1 ? "" : language;
            Map<String, Statistic> ofTexts = new LinkedHashMap<>();
            Map<String, Statistic> ofPictures = new LinkedHashMap<>();
            for (int k : CUTS) {
                ofTexts.put("text_to_image/recall@" + k, toImage.hitAt(k));
                ofPictures.put("image_to_text/hit@" + k, toText.hitAt(k));
            }
            for (int k : CUTS) {
                ofPictures.put("image_to_text/recall@" + k, toText.recallAt(k));
            }
            measuring.figures().add(group, asking.length, ofTexts);
            measuring.figures().add(group, shown.length, ofPictures);

            Details details = measuring.details();
            details.curve("text to image, " + language, toImage.firsts());
            details.curve("image to text (hit), " + language, toText.firsts());
            details.similarities(askingTexts, pictures, q -> new int[] {owners.get(asking[q])});
            details.points(Modality.TEXT, askingTexts, q -> sentences.get(asking[q]));
            details.examples(toImage, q -> {
                Photo right = photo(toImage.bests()[q]);
                Photo top = photo(toImage.tops()[q]);
                return new Example(
                        sentences.get(asking[q]),
                        name(right),
                        name(top),
                        toImage.scores()[q],
                        toImage.firsts()[q],
                        right.file(),
                        top.file());
            });
            return (asking.length == texts.length ? "all " : asking.length + " of ") + texts.length + " captions in '"
                    + language + "' and " + pictures.length + " pictures";
        }

        private void requireQueries(int queries) {
            if (queries == 0) {
                throw new TriptychException(
                        captions.toString(),
                        "no caption in '" + language + "' of split " + String.join(", ", querySplits),
                        "one at least",
                        "choose other splits or another language");
            }
        }
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
