package dev.triptych.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.space.Modality;
import dev.triptych.space.Picture;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Pair;
import dev.triptych.train.PairSource;
import dev.triptych.train.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Photos with captions in several languages: JSON lines {@code {"file", "split", "captions": {"en": [...], …}}} beside a folder of
 * pictures. A draw chooses a language by weight among those that the photo has, then one of its captions.
 */
final class CaptionPairs implements PairSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Photo(Picture picture, Map<String, List<Text>> captions) {}

    private final List<Photo> photos;
    private final Map<String, Double> languages;
    private final double maxBad;

    private CaptionPairs(List<Photo> photos, Map<String, Double> languages, double maxBad) {
        this.photos = photos;
        this.languages = languages;
        this.maxBad = maxBad;
    }

    static CaptionPairs read(YamlNode data) {
        Path captions = data.path("captions");
        Path images = data.path("images");
        String split = data.text("split");
        Map<String, Double> languages = new LinkedHashMap<>();
        YamlNode weights = data.node("languages");
        for (String language : weights.names()) {
            languages.put(language, weights.number(language, 0, 1e6));
        }
        double maxBad = Share.read(data, "max_bad", 0.01);
        data.end();
        List<Photo> photos = new ArrayList<>();
        Lines.read(captions, (number, line) -> {
            JsonNode row = JSON.readTree(line);
            if (row.path("split").asText().equals(split)) {
                Path picture = images.resolve(row.path("file").asText());
                if (!Files.isRegularFile(picture)) {
                    throw new TriptychException(
                            captions + ", line " + number + ": file", "no picture " + picture, "one", "check 'images'");
                }
                Map<String, List<Text>> texts = new LinkedHashMap<>();
                languages.keySet().forEach(language -> {
                    List<Text> found = new ArrayList<>();
                    row.path("captions").path(language).forEach(c -> found.add(Text.of(c.asText())));
                    if (!found.isEmpty()) {
                        texts.put(language, found);
                    }
                });
                if (!texts.isEmpty()) {
                    photos.add(new Photo(Picture.of(picture), texts));
                }
            }
        });
        if (photos.isEmpty()) {
            throw new TriptychException(
                    captions + ": split",
                    "no captions of split '" + split + "' in " + languages.keySet(),
                    "some",
                    "check 'split' and 'languages'");
        }
        return new CaptionPairs(photos, languages, maxBad);
    }

    @Override
    public double maxBad() {
        return maxBad;
    }

    @Override
    public int size() {
        return photos.size();
    }

    @Override
    public Pair draw(int index, RandomGenerator random) {
        Photo photo = photos.get(index);
        double total = 0;
        for (String language : photo.captions().keySet()) {
            total += languages.getOrDefault(language, 0.0);
        }
        double at = random.nextDouble() * total;
        List<Text> texts = List.of();
        for (Map.Entry<String, List<Text>> entry : photo.captions().entrySet()) {
            texts = entry.getValue();
            at -= languages.getOrDefault(entry.getKey(), 0.0);
            if (at < 0) {
                break;
            }
        }
        return new Pair(texts.get(random.nextInt(texts.size())), photo.picture(), index);
    }

    @Override
    public long group(int index) {
        return index;
    }

    @Override
    public Modality anchors() {
        return Modality.TEXT;
    }

    @Override
    public Modality positives() {
        return Modality.IMAGE;
    }
}
